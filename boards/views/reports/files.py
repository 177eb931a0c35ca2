"""Files of a report: what is sent for it, and what it is printed as."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CouncilRequest, council_page, when_signed_out
from boards.forms.report_files import AppendixForm, DescriptionForm, ReportFileForm, WordForm
from boards.models import PaperFile, Report
from boards.packs.quarter_body import is_quarter
from boards.packs.report_body import report_body
from boards.packs.report_findings import public_pack
from boards.packs.report_paper import body_pdf, quarter_pdf
from boards.packs.report_word import report_docx, report_file_name
from boards.report_access import may_read_appendix
from boards.services.reports import ReportError, note_reading, open_paper
from boards.services.reports.uploading import (
    add_appendix,
    describe_file,
    fill_from_word,
    remove_appendix,
    set_report_file,
)
from reference.domain.periods import parse
from reporting.word import MEDIA_TYPE

from .finding import may_change, not_now, report_or_404, to
from .signed_out import signed_out

PDF = "application/pdf"


@require_safe
@council_page("boards.see_reports")
def report_pdf(request: CouncilRequest, report: str) -> HttpResponse:
    """The report as it was signed off, or a draft of it; why there is none where nothing can be
    printed yet.
    """
    found = report_or_404(request, report)
    kept = found.body or found.file
    if kept is not None:
        data = open_paper(paper=found, file=kept, by=request.user)
    else:
        note_reading(paper=found, by=request.user)
        drafted = _draft(found)
        if drafted is None:
            return _nothing_yet(request, found)
        data = drafted
    return _file(data, PDF, report_file_name(found, "pdf"), inline=True)


def _draft(report: Report) -> bytes | None:
    if report.kind == Report.Kind.WRITTEN:
        return body_pdf(report_body(report), report.board.council).data
    pack = public_pack(report)
    return None if pack is None or pack.is_empty else quarter_pdf(pack).data


def _nothing_yet(request: CouncilRequest, report: Report) -> HttpResponse:
    """What is missing, and what to do about it."""
    context = {
        "report": report,
        "is_uploaded": report.kind == Report.Kind.UPLOADED,
        "quarter": parse(report.period) if is_quarter(report.period) else None,
        "may_write": may_change(request, report),
    }
    return render(request, "boards/reports/nothing_yet.html", context)


@require_safe
@council_page("boards.see_reports")
def report_word_file(request: CouncilRequest, report: str) -> HttpResponse:
    """The report as a Word document, named for another committee system."""
    found = report_or_404(request, report)
    if found.kind != Report.Kind.WRITTEN:
        raise Http404("Only a report that is written here is a Word document too")
    note_reading(paper=found, by=request.user)
    data = report_docx(report_body(found), found)
    return _file(data, MEDIA_TYPE, report_file_name(found), inline=False)


@require_safe
@council_page("boards.see_reports")
def appendix_pdf(request: CouncilRequest, report: str, appendix: int) -> HttpResponse:
    found = report_or_404(request, report)
    paper = get_object_or_404(found.appendices.select_related("file"), pk=appendix)
    paper.report = found
    if not may_read_appendix(request.user, paper):
        raise Http404
    data = open_paper(paper=paper, file=paper.file, by=request.user)
    return _file(data, PDF, f"appendix-{paper.letter.lower()}.pdf", inline=True)


def _file(data: bytes, media_type: str, name: str, *, inline: bool) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    shown = "inline" if inline else "attachment"
    answer["Content-Disposition"] = f'{shown}; filename="{name}"'
    return answer


@council_page("boards.write_reports")
def report_file(request: CouncilRequest, report: str) -> HttpResponse:
    """The PDF of a report that is uploaded."""
    found = report_or_404(request, report)
    if not may_change(request, found):
        return not_now(request, found)
    form = _posted(request, ReportFileForm)
    if form.is_valid():
        try:
            file = set_report_file(
                report=found,
                data=form.data_read,
                name=form.name,
                description=form.cleaned_data["description"],
                by=request.user,
            )
        except ReportError as refusal:
            form.add_error("file", str(refusal))
        else:
            _tell(request, file)
            return to("report_detail", found)
    return render(request, "boards/reports/file.html", {"report": found, "form": form})


@council_page("boards.write_reports")
def report_appendices(request: CouncilRequest, report: str) -> HttpResponse:
    """Adds an appendix."""
    found = report_or_404(request, report)
    if not may_change(request, found):
        return not_now(request, found)
    form = _posted(request, AppendixForm)
    if form.is_valid():
        try:
            made = add_appendix(
                report=found,
                title=form.cleaned_data["title"],
                data=form.data_read,
                name=form.name,
                description=form.cleaned_data["description"],
                by=request.user,
            )
        except ReportError as refusal:
            form.add_error("file", str(refusal))
        else:
            _tell(request, made.file)
            return to("report_detail", found)
    return render(request, "boards/reports/appendix.html", {"report": found, "form": form})


def _posted(request: CouncilRequest, kind: Any) -> Any:
    if request.method != "POST":
        return kind()
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    return kind(request.POST, request.FILES, sent=sent)


def _tell(request: CouncilRequest, file: PaperFile) -> None:
    pages = "1 page" if file.pages == 1 else f"{file.pages} pages"
    messages.success(request, f"“{file.name}” has been taken: {pages}.")
    for words in file.removed:
        messages.warning(request, str(words))
    if not file.tagged and not file.description:
        messages.warning(request, "The file has no tags. Describe it before the report goes out.")


@when_signed_out(signed_out)
@council_page("boards.write_reports")
def report_describe(request: CouncilRequest, report: str, file: int) -> HttpResponse:
    """What an untagged file of this report shows."""
    found = report_or_404(request, report)
    if not may_change(request, found):
        return not_now(request, found)
    known = [found.file_id, *found.appendices.values_list("file", flat=True)]
    if file not in known:
        raise Http404
    paper = get_object_or_404(PaperFile, pk=file)
    form = DescriptionForm(request.POST or None, initial={"description": paper.description})
    if form.is_valid():
        try:
            describe_file(report=found, file=paper, by=request.user, **form.cleaned_data)
        except ReportError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The description has been saved.")
            return to("report_detail", found)
    context = {"report": found, "form": form, "file": paper}
    return render(request, "boards/reports/describe.html", context)


@require_POST
@council_page("boards.write_reports")
def appendix_remove(request: CouncilRequest, report: str, appendix: int) -> HttpResponse:
    found = report_or_404(request, report)
    paper = get_object_or_404(found.appendices, pk=appendix)
    try:
        remove_appendix(appendix=paper, by=request.user)
        messages.success(request, "The appendix has been taken off the report.")
    except ReportError as refusal:
        messages.error(request, str(refusal))
    return to("report_detail", found)


@council_page("boards.write_reports")
def report_word_in(request: CouncilRequest, report: str) -> HttpResponse:
    """A Word document becomes the text of the sections."""
    found = report_or_404(request, report)
    if not may_change(request, found) or found.kind != Report.Kind.WRITTEN:
        return not_now(request, found)
    form = _posted(request, WordForm)
    if form.is_valid():
        try:
            done = fill_from_word(
                report=found,
                data=form.data_read,
                name=form.name,
                replace=form.cleaned_data["replace"],
                by=request.user,
            )
        except ReportError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"Filled from “{form.name}”: {', '.join(done.filled)}.")
            for words in done.told:
                messages.warning(request, words)
            return to("report_detail", found)
    return render(request, "boards/reports/word.html", {"report": found, "form": form})
