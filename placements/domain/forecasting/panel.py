"""The children at the end of each month of a window: in care or not, how old, for how long, where.

Months are counted from the start of the forecast: 0 is its month, -1 the one before. Age in months
at the end of a month is then that month less the month of birth, and so with time in care.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..bands import Bands
from ..choices import Rules
from ..cohort import Cohort
from ..days import OPEN, Bools, Ints, birthdays, number
from ..profile import NOT_KNOWN
from ..scene import Scene, Surroundings

ADULT = 18 * 12
AGES, PLACES, AWAY = "need-age", "commissioning", "temporary"
NO_HOME = -1
# Children in care when the returns begin, of unknown beginning, are presumed to have been so for
# two years, half of them for less: in generated returns half of those in a second or later episode
# have. They are spread: were all in one band of time in care it would take the others' rates.
PRESUMED = 24
GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Kind:
    """One band of ages, or one group of placements."""

    key: str
    name: str


@dataclass(frozen=True)
class Kinds:
    """The age bands, whose bounds are in months, and the groups that a forecast tells apart."""

    ages: tuple[Kind, ...]
    groups: tuple[Kind, ...]
    age_bounds: Ints  # the first month of each band

    def age_of(self, months: Ints) -> Ints:
        """The band of ages in months below 216."""
        return np.searchsorted(self.age_bounds, months, side="right") - 1


def kinds_of(around: Surroundings, bands: Mapping[str, Bands]) -> Kinds:
    """Bands of `need-age`; groups of `commissioning` but the temporary one, and "Not known"."""
    ages = bands[AGES].bands
    groups = [Kind(one.key, one.name) for one in around.codes[PLACES] if one.key != AWAY]
    return Kinds(
        ages=tuple(Kind(one.key, one.name) for one in ages),
        groups=(*groups, Kind("not-known", NOT_KNOWN)),
        age_bounds=np.array([round(one.least * 12) for one in ages], dtype=np.int64),
    )


@dataclass(frozen=True)
class Panel:
    """Grids of month ends (rows) and people, but `born`, which has an item a person."""

    months: Ints  # the month of each row; 0 for the last
    born: Ints  # month of birth
    in_care: Bools  # and under 18
    since: Ints  # month in which the period of care began
    group: Ints  # the place in the kinds' groups

    @property
    def age(self) -> Ints:
        """In months; 0 for who is in care before the month that counts as that of birth."""
        found: Ints = np.maximum(self.months[:, None] - self.born[None, :], 0)
        return found

    @property
    def duration(self) -> Ints:
        found: Ints = np.maximum(self.months[:, None] - self.since, 0)
        return found

    def of_steps(self, steps: Bools) -> Panel:
        """The same rows, with the people in care at either end of one of these steps, or at the
        last month end."""
        rows = np.append(steps, True) | np.append(False, steps)
        who = np.flatnonzero(self.in_care[rows].any(axis=0))
        columns = np.s_[:, who]
        return Panel(
            months=self.months,
            born=self.born[who],
            in_care=self.in_care[columns],
            since=self.since[columns],
            group=self.group[columns],
        )


def panel_of(
    cohort: Cohort,
    ends: Sequence[dt.date],
    begins: dt.date,
    *,
    around: Surroundings,
    kinds: Kinds,
) -> Panel:
    """The cohort at these month ends; the last is month 0. `begins`: the first day of the returns.

    Temporary moves stay with the home before them. Nobody is in care from the 18th birthday on.
    """
    scene = Scene.of(cohort, ends, Rules(), around)
    months = month_of(np.array([number(end) for end in ends], dtype=np.int64))
    zero = int(months[-1])
    born = _born(scene) - zero
    age = (months - zero)[:, None] - born[None, :]
    groups = np.append(_groups(scene, kinds), len(kinds.groups) - 1)
    since = np.append(_since(scene, begins), zero) - zero
    return Panel(
        months=months - zero,
        born=born,
        in_care=scene.in_care & (age < ADULT),
        # Presumed or not, nobody has been in care for longer than since birth.
        since=np.maximum(since[scene.episode], born),
        group=groups[scene.episode],
    )


def month_of(days: Ints) -> Ints:
    """Calendar months since January 1970."""
    found: Ints = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return found


def _born(scene: Scene) -> Ints:
    """Month of birth; without a date of birth, as if as old at the first episode as the middle one
    of the others. Who was born on 29 February counts as born in March (see `days.age_on`)."""
    history = scene.history
    known = history.born != OPEN
    months = month_of(np.where(known, birthdays(history.born, 18), 0)) - ADULT
    if known.all():
        return months
    entered = np.full(len(history.people), np.nan)
    entered[history.who[::-1]] = month_of(history.starts[::-1])
    ages = (entered - months)[known]
    usual = np.nanmedian(ages) if np.isfinite(ages).any() else ADULT // 2
    guessed = np.nan_to_num(entered - usual).astype(np.int64)
    return np.where(known, months, guessed)


def _since(scene: Scene, begins: dt.date) -> Ints:
    """The month in which each episode's period of care began, or is presumed to have begun."""
    periods = scene.periods
    months = month_of(periods.starts)
    first = month_of(np.array([number(begins)], dtype=np.int64))
    presumed = first - _presumed(len(months))
    found = np.where(periods.known, months, np.minimum(months, presumed))
    return found[periods.of]


def _presumed(periods: int) -> Ints:
    """Months before the returns begin, spread as if the chance to leave were always the same.

    Golden steps spread them evenly, whichever few of the periods need one.
    """
    share = (np.arange(1, periods + 1) * GOLDEN) % 1.0
    found: Ints = np.rint(-PRESUMED * np.log2(1 - share)).astype(np.int64)
    return found


def _groups(scene: Scene, kinds: Kinds) -> Ints:
    """Each episode's group: that of the last home in its period of care, if it is a temporary move;
    the last of the groups, if there is none."""
    history, periods, grouping = scene.history, scene.periods, scene.codes[PLACES]
    away = history.has("placement", grouping.codes(AWAY))
    home = np.where(away, NO_HOME, np.arange(len(history)))
    if len(home):
        home = np.maximum.accumulate(home)
    home = np.where(home >= periods.first[periods.of], home, NO_HOME)
    keys = [one.key for one in kinds.groups]
    place = [keys.index(one.key) if one.key in keys else NO_HOME for one in grouping]
    own = np.array([*place, NO_HOME])[grouping.positions(history.column("placement"))]
    found = np.append(own, NO_HOME)[home]
    return np.where(found < 0, len(keys) - 1, found)


def counted(panel: Panel, kinds: Kinds) -> NDArray[np.int64]:
    """Children in care, by month end, age band and group."""
    shape = (len(panel.months), len(kinds.ages), len(kinds.groups))
    row, who = np.nonzero(panel.in_care)
    age = kinds.age_of(panel.age[row, who])
    place = np.ravel_multi_index((row, age, panel.group[row, who]), shape)
    return np.bincount(place, minlength=int(np.prod(shape))).reshape(shape)
