"""What the public may see of each figure. DfE hides 1 to 5 in authority tables and shows 0; this
rule is more careful, because nothing here looks for the least that must be hidden:

* A measure that counts people is hidden, with count, percentage and chart, when its numerator,
  its denominator, or the denominator minus the numerator is 1 to 5.
* With one hidden cell every cell of its declared partition is hidden, the total too, so that no sum
  gives it back; also when the parts that are known leave 1 to 5 of the whole over. The caller
  passes *every* cell of a partition, printed or not.
* A count of a wider place is hidden when it holds 1 to 5 people more than that of the place within.
* Of counts over days whose windows overlap, those go that would give a hidden one back, or leave 1
  to 5 people in a stretch of days (`windows`).
* A percentage, rate or average without counts is shown, unless its cohort is marked as small. A
  missing count that the value and another count imply is judged as if it were there; that other
  count may be printed elsewhere in the document.
* Of an average only the denominator counts people: its numerator is a sum of days or scores.
* Public percentages and rates are whole; counts and averages keep at most one decimal.
* A count that an earlier public edition showed, or told by a percentage of a printed number, and
  that has since changed by 1 to 5, is hidden: the difference would be those people. What was
  hidden and has not changed stays hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from reference.domain.rounding import round_half_up

from .cells import PER, Cell, PastCell, Shielded, State
from .past import conflicts_with_past
from .small import is_small
from .wholes import around_few, of_hidden_wholes
from .windows import Window, giving_away


def protect(cells: Sequence[Cell], past: Iterable[PastCell] = ()) -> dict[str, Shielded]:
    """What the public may see of each cell, by its key. Raises ValueError for a key told twice.

    `past` is what earlier editions told, oldest first.

    >>> two = Cell("in-care/boys", Decimal(2), Decimal(40), Decimal(5), "percent", True)
    >>> protect([two])["in-care/boys"].state
    <State.PRIMARY: 'primary'>
    """
    if len({cell.key for cell in cells}) < len(cells):
        raise ValueError("A cell is told twice: its two states could contradict each other")
    past = list(past)
    small = {cell.key for cell in cells if is_small(cell)}
    hidden = small | {one.key for one in conflicts_with_past(cells, past) if one.hide}
    hidden |= around_few(cells, {old.key for old in past if old.shown is not None})
    while more := (of_hidden_wholes(cells, hidden) | _windows(cells, hidden, past)) - hidden:
        hidden |= more
    return {cell.key: _shielded(cell, small, hidden) for cell in cells}


def _windows(cells: Sequence[Cell], hidden: Collection[str], past: Sequence[PastCell]) -> set[str]:
    """Counts that would give away another of their series, or the people between two of them."""
    series: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.series and cell.counts_people and cell.count is not None:
            series[cell.series].append(cell)
    told = {old.key: old.shown for old in past if old.shown is not None and old.part == "value"}
    found: set[str] = set()
    for of_one in series.values():
        if len(of_one) > 1:
            found |= giving_away(
                [_window(cell, cell.count) for cell in of_one if cell.key not in hidden],
                [_window(cell, cell.count) for cell in of_one if cell.key in hidden],
                [
                    _window(cell, told[cell.key])
                    for cell in of_one
                    # A number that has been corrected since is no more what was counted.
                    if cell.key in told and (told[cell.key] == cell.count or cell.key in hidden)
                ],
            )
    return found


def _window(cell: Cell, count: Decimal | None) -> Window:
    if cell.first is None or cell.after is None or count is None:
        raise ValueError(f"{cell.key} is of a series and says neither its days nor its number")
    return Window(cell.key, cell.first, cell.after, count)


def _shielded(cell: Cell, small: Collection[str], hidden: Collection[str]) -> Shielded:
    if cell.key in hidden:
        return Shielded(State.PRIMARY if cell.key in small else State.SECONDARY)
    return shown_to_public(cell)


def shown_to_public(cell: Cell) -> Shielded:
    """A figure that is not hidden, with its value as the public reads it."""
    value, width = public_value(cell.value, cell.unit)
    return Shielded(State.SHOWN, cell.numerator, cell.denominator, value, width)


def public_value(value: Decimal | None, unit: str) -> tuple[Decimal | None, Decimal]:
    """The value as the public sees it, and the width of its rounding interval."""
    if value is None:
        return None, Decimal(1)
    if unit in PER or value == value.to_integral_value():
        return round_half_up(value), Decimal(1)
    return round_half_up(value, 1), Decimal("0.1")
