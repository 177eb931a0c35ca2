"""The council's own point, and which returns are not measured to it yet."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Council
from placements.models import Episode, OwnPoint, Return903


@dataclass(frozen=True)
class PointPage:
    """`again` are the returns that have to be sent again, the oldest first."""

    point: OwnPoint | None
    again: tuple[str, ...] = ()


def point_page(council: Council) -> PointPage:
    """Two queries; one where no point is named, for then nothing is measured to it."""
    point = OwnPoint.objects.filter(council=council).first()
    if point is None:
        return PointPage(None)
    returns = Return903.objects.for_council(council).filter(
        to_point=False, pk__in=Episode.objects.values("held_return")
    )
    return PointPage(point, tuple(one.label for one in returns))
