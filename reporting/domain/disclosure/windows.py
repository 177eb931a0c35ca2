"""Which counts of one series may stand beside each other: sums and differences tell of no few.

A window is a count over days: a month, a quarter, the year to date, twelve months. Where windows
overlap, readers add and subtract: the year less three of its quarters is the fourth; the year to
date less the one before is the quarter between.

A window from day a up to day b is the difference of two running totals, the one at b less the one
at a. So what readers can work out is a matter of routes: a stretch of days is known exactly when a
route of windows leads from its one end to the other. And since nobody is counted less than not at
all, running totals never fall: between which numbers a stretch must lie is a shortest path in the
graph of these differences (a system of difference constraints), exact for whole numbers.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .cells import LEAST_SHOWN

# Counts are kept with two decimals; whole numbers of hundredths stay exact.
HUNDREDTHS = 100
FEW = LEAST_SHOWN * HUNDREDTHS
ENDLESS = 10**15


@dataclass(frozen=True)
class Window:
    """How many were counted from the day `first` up to the day before `after`."""

    key: str
    first: dt.date
    after: dt.date
    count: Decimal

    @property
    def ends(self) -> tuple[dt.date, dt.date]:
        return self.first, self.after

    def shares_a_day_with(self, other: Window) -> bool:
        return self.first < other.after and other.first < self.after

    def holds(self, other: Window) -> bool:
        return self.first <= other.first and other.after <= self.after


def giving_away(
    shown: Sequence[Window], hidden: Sequence[Window], known: Sequence[Window] = ()
) -> frozenset[str]:
    """The keys of those in `shown` that must be hidden as well, all windows of one series.

    `known` are windows that earlier editions showed: nobody can take them back. First everything
    on a route between the ends of a hidden window goes. Of the rest the newest is kept, then the
    next, as long as they narrow no stretch of days down to one to five people, and no hidden
    window down to fewer than six numbers.
    """
    withheld: set[str] = set()
    for secret in hidden:
        rest = [window for window in shown if window.key not in withheld]
        withheld |= {window.key for window in _routes(secret, [*known, *rest])}
    rest = [window for window in shown if window.key not in withheld]
    for cluster in _clusters([*rest, *hidden, *known]):
        withheld |= _newest_first(
            [window for window in rest if window in cluster],
            [window for window in hidden if window in cluster],
            [window for window in known if window in cluster],
        )
    return frozenset(withheld & {window.key for window in shown})


def _routes(secret: Window, windows: Sequence[Window]) -> list[Window]:
    """The windows on any route from one end of the secret to the other that visits no day twice."""
    first, after = secret.ends
    if after not in _reached({first}, windows):
        return []
    kept = list(windows)
    for cut in sorted({day for window in windows for day in window.ends}):
        # What hangs on the rest by this one day alone lies on no route.
        reached = _reached({first, after} - {cut}, kept, without=cut)
        kept = [w for w in kept if reached.intersection({*w.ends} - {cut})]
    return kept


def _reached(
    days: set[dt.date], windows: Iterable[Window], without: dt.date | None = None
) -> set[dt.date]:
    """The days that routes of the windows lead to from any of `days`, not by way of `without`."""
    beyond: dict[dt.date, list[dt.date]] = defaultdict(list)
    for window in windows:
        beyond[window.first].append(window.after)
        beyond[window.after].append(window.first)
    reached, waiting = set(days), list(days)
    while waiting:
        found = {*beyond[waiting.pop()]} - reached - {without}
        reached |= found
        waiting += found
    return reached


def _clusters(windows: Sequence[Window]) -> list[set[Window]]:
    """Windows that share days, directly or through others. Clusters tell nothing of each other."""
    clusters: list[set[Window]] = []
    until = dt.date.min
    for window in sorted(set(windows), key=lambda one: one.ends):
        if not clusters or window.first >= until:
            clusters.append(set())
        clusters[-1].add(window)
        until = max(until, window.after)
    return clusters


def _newest_first(
    shown: Sequence[Window], hidden: Sequence[Window], known: Sequence[Window]
) -> set[str]:
    if len(shown) + len(hidden) + len(known) < 2:
        return set()
    told = _Told.nothing([*shown, *hidden, *known], hidden)
    printed: list[Window] = []
    for window in known:
        told = told.with_window(window)
        printed.append(window)
    withheld = set()
    for window in sorted(shown, key=lambda one: one.ends[::-1], reverse=True):
        more = told.with_window(window)
        if not more.given_away <= told.given_away or any(_few_between(window, p) for p in printed):
            withheld.add(window.key)
        else:
            told = more
            printed.append(window)
    return withheld


def _few_between(one: Window, other: Window) -> bool:
    """Whether one lies within the other and leaves one to five people, also in two pieces."""
    nested = one.holds(other) or other.holds(one)
    return nested and 0 < abs(one.count - other.count) < LEAST_SHOWN


@dataclass(frozen=True)
class _Told:
    """What a reader knows of every stretch between two of the `days`.

    `most[i][j]` is the most by which the running total at day j can exceed that at day i.
    """

    days: dict[dt.date, int]
    secrets: frozenset[tuple[int, int]]
    most: list[list[int]]

    @classmethod
    def nothing(cls, windows: Iterable[Window], hidden: Iterable[Window]) -> _Told:
        ordered = sorted({day for window in windows for day in window.ends})
        days = {day: place for place, day in enumerate(ordered)}
        places = range(len(days))
        return cls(
            days,
            frozenset((days[window.first], days[window.after]) for window in hidden),
            [[ENDLESS if i < j else 0 for j in places] for i in places],
        )

    def with_window(self, window: Window) -> _Told:
        """With one more window. One that contradicts the others, a total that falls, adds none."""
        first, after = self.days[window.first], self.days[window.after]
        count = int(window.count * HUNDREDTHS)
        most = _tightened(_tightened(self.most, first, after, count), after, first, -count)
        fits = all(most[place][place] >= 0 for place in range(len(most)))
        return _Told(self.days, self.secrets, most) if fits else self

    @property
    def given_away(self) -> set[tuple[int, int]]:
        """Stretches that must count one to five, and secrets with fewer than six numbers left."""
        places = range(len(self.most))
        found = {
            (i, j)
            for i in places
            for j in places
            if i < j and -self.most[j][i] > 0 and self.most[i][j] < FEW
        }
        narrow = {(i, j) for i, j in self.secrets if self.most[i][j] + self.most[j][i] < FEW}
        return found | narrow


def _tightened(most: list[list[int]], start: int, end: int, count: int) -> list[list[int]]:
    """The bounds once the running total at `end` exceeds that at `start` by at most `count`."""
    onward = most[end]
    return [
        [
            min(known, before[start] + count + rest)
            for known, rest in zip(before, onward, strict=True)
        ]
        for before in most
    ]
