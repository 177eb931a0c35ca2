"""The children in care, as the gap table and the sentence count them: before anything is hidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from accounts.models import Council
from performance.domain.population import Estimate
from placements.dashboards.held import KEPT, held_cohort
from placements.dashboards.profile.counting import DISTRICT, labels_of
from placements.dashboards.profile.days import days_of, month_after
from placements.domain.choices import Rules
from placements.domain.cohort import Cohort
from placements.domain.coverage import why_not
from placements.domain.indicators import Computed
from placements.domain.movements import comings_and_goings
from placements.domain.profile import DIMENSIONS, Present, present
from placements.domain.scene import Surroundings
from placements.measures import (
    district_names,
    figures_by,
    registry,
    rules_of,
    setting_kinds,
    surroundings,
)

FOSTER, HOMES = "living-in-foster-care", "living-in-residential-care"
SUPPORTED = ("semi-independent", "living-independently")
LOCAL = ("within-20-miles", "within-own-radius", "inside-our-area")
# Our own share, by commissioning group.
INTERNAL = {"foster": "own-foster-carers", "residential": "own-childrens-homes"}
TOTALS = ("children-in-care", "children-in-care-rate")
CODES = (FOSTER, HOMES, *SUPPORTED, *LOCAL, *INTERNAL.values(), *TOTALS)
UNKNOWN_AGE = -1
MOST_YEARS = 6


@dataclass(frozen=True, eq=False)
class Children:
    """What the returns say; `days` are the ends of years and the newest day, oldest first."""

    cohort: Cohort
    day: dt.date
    days: tuple[dt.date, ...]
    here: Present
    around: Surroundings
    rules: Rules
    _counts: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.here.who)

    @cached_property
    def figures(self) -> dict[tuple[str, dt.date], Computed]:
        """The indicators that the page tells, by code and day."""
        found = figures_by(self.cohort, self.days, self.rules, self.around, codes=CODES)
        return {(one.code, one.day): one for one in found}

    @cached_property
    def months(self) -> pd.DataFrame | None:
        """Who started and ceased in the twelve months to the day; None where a return lacks."""
        first = month_after(self.day)
        if why_not(self.cohort.returns, first, self.day):
            return None
        return comings_and_goings(self.cohort, first, self.day, around=self.around)

    @cached_property
    def living(self) -> pd.DataFrame:
        """A row a child: where it lives, whether that is our own provision, its age."""
        return _of_returns(self)

    @cached_property
    def districts(self) -> pd.Categorical[Any]:
        """The district of each child by name: those with most children; all others, and those not
        known, as one.
        """
        return labels_of(self.here, DISTRICT, district_names())

    @cached_property
    def by_district(self) -> dict[str, int]:
        found = self.districts.value_counts()
        return {str(name): int(number) for name, number in found.items() if number}

    def counted(self, dimension: str) -> dict[str, int]:
        """The children by a mark of theirs, largest group first; no group is empty."""
        if dimension not in self._counts:
            found = DIMENSIONS[dimension](self.here).value_counts()
            self._counts[dimension] = {str(name): int(n) for name, n in found.items() if n}
        return self._counts[dimension]


def children_on(council: Council, day: dt.date, cohort: Cohort | None = None) -> Children | None:
    """On the newest day up to `day` that the returns hold; None where they hold none."""
    cohort = held_cohort(council) if cohort is None else cohort
    known = [one for one in days_of(cohort.returns) if one <= day]
    if not known:
        return None
    around, rules = surroundings(council), rules_of(council)
    return _known(cohort, known[0], rules, around.holidays, tuple(around.population))


# What the returns say of a day changes with them, with the council's own point, bank holidays and
# the estimates of its population alone: all of that is the key, and read anew each time.
@lru_cache(maxsize=KEPT)
def _known(
    cohort: Cohort,
    day: dt.date,
    rules: Rules,
    holidays: frozenset[dt.date],
    population: tuple[Estimate, ...],
) -> Children:
    ends = {one.as_at for one in cohort.returns if one.as_at <= day}
    days = tuple(sorted({*ends, day})[-MOST_YEARS:])
    around = Surroundings(registry().codes, holidays, population)
    here = present(cohort, day, around=around, bands=registry().bands)
    return Children(cohort, day, days, here, around, rules)


COLUMNS = {"child": "int64", "group": "object", "own": "bool", "age": "int64", "plan": "object"}


def who_needs(children: Children | None, placed: pd.DataFrame) -> pd.DataFrame:
    """A row a child: child, group where it lives, own provision or not, age (-1: not known), plan.

    Of the returns; who was placed since their last day, or by a council without returns, is added
    from the register: `placed` are its placements on the day (`placed_on`).
    """
    known = children.living if children else pd.DataFrame(columns=list(COLUMNS))
    plans = dict(zip(placed["child"].tolist(), placed["plan"].tolist(), strict=True))
    said = [plans.get(child, "") for child in known["child"].tolist()]
    known = known.assign(plan=pd.Series(said, index=known.index, dtype="object"))
    new = placed[~placed["child"].isin(known["child"])]
    if children:
        new = new[new["starts_on"] > pd.Timestamp(children.day)]
    added = pd.DataFrame(
        {
            "child": new["child"],
            "group": new["kind"].astype("object").map(dict(setting_kinds().groups)),
            "own": new["own"],
            "age": UNKNOWN_AGE,
            "plan": new["plan"].astype("object"),
        }
    )
    parts = [part for part in (known, added) if not part.empty]
    found = pd.concat(parts, ignore_index=True) if parts else known
    return found.astype(COLUMNS)


def _of_returns(children: Children) -> pd.DataFrame:
    here = children.here
    groups = here.scene.codes["commissioning"]
    keys = np.array([*(one.key for one in groups), "not-known"], dtype=object)
    own = here.scene.with_code("provider", here.scene.codes["provider"].codes("own"))
    return pd.DataFrame(
        {
            "child": here.scene.history.people[here.who],
            "group": keys[groups.positions(here.episodes("placement"))],
            "own": own[0, here.who],
            "age": here.scene.age[0, here.who].astype("int64"),
        }
    )


def group_names(children: Children) -> dict[str, str]:
    """Name of each commissioning group, by key."""
    return {one.key: one.name for one in children.around.codes["commissioning"]}
