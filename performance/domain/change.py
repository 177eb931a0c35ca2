"""What became of a figure: its change since the last comparable one, and what to make of it.

Comparable are figures of the same basis and the same kind of period, final, on this side of a
break of source or definition. An interim figure is compared with nothing, nor anything with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reference.domain.periods import Period

from .newcombe import difference_interval
from .points import (
    Point,
    comparable,
    exact_difference,
    last_before,
    overlap,
    series_since,
    since_words,
)
from .printing import amount
from .status import Goal, gap_to
from .vocabulary import Basis, Labelled, Polarity, Unit
from .xmr import Rule, UsualRange, usual_range

__all__ = ["Change", "Point", "Verdict", "comparable", "compare"]

UP, DOWN, SAME = "↑", "↓", "—"


class Verdict(Labelled):
    MORE_THAN_CHANCE = "more_than_chance", "more than chance"
    COULD_BE_CHANCE = "could_be_chance", "could be chance"
    SMALL_GROUP = "small_group", "small group"
    INSIDE_USUAL_RANGE = "inside_usual_range", "inside the usual range"
    OUTSIDE_USUAL_RANGE = "outside_usual_range", "outside the usual range"
    UNUSUAL_RUN = "unusual_run", "an unusual run"
    NOT_TESTED_NO_COUNTS = "not_tested_no_counts", "not tested: no counts"
    NOT_TESTED_FEW = "not_tested_few", "not tested: fewer than eight figures"
    NOT_TESTED_HIDDEN = "not_tested_hidden", "not tested: figures are hidden"
    NOT_TESTED_TOTAL = "not_tested_total", "not tested: a running total"
    NOT_TESTED_OVERLAP = "not_tested_overlap", "not tested: the periods overlap"
    PROVISIONAL = "provisional", "provisional: not compared yet"
    NO_EARLIER = "no_earlier", "No earlier figure"
    NO_FIGURE = "no_figure", ""


TESTED = frozenset(
    {
        Verdict.MORE_THAN_CHANCE,
        Verdict.COULD_BE_CHANCE,
        Verdict.INSIDE_USUAL_RANGE,
        Verdict.OUTSIDE_USUAL_RANGE,
        Verdict.UNUSUAL_RUN,
    }
)


@dataclass(frozen=True)
class Change:
    """`arrow` shows the number's direction, `meaning` says better, worse, higher, lower or
    "no change", `words` are the verdict's. `difference` is now minus before, unrounded;
    `interval` is Newcombe's, in points. `since` is the period of `before`.
    """

    arrow: str
    difference: Decimal | None
    amount: str
    meaning: str
    verdict: Verdict
    words: str
    since: Period | None = None
    before: Point | None = None
    tested: bool = False
    interval: tuple[float, float] | None = None
    usual: UsualRange | None = None

    @property
    def compared(self) -> bool:
        return self.before is not None


def compare(
    now: Point,
    earlier: Sequence[Point],
    *,
    polarity: Polarity,
    unit: Unit,
    breaks: Sequence[dt.date] = (),
    recalculated: Sequence[dt.date] = (),
    decimals: int = 1,
    goal: Goal | None = None,
    small_group: int = 30,
    sizes: bool = True,
    censored: bool = False,
    signed: bool = False,
) -> Change:
    """The change since the last comparable figure, in words, with its verdict.

    `earlier` holds figures of the same measure, group and area in any basis and order; those not
    comparable are left out here. `breaks` are the first days of a new source or definition;
    `recalculated` the days from which a person set a new usual range. Without `sizes` a
    small group's size is left out, as public editions need. `censored` says that earlier figures
    are hidden: a usual range of the others would be another range. `signed`: the figure may be
    below 0, and so may its usual range.

    Newcombe's interval takes the groups to be independent. Many of the same children are in
    both quarters, so it is cautious: a real change may be called "could be chance". Windows that
    overlap (rolling 12 months, year to date) share children *and* time: they are not tested.
    """
    if now.value is None:
        return _nothing(Verdict.NO_FIGURE)
    if now.provisional:
        return _nothing(Verdict.PROVISIONAL)
    series = comparable(now, earlier, breaks)
    before = last_before(now, series, unit)
    if before is None or before.value is None:
        return _nothing(Verdict.NO_EARLIER)
    difference = exact_difference(now, before, unit)
    usual = None if censored else _usual(now, series, unit, recalculated, signed=signed)
    verdict, interval, usual = _verdict(
        now, before, unit, usual, small_group=small_group, censored=censored
    )
    words = _words(verdict, now, before, usual, sizes=sizes, changed=bool(difference))
    return Change(
        arrow=SAME if not difference else UP if difference > 0 else DOWN,
        difference=difference,
        amount=amount(difference, unit, decimals=decimals, always_decimal=unit is Unit.PERCENT)
        if difference
        else "",
        meaning=_meaning(now.value, before.value, difference, polarity, goal),
        verdict=verdict,
        words=words,
        since=before.period,
        before=before,
        tested=verdict in TESTED,
        interval=interval,
        usual=usual,
    )


def _nothing(verdict: Verdict) -> Change:
    return Change("", None, "", "", verdict, verdict.label)


def _verdict(
    now: Point,
    before: Point,
    unit: Unit,
    usual: UsualRange | None,
    *,
    small_group: int,
    censored: bool,
) -> tuple[Verdict, tuple[float, float] | None, UsualRange | None]:
    if overlap(now, before):
        return Verdict.NOT_TESTED_OVERLAP, None, None
    a, b = now.proportion, before.proportion
    if unit is Unit.PERCENT and a and b:
        low, high = difference_interval(*a, *b)
        interval = (low * 100, high * 100)
        if min(a[1], b[1]) < small_group:
            return Verdict.SMALL_GROUP, interval, usual
        chance = low <= 0 <= high
        return (
            Verdict.COULD_BE_CHANCE if chance else Verdict.MORE_THAN_CHANCE,
            interval,
            usual,
        )
    if usual is None:
        return _untested(now, unit, censored=censored), None, None
    return _usual_verdict(usual), None, usual


def _untested(now: Point, unit: Unit, *, censored: bool) -> Verdict:
    if censored:
        return Verdict.NOT_TESTED_HIDDEN
    if now.basis is Basis.YEAR_TO_DATE and unit is Unit.COUNT:
        return Verdict.NOT_TESTED_TOTAL
    return Verdict.NOT_TESTED_NO_COUNTS if unit is Unit.PERCENT else Verdict.NOT_TESTED_FEW


def _usual(
    now: Point,
    series: Sequence[Point],
    unit: Unit,
    recalculated: Sequence[dt.date],
    *,
    signed: bool,
) -> UsualRange | None:
    points = series_since(now, series, recalculated)
    if len(points) < 8 or (now.basis is Basis.YEAR_TO_DATE and unit is Unit.COUNT):
        return None
    seen = [point.value if point.drawn is None else point.drawn for point in points]
    values = [float(value) for value in seen if value is not None]
    ceiling = 100.0 if unit is Unit.PERCENT else None
    return usual_range(values, floor=None if signed else 0.0, ceiling=ceiling)


def _usual_verdict(usual: UsualRange) -> Verdict:
    rules = {signal.rule for signal in usual.newest}
    if rules & {Rule.ABOVE, Rule.BELOW}:
        return Verdict.OUTSIDE_USUAL_RANGE
    return Verdict.UNUSUAL_RUN if rules else Verdict.INSIDE_USUAL_RANGE


def _meaning(
    now: Decimal, before: Decimal, difference: Decimal, polarity: Polarity, goal: Goal | None
) -> str:
    if not difference:
        return "no change"
    rising = difference > 0
    if polarity in (Polarity.HIGH, Polarity.LOW):
        return "better" if rising == (polarity is Polarity.HIGH) else "worse"
    if polarity is Polarity.RANGE and goal is not None and (goal.low, goal.high) != (None, None):
        away_now, away_before = (_away(value, goal) for value in (now, before))
        if away_now != away_before:
            return "better" if away_now < away_before else "worse"
    return "higher" if rising else "lower"


def _away(value: Decimal, goal: Goal) -> Decimal:
    """How far outside the range, 0 inside it."""
    gap, _ = gap_to(value, goal, Polarity.RANGE)
    met = (goal.high is None and gap >= 0) or (goal.low is None and gap <= 0)
    return Decimal(0) if met else abs(gap)


def _words(
    verdict: Verdict,
    now: Point,
    before: Point,
    usual: UsualRange | None,
    *,
    sizes: bool,
    changed: bool,
) -> str:
    parts = [since_words(now, before), _verdict_words(verdict, now, before, usual, sizes, changed)]
    if usual is not None and verdict in (Verdict.MORE_THAN_CHANCE, Verdict.COULD_BE_CHANCE):
        # The test is against the last figure, the range against the years: both may be true.
        parts += [f"long term: {signal.words}" for signal in usual.newest][:1]
    return "; ".join(part for part in parts if part)


def _verdict_words(
    verdict: Verdict,
    now: Point,
    before: Point,
    usual: UsualRange | None,
    sizes: bool,
    changed: bool,
) -> str:
    if verdict is Verdict.SMALL_GROUP:
        size = min(bottom for point in (now, before) for _, bottom in [point.proportion or (0, 0)])
        return f"{verdict.label} of {size}" if sizes else verdict.label
    if verdict in (Verdict.UNUSUAL_RUN, Verdict.OUTSIDE_USUAL_RANGE) and usual is not None:
        return usual.newest[0].words
    # "No change; could be chance" would say nothing.
    return "" if verdict is Verdict.COULD_BE_CHANCE and not changed else verdict.label
