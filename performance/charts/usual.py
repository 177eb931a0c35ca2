"""A measure's usual range, as its charts draw it and as its page explains it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.domain.printing import places_of
from performance.domain.series import Held
from performance.domain.vocabulary import Basis, Unit
from performance.domain.xmr import Rule, UsualRange, usual_range
from performance.measures import Measure
from reference.domain.rounding import round_half_up

FEWEST_LIMITS = 8
# Windows that overlap: neighbouring points share most of their months, so that their moving range
# says too little.
OVERLAPPING = frozenset({Basis.ROLLING_12, Basis.YEAR_TO_DATE})


@dataclass(frozen=True)
class Side:
    """An unbroken side of a series: its final figures, oldest first, and their limits, if any.

    `begins_on` is the break or the recalculation that it begins with; None for the first side.
    """

    points: tuple[Held, ...]
    limits: UsualRange | None
    begins_on: dt.date | None = None

    def signalled(self, *rules: Rule) -> list[Held]:
        """The figures at which one of the rules is met, oldest first, each once."""
        signals = self.limits.signals if self.limits else ()
        at = dict.fromkeys(signal.index for signal in signals if signal.rule in rules)
        return [self.points[index] for index in at]

    @property
    def outside(self) -> list[Held]:
        return self.signalled(Rule.ABOVE, Rule.BELOW)


def sides_of(
    measure: Measure,
    known: Sequence[Held],
    hidden: Sequence[Held] = (),
    *,
    public: bool = False,
) -> tuple[Side, ...]:
    """The sides between breaks of source or definition and recalculations, each with the limits of
    its own eight points or more. None at all for windows that overlap; no limits for a side with a
    hidden figure: the others alone would give another range.
    """
    if not known or known[-1].basis in OVERLAPPING:
        return ()
    edges = sorted((*measure.breaks, *measure.recalculated))
    found = []
    for start, end in zip([None, *edges], [*edges, None], strict=True):
        points = tuple(
            one
            for one in known
            if not one.provisional and one.value is not None and _lies_between(one, start, end)
        )
        unseen = any(_lies_between(one, start, end) for one in hidden)
        limits = None if unseen else limits_of(measure, points, public=public)
        found.append(Side(points, limits, start))
    return tuple(found)


def _lies_between(one: Held, start: dt.date | None, end: dt.date | None) -> bool:
    begins = one.period.starts_on
    return (start is None or begins >= start) and (end is None or begins < end)


def limits_of(measure: Measure, side: Sequence[Held], *, public: bool) -> UsualRange | None:
    """From the values as the edition prints them: limits must not give more decimals away."""
    values = [
        float(value) for one in side if (value := shown(one, measure, public=public)) is not None
    ]
    ceiling = 100.0 if measure.unit is Unit.PERCENT else None
    floor = None if measure.indicator.signed else 0.0
    return usual_range(values, minimum=FEWEST_LIMITS, floor=floor, ceiling=ceiling)


def shown(one: Held, measure: Measure, *, public: bool) -> Decimal | None:
    """The value as exactly as the edition prints it: a chart must not tell more than the table."""
    if one.value is None:
        return None
    places = places_of(measure.unit, measure.indicator.decimals, one.decimals_held, public=public)
    return round_half_up(one.value, places)


def limit(number: float) -> Decimal:
    """A limit as it is drawn and printed: one decimal."""
    return Decimal(str(round(number, 1)))
