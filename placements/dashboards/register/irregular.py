"""Irregular placements, those that hold first: in homes that are not registered, or with family on
temporary approval.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Council
from placements.models import Irregular


@dataclass(frozen=True)
class Flagged:
    """One irregularity, with how long it has lasted on a day."""

    line: Irregular
    days: int
    is_open: bool
    days_over: int = 0

    @property
    def is_unregistered(self) -> bool:
        return self.line.kind == Irregular.Kind.UNREGISTERED

    @property
    def is_over(self) -> bool:
        """Whether its temporary approval has run out though it goes on."""
        return self.days_over > 0


@dataclass(frozen=True)
class IrregularPage:
    today: dt.date
    open: tuple[Flagged, ...]
    ended: tuple[Flagged, ...]
    children: int
    untold: int


def irregular_page(council: Council, today: dt.date) -> IrregularPage:
    """The unregistered first, then by days; what ended within a year below. One query."""
    lines = Irregular.objects.for_council(council).select_related("placement__setting")
    flagged = [_flagged(one, today) for one in lines.filter(from_on__lte=today)]
    held = [one for one in flagged if one.is_open]
    recent = today - dt.timedelta(days=365)
    ended = [one for one in flagged if not one.is_open and (one.line.ended_on or today) >= recent]
    return IrregularPage(
        today,
        open=tuple(sorted(held, key=lambda one: (not one.is_unregistered, -one.days))),
        ended=tuple(sorted(ended, key=lambda one: one.line.ended_on or today, reverse=True)),
        children=len({one.line.placement.child_id for one in held}),
        untold=sum(one.is_unregistered and one.line.ofsted_told_on is None for one in held),
    )


def _flagged(line: Irregular, today: dt.date) -> Flagged:
    is_open = line.ended_on is None or line.ended_on > today
    until = today if is_open else line.ended_on or today
    over = (today - line.approved_until).days if line.approved_until and is_open else 0
    return Flagged(line, (until - line.from_on).days, is_open, days_over=max(over, 0))
