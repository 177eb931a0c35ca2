"""What figures of packs tell of the children whom a profile counts: both are public together.

"In foster care: 71%" stands in the pack, and the profile's tables hide a number that hangs together
with it. So each figure that the public may read is told to the auditor, as a rounded share of the
same cells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property

import numpy as np
import pandas as pd

from accounts.models import Council
from performance.measures import measures_of
from performance.packs.cells import Shown
from performance.packs.shields import council_shield
from placements.domain.cohort import Cohort
from placements.domain.indicators import Computed
from placements.domain.scene import Surroundings
from placements.measures import computed_figures, registry
from reference.domain.rounding import round_half_up
from reporting.domain.disclosure import PastCell, Ratio, adds_up
from reporting.packs import past_cells

from .counting import CODE, GROUPINGS, Counts
from .protecting import TOTAL, Numbers, key_of, year_key

# What is counted of those who came and went, by the table that counts them too.
COMINGS = {"started-care": "started", "ceased-care": "ceased"}
PERCENT = "percent"
AGE_BY_SEX = ("age", "sex")
# So many groups of a table may lie partly in a figure: more, and the table says nothing of it.
MOST_SPLIT = 2

Told = Mapping[tuple[str, dt.date], frozenset[Decimal]]
Telling = dict[tuple[str, dt.date], set[Decimal]]


def public_figures(
    council: Council, days: Collection[dt.date], shown: Mapping[str, Shown] | None
) -> Told:
    """By measure and day, the values that readers know: of the council's own figures that the
    public may read, and that earlier editions printed.

    `shown` is what disclosure control says of all figures; None asks it.
    """
    if shown is None:
        shown = council_shield(council, measures_of(council, off_too=True)).shown
    here = answered(council, days, shown)
    values = printed_before(here, past_cells(council, here) if here else ())
    for one in here.values():
        if not one.shielded.is_hidden:
            tell(values, one, one.held.value)
    return frozen(values)


def answered(
    council: Council, days: Collection[dt.date], shown: Mapping[str, Shown]
) -> dict[str, Shown]:
    """Of all figures the council's own of these days, of measures that the returns answer."""
    codes = {one.code for one in registry().definitions}
    return {
        key: one
        for key, one in shown.items()
        if one.measure.code in codes
        and one.held.period.ends_on in days
        and (one.held.area, one.held.group) == (council.area_id, "all")
    }


def printed_before(here: Mapping[str, Shown], past: Iterable[PastCell]) -> Telling:
    """What editions printed of these figures, whatever was corrected since."""
    values: Telling = {}
    for old in past:
        if old.part == "value" and old.key in here:
            tell(values, here[old.key], old.shown)
    return values


def tell(values: Telling, one: Shown, value: Decimal | None) -> None:
    if value is not None:
        values.setdefault(at_day(one), set()).add(round_half_up(value))


def at_day(one: Shown) -> tuple[str, dt.date]:
    return one.measure.code, one.held.period.ends_on


def frozen(values: Mapping[tuple[str, dt.date], Collection[Decimal]]) -> Told:
    return {at: frozenset(found) for at, found in values.items()}


@dataclass(frozen=True)
class TrueFigure:
    """A figure that readers know, with the children behind it, by number."""

    code: str
    day: dt.date
    members: frozenset[int]
    whole: frozenset[int] | None


def true_figures(
    council: Council, cohort: Cohort, told: Told, counted: Told, around: Surroundings
) -> tuple[TrueFigure, ...]:
    """Of what readers were told, all that says of the children looked after on a day what the
    returns say: a figure that says otherwise tells nothing of them.

    `told` are values as packs print them, `counted` plain numbers of a figure's children.
    """
    codes = {code for code, _ in (*told, *counted)} & _on_a_day()
    days = sorted({day for _, day in (*told, *counted)})
    if not codes:
        return ()
    found = computed_figures(council, cohort, days, codes=codes, around=around)
    shares = [_with_children(one) for one in found if _is_told(one, told)]
    exact = [_with_children(one) for one in found if _is_counted(one, counted)]
    return (*shares, *(replace(one, whole=None) for one in exact))


def tells_of_a_day(code: str) -> bool:
    """Whether a measure says anything of a profile's numbers: of children looked after on its day,
    or of who came and went in the year to it.
    """
    return code in COMINGS or code in _on_a_day()


@cache
def _on_a_day() -> frozenset[str]:
    return frozenset(one.code for one in registry().definitions if not one.months)


def _is_counted(one: Computed, counted: Told) -> bool:
    numbers = counted.get((one.code, one.day), ())
    return one.numerator is not None and Decimal(one.numerator) in numbers


