"""Who came and went, month by month, and between which kinds of home children moved."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .choices import Rules
from .cohort import Cohort
from .coverage import why_not
from .days import OPEN, Bools, Ints, number
from .profile import NOT_KNOWN, NotAnswered
from .scene import Scene, Surroundings

NOT_IN_CARE = "Not in care"


def comings_and_goings(
    cohort: Cohort, first: dt.date, last: dt.date, *, around: Surroundings
) -> pd.DataFrame:
    """A row a calendar month of the days from first to last: `month` (its first day), how many
    `started` and `ceased`.

    It counts beginnings and ends of periods of care: who comes twice counts twice. Raises
    NotAnswered unless the returns hold all the days.
    """
    _answered(cohort, first, last)
    scene = Scene.of(cohort, [last], Rules(), around)
    periods = scene.periods
    months = pd.period_range(first, last, freq="M")
    began = _monthly(periods.starts[periods.known], first, last, len(months))
    ended = _monthly(periods.ends[periods.left], first, last, len(months))
    return pd.DataFrame({"month": months.to_timestamp(), "started": began, "ceased": ended})


def _monthly(days: Ints, first: dt.date, last: dt.date, months: int) -> Ints:
    inside = days[(days >= number(first)) & (days <= number(last))]
    month = inside.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    begun = (first.year - 1970) * 12 + first.month - 1
    return np.bincount(month - begun, minlength=months).astype(np.int64)


def flows(
    cohort: Cohort,
    first: dt.date,
    last: dt.date,
    *,
    around: Surroundings,
    grouping: str = "commissioning",
) -> pd.DataFrame:
    """Where the children of one day were on another: rows of `before`, `after` and `children`.

    Groups of placements by name; "Not in care" for children who were in care on one of the two
    days only. Those in care on neither are not counted. Raises NotAnswered.
    """
    _answered(cohort, first, first)
    _answered(cohort, last, last)
    scene = Scene.of(cohort, [first, last], Rules(), around)
    kinds = _kinds(scene, grouping)
    place = np.append(_groups(scene, grouping), len(kinds) - 1)[scene.episode]
    there = scene.in_care[0] | scene.in_care[-1]
    return _counted(place[0, there], place[-1, there], kinds)


def moves(
    cohort: Cohort,
    first: dt.date,
    last: dt.date,
    *,
    around: Surroundings,
    rules: Rules,
    grouping: str = "commissioning",
) -> pd.DataFrame:
    """Every change of placement from first to last, as NI 62 counts them: rows of `before`,
    `after` and `children` (moves: who moves twice counts twice). "Not in care" stands before a
    beginning and after an end of care; a beginning that the returns do not hold is left out.
    """
    _answered(cohort, first, last)
    scene = Scene.of(cohort, [last], rules, around)
    spells, periods = scene.placements, scene.periods
    kinds = _kinds(scene, grouping)
    outside = len(kinds) - 1
    kind = _groups(scene, grouping)
    ends_as = kind[_last_homes(scene)]
    period = periods.of[spells.first]
    leads = np.ones(len(spells), dtype=np.bool_)
    leads[1:] = period[1:] != period[:-1]
    before = np.where(leads, outside, np.roll(ends_as, 1))
    told = ~leads | periods.known[period]
    came = _inside(spells.starts, first, last) & told
    final = np.roll(leads, -1)
    went = _inside(spells.ends, first, last) & final & periods.left[period]
    return _counted(
        np.concatenate([before[came], ends_as[went]]),
        np.concatenate([kind[spells.first[came]], np.full(went.sum(), outside)]),
        kinds,
    )


def _last_homes(scene: Scene) -> Ints:
    """Each placement's last episode that is no temporary move; its first, if all are."""
    spells, history = scene.placements, scene.history
    away = history.has("placement", scene.codes["commissioning"].codes("temporary"))
    place = np.where(away, -1, np.arange(len(history)))
    last = np.append(spells.first[1:], len(history)) - 1 if len(spells) else spells.first
    found = np.maximum.accumulate(place)[last] if len(history) else last
    return np.maximum(found, spells.first)


def _inside(days: Ints, first: dt.date, last: dt.date) -> Bools:
    found: Bools = (days >= number(first)) & (days <= number(last)) & (days != OPEN)
    return found


def _kinds(scene: Scene, grouping: str) -> list[str]:
    return [*(group.name for group in scene.codes[grouping]), NOT_KNOWN, NOT_IN_CARE]


def _groups(scene: Scene, grouping: str) -> Ints:
    """The place of each episode's kind of placement in `_kinds`."""
    groups = scene.codes[grouping]
    found = groups.positions(scene.history.column("placement"))
    return np.where(found < 0, len(groups.groups), found)


def _counted(before: NDArray[np.int64], after: NDArray[np.int64], kinds: list[str]) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "before": pd.Categorical.from_codes(before, pd.Index(kinds), ordered=True),
            "after": pd.Categorical.from_codes(after, pd.Index(kinds), ordered=True),
        }
    )
    counted = rows.groupby(["before", "after"], observed=True, sort=True).size()
    return counted.rename("children").reset_index()


def _answered(cohort: Cohort, first: dt.date, last: dt.date) -> None:
    reason = why_not(cohort.returns, first, last)
    if reason:
        raise NotAnswered(reason)
