"""Where the homes are, by district, and the places to come. No home has a name here."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from placements.dashboards.profile.parts import NONE
from placements.domain.profile import NOT_KNOWN
from placements.measures import district_names
from placements.models import PlannedPlaces
from reference.domain.periods import long_date

from .found import Found, is_large
from .parts import HomesView
from .saying import Saying
from .where import own_districts
from .words import REGISTER, kind_name

SMALL_HOMES = "Places of homes with fewer than six are not counted here."


def area_view(found: Found, saying: Saying) -> HomesView:
    """Homes by district; the public sees how many homes, and places of those with six or more."""
    there = found.places[found.places["kind"] != "foster"]
    tells_use = found.knows_use and not saying.public
    told = there if not saying.public else there[is_large(there)]
    homes = _by_district(there, "homes")
    registered, occupied, vacant = (
        _by_district(told, name) for name in ("registered", "occupied", "vacant")
    )
    rows = []
    for where, number in homes.items():
        use = () if not tells_use else (f"{occupied[where]:,}", f"{vacant[where]:,}")
        places = f"{registered[where]:,}" if where in registered else NONE
        rows.append((where, f"{number:,}", places, *use))
    rows.sort(key=lambda row: (-int(row[1].replace(",", "")), row[0]))
    head = ("District", "Homes", "Registered places", "Our children", "Vacant")
    own = found.places[(found.places["kind"] == "home")]
    return HomesView(
        key="districts",
        title="Where the homes are",
        subtitle=f"Homes other than foster households, by district, {long_date(found.day)}",
        sentence=_area_sentence(own, found, saying),
        head=head if tells_use else head[:3],
        rows=tuple(rows),
        notes=(SMALL_HOMES,) if saying.public else (),
        source=REGISTER,
    )  # fmt: skip


def _by_district(homes: pd.DataFrame, column: str) -> dict[str, int]:
    """A column's sum by the district's name: of a few hundred rows quicker than to group them."""
    sums: dict[str, int] = {}
    for where, number in zip(_named(homes["district"]), homes[column].tolist(), strict=True):
        sums[where] = sums.get(where, 0) + number
    return sums


def _named(districts: pd.Series[str]) -> list[str]:
    """By name; a code that nobody knows as it is."""
    names = district_names()
    return [names.get(code, code) or NOT_KNOWN for code in districts.tolist()]


def _area_sentence(homes: pd.DataFrame, found: Found, saying: Saying) -> str:
    """Of children's homes in the council's own area; in all where its districts are not known. For
    the public the places of homes with fewer than six are not in it, as in the table.
    """
    ours = own_districts(found.council.area_id)
    if not ours:
        where = homes.loc[homes["district"] != "", "district"].nunique()
        return _told_homes(homes, saying, f" in {where:,} district{_s(where)}")
    here = homes[homes["district"].isin(ours)]
    own = int(here.loc[here["own"] & _tells(here, saying), "registered"].sum())
    said = _told_homes(here, saying, " of the register", f", {own:,} of them the council’s own")
    return f"In the area: {said}"


def _tells(homes: pd.DataFrame, saying: Saying) -> pd.Series[bool]:
    """Whose places the audience is told."""
    return is_large(homes) if saying.public else homes["registered"] >= 0


def _told_homes(homes: pd.DataFrame, saying: Saying, which: str, own: str = "") -> str:
    """ "7 children’s homes of the register with 19 registered places, 19 of them …"."""
    large = homes[_tells(homes, saying)]
    places = f"{int(large['registered'].sum()):,} registered places{own}"
    if len(large) == len(homes):
        return f"{_homes(homes)}{which} with {places}."
    if large.empty:
        return f"{_homes(homes)}{which}."
    return f"{_homes(homes)}{which}. Those with six places or more have {places}."


def _homes(homes: pd.DataFrame) -> str:
    number = int(homes["homes"].sum())
    return f"{number:,} children’s home{_s(number)}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def vacant_view(found: Found) -> HomesView:
    """Empty places by district, kind and the ages that their homes take: few places of a district
    shared among age bands would be told of one band alone. For the board: beside the places of a
    district they tell how many children live there.
    """
    there = found.counted_places[found.counted_places["vacant"] > 0]
    groups = Counter[tuple[str, str, int, int]]()
    columns = (there[name].tolist() for name in ("kind", "age_from", "age_to", "vacant"))
    for where, kind, first, last, number in zip(_named(there["district"]), *columns, strict=True):
        groups[where, kind, first, last] += number
    told = [(*key, groups[key]) for key in sorted(groups)]
    totals = Counter[str]()
    for one in told:
        totals[one[0]] += one[-1]
    told.sort(key=lambda one: (one[0] == NOT_KNOWN, -totals[one[0]], one[0], -one[-1]))
    return HomesView(
        key="vacancies-by-district",
        title="Empty places by district",
        subtitle=f"Places that our children may take and that are empty, {long_date(found.day)}",
        sentence=_vacant_sentence(totals),
        head=("District", "Kind", "For ages", "Empty places"),
        rows=tuple(
            (where, kind_name(kind), f"{first} to {last}", f"{number:,}")
            for where, kind, first, last, number in told
        ),
        source=REGISTER,
    )


def _vacant_sentence(totals: Counter[str]) -> str:
    known = Counter({name: number for name, number in totals.items() if name != NOT_KNOWN})
    total, lost = sum(totals.values()), totals[NOT_KNOWN]
    if not total:
        return "No place that our children may take is empty."
    if not known:
        return f"The register does not know in which districts the {total:,} empty places are."
    (most, number), *_ = sorted(known.items(), key=lambda one: (-one[1], one[0]))
    said = f"Most empty places are in {most}: {number:,} of {total:,}."
    return said + (f" Of {lost:,} the district is not known." if lost else "")


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
