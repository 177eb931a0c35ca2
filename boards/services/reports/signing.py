"""Handing a report over, signing it off, opening it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from boards.domain.findings import Finding, in_words
from boards.models import Appendix, Openness, PaperFile, Paragraph, Report
from boards.packs.quarter_body import figures_kept, figures_of_pack, pack_key
from boards.packs.report_body import FORM, ReportBody, report_body
from boards.packs.report_findings import public_pack, reviews_not_ready, why_not_ready
from boards.packs.report_paper import (
    body_page,
    body_pdf,
    quarter_pack,
    quarter_page,
    quarter_pdfs,
)
from boards.report_access import wrote
from performance.packs.parts import QuarterlyPack
from reporting.domain.paper import PdfFile
from reporting.models import Audience

from .changing import locked, noted, writable
from .files import PDF, keep_paper
from .refusals import NotYoursError, ReportError
from .reviewing import ask_reviewer

HTML = "text/html"
PACK_TITLE = "The performance pack with small numbers"
PACK_PUBLIC_TITLE = "Figures that could identify individuals"
PACK_REASON = (
    "Small numbers could lead to children being recognised. The pack that hides them is the "
    "report, and everybody can read it: the interest in protecting the children outweighs that in "
    "publishing the rest."
)


@dataclass(frozen=True)
class Asked:
    """Who is asked for which answer, by when."""

    role: str
    reviewer: User | None
    due_on: dt.date


@transaction.atomic
def submit_report(
    *, report: Report, reviewers: Sequence[Asked], by: User, at: dt.datetime | None = None
) -> Report:
    """Hands the report to its reviewers; with none, to whoever signs it off."""
    found = writable(report, by)
    for one in reviewers:
        ask_reviewer(
            report=found, role=one.role, reviewer=one.reviewer, due_on=one.due_on, by=by, at=at
        )
    Report.objects.filter(pk=found.pk).update(status=Report.Status.IN_REVIEW)
    noted(found, by, "report.submitted", {"reviewers": [one.role for one in reviewers]})
    found.refresh_from_db()
    return found


@dataclass(frozen=True)
class _Made:
    """What sign-off prints, made before the row is locked: laying out takes seconds."""

    body: PdfFile | None = None
    key: str = ""
    figures: Sequence[dict[str, Any]] = ()
    page: str = ""
    restricted: PdfFile | None = None
    restricted_page: str = ""


def sign_off_report(*, report: Report, by: User, at: dt.datetime | None = None) -> Report:
    """Freezes the report: its text with the figures of now becomes a PDF. Raises ReportError for a
    role that does not sign off, for its authors, and while something stops it.
    """
    report = Report.objects.select_related("board__council").get(pk=report.pk)
    at = at or timezone.now()
    today = timezone.localdate(at)
    _check_signer(report, by)
    body = report_body(report) if report.kind == Report.Kind.WRITTEN else None
    pack = public_pack(report)
    _check_ready(why_not_ready(report, today=today, body=body, pack=pack))
    made = _made(report, body, pack)
    with transaction.atomic():
        found = locked(report)
        if found.revision != report.revision or found.status == Report.Status.SIGNED_OFF:
            raise ReportError("The report was changed while it was signed off. Read it again.")
        # Questions, answers and authors come without a new revision.
        _check_signer(found, by)
        _check_ready(reviews_not_ready(found, today=today))
        _freeze(found, made, by, at)
        noted(found, by, "report.signed_off", {"revision": found.revision, "key": made.key})
    return found


def _check_signer(report: Report, by: User) -> None:
    if not by.has_perm("boards.sign_off_reports", report.board.council):
        raise NotYoursError("An approver signs reports off.")
    if report.status == Report.Status.SIGNED_OFF:
        raise ReportError("The report has been signed off already.")
    if wrote(by, report):
        raise NotYoursError("Who wrote a report does not sign it off: ask another approver.")


def _check_ready(findings: Iterable[Finding]) -> None:
    stops = [one for one in findings if one.stops]
    if stops:
        raise ReportError(f"It is not ready. {in_words(stops)}")


def _made(report: Report, body: ReportBody | None, public: QuarterlyPack | None) -> _Made:
    council = report.board.council
    if body is not None:
        figures = figures_kept(body.figures)
        page = body_page(body, council)
        return _Made(body_pdf(body, council), body.key, figures, page=page)
    if public is not None:
        board = quarter_pack(council, report.period, Audience.BOARD)
        printed, *restricted = quarter_pdfs(public, *([board] if board.exempt else []))
        return _Made(
            printed,
            pack_key(public, FORM),
            figures_of_pack(public),
            quarter_page(public),
            restricted[0] if restricted else None,
            quarter_page(board) if restricted else "",
        )
    return _Made()


def _freeze(report: Report, made: _Made, by: User, at: dt.datetime) -> None:
    report.status = Report.Status.SIGNED_OFF
    report.signed_off_by, report.signed_off_at = by, at
    report.body_key, report.figures = made.key, list(made.figures)
    if made.body is not None:
        name, pages = f"report-{report.pk}", made.body.pages
        report.body = _kept(report, made.body.data, f"{name}.pdf", pages, by, at)
        data = made.page.encode()
        report.page = _kept(report, data, f"{name}.html", pages, by, at, media_type=HTML)
    report.save()
    if made.restricted is not None:
        _add_pack(report, made.restricted, made.restricted_page, by, at)


def _kept(
    report: Report,
    data: bytes,
    name: str,
    pages: int,
    by: User,
    at: dt.datetime,
    media_type: str = PDF,
) -> PaperFile:
    return keep_paper(
        council=report.board.council,
        data=data,
        name=name,
        pages=pages,
        media_type=media_type,
        made_here=True,
        by=by,
        at=at,
    )


def _add_pack(report: Report, pdf: PdfFile, page: str, by: User, at: dt.datetime) -> None:
    """The unhidden pack, and beside it the same as a page: exempt, because small numbers are
    people."""
    file = _kept(report, pdf.data, f"report-{report.pk}-restricted.pdf", pdf.pages, by, at)
    _kept(report, page.encode(), file.page_name, pdf.pages, by, at, media_type=HTML)
    last = report.appendices.aggregate(last=Max("order"))["last"] or 0
    Appendix.objects.create(
        report=report,
        order=last + 1,
        title=PACK_TITLE,
        file=file,
        openness=Openness.EXEMPT,
        paragraph=Paragraph.IDENTITY,
        public_interest=PACK_REASON,
        public_title=PACK_PUBLIC_TITLE,
        restricted_by=by,
        restricted_at=at,
    )


@transaction.atomic
def reopen_report(*, report: Report, reason: str, by: User) -> Report:
    """Takes a sign-off back so that the report can be changed. What was published stays."""
    found = locked(report)
    council = found.board.council
    approves = by.has_perm("boards.sign_off_reports", council)
    if not (approves or by.has_perm("boards.run_meetings", council)):
        raise NotYoursError("An approver or a governance officer reopens a report.")
    if found.status != Report.Status.SIGNED_OFF:
        raise ReportError("The report has not been signed off.")
    if not reason.strip():
        raise ReportError("Say why it is reopened.")
    if found.kind == Report.Kind.PERFORMANCE:
        found.appendices.filter(title=PACK_TITLE).delete()
    found.status = Report.Status.IN_REVIEW if found.reviews.exists() else Report.Status.DRAFT
    found.body, found.page, found.body_key, found.figures = None, None, "", []
    found.signed_off_by = found.signed_off_at = None
    found.save()
    noted(found, by, "report.reopened", {"reason": reason.strip()})
    return found
