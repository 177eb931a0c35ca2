"""Who may read and who may write one report, and what everybody may call it.

Beside the permissions of `rules`, which speak of a council, these speak of one paper.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from accounts.models import Council, User
from boards.models import (
    CLOSED,
    AgendaItem,
    Appendix,
    Declaration,
    Meeting,
    NamedReader,
    Report,
    Restricted,
    Review,
)


def may_write(user: User, report: Report) -> bool:
    """Whoever began it, its other authors, and governance officers."""
    council = report.board.council
    if not user.has_perm("boards.write_reports", council):
        return False
    if user.has_perm("boards.run_meetings", council):
        return True
    return is_author(user, report)


def is_author(user: User, report: Report) -> bool:
    return report.created_by_id == user.pk or report.authors.filter(user=user).exists()


def wrote(user: User, report: Report) -> bool:
    """Its authors, and whoever saved a section last: none of them signs it off."""
    return is_author(user, report) or report.sections.filter(updated_by=user).exists()


def may_read(user: User, report: Report) -> bool:
    """An open report: all who see reports. A restricted one: by role, its authors and reviewers,
    and who was named for it; never who is kept from it.
    """
    council = report.board.council
    if report.is_open:
        return user.has_perm("boards.see_reports", council)
    return may_read_closed(user, report)


def may_read_appendix(user: User, appendix: Appendix) -> bool:
    report = appendix.report
    if not may_read(user, report):
        return False
    return appendix.is_open or may_read_closed(user, report)


def may_read_closed(user: User, report: Report) -> bool:
    """The papers of a report that the public may not read."""
    council = report.board.council
    if report.pk in kept_from(user, council):
        return False
    return user.has_perm("boards.read_restricted", council) or _works_on(user, report)


def _works_on(user: User, report: Report) -> bool:
    """Of those who see reports at all: who wrote or reviews it, or was named for its papers."""
    if not user.has_perm("boards.see_reports", report.board.council):
        return False
    named = report.named_readers.filter(user=user, kind=NamedReader.Kind.ALSO)
    reviews = report.reviews.filter(reviewer=user)
    return is_author(user, report) or reviews.exists() or named.exists()


def kept_from(user: User, council: Council) -> frozenset[int]:
    """Reports whose closed papers a person may not read, whatever their role: they were named, or
    they declared a pecuniary interest in its item and have no dispensation. Two queries.
    """
    named = NamedReader.objects.filter(
        report__board__council=council, user=user, kind=NamedReader.Kind.NOT
    )
    declared = pecuniary(council).filter(member__user=user)
    return frozenset(
        [
            *named.values_list("report_id", flat=True),
            *declared.values_list("item__report_id", flat=True),
        ]
    )


def pecuniary(council: Council) -> QuerySet[Declaration]:
    """Declarations that keep whoever made them from the closed papers of the item's report."""
    return Declaration.objects.filter(
        meeting__board__council=council,
        kind=Declaration.Kind.PECUNIARY,
        dispensation="",
        item__report__isnull=False,
    )


def meetings_kept_from(user: User, council: Council) -> QuerySet[Meeting]:
    """Meetings with a closed paper, or a closed part of their minutes, that a person may not read.
    Items that were taken off later count as well: they stand in what was published.
    """
    return meetings_with(kept_from(user, council), council)


def meetings_with(reports: Collection[int], council: Council) -> QuerySet[Meeting]:
    """Meetings with a closed paper of these reports, or with closed minutes of their items."""
    items = AgendaItem.objects.filter(report__in=reports).filter(
        Q(report__openness__in=CLOSED)
        | Q(report__appendices__openness__in=CLOSED)
        | ~Q(minute__closed_ground="") & Q(minute__isnull=False)
    )
    return Meeting.objects.for_council(council).filter(pk__in=items.values("meeting"))


def is_kept(report: Report | None, kept: Collection[int]) -> bool:
    """Whether a report is closed, and one of those that somebody is `kept` from: its title gives
    way to its public one, as in papers that the public reads.
    """
    return report is not None and not report.is_open and report.pk in kept


def is_kept_from(user: User, meeting: Meeting) -> bool:
    return meetings_kept_from(user, meeting.board.council).filter(pk=meeting.pk).exists()


def may_answer(user: User, review: Review) -> bool:
    """The person asked; where nobody was named, whoever sees reports but did not write this one."""
    if review.reviewer_id is not None:
        return review.reviewer_id == user.pk
    council = review.report.board.council
    return user.has_perm("boards.see_reports", council) and not is_author(user, review.report)


def safe_title(paper: Restricted, title: str) -> str:
    """A paper's title as logs and lists may say it: a restricted one by its public title."""
    return title if paper.is_open else paper.public_title


def subject_of(report: Report) -> str:
    """What an audit event calls a report."""
    return f"Report {report.pk}: {safe_title(report, report.title)}"
