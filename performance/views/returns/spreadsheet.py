"""The spreadsheet round trip: a return goes out as a workbook and comes back as a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from performance.dashboards.return_form import ReturnForm, return_form
from performance.dashboards.return_sheet import return_sheets
from performance.dashboards.return_upload import upload_preview
from performance.forms.upload import SealBroken, UploadForm, seal, unseal
from performance.models import QuarterlyReturn
from performance.services.returns import ReturnError, SaveOutcome, may_enter, save_upload
from reporting.spreadsheets import UnreadableFile, workbook
from reporting.views.attachments import attachment

from .finding import not_yours, return_or_404, to


@require_safe
@council_page("performance.enter_figures")
def return_workbook(request: CouncilRequest, quarter: str, theme: str) -> HttpResponse:
    """The draft as an .xlsx file, with earlier values and guidance."""
    found = return_or_404(request, quarter, theme)
    if not may_enter(request.user, found):
        return not_yours(request, found)
    if not found.is_editable:
        return to("return_review", found)
    made = workbook(return_sheets(_form(request, found)), title=f"{found.theme}, {found.quarter}")
    name = f"{found.council.slug}-{found.quarter.lower()}-{found.theme_id}.xlsx"
    return attachment(made, name)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("performance.enter_figures")
def return_upload(request: CouncilRequest, quarter: str, theme: str) -> HttpResponse:
    """Takes a filled spreadsheet and shows what it would change; saves nothing."""
    found = return_or_404(request, quarter, theme)
    if not may_enter(request.user, found):
        return not_yours(request, found)
    if not found.is_editable:
        return to("return_review", found)
    page = _form(request, found)
    if request.method != "POST":
        return _ask(request, page, UploadForm())
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    form = UploadForm(request.POST, request.FILES, sent=sent)
    if not form.is_valid():
        return _ask(request, page, form, status=422)
    return _preview(request, page, form)


@require_POST
@council_page("performance.enter_figures")
def return_upload_save(request: CouncilRequest, quarter: str, theme: str) -> HttpResponse:
    """Saves what a preview showed."""
    found = return_or_404(request, quarter, theme)
    if not may_enter(request.user, found):
        return not_yours(request, found)
    try:
        read = unseal(request.POST.get("changes", ""), found, request.user)
        outcome = save_upload(
            quarterly_return=found,
            typed=read.typed,
            name=read.name,
            sha256=read.sha256,
            by=request.user,
        )
    except (SealBroken, ReturnError) as refusal:
        messages.error(request, str(refusal))
        found.refresh_from_db()
        return to("return_upload" if found.is_editable else "return_review", found)
    return _saved(request, found, outcome, read.name)


def _form(request: CouncilRequest, found: QuarterlyReturn) -> ReturnForm:
    return return_form(found, viewer=request.user, today=timezone.localdate())


def _ask(
    request: CouncilRequest, page: ReturnForm, form: UploadForm, status: int = 200
) -> HttpResponse:
    given = {"page": page, "form": form}
    return render(request, "performance/returns/upload.html", given, status=status)


def _preview(request: CouncilRequest, page: ReturnForm, form: UploadForm) -> HttpResponse:
    try:
        preview = upload_preview(page, form.sheets)
    except UnreadableFile as refusal:
        form.add_error("file", str(refusal))
        return _ask(request, page, form, status=422)
    sealed = "" if preview.mistakes else seal(preview, form, request.user)
    given = {"page": page, "preview": preview, "sealed": sealed, "name": form.name}
    status = 422 if preview.mistakes else 200
    # A new form beside the mistakes, for the corrected file.
    given["form"] = UploadForm()
    return render(request, "performance/returns/upload_preview.html", given, status=status)


def _saved(
    request: CouncilRequest, found: QuarterlyReturn, outcome: SaveOutcome, name: str
) -> HttpResponse:
    saved, conflicts = len(outcome.saved), len(outcome.conflicts)
    for words in outcome.refused:
        messages.warning(request, words)
    if saved:
        words = "1 figure was" if saved == 1 else f"{saved} figures were"
        messages.success(request, f"{words} saved as a draft from “{name}”.")
    if conflicts:
        words = "1 figure" if conflicts == 1 else f"{conflicts} figures"
        messages.warning(
            request, f"A colleague saved {words} meanwhile. Choose which version to keep."
        )
    if not (saved or conflicts):
        messages.success(request, "The draft already says what the file says. Nothing was changed.")
    return to("return_enter", found)
