"""Where the children live: by district, and on a map of district centres and rings of distance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from placements.dashboards.profile.counting import DISTRICT, OTHERS
from placements.dashboards.profile.parts import HIDDEN
from placements.dashboards.profile.protecting import key_of
from placements.domain.supply.mapping import District, Point, Sketch, centre_of, sketch_of
from placements.measures import district_names
from reference.domain.periods import long_date
from reference.fixtures import fixture_rows

from .children import Children
from .found import Found
from .parts import HomesView
from .saying import Saying


@cache
def centroids() -> Mapping[str, Point]:
    """Metres east and north by GSS code of a district."""
    rows = fixture_rows("district_centroids.csv")
    return {row["code"]: (float(row["east"]), float(row["north"])) for row in rows}


@cache
def own_districts(area: str) -> frozenset[str]:
    """Empty for an area whose districts nobody knows: an invented one, or a county of before."""
    rows = fixture_rows("districts.csv")
    return frozenset(row["code"] for row in rows if row["authority"] == area)


def where_view(found: Found, children: Children, saying: Saying) -> HomesView:
    counts, day = children.by_district, children.day.isoformat()
    total = children.total
    rows, told = [], {}
    for name, number in counts.items():
        key = key_of(day, DISTRICT, name)
        rows.append((name, saying.count(key, number), saying.share(key, number, total)))
        if saying.may(key, number) and name not in OTHERS:
            told[name] = number
    rows.sort(key=lambda row: row[0] in OTHERS)
    sketch = _sketch(found, told)
    first = max(told, key=lambda name: told[name], default="")
    return HomesView(
        key="where",
        title="Where our children live",
        subtitle="The ten districts with most of our children, by the postcode of the placement, "
        f"{long_date(children.day)}. Rings: miles from the middle of our area",
        sentence=f"Most live in {first}: {told[first]:,} of {total:,} children."
        if first
        else "Too few children live in each district to tell.",
        head=("District", "Children", "Share"),
        rows=tuple(rows),
        notes=_notes(sketch, rows),
        source="The council’s SSDA903 returns; districts stand where the mean of their postcodes "
        "lies (ONS Postcode Directory)",
        sketch=sketch,
    )


def _sketch(found: Found, told: Mapping[str, int]) -> Sketch | None:
    """None for an area whose place nobody knows."""
    own, codes = own_districts(found.council.area_id), {n: c for c, n in district_names().items()}
    centre = centre_of(sorted(own), centroids())
    if centre is None:
        known = [codes[name] for name in told if name in codes]
        centre = centre_of(known[:1], centroids())
    if centre is None:
        return None
    districts = [
        District(codes[name], name, number, codes[name] in own)
        for name, number in told.items()
        if name in codes
    ]
    return sketch_of(districts, centroids(), centre)


def _notes(sketch: Sketch | None, rows: list[tuple[str, str, str]]) -> tuple[str, ...]:
    notes = []
    if sketch and sketch.beyond:
        notes.append(f"{sketch.beyond:,} of them live in districts beyond the outer ring.")
    if any(row[1] == HIDDEN for row in rows):
        notes.append("Hidden districts are not on the map.")
    return tuple(notes)
