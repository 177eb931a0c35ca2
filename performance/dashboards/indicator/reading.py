"""How to read a measure: what may be believed of its change, its range and its comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from performance.charts.usual import OVERLAPPING, Side, limit
from performance.domain.evidence import chance, outside_words, run_words, too_few
from performance.domain.points import Point
from performance.domain.printing import printed
from performance.domain.series import Held
from performance.domain.vocabulary import Unit
from performance.domain.xmr import Rule
from performance.measures import Gap, Measure
from performance.rows import MeasureRow, value_text
from reference.domain.periods import long_date
from reference.domain.rounding import plain

from .parts import Reading

RUNS = (Rule.RUN_ABOVE, Rule.RUN_BELOW, Rule.RISING, Rule.FALLING)


def readings_of(
    row: MeasureRow, series: Sequence[Held], sides: Sequence[Side]
) -> tuple[Reading, ...]:
    """What to know, most urgent first: doubt about the newest figure, chance, range, breaks."""
    found = [*_provisional(row), *_chance(row)]
    if series and series[-1].basis not in OVERLAPPING:
        found += _usual(row.measure, sides)
    elif not series:
        found.append(Reading(*too_few(0, None)))
    last = series[-1].period.ends_on if series else None
    found += [_gap(gap) for gap in row.measure.interruptions if last and gap.from_on <= last]
    return tuple(reading for reading in found if reading.strong)


def _provisional(row: MeasureRow) -> list[Reading]:
    if row.held is None or not row.held.provisional:
        return []
    due = row.held.final_due_on
    when = f"The final figure is due on {long_date(due)}. " if due else ""
    rest = "Until then it is compared with nothing and counts in no usual range."
    return [Reading("The newest figure is provisional.", f"{when}{rest}")]


def _chance(row: MeasureRow) -> list[Reading]:
    change = row.change
    if row.held is None or change.before is None:
        return []
    now = row.held.point
    sizes = [size for point in (now, change.before) if (size := _size(point)) is not None]
    told = chance(
        change,
        before=_counted(change.before),
        now=_counted(now),
        smallest=min(sizes, default=None),
    )
    return [Reading(*told)]


def _size(point: Point) -> int | None:
    return point.proportion[1] if point.proportion else None


def _counted(point: Point) -> str:
    if point.proportion is None:
        return ""
    top, bottom = (printed(n, Unit.COUNT, decimals=0) for n in (point.numerator, point.denominator))
    return f"{top} of {bottom}"


def _usual(measure: Measure, sides: Sequence[Side]) -> list[Reading]:
    """The newest side alone: the others are history, and their points stay ringed."""
    if not sides:
        return []
    side = sides[-1] if sides[-1].points or len(sides) == 1 else sides[-2]
    if side.limits is None:
        return [Reading(*too_few(len(side.points), side.begins_on))]
    named = [
        (one.period.short_name, value_text(measure, one, public=False)) for one in side.outside
    ]
    ends = [plain(limit(end)) for end in (side.limits.lower, side.limits.upper)]
    return [Reading(*outside_words(named, *ends)), Reading(*run_words(_runs(side)))]


def _runs(side: Side) -> list[tuple[str, str]]:
    """The newest run of each kind, in words, with the period that it reached."""
    newest = {signal.rule: signal for signal in side.limits.signals} if side.limits else {}
    return [
        (newest[rule].words, side.points[newest[rule].index].period.short_name)
        for rule in RUNS
        if rule in newest
    ]


def _gap(gap: Gap) -> Reading:
    day = long_date(gap.from_on)
    reason = f"{gap.reason.rstrip('.')}. " if gap.reason else ""
    if not gap.is_break:
        return Reading(f"The usual range was set anew from {day}.", reason.strip())
    what = "source" if gap.kind == "source" else "definition"
    return Reading(
        f"The {what} changed on {day}.",
        f"{reason}Figures before it are not compared with those after it.",
    )
