"""Where the homes are, by district, and the places to come. No home has a name here."""

from __future__ import annotations

import pandas as pd

from placements.dashboards.profile.parts import NONE
from placements.measures import district_names
from placements.models import PlannedPlaces
from reference.domain.periods import long_date

from .found import LEAST_PLACES, Found
from .parts import HomesView
from .saying import Saying
from .where import own_districts
from .words import REGISTER, kind_name

SMALL_HOMES = "Places of homes with fewer than six are not counted here."


def area_view(found: Found, saying: Saying) -> HomesView:
    """Homes by district; the public sees how many homes, and places of those with six or more."""
    there = found.places[found.places["kind"] != "foster"]
    names = district_names()
    district = there["district"].map(names).fillna(there["district"])
    there = there.assign(where=district.replace("", "Not known"))
    tells_use = found.knows_use and not saying.public
    rows = []
    for where, homes in there.groupby("where", sort=True):
        large = homes if not saying.public else homes[homes["registered"] >= LEAST_PLACES]
        registered, vacant = int(large["registered"].sum()), int(large["vacant"].sum())
        use = () if not tells_use else (f"{int(homes['occupied'].sum()):,}", f"{vacant:,}")
        places = f"{registered:,}" if len(large) else NONE
        rows.append((str(where), f"{len(homes):,}", places, *use))
    rows.sort(key=lambda row: (-int(row[1].replace(",", "")), row[0]))
    head = ("District", "Homes", "Registered places", "Our children", "Vacant")
    own = found.places[(found.places["kind"] == "home")]
    return HomesView(
        key="districts",
        title="Where the homes are",
        subtitle=f"Homes other than foster households, by district, {long_date(found.day)}",
        sentence=_area_sentence(own, found),
        head=head if tells_use else head[:3],
        rows=tuple(rows),
        notes=(SMALL_HOMES,) if saying.public else (),
        source=REGISTER,
    )  # fmt: skip


def _area_sentence(homes: pd.DataFrame, found: Found) -> str:
    """Of children's homes in the council's own area; in all where its districts are not known."""
    ours = own_districts(found.council.area_id)
    if not ours:
        places = int(homes["registered"].sum())
        where = homes.loc[homes["district"] != "", "district"].nunique()
        return f"{_homes(len(homes))} with {places:,} places, in {where:,} district{_s(where)}."
    here = homes[homes["district"].isin(ours)]
    own = int(here.loc[here["own"], "registered"].sum())
    return (
        f"In the area: {_homes(len(here))} of the register with "
        f"{int(here['registered'].sum()):,} registered places, {own:,} of them the council’s own."
    )


def _homes(number: int) -> str:
    return f"{number:,} children’s home{_s(number)}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def planned_view(found: Found) -> HomesView:
    rows = found.register.planned
    rows = rows[rows["opens_on"] > pd.Timestamp(found.day)]
    lines = tuple(
        (kind_name(str(kind)), long_date(opens.date()), f"{places:,}",
         str(PlannedPlaces.Use(str(use)).label))
        for opens, kind, places, use in rows.itertuples(index=False)
    )  # fmt: skip
    return HomesView(
        key="planned",
        title="Places to come",
        subtitle="Planned places by the day on which they open",
        sentence=f"{int(rows['places'].sum()):,} places are planned."
        if lines
        else "No place is planned after this day.",
        head=("Kind", "Opens", "Places", "For"),
        rows=lines,
        source=REGISTER,
    )
