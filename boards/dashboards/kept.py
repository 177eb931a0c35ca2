"""From which published editions and papers a person is kept, whatever their role."""

from __future__ import annotations

from accounts.models import Council, User
from boards.models import AgendaItem, Meeting
from boards.packs.agenda import KIND, SUPPLEMENT
from boards.packs.minutes import KIND as MINUTES
from boards.report_access import kept_from, meetings_kept_from

EDITIONS = (KIND, SUPPLEMENT, MINUTES)


def editions_kept_from(person: User, council: Council) -> list[tuple[str, str]]:
    """Kind and subject of board editions that hold a paper, or minutes, that the person may not
    read: one file, so all of it. Four queries at most.
    """
    slugs = meetings_kept_from(person, council).values_list("slug", flat=True)
    return [(kind, slug) for slug in slugs for kind in EDITIONS]


def items_kept_from(person: User, meeting: Meeting) -> frozenset[int]:
    """The items of a meeting whose closed papers the person may not read."""
    reports = kept_from(person, meeting.board.council)
    items = AgendaItem.objects.filter(meeting=meeting, report__in=reports)
    return frozenset(items.values_list("pk", flat=True)) if reports else frozenset()
