"""What a document of figures tells, as the auditor reads it: counts, percentages, parts, windows.

A relation is stated only where the true numbers keep it: what a document says wrongly tells nothing
of them. Averages of people, and changes that may be less than nothing, stand by themselves.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from reference.domain.rounding import round_half_up

from .cells import COUNT, PER, PERCENT, Cell, PastCell
from .publication import MIN_WIDTH
from .ratios import Ratio
from .small import few
from .telling import Relation, Told, Unknown, adds_up, same

Days = tuple[dt.date, dt.date]
Bounds = NDArray[np.float64]


def told_by_figures(
    cells: Sequence[Cell],
    hidden: Collection[str],
    past: Iterable[PastCell] = (),
    min_width: int = MIN_WIDTH,
) -> Told:
    """What readers know of these figures when those whose keys are `hidden` are.

    The count behind `key` is `key`; of a percentage the two numbers are `key#n` and `key#d`, and
    those left over `key#rest`. Public documents print values and no counts beside them.
    """
    telling = _Telling(min_width)
    before: dict[str, list[PastCell]] = defaultdict(list)
    for old in past:
        before[old.key].append(old)
    people = [cell for cell in cells if cell.counts_people]
    counts = [cell for cell in people if _is_plain_count(cell)]
    for cell in counts:
        telling.count(cell, cell.key not in hidden, before[cell.key])
    for cell in people:
        if cell.unit in PER and _is_whole(cell.numerator) and _is_whole(cell.denominator):
            telling.ratio(cell, cell.key not in hidden, before[cell.key])
    telling.wider(counts)
    telling.partitions(people)
    telling.series(counts)
    return telling.told


def _is_whole(number: Decimal | None) -> bool:
    return number is not None and number >= 0 and number == number.to_integral_value()


def _is_plain_count(cell: Cell) -> bool:
    told_twice = cell.value is not None and cell.numerator not in (None, cell.value)
    return cell.unit == COUNT and _is_whole(cell.count) and not told_twice


class _Telling:
    """Gathers numbers and relations; `numbers` are the true ones, which no reader sees."""

    def __init__(self, min_width: int) -> None:
        self.min_width = min_width
        self.numbers: dict[str, int] = {}
        self.shown: dict[str, int] = {}
        self.unknown: dict[str, Unknown] = {}
        self.relations: list[Relation] = []

    @property
    def told(self) -> Told:
        unknown = {key: one for key, one in self.unknown.items() if key not in self.shown}
        return Told(self.shown, unknown, tuple(self.relations))

    def count(self, cell: Cell, is_shown: bool, before: Sequence[PastCell]) -> None:
        number = int(cell.count or 0)
        self._people(cell.key, number)
        if is_shown:
            self.shown[cell.key] = number
        for old in before:
            if old.shown is None or old.part != "value" or not _is_whole(old.shown):
                continue
            if old.shown == number:
                self.shown[cell.key] = number
            else:
                self._change(cell.key, number, int(old.shown))

    def ratio(self, cell: Cell, is_shown: bool, before: Sequence[PastCell]) -> None:
        n, d, rest = f"{cell.key}#n", f"{cell.key}#d", f"{cell.key}#rest"
        numerator, denominator = int(cell.numerator or 0), int(cell.denominator or 0)
        self._people(n, numerator)
        self._people(d, denominator)
        if cell.unit == PERCENT and numerator <= denominator:
            self._people(rest, denominator - numerator)
            self._relate(adds_up(d, (n, rest)))
        if is_shown and cell.value is not None:
            self._percentage(cell, round_half_up(cell.value))
        for old in before:
            if old.version == cell.version and old.shown is not None:
                self._told_before(cell, old.part, old.shown)
        for key, number in cell.wholes:
            if number == denominator and key in self.numbers:
                self._relate(same(d, key))

    def _told_before(self, cell: Cell, part: str, shown: Decimal) -> None:
        if part == "value":
            self._percentage(cell, shown.normalize())
        else:
            key = f"{cell.key}#{'n' if part == 'numerator' else 'd'}"
            if shown == self.numbers[key]:
                self.shown[key] = self.numbers[key]

    def _percentage(self, cell: Cell, printed: Decimal) -> None:
        places = max(0, -int(printed.as_tuple().exponent))
        ratio = Ratio(cell.key, f"{cell.key}#n", f"{cell.key}#d", PER[cell.unit], places)
        for relation in ratio.tells(printed):
            self._relate(relation)

    def _change(self, key: str, now: int, shown: int) -> None:
        change = f"{key}#since {shown}"
        needed = self.min_width if few(Decimal(abs(now - shown))) else 0
        self.numbers[change] = now - shown
        self.unknown[change] = Unknown(None, None, needed)
        self._relate(Relation(((key, 1), (change, -1)), shown, shown))

    def wider(self, counts: Sequence[Cell]) -> None:
        """A wider place has at least as many people; those around ours are people as well."""
        for cell in counts:
            around = self.numbers[cell.key] - self.numbers.get(cell.holds, -1)
            if cell.holds in self.numbers and around >= 0:
                self._people(f"{cell.key}#around", around)
                self._relate(adds_up(cell.key, (cell.holds, f"{cell.key}#around")))

    def partitions(self, cells: Iterable[Cell]) -> None:
        """Parts of one whole: with those of no part they make it. A part told on two bases is taken
        on the first.
        """
        wholes: dict[tuple[str, str, int], dict[str, str]] = defaultdict(dict)
        for cell in cells:
            n, d = f"{cell.key}#n", f"{cell.key}#d"
            if cell.partition and n in self.numbers and self.numbers[n] != self.numbers[d]:
                parts = wholes[cell.partition, cell.period, self.numbers[d]]
                parts.setdefault(cell.part or cell.key, cell.key)
        for (partition, period, whole), of in wholes.items():
            keys = list(of.values())
            others = whole - sum(self.numbers[f"{key}#n"] for key in keys)
            if others < 0 or len(keys) < 2:
                continue
            left = [f"{partition}#{period}#others"] if others else []
            for key in left:
                self._people(key, others)
            self._relate(adds_up(f"{keys[0]}#d", [*(f"{key}#n" for key in keys), *left]))
            for key in keys[1:]:
                self._relate(same(f"{keys[0]}#d", f"{key}#d"))

    def series(self, counts: Iterable[Cell]) -> None:
        """Counts over days are differences of a running total, which never falls."""
        of_one: dict[str, list[Cell]] = defaultdict(list)
        for cell in counts:
            if cell.series:
                of_one[cell.series].append(cell)
        for name, windows in of_one.items():
            if len(windows) > 1:
                self._windows(name, windows)

    def _windows(self, name: str, windows: Sequence[Cell]) -> None:
        days = sorted({day for one in windows for day in _ends(one)})
        keys = {day: f"{name}#{day}" for day in days}
        self.shown[keys[days[0]]] = 0
        for key in list(keys.values())[1:]:
            self.unknown[key] = Unknown(None)
        for one, other in itertools.pairwise(days):
            self.relations.append(Relation(((keys[other], 1), (keys[one], -1)), 0, None))
        kept, steps = _consistent(windows, self.numbers, days)
        for window in kept:
            start, end = _ends(window)
            self.relations.append(
                Relation(((window.key, -1), (keys[end], 1), (keys[start], -1)), 0, 0)
            )
        for (start, end), number in steps.items():
            step = f"{name}#{start} to {end}"
            self._people(step, number)
            self.relations.append(Relation(((step, -1), (keys[end], 1), (keys[start], -1)), 0, 0))

    def _people(self, key: str, number: int) -> None:
        self.numbers[key] = number
        self.unknown[key] = Unknown(needed=self.min_width if few(Decimal(number)) else 0)

    def _relate(self, relation: Relation) -> None:
        if relation.holds(self.numbers):
            self.relations.append(relation)


def _consistent(
    windows: Sequence[Cell], numbers: Mapping[str, int], days: Sequence[dt.date]
) -> tuple[list[Cell], dict[Days, int]]:
    """The newest windows whose numbers fit a running total that never falls; and the stretches of
    days that they say to hold one to five people.
    """
    most = _nothing_known(days)
    kept = []
    for window in sorted(windows, key=_newest, reverse=True):
        start, end = (days.index(day) for day in _ends(window))
        number = numbers[window.key]
        if -most[end, start] <= number <= most[start, end]:
            most = _tightened(_tightened(most, start, end, number), end, start, -number)
            kept.append(window)
    steps = {
        (days[i], days[j]): int(most[i, j])
        for i, j in itertools.combinations(range(len(days)), 2)
        if most[i, j] == -most[j, i] and few(Decimal(most[i, j]))
    }
    return kept, steps


def _ends(window: Cell) -> Days:
    if window.first is None or window.after is None:
        raise ValueError(f"{window.key} is of a series and does not say its days")
    return window.first, window.after


def _newest(window: Cell) -> Days:
    return _ends(window)[::-1]


def _nothing_known(days: Sequence[dt.date]) -> Bounds:
    """By how much the running total at one day can exceed that at another; it never falls."""
    return np.triu(np.full((len(days), len(days)), np.inf), 1)


def _tightened(most: Bounds, start: int, end: int, number: int) -> Bounds:
    return np.minimum(most, most[:, [start]] + number + most[[end], :])
