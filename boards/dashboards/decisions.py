"""What the board resolved about a measure, for the measure's own page."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import Council
from boards.models import CLOSED, Resolution
from performance.domain.evidence import Resolved


def resolved_about(council: Council, code: str) -> list[Resolved]:
    """Resolutions that name the measure; those that the public did not hear are told
    nowhere but in their minutes. One query.
    """
    found = Resolution.objects.filter(
        indicator=code, minute__item__meeting__board__council=council, closed=False
    ).exclude(minute__item__report__openness__in=CLOSED)
    rows = found.select_related("minute__item__meeting").order_by("pk")
    return [_resolved(council, row) for row in rows]


def _resolved(council: Council, row: Resolution) -> Resolved:
    meeting = row.minute.item.meeting
    return Resolved(
        on=meeting.day,
        words=row.text,
        by=f"Minute {row.minute.number}" if row.minute.number else "Minutes",
        address=reverse("boards:minutes", args=[council.slug, meeting.slug]),
        period=row.period,
    )