def _is_told(one: Computed, told: Told) -> bool:
    if one.numerator is None or one.unit not in (PERCENT, "count"):
        return False
    if one.denominator is None:
        true = Decimal(one.numerator)
    elif not one.denominator:
        return False
    else:
        true = Ratio("", "", "").value(one.numerator, one.denominator)
    return true in told.get((one.code, one.day), ())


def _with_children(one: Computed) -> TrueFigure:
    whole = None if one.denominator is None else frozenset(one.whole.tolist())
    return TrueFigure(one.code, one.day, frozenset(one.members.tolist()), whole)


def tell_of_comings(numbers: Numbers, told: Told) -> None:
    """Who started and ceased in twelve months, where a pack prints it as a figure."""
    for (code, day), values in told.items():
        key = year_key(COMINGS.get(code, code), day)
        if Decimal(numbers.people.get(key, -1)) in values:
            numbers.known.add(key)


def tell_of_groups(numbers: Numbers, days: Sequence[Counts], figures: Iterable[TrueFigure]) -> None:
    """Each figure as a rounded share of cells of the tables of its day."""
    by_day = {one.day: _Day(numbers, one) for one in days}
    for figure in figures:
        day = by_day[figure.day]
        key = key_of(figure.day.isoformat(), "figure", figure.code)
        part = day.named(figure.members, key_of(key, "part"))
        if figure.whole is None:
            numbers.known.add(part)
        elif figure.members and figure.whole:
            whole = day.named(figure.whole, key_of(key, "whole"))
            _shared(numbers, key, part, whole)


def _shared(numbers: Numbers, key: str, part: str, whole: str) -> None:
    if part == whole:
        return
    many, all_of_them = numbers.people[part], numbers.people[whole]
    _unprinted(numbers, whole, {part: many, key_of(key, "rest"): all_of_them - many})
    ratio = Ratio(key, part, whole)
    numbers.relations += ratio.tells(ratio.value(many, all_of_them))


Marks = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class _Table:
    """The keys of its cells, and in which of them each child is, by number."""

    keys: Sequence[str]
    cell: np.ndarray[tuple[int], np.dtype[np.int64]]

    def counted(self, children: Marks) -> list[int]:
        return [int(n) for n in np.bincount(self.cell[children], minlength=len(self.keys))]


class _Day:
    """One day's children, and each table of theirs that the auditor knows."""

    def __init__(self, numbers: Numbers, counts: Counts) -> None:
        self.numbers, self.counts = numbers, counts

    @cached_property
    def tables(self) -> tuple[_Table, ...]:
        marks, day = self.counts.marks, self.counts.day.isoformat()
        found = []
        for parts in (*((view,) for view in self.counts.by_view), (CODE, *GROUPINGS), AGE_BY_SEX):
            name = {1: parts[0], 2: "age_by_sex"}.get(len(parts), "code")
            rows = zip(*(marks[part].tolist() for part in parts), strict=True)
            cell, keys = pd.factorize(np.array([key_of(day, name, *row) for row in rows], object))
            found.append(_Table(keys.tolist(), cell))
        return tuple(found)

    def named(self, children: frozenset[int], key: str) -> str:
        """The key of a number of children; of all of them it is the total's."""
        inside = self.counts.marks.index.isin(list(children))
        if inside.all():
            return key_of(self.counts.day.isoformat(), TOTAL)
        self.numbers.people[key] = int(inside.sum())
        self.numbers.unprinted.add(key)
        for table in self.tables:
            self._made_of(table, inside, key)
        return key

    def _made_of(self, table: _Table, inside: Marks, key: str) -> None:
        """States that a number is the sum of cells, where few cells lie partly in it."""
        told = list(zip(table.keys, table.counted(inside), table.counted(~inside), strict=True))
        split = sum(bool(within and outside) for _, within, outside in told)
        if split > MOST_SPLIT or split == len(told):
            return
        parts = []
        for cell, within, outside in told:
            if within and outside:
                own, others = key_of(key, cell, "in"), key_of(key, cell, "out")
                _unprinted(self.numbers, cell, {own: within, others: outside})
                parts.append(own)
            elif within:
                parts.append(cell)
        self.numbers.relations.append(adds_up(key, parts))


def _unprinted(numbers: Numbers, total: str, parts: Mapping[str, int]) -> None:
    """Parts of a number that stand nowhere."""
    numbers.unprinted |= {key for key in parts if key not in numbers.people}
    numbers.add(total, parts)
