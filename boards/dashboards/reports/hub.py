"""One report: what it says, what stands in the way, who was asked, and what the reader may do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from accounts.models import User
from boards.domain.findings import Finding
from boards.models import Appendix, Meeting, Report, Review
from boards.packs.report_body import ReportBody, marking_of, report_body
from boards.packs.report_findings import why_not_ready
from boards.report_access import may_answer, may_read_appendix, may_write, wrote

from .listing import meetings_of


@dataclass(frozen=True)
class AppendixLine:
    """`title` is the public one for whoever may not read the appendix."""

    appendix: Appendix
    title: str
    marking: str
    may_open: bool


@dataclass(frozen=True)
class ReviewLine:
    review: Review
    is_mine: bool
    late: bool
    outdated: bool


@dataclass(frozen=True)
class ReportHub:
    report: Report
    body: ReportBody | None
    marking: str
    stops: tuple[Finding, ...]
    look_at: tuple[Finding, ...]
    reviews: tuple[ReviewLine, ...]
    appendices: tuple[AppendixLine, ...]
    authors: tuple[User, ...]
    meetings: tuple[Meeting, ...]
    may_write: bool
    may_sign: bool
    may_reopen: bool
    may_name: bool

    @property
    def is_signed_off(self) -> bool:
        return self.report.status == Report.Status.SIGNED_OFF


def report_hub(report: Report, viewer: User, *, today: dt.date) -> ReportHub:
    """About twenty queries: the text with its figures, the findings, the rights."""
    written = report.kind == Report.Kind.WRITTEN
    body = report_body(report) if written else None
    findings = why_not_ready(report, today=today, body=body)
    council = report.board.council
    signed = report.status == Report.Status.SIGNED_OFF
    approves = viewer.has_perm("boards.sign_off_reports", council)
    prefetch_related_objects([report], "agenda_items__meeting", "work_items__meeting")
    return ReportHub(
        report=report,
        body=body,
        marking=marking_of(report),
        stops=tuple(one for one in findings if one.stops),
        look_at=tuple(one for one in findings if not one.stops),
        reviews=review_lines(report, viewer, today=today),
        appendices=tuple(_appendix(one, viewer) for one in report.appendices.all()),
        authors=tuple(one.user for one in report.authors.select_related("user")),
        meetings=meetings_of(report),
        may_write=not signed and may_write(viewer, report),
        may_sign=approves and not signed and not wrote(viewer, report),
        may_name=viewer.has_perm("boards.run_meetings", council),
        may_reopen=signed and (approves or viewer.has_perm("boards.run_meetings", council)),
    )


def review_lines(report: Report, viewer: User, *, today: dt.date) -> tuple[ReviewLine, ...]:
    """Who was asked, and what they said."""
    reviews = report.reviews.select_related("reviewer", "answered_by", "report__board__council")
    return tuple(_review(one, viewer, today) for one in reviews)


def _review(review: Review, viewer: User, today: dt.date) -> ReviewLine:
    open_still = review.report.status != Report.Status.SIGNED_OFF
    return ReviewLine(
        review=review,
        is_mine=open_still and may_answer(viewer, review),
        late=not review.answer and review.due_on < today,
        outdated=bool(review.answer) and review.revision < review.report.revision,
    )


def _appendix(appendix: Appendix, viewer: User) -> AppendixLine:
    may_open = may_read_appendix(viewer, appendix)
    title = appendix.title if may_open else appendix.public_title
    return AppendixLine(appendix, title, marking_of(appendix), may_open)
