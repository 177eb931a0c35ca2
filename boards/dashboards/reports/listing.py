"""A council’s reports, what waits for the reader first. Restricted ones go by their public title
for whoever may not read them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Council, User
from boards.models import Meeting, Report, Review, WorkItem
from boards.report_access import may_answer, may_read, wrote


@dataclass(frozen=True)
class ReportLine:
    report: Report
    title: str
    may_open: bool
    restricted: bool
    meetings: tuple[Meeting, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class ReportList:
    """`to_review` are questions to the reader, `late` those whose day has passed."""

    to_review: tuple[Review, ...]
    late: frozenset[int]
    to_sign: tuple[Report, ...]
    lines: tuple[ReportLine, ...]
    meetings: tuple[Meeting, ...]
    meeting: str
    status: str

    @property
    def is_filtered(self) -> bool:
        return bool(self.meeting or self.status)


def report_list(
    council: Council, user: User, *, today: dt.date, meeting: str = "", status: str = ""
) -> ReportList:
    """About six queries, and a few for each restricted report."""
    kept = (
        Report.objects.for_council(council)
        .select_related("board__council")
        .prefetch_related("reviews", "authors", "agenda_items__meeting", "work_items__meeting")
    )
    reports = list(kept)
    readable = {report.pk for report in reports if may_read(user, report)}
    to_review = _to_review(council, user, readable)
    lines = [_line(report, may_open=report.pk in readable) for report in reports]
    meetings = {one.pk: one for line in lines for one in line.meetings}
    shown = [line for line in lines if _fits(line, meeting, status)]
    return ReportList(
        to_review=to_review,
        late=frozenset(one.pk for one in to_review if one.due_on < today),
        to_sign=tuple(_to_sign((r for r in reports if r.pk in readable), user, council)),
        lines=tuple(shown),
        meetings=tuple(sorted(meetings.values(), key=lambda one: one.day, reverse=True)),
        meeting=meeting,
        status=status,
    )


def _to_review(council: Council, user: User, readable: set[int]) -> tuple[Review, ...]:
    asked = Review.objects.filter(report__board__council=council, answer="").exclude(
        report__status=Report.Status.SIGNED_OFF
    )
    found = asked.select_related("report__board__council").order_by("due_on", "pk")
    return tuple(one for one in found if one.report_id in readable and _is_mine(user, one))


def _is_mine(user: User, review: Review) -> bool:
    """Questions to nobody in particular wait for governance officers and approvers."""
    if review.reviewer_id is not None:
        return review.reviewer_id == user.pk
    council = review.report.board.council
    asked = user.has_perm("boards.sign_off_reports", council)
    return asked and may_answer(user, review)


def _to_sign(reports: Iterable[Report], user: User, council: Council) -> Iterable[Report]:
    if not user.has_perm("boards.sign_off_reports", council):
        return
    for report in reports:
        answered = all(review.answer for review in report.reviews.all())
        waits = report.status == Report.Status.IN_REVIEW and answered
        if waits and not wrote(user, report):
            yield report


def _line(report: Report, *, may_open: bool) -> ReportLine:
    return ReportLine(
        report=report,
        title=report.title if may_open else report.public_title,
        may_open=may_open,
        restricted=not report.is_open,
        meetings=meetings_of(report),
        waiting=tuple(one.role for one in report.reviews.all() if not one.answer),
    )


def meetings_of(report: Report) -> tuple[Meeting, ...]:
    """On whose agenda it stands, and for which it is planned; from what was prefetched."""
    named = [item.meeting for item in report.agenda_items.all() if item.removed_at is None]
    entries = report.work_items.all()
    planned = [one.meeting for one in entries if one.status != WorkItem.Status.DROPPED]
    return tuple({one.pk: one for one in (*named, *planned) if one is not None}.values())


def _fits(line: ReportLine, meeting: str, status: str) -> bool:
    if status and line.report.status != status:
        return False
    return not meeting or any(one.slug == meeting for one in line.meetings)
