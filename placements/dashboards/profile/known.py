"""What is counted for a profile, and all that readers know of it besides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from accounts.models import Council
from placements.domain.cohort import Cohort
from placements.domain.coverage import why_not
from placements.domain.movements import comings_and_goings, flows
from placements.domain.scene import Surroundings
from placements.measures import district_names, registry, surroundings

from .beside import views
from .counting import DISTRICT, OTHERS, Counts, Words, count_on
from .days import month_after, year_before
from .earlier import Past, tell_of_earlier_years, withhold_other_districts
from .figures import Told, tell_of_comings, true_figures
from .parts import COMINGS
from .protecting import Numbers
from .shares import tables_of, tell_of_shares
from .statements import counted_in_statements, tell_of_needs


@dataclass(frozen=True)
class Found:
    """All counts, before anything is hidden."""

    now: Counts
    then: Counts | None
    months: pd.DataFrame | None
    flows: pd.DataFrame | None

    @property
    def by_month(self) -> dict[str, dict[str, int]]:
        if self.months is None:
            return {}
        names = [f"{month:%Y-%m}" for month in self.months["month"]]
        return {what: dict(zip(names, self.months[what].tolist(), strict=True)) for what in COMINGS}

    @property
    def days(self) -> list[Counts]:
        return [one for one in (self.now, self.then) if one]


def found_on(cohort: Cohort, day: dt.date, around: Surroundings) -> Found:
    names = [one.key for one in views()]
    before = year_before(day)
    by_words = Words(around, registry().bands, district_names())
    now = count_on(cohort, day, names, by_words)
    then = None
    if not why_not(cohort.returns, before, before):
        named = [one for one in now.order[DISTRICT] if one not in OTHERS]
        then = count_on(cohort, before, names, by_words, named)
    first = month_after(day)
    whole = not why_not(cohort.returns, first, day)
    return Found(
        now=now,
        then=then,
        months=comings_and_goings(cohort, first, day, around=around) if whole else None,
        flows=flows(cohort, before, day, around=around) if then else None,
    )


def tell_of_all(
    council: Council, cohort: Cohort, found: Found, numbers: Numbers, told: Told, past: Past
) -> None:
    """All that readers know besides: the figures `told`, earlier editions, statements."""
    around, days = surroundings(council), found.days
    tell_of_comings(numbers, told)
    counted = counted_in_statements(council, [one.day for one in days], past)
    figures = true_figures(council, cohort, told, counted, around)
    tell_of_shares(numbers, map(tables_of, days) if figures else (), figures)
    tell_of_earlier_years(numbers, council, cohort, found.now.day, around, past)
    withhold_other_districts(numbers, council, days, past)
    tell_of_needs(numbers, council, days, past)
