"""What earlier meetings deferred, and no later agenda has yet."""

from __future__ import annotations

from django.db.models import QuerySet

from boards.models import AgendaItem, Meeting, Resolution


def deferred_before(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Items that a meeting before this one deferred in public, the earliest first. What was
    deferred where the public did not hear it is put on an agenda by a person.
    """
    standing = Meeting.objects.standing().filter(board=meeting.board)
    back = AgendaItem.objects.filter(meeting__in=standing, removed_at=None)
    found = AgendaItem.objects.filter(
        meeting__in=standing.filter(day__lt=meeting.day),
        removed_at=None,
        minute__resolutions__outcome=Resolution.Outcome.DEFERRED,
        minute__resolutions__closed=False,
    )
    found = found.exclude(pk__in=back.exclude(deferred_from=None).values("deferred_from"))
    ordered = found.select_related("report", "work_item", "meeting")
    return ordered.order_by("meeting__day", "position").distinct()
