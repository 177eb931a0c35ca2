"""Whether the reports are ready: signed off, answered by their reviewers, true to their figures."""

from __future__ import annotations

from collections.abc import Iterator

from boards.domain.dates import in_words
from boards.domain.findings import Finding
from boards.domain.findings import in_words as sentences
from boards.domain.readiness import Check
from boards.models import AgendaItem, Report, Review
from boards.packs.live_figures import LiveFigures
from boards.packs.report_body import UNPROVEN, report_body
from boards.packs.report_findings import why_not_ready

from .seen import Seen
from .telling import check

# Findings that checks of their own tell of, with who may let them pass.
TOLD_APART = ("review-", "reasoning-", "untagged-")
SINCE_SIGN_OFF = ("figures-changed", "body-changed")


def reports(seen: Seen) -> Iterator[Check]:
    """What of each report is amiss. What an unsigned one lacks stands with its sign-off: it is
    printed as to follow, so nothing else of it stops the agenda.
    """
    live: dict[bool, LiveFigures] = {}
    for item in seen.items:
        report = item.report
        found = [] if report is None else _findings(seen, report, live)
        if report is not None and report.status == Report.Status.SIGNED_OFF:
            yield from (_finding(seen, item, report, one) for one in found)
        elif report is not None or item.kind == AgendaItem.Kind.REPORT:
            yield _unsigned(seen, item, found)


def _findings(seen: Seen, report: Report, live: dict[bool, LiveFigures]) -> list[Finding]:
    """With the council's figures read once for all reports."""
    body = None
    if report.kind == Report.Kind.WRITTEN:
        council = report.board.council
        if report.is_open not in live:
            live[report.is_open] = LiveFigures(council, public=report.is_open)
        body = report_body(report, live[report.is_open])
    found = why_not_ready(report, today=seen.today, body=body)
    return [one for one in found if not one.key.startswith(TOLD_APART)]


def _unsigned(seen: Seen, item: AgendaItem, found: list[Finding]) -> Check:
    what = "is not signed off" if item.report else "has no report yet"
    title = f"Item {seen.numbers.get(item.pk, '')} {what}"
    detail = item.report.title if item.report else item.title
    lacks = sentences([one for one in found if one.stops][:MOST])
    return check("unsigned", item.pk, title, f"{detail}. {lacks}" if lacks else detail, item.pk)


MOST = 3


def _finding(seen: Seen, item: AgendaItem, report: Report, one: Finding) -> Check:
    about = f"{report.pk}-{one.key}"
    kind = "finding-stops" if one.stops else "finding"
    if one.key in SINCE_SIGN_OFF:
        # Let pass for this state of the report alone: signed off again, it is asked again.
        kind, about = "moved", f"{about}-{report.revision}"
    if one.key == UNPROVEN:
        kind = UNPROVEN
    title = f"Item {seen.numbers.get(item.pk, '')}: {one.words}"
    return check(kind, about[:100], title, "", item.pk)


def reviewers(seen: Seen) -> Iterator[Check]:
    for item, report in seen.reports:
        for review in report.reviews.all():
            yield from _review(seen, item, report, review)


def _review(seen: Seen, item: AgendaItem, report: Report, review: Review) -> Iterator[Check]:
    number, about = seen.numbers.get(item.pk, ""), f"{report.pk}-{review.pk}"
    if not review.answer:
        detail = f"Asked to answer by {in_words(review.due_on)}."
        yield check(
            "review", about, f"{review.role} has not answered on item {number}", detail, item.pk
        )
    elif review.answer == Review.Answer.REFUSED:
        title = f"{review.role} did not clear item {number}"
        yield check("review", about, title, review.comment, item.pk)
    elif review.revision < report.revision and report.status != Report.Status.SIGNED_OFF:
        title = f"Item {number} changed since {review.role} answered"
        yield check("review-old", about, title, "Ask again.", item.pk)
