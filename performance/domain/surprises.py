"""Figures that are possible but unlikely: the officer is asked, and may say that they are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reference.domain.periods import Period
from reference.domain.rounding import plain

from .change import Point
from .printing import amount, with_unit
from .reading import read_number
from .reporting_rules import DEFAULT_RULES, Rules
from .typed import VALUE, Checked, Problem, Typed, when_before
from .vocabulary import Unit
from .xmr import usual_range

# A jump asks: as many points of a percentage as the council's rules say, percent of any other.
JUMP_PERCENT = Decimal(20)
# Of a count: 2 becoming 3 is no surprise.
JUMP_LEAST = Decimal(5)
# A date further than a quarter from the quarter asks.
FAR_DAYS = 92
DAYS_OF_A_MONTH = 30


def with_surprise(
    figure: Checked,
    typed: Typed,
    previous: Point | None,
    history: Sequence[Point],
    unit: Unit,
    decimals: int,
    *,
    so_far: Point | None = None,
    signed: bool = False,
    rules: Rules = DEFAULT_RULES,
) -> Checked:
    value = figure.value
    if value is None:
        return figure
    reason = (
        _fallen(value, so_far, typed, unit, decimals)
        or _jump(value, previous, typed, unit, decimals, rules)
        or _unusual(value, history, unit, decimals, signed=signed)
    )
    if not reason:
        return figure
    field = "value" if typed.kind == VALUE else "numerator"
    shown = plain(value) if typed.kind == VALUE else with_unit(value, unit, decimals=decimals)
    problem = (Problem(field, f"Is {shown} right? {reason}"),)
    if _confirms(typed.confirmed, figure.to_confirm):
        return replace(figure, settled=problem)
    return replace(figure, surprises=problem)


def with_withdrawal(figure: Checked, typed: Typed, final: str) -> Checked:
    """ "Not available" in the place of a final figure: the officer says that it is withdrawn."""
    if not final or not figure.complete:
        return figure
    words = (
        f"Is withdrawing {final} right? It is signed off as final. The board will see your reason "
        "in its place."
    )
    problem = (Problem("unavailable_reason", words),)
    to_confirm = f"withdraw/{final}"
    if typed.confirmed == to_confirm:
        return replace(figure, settled=problem, to_confirm=to_confirm)
    return replace(figure, surprises=problem, to_confirm=to_confirm)


def with_far_date(figure: Checked, typed: Typed, near: Period | None) -> Checked:
    """A date that lies more than a quarter away from the quarter of the return asks as well; the
    answer is then to the figure and its date together.
    """
    far = _far(figure.period, near) if near is not None and figure.period is not None else ""
    if not far or figure.period is None:
        return figure
    asked = (*figure.surprises, *figure.settled, Problem("period", far))
    to_confirm = f"{figure.to_confirm}@{figure.period.key}"
    if typed.confirmed == to_confirm:
        return replace(figure, settled=asked, surprises=(), to_confirm=to_confirm)
    return replace(figure, surprises=asked, settled=(), to_confirm=to_confirm)


def _far(period: Period, near: Period) -> str:
    early = (near.starts_on - period.ends_on).days
    late = (period.ends_on - near.ends_on).days
    if max(early, late) <= FAR_DAYS:
        return ""
    months = max(early, late) // DAYS_OF_A_MONTH
    way = "before" if early > late else "after"
    return f"Is {period.name} right? It is {months} months {way} {near.name}."


def _fallen(value: Decimal, so_far: Point | None, typed: Typed, unit: Unit, decimals: int) -> str:
    """A count through the year that is lower than it was: one of the two is a slip."""
    if so_far is None or so_far.value is None or value >= so_far.value:
        return ""
    size = amount(so_far.value - value, unit, decimals=decimals)
    before = with_unit(so_far.value, unit, decimals=decimals)
    return (
        f"It is {size} lower than {when_before(so_far, typed)} ({before}), and a count since "
        "1 April does not fall."
    )


def _jump(
    value: Decimal, previous: Point | None, typed: Typed, unit: Unit, decimals: int, rules: Rules
) -> str:
    if previous is None or previous.value is None:
        return ""
    difference = value - previous.value
    if abs(difference) < _jump_size(previous.value, unit, rules) or not difference:
        return ""
    size = amount(difference, unit, decimals=decimals)
    way = "higher" if difference > 0 else "lower"
    before = with_unit(previous.value, unit, decimals=decimals)
    return f"It is {size} {way} than {when_before(previous, typed)} ({before})."


def _jump_size(before: Decimal, unit: Unit, rules: Rules) -> Decimal:
    if unit is Unit.PERCENT:
        return rules.surprise_points
    size = abs(before) * JUMP_PERCENT / 100
    return max(size, JUMP_LEAST) if unit is Unit.COUNT else size


def _unusual(
    value: Decimal, history: Sequence[Point], unit: Unit, decimals: int, *, signed: bool
) -> str:
    """Three standard deviations (of the mean moving range) from the average of the history."""
    ordered = sorted(history, key=lambda point: point.period.ends_on)
    values = [float(point.value) for point in ordered if point.value is not None]
    usual = usual_range(values, baseline=len(values))
    if usual is None or usual.lower <= float(value) <= usual.upper:
        return ""
    ceiling = 100.0 if unit is Unit.PERCENT else usual.upper
    low, high = (
        with_unit(Decimal(str(round(end, 6))), unit, decimals=max(decimals, 1))
        for end in (usual.lower if signed else max(usual.lower, 0.0), min(usual.upper, ceiling))
    )
    return f"Usually it is between {low} and {high}."


def _confirms(confirmed: str, wanted: str) -> bool:
    """The same figure, however it was spaced: "9.47", " 9.470 "."""
    if confirmed.strip() == wanted:
        return True
    read = read_number(confirmed, percent=True, signed=True)
    return read.value is not None and "/" not in wanted and read.value == Decimal(wanted)
