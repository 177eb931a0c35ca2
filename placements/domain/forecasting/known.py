"""The past as it was known on the day a forecast starts, and the months of it that count."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..cohort import CHILDREN, EPISODES, Cohort, ReturnYear, typed
from ..coverage import spans, words
from ..days import Bools
from .choices import FEWEST_MONTHS, Break, Choices, TooShort

NOTHING = Cohort()  # to make its empty tables once
ONE_DAY = dt.timedelta(days=1)
# Filled in when an episode ends, so not yet known while it is open.
TOLD_AT_THE_END = ("ceased_because", "moved_because")


def known_at(cohort: Cohort, day: dt.date) -> Cohort:
    """Children and episodes begun by the day; what ended later is open. The other tables are empty.

    Returns are linked: where a later return corrected an earlier one, the correction stands.
    """
    stamp = pd.Timestamp(day)
    episodes = cohort.episodes[cohort.episodes["starts_on"] <= stamp].copy()
    later = episodes["ends_on"] > stamp
    for column in ("ends_on", *TOLD_AT_THE_END):
        episodes[column] = episodes[column].where(~later)
    children = cohort.children[cohort.children["child"].isin(episodes["child"])]
    return dataclasses.replace(
        NOTHING,
        returns=_returns_by(cohort.returns, day),
        children=typed(children, CHILDREN),
        episodes=typed(episodes, EPISODES),
    )


def _returns_by(returns: Sequence[ReturnYear], day: dt.date) -> tuple[ReturnYear, ...]:
    return tuple(
        dataclasses.replace(one, as_at=min(one.as_at, day))
        for one in returns
        if one.starts_on <= day
    )


@dataclass(frozen=True)
class Window:
    """All month ends that the returns hold, in order, the last one the start.

    Each step from one to the next has an item in `usable` (no break) and in `weights`: how much it
    counts in rates, 0 before the window. `begins` is the first day that the returns hold.
    """

    ends: tuple[dt.date, ...]
    usable: Bools
    weights: NDArray[np.float64]
    begins: dt.date

    @property
    def first(self) -> dt.date:
        """The first day of the months that rates are of."""
        return self.ends[int(np.flatnonzero(self.weights)[0])] + ONE_DAY

    @property
    def used(self) -> int:
        return int((self.weights > 0).sum())

    def weighed(self, half_life: float | None) -> NDArray[np.float64]:
        """Weights of the same months with another half-life."""
        return (self.weights > 0) * _recency(len(self.weights), half_life)


def window_of(returns: Sequence[ReturnYear], start: dt.date, choices: Choices) -> Window:
    """The months whose rates a forecast from `start` uses.

    Raises ValueError unless `start` is the last day of a month, TooShort below 24 months.
    """
    if (start + ONE_DAY).day != 1:
        raise ValueError(
            f"A forecast starts on the last day of a month, not on {words(start)}: "
            f"ask for {words(start.replace(day=1) - ONE_DAY)}."
        )
    held = [span for span in spans(returns) if span[0] <= start <= span[1]]
    if not held:
        raise TooShort(_lacks(returns, start))
    begins = held[0][0]
    ends = _month_ends(begins, start)
    counts = _counted(ends, choices.breaks)
    usable = int(counts.sum())
    if usable < FEWEST_MONTHS:
        raise TooShort(_lacks(returns, start, usable, len(ends) - 1 - usable))
    first = np.flatnonzero(counts)[-min(choices.window, usable)]
    inside = counts & (np.arange(len(counts)) >= first)
    found = Window(tuple(ends), counts, inside.astype(np.float64), begins)
    return dataclasses.replace(found, weights=found.weighed(choices.half_life))


def month_ends_after(start: dt.date, months: int) -> tuple[dt.date, ...]:
    """The last days of the so many months that follow a day.

    >>> month_ends_after(dt.date(2021, 1, 31), 2)[0]
    datetime.date(2021, 2, 28)
    """
    count = start.year * 12 + start.month - 1
    return tuple(_last_day(count + step) for step in range(1, months + 1))


def _last_day(month: int) -> dt.date:
    year, place = divmod(month, 12)
    return dt.date(year, place + 1, calendar.monthrange(year, place + 1)[1])


def _month_ends(begins: dt.date, start: dt.date) -> list[dt.date]:
    """From the day before the returns begin, if that ends a month, to the start."""
    before = begins - ONE_DAY
    last = before.year * 12 + before.month - 1
    ends = [_last_day(month) for month in range(last, start.year * 12 + start.month)]
    return [end for end in ends if end >= before]


def _counted(ends: Sequence[dt.date], breaks: Sequence[Break]) -> Bools:
    """Whether each step between month ends counts: no break touches it, and none cuts it off."""
    counts = np.ones(max(len(ends) - 1, 0), dtype=np.bool_)
    for step, (before, end) in enumerate(pairwise(ends)):
        for one in breaks:
            # A break that had not begun by then cannot be known of, nor cut anything.
            if one.first <= ends[-1] and before < one.last and (one.cuts or one.first <= end):
                counts[step] = False
    return counts


def _recency(steps: int, half_life: float | None) -> NDArray[np.float64]:
    ago = np.arange(steps - 1, -1, -1, dtype=np.float64)
    return np.ones(steps) if half_life is None else 0.5 ** (ago / half_life)


def _lacks(
    returns: Sequence[ReturnYear], start: dt.date, usable: int = 0, left_out: int = 0
) -> str:
    held = spans(returns)
    had = ", ".join(f"{words(first)} to {words(last)}" for first, last in held) or "nothing"
    first = start.replace(day=1, year=start.year - FEWEST_MONTHS // 12)
    needed = _last_day(first.year * 12 + first.month - 1) + ONE_DAY
    left = f" ({left_out} more are marked as a break)" if left_out else ""
    return (
        f"A forecast from {words(start)} needs {FEWEST_MONTHS} months of episodes without a gap, "
        f"every day from {words(needed)} on: {usable} can be used{left}. "
        f"The returns hold {had}."
    )
