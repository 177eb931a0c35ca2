"""Files that people send for a report: PDF papers, and Word documents that become its text."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import Council, User
from boards.domain.matching import match_headings
from boards.models import Appendix, PaperFile, Report
from boards.packs.word_reading import WordRefused, WordText, read_word
from reporting.grafting.uploads import UploadRefused, clean

from .changing import changed, writable
from .files import keep_paper
from .refusals import ReportError

LONGEST_NAME = 120


def take_pdf(
    *,
    council: Council,
    data: bytes,
    name: str,
    by: User,
    description: str = "",
    at: dt.datetime | None = None,
) -> PaperFile:
    """A PDF as it was sent, looked at, cleaned and kept. Raises ReportError for what is refused:
    the message names the file, says why and what to do.
    """
    name = _short(name)
    with tempfile.TemporaryDirectory() as folder:
        sent, out = Path(folder, "sent.pdf"), Path(folder, "clean.pdf")
        sent.write_bytes(data)
        try:
            cleaned = clean(sent, out, name)
        except UploadRefused as refusal:
            raise ReportError(str(refusal)) from refusal
        kept = out.read_bytes()
    return keep_paper(
        council=council,
        data=kept,
        name=name,
        pages=cleaned.pages,
        by=by,
        at=at,
        tagged=cleaned.tagged,
        description=description.strip(),
        removed=list(cleaned.notes),
    )


def _short(name: str) -> str:
    """The last part of a path, printable, no longer than is shown anywhere."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "paper.pdf"


def set_report_file(
    *, report: Report, data: bytes, name: str, by: User, description: str = ""
) -> PaperFile:
    """The PDF of a report that is uploaded; one that is there is replaced."""
    if report.kind != Report.Kind.UPLOADED:
        raise ReportError("This report is not an uploaded PDF. Add the file as an appendix.")
    file = take_pdf(
        council=report.board.council, data=data, name=name, by=by, description=description
    )
    with transaction.atomic():
        found = writable(report, by)
        Report.objects.filter(pk=found.pk).update(file=file)
        changed(found, by, "report.file_set", {"pages": file.pages, "tagged": file.tagged})
    return file


def add_appendix(
    *,
    report: Report,
    title: str,
    data: bytes,
    name: str,
    by: User,
    description: str = "",
) -> Appendix:
    """A paper behind the report, open until somebody restricts it."""
    if not title.strip():
        raise ReportError("Give the appendix a title.")
    file = take_pdf(
        council=report.board.council, data=data, name=name, by=by, description=description
    )
    with transaction.atomic():
        found = writable(report, by)
        last = found.appendices.aggregate(last=Max("order"))["last"] or 0
        made = Appendix.objects.create(report=found, order=last + 1, title=title.strip(), file=file)
        changed(found, by, "report.appendix_added", {"order": made.order, "pages": file.pages})
    return made


@transaction.atomic
def remove_appendix(*, appendix: Appendix, by: User) -> None:
    """Takes an appendix off; those behind it move up."""
    report = writable(appendix.report, by)
    now = report.appendices.filter(pk=appendix.pk).first()
    if now is None:
        return
    order = now.order
    now.delete()
    for later in report.appendices.filter(order__gt=order):
        later.order -= 1
        later.save(update_fields=["order"])
    changed(report, by, "report.appendix_removed", {"order": order})


@transaction.atomic
def describe_file(*, report: Report, file: PaperFile, description: str, by: User) -> None:
    """What an untagged file holds, for those who have it read to them."""
    found = writable(report, by)
    PaperFile.objects.filter(pk=file.pk).update(description=description.strip())
    changed(found, by, "report.file_described", {"file": file.pk})


@dataclass(frozen=True)
class FilledFromWord:
    """Which sections were filled, and what was left behind, in words."""

    filled: tuple[str, ...]
    told: tuple[str, ...]


def fill_from_word(
    *,
    report: Report,
    data: bytes,
    name: str,
    by: User,
    replace: bool = False,
    at: dt.datetime | None = None,
) -> FilledFromWord:
    """The text of a Word document into the sections whose headings it bears. Raises ReportError,
    also when a section holds other text and `replace` is not said: nothing typed is lost.
    """
    try:
        read = read_word(data, _short(name))
    except WordRefused as refusal:
        raise ReportError(str(refusal)) from refusal
    return _fill(report, read, replace=replace, by=by, at=at or timezone.now())


@transaction.atomic
def _fill(
    report: Report, read: WordText, *, replace: bool, by: User, at: dt.datetime
) -> FilledFromWord:
    found = writable(report, by)
    sections = {section.key: section for section in found.sections.all()}
    matched = match_headings(
        [(section.key, section.heading) for section in sections.values()],
        [(one.heading, one.text) for one in read.sections],
    )
    held = [
        sections[key].heading
        for key in matched.texts
        if _differs(sections[key].text, matched.texts[key])
    ]
    if held and not replace:
        raise ReportError(
            f"{_listed(held)} hold{'s' if len(held) == 1 else ''} text already. Nothing was "
            "changed: say that it may be replaced, or empty it first."
        )
    for key, text in matched.texts.items():
        section = sections[key]
        section.text, section.revision = text, section.revision + 1
        section.updated_by, section.updated_at = by, at
        section.save(update_fields=["text", "revision", "updated_by", "updated_at"])
    filled = tuple(sections[key].heading for key in sections if key in matched.texts)
    changed(found, by, "report.filled_from_word", {"sections": list(matched.texts)})
    return FilledFromWord(filled, (*_unmatched(matched.unmatched), *read.lost))


def _differs(text: str, other: str) -> bool:
    return bool(text.strip()) and text.strip() != other.strip()


def _unmatched(headings: tuple[str, ...]) -> list[str]:
    if not headings:
        return []
    named = _listed([heading[:60] for heading in headings[:8]])
    return [f"These headings are not in the template and stand within the section before: {named}"]


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
