"""One line of a measure table: the same for dashboard, pack page and paper.

A builder room. A row is made for an audience: what the public may not see is not in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from performance.domain.change import DOWN, SAME, UP, Change, Point, compare
from performance.domain.cumulative import Outlook, judge_due
from performance.domain.printing import (
    HIDDEN,
    MISSING,
    places_of,
    printed,
    rounded,
    target_text,
    with_unit,
)
from performance.domain.series import Held, figure_now, last_eight
from performance.domain.status import NOT_JUDGED, Goal, Judgement, Status
from performance.domain.vocabulary import Basis, Unit
from performance.measures import Measure
from performance.outlooks import forecast_remark, outlook_in
from performance.remarks import Remark, remarks_beside
from reference.benchmarks import Benchmark
from reference.domain.periods import Kind, Period, shift

ARROWS = {UP: "up", DOWN: "down", SAME: "level"}


@dataclass(frozen=True)
class Spark:
    """What a sparkline draws: eight slots, the target beside them, and words for who cannot see."""

    slots: tuple[Decimal | None, ...]
    texts: tuple[str, ...]
    targets: tuple[tuple[Decimal | None, Decimal | None], ...]
    provisional: frozenset[int]
    alt: str


@dataclass(frozen=True)
class ChangeMark:
    """Arrow, amount, meaning and verdict, as words."""

    arrow: str
    amount: str
    meaning: str
    verdict: str


@dataclass(frozen=True)
class MeasureRow:
    """Everything that a table prints of one measure in one quarter."""

    measure: Measure
    name: str
    second: str
    public: bool
    held: Held | None
    hidden: bool
    now: str
    target: str
    goal: Goal | None
    judgement: Judgement
    change: Change
    change_mark: ChangeMark
    spark: Spark | None
    neighbours: str
    england: str
    benchmark: Benchmark | None
    remarks: tuple[str, ...]
    # Those remarks that only tell another figure.
    told_beside: tuple[str, ...] = ()
    # What a count through the year will come to; None where the forecast may not be told.
    outlook: Outlook | None = None
    # The figures whose values the row tells, in whatever form: an edition's record of them.
    figures: tuple[Held, ...] = ()

    @property
    def code(self) -> str:
        return self.measure.code

    @property
    def anchor(self) -> str:
        return f"m-{self.measure.code}"

    @property
    def status(self) -> Status:
        return self.judgement.status

    @property
    def provisional(self) -> bool:
        return bool(self.held and self.held.provisional)

    @property
    def is_unavailable(self) -> bool:
        """An officer said that there is no figure, and why."""
        return self.held is not None and self.held.value is None

    @property
    def has_figure(self) -> bool:
        """A value or a hidden one: "not available" is no figure."""
        return self.hidden or bool(self.held and self.held.value is not None)


def measure_row(
    measure: Measure,
    quarter: Period,
    benchmarks: Mapping[str, Benchmark],
    *,
    public: bool = False,
    hidden: Collection[str] = (),
) -> MeasureRow:
    """The row of a measure in a quarter. `hidden` are the keys of figures that must not be seen;
    they lose number, status, change and chart.
    """
    now = figure_now(measure.own, quarter, frequency=measure.frequency, basis=measure.basis)
    if now is not None and now.key in hidden:
        return _hidden_row(measure, now)
    goal = measure.goal_on(now.period.ends_on if now else quarter.ends_on)
    value = now.value if now else None
    decimals = 0 if public and measure.unit in (Unit.PERCENT, Unit.RATE) else 1
    judgement = judge_due(
        value,
        goal,
        now.period if now else None,
        basis=now.basis if now else measure.basis,
        polarity=measure.polarity,
        unit=measure.unit,
        decimals=decimals,
        usual=measure.basis,
    )
    earlier = [one for one in measure.own if one is not now and one.key not in hidden]
    change = _change(
        measure,
        now,
        earlier,
        goal,
        quarter,
        decimals=decimals,
        public=public,
        censored=_is_censored(measure, now, hidden),
    )
    benchmark = benchmarks.get(measure.indicator.published_id or "")
    spark = _spark(measure, now, earlier, goal, quarter, public=public)
    eight = last_eight([*earlier, now], now, quarter) if now and spark else []
    drawn = [one for one in eight if one is not None and one.value is not None]
    beside_it = _beside(measure, now, quarter, hidden, drawn, public=public)
    outlook = outlook_in(measure, now, public=public)
    forecast = forecast_remark(now, outlook)
    return MeasureRow(
        measure=measure,
        name=measure.name,
        second=second_line(measure, now, quarter, public=public),
        public=public,
        held=now,
        hidden=False,
        now=value_text(measure, now, public=public),
        target=target_text(goal, measure.unit, measure.polarity),
        goal=goal,
        judgement=judgement,
        change=change,
        change_mark=_mark(change, now),
        spark=spark,
        neighbours=_benchmark_text(measure, benchmark.neighbours_median if benchmark else None),
        england=_benchmark_text(
            measure, benchmark.england.value if benchmark and benchmark.england else None
        ),
        benchmark=benchmark,
        remarks=(*forecast, *_remarks(now, beside_it)),
        told_beside=(*forecast, *(one.words for one in beside_it)),
        outlook=outlook,
        figures=_figures_told(now, change, earlier, drawn, beside_it),
    )


def _beside(
    measure: Measure,
    now: Held | None,
    quarter: Period,
    hidden: Collection[str],
    drawn: Collection[Held],
    *,
    public: bool,
) -> list[Remark]:
    if now is None:
        return []
    return remarks_beside(
        measure,
        now,
        [one for one in measure.held if one.key not in hidden],
        quarter,
        drawn={one.key for one in drawn},
        text=partial(value_text, measure, public=public),
    )


def _figures_told(
    now: Held | None,
    change: Change,
    earlier: Sequence[Held],
    drawn: Sequence[Held],
    beside_it: Sequence[Remark],
) -> tuple[Held, ...]:
    """Every figure whose value the row tells; the one before too, of which it tells the change."""
    before = [
        one
        for one in earlier
        if change.before is not None
        and (one.period, one.basis) == (change.before.period, change.before.basis)
    ]
    told = [now] if now is not None and now.value is not None else []
    told += [*before, *drawn, *(held for remark in beside_it for held in remark.figures)]
    return tuple({one.key: one for one in told}.values())


def value_text(measure: Measure, held: Held | None, *, public: bool) -> str:
    if held is None or held.value is None:
        return MISSING
    return with_unit(
        held.value,
        measure.unit,
        decimals=measure.indicator.decimals,
        held=held.decimals_held,
        public=public,
    )


def _benchmark_text(measure: Measure, value: Decimal | None) -> str:
    if value is None:
        return MISSING
    return printed(value, measure.unit, decimals=measure.indicator.decimals)


def _hidden_row(measure: Measure, now: Held) -> MeasureRow:
    nothing = Point(now.period, None, None, None, now.basis, now.provisional)
    change = compare(nothing, [], polarity=measure.polarity, unit=measure.unit)
    return MeasureRow(
        measure=measure,
        name=measure.name,
        second=measure.indicator.second_line,
        public=True,
        held=None,
        hidden=True,
        now=HIDDEN,
        target=MISSING,
        goal=None,
        judgement=NOT_JUDGED,
        change=change,
        change_mark=ChangeMark("", "", "", "Hidden (c)"),
        spark=None,
        neighbours=MISSING,
        england=MISSING,
        benchmark=None,
        remarks=(),
    )


def _change(
    measure: Measure,
    now: Held | None,
    earlier: list[Held],
    goal: Goal | None,
    quarter: Period,
    *,
    decimals: int,
    public: bool,
    censored: bool,
) -> Change:
    if now is None:
        empty = Point(quarter, None, None, None, measure.basis, False)
        return compare(empty, [], polarity=measure.polarity, unit=measure.unit)
    return compare(
        _point(measure, now, public=public),
        [_point(measure, one, public=public) for one in earlier],
        polarity=measure.polarity,
        unit=measure.unit,
        breaks=measure.breaks,
        recalculated=measure.recalculated,
        decimals=decimals,
        goal=goal,
        sizes=not public,  # the public may not learn how small a group is
        censored=censored,
        signed=measure.indicator.signed,
        small_group=measure.rules.small_group,
    )


def _is_censored(measure: Measure, now: Held | None, hidden: Collection[str]) -> bool:
    """Whether an earlier figure of the same series is hidden."""
    return now is not None and any(
        one.key in hidden
        and one.basis is now.basis
        and one.period.kind is now.period.kind
        and one.period < now.period
        for one in measure.own
    )


def _point(measure: Measure, held: Held, *, public: bool) -> Point:
    """The figure as a point; for the public with its printed value too."""
    if not public:
        return held.point
    return replace(held.point, drawn=_as_told(measure, held.value, held, public=True))


def _mark(change: Change, now: Held | None) -> ChangeMark:
    if now is None or now.value is None:
        return ChangeMark("", "", "", "")
    return ChangeMark(ARROWS.get(change.arrow, ""), change.amount, change.meaning, change.words)


def second_line(measure: Measure, now: Held | None, quarter: Period, *, public: bool) -> str:
    """The small line under a name: what is measured, and of when."""
    parts = [measure.indicator.second_line]
    if now is not None:
        parts.append(when_words(now, quarter))
        if not public:
            parts.append(counts_words(measure, now))
    return ", ".join(part for part in parts if part)


def counts_words(measure: Measure, held: Held) -> str:
    """ "10 of 22", or "684 children" where only the numerator is known."""
    if held.numerator is None:
        return ""
    numerator = printed(held.numerator, Unit.COUNT, decimals=0)
    if measure.unit is Unit.RATE:
        return f"{numerator} children"
    if held.denominator is None or measure.unit is not Unit.PERCENT:
        return ""
    return f"{numerator} of {printed(held.denominator, Unit.COUNT, decimals=0)}"


def when_words(held: Held, quarter: Period) -> str:
    """The days and the basis in words: "at 31 March", "over the quarter", "spring term"."""
    period = held.period
    end = f"{period.ends_on.day} {period.ends_on:%B}"
    if period.kind is Kind.DAY:
        return f"at {period.name}"
    if held.basis is Basis.PERIOD_END:
        return f"at {end}"
    if held.basis is Basis.ROLLING_12:
        return f"12 months to {end}"
    if held.basis is Basis.NOT_STATED:
        own = period.key == quarter.key
        return "basis not stated" if own else f"{_name_beside(period, quarter)}, basis not stated"
    if held.basis is Basis.YEAR_TO_DATE:
        return f"year to {end}"
    of = _name_beside(period, quarter)
    if held.basis is Basis.AVERAGE:
        return f"average {of}" if of.startswith("over") else f"average, {of}"
    return f"{period.name} outturn" if held.basis is Basis.OUTTURN else of


def _name_beside(period: Period, quarter: Period) -> str:
    if period.key == quarter.key:
        return "over the quarter"
    if period.kind is Kind.TERM:
        return f"{period.key[8:]} term"
    return period.span


def _spark(
    measure: Measure,
    now: Held | None,
    earlier: list[Held],
    goal: Goal | None,
    quarter: Period,
    *,
    public: bool,
) -> Spark | None:
    if now is None or now.value is None:
        return None
    eight = last_eight([*earlier, now], now, quarter)
    slots = tuple(
        _as_told(measure, one.value if one else None, now, public=public) for one in eight
    )
    if sum(slot is not None for slot in slots) < 2 and goal is None:
        return None
    provisional = frozenset(n for n, one in enumerate(eight) if one and one.provisional)
    texts = tuple(
        with_unit(slot, measure.unit, decimals=measure.indicator.decimals, public=public)
        + (" (provisional)" if n in provisional else "")
        for n, slot in enumerate(slots)
    )
    said = ", ".join(text for text in texts if text != MISSING)
    return Spark(
        slots=slots,
        texts=texts,
        targets=_targets(measure, now, quarter),
        provisional=provisional,
        alt=f"{measure.name}, last eight quarters: {said}",
    )


def _targets(
    measure: Measure, now: Held, quarter: Period
) -> tuple[tuple[Decimal | None, Decimal | None], ...]:
    """The target of each of the eight quarters: a target raised since leaves the old ones be."""
    slots = (slot for back in range(-7, 1) if (slot := shift(quarter, back)))
    goals = [measure.goal_due(slot, now.basis) for slot in slots]
    return tuple((goal.low, goal.high) if goal else (None, None) for goal in goals)


def _as_told(measure: Measure, value: Decimal | None, now: Held, *, public: bool) -> Decimal | None:
    """A drawing for the public is no more exact than its table: a line can be measured."""
    if value is None or not public:
        return value
    places = places_of(measure.unit, measure.indicator.decimals, now.decimals_held, public=public)
    return rounded(value, places)


def _remarks(
    now: Held | None,
    beside_it: Sequence[Remark],
) -> tuple[str, ...]:
    """What a reader must know beside the number: doubt, absence, other bases, officers' words."""
    if now is None:
        return ()
    remarks = []
    if now.value is None:
        remarks.append(f"Not available: {now.unavailable_reason}")
    if now.provisional:
        due = now.final_due_on
        when = f", final figure due {due.day} {due:%B %Y}" if due else ""
        remarks.append(f"Provisional{when}")
    if now.reported_direction:
        remarks.append(f"Officers report: {now.reported_direction}")
    return (*remarks, *(one.words for one in beside_it))
