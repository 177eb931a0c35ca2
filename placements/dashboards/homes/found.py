"""All that the page tells, as numbers, before anything is hidden or put into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd

from accounts.models import Council
from placements.dashboards.profile.days import days_of, month_after
from placements.domain.bands import Bands
from placements.domain.cohort import Cohort
from placements.domain.supply.ages import Places, by_band
from placements.domain.supply.gap import GapRow, gap_table, needed, rows_needed
from placements.domain.supply.kinds import Kinds
from placements.domain.supply.money import Moving, moving_one_in_ten, prices_on
from placements.domain.supply.places import places_on
from placements.domain.supply.register import Register, on, placed_on
from placements.frames import register_of
from placements.measures import registry, setting_kinds
from reference.benchmarks import Benchmark, benchmarks_by_year
from reference.fixtures import fixture_rows
from reference.models import PublishedSeries

from .children import Children, children_on, who_needs

# A home below this is shown to the public by district only.
LEAST_PLACES = 6


@dataclass(frozen=True)
class Found:
    """What one council's returns and register say of a day; what a page does not ask for is not
    worked out.
    """

    council: Council
    day: dt.date
    days: tuple[dt.date, ...]
    register: Register
    children: Children | None
    # Benchmarks by year and series.
    published: Mapping[int, Mapping[str, Benchmark]]

    @property
    def kinds(self) -> Kinds:
        return setting_kinds()

    @property
    def bands(self) -> Bands:
        return registry().bands["need-age"]

    @property
    def first(self) -> dt.date:
        """Of the twelve months that end with the day."""
        return month_after(self.day)

    @cached_property
    def places(self) -> pd.DataFrame:
        """Settings open on the day, each with the row of the gap table that it belongs to."""
        found = places_on(self.register, self.day, self.placed)
        pairs = zip(found["kind"].astype(str), found["own"], strict=True)
        rows = [self.kinds.row_of(kind, own=bool(own)) for kind, own in pairs]
        return found.assign(row=pd.Series(rows, dtype="string", index=found.index))

    @cached_property
    def counted_places(self) -> pd.DataFrame:
        """Those of them that the council may count on."""
        return self.places[self.places["counts"]]

    @cached_property
    def open_places(self) -> pd.DataFrame:
        """Those of them whose occupancy the public is told: none of a home below six places.
        Foster households are told together.
        """
        there = self.counted_places
        return there[is_large(there) | (there["kind"] == "foster")]

    def told_places(self, *, public: bool) -> pd.DataFrame:
        """Those that the council may count on, as far as an audience is told who lives there."""
        return self.open_places if public else self.counted_places

    @cached_property
    def placed(self) -> pd.DataFrame:
        return placed_on(self.register, self.day)

    @cached_property
    def prices(self) -> pd.DataFrame:
        return prices_on(self.register, self.day, self.placed)

    @cached_property
    def moving(self) -> Moving | None:
        """What one child in ten who moved from homes to fostering would free."""
        return moving_one_in_ten(self.prices)

    @cached_property
    def needs(self) -> pd.DataFrame:
        """A row a child who needs a place, with the row of the gap table."""
        found = who_needs(self.children, self.placed)
        return found.assign(row=rows_needed(found, self.kinds))

    @property
    def knows_children(self) -> bool:
        """Whether a return, or the register's placements of the day, tell who needs a home. Without
        either the number of places needed is unknown, and not nought.
        """
        return self.children is not None or not self.placed.empty

    @property
    def knows_ages(self) -> bool:
        """Only returns tell how old a child is."""
        return self.children is not None

    @cached_property
    def knows_use(self) -> bool:
        """Whether the register had begun by the day to tell who lives where: before that a place is
        neither in use nor empty.
        """
        return bool((self.register.placed["starts_on"] <= on(self.day)).any())

    @property
    def tells_gap(self) -> bool:
        """Whether both sides of the gap table are known: places, and who needs them."""
        return not self.places.empty and self.knows_children

    @cached_property
    def fillable(self) -> Places:
        """Places that our children may take, by row of the gap table and band."""
        there = self.counted_places[self.counted_places["row"] != ""]
        return by_band(there, "fillable", "row", self.bands)

    @cached_property
    def gap(self) -> tuple[GapRow, ...]:
        """Empty before places and need are known: nobody could say what is lacking."""
        if not self.tells_gap:
            return ()
        need = needed(self.needs["row"], self.needs["age"].tolist(), self.bands)
        return gap_table(need, self.fillable, self.kinds, self.bands)


def is_large(places: pd.DataFrame) -> pd.Series[bool]:
    """Which homes have six places or more; several in one line have them on average."""
    return places["registered"] >= LEAST_PLACES * places["homes"]


def find(council: Council, day: dt.date | None, today: dt.date, cohort: Cohort) -> Found:
    register = register_of(council)
    days = tuple(one for one in days_of(cohort.returns) if one <= today)
    day = newest_day(register, days, today) if day is None else day
    return Found(
        council=council,
        day=day,
        days=tuple(sorted({*days, day}, reverse=True)),
        register=register,
        children=children_on(council, day, cohort),
        published=benchmarks_by_year(council.area, series=_series()),
    )


SERIES = ("cla-rate", "foster-placements", "residential", "supported-accommodation")


@cache
def _series() -> tuple[PublishedSeries, ...]:
    """How the few published measures are read, as reference data has it: saves a query a page."""
    rows = (row for row in fixture_rows("published_series.csv") if row["code"] in SERIES)
    return tuple(
        PublishedSeries(**row | {"decimals": int(row["decimals"]), "complement": False})
        for row in rows
    )


def newest_day(register: Register, days: tuple[dt.date, ...], today: dt.date) -> dt.date:
    """The newest day of which returns or register say anything, no later than today."""
    told = [register.places["from_on"].max(), register.placed["starts_on"].max()]
    known = [one.date() for one in told if not pd.isna(one)] + list(days[:1])
    return min(max(known, default=today), today)
