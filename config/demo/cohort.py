"""Loads the returns of Exampleshire's children, who were drawn with a fixed seed, and offers their
figures to its quarterly returns. Its own point is set first, for distances to it are measured as
returns are read.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from accounts.models import Council
from placements.domain.distances import Point
from placements.domain.synthetic import Plan
from placements.models import Return903
from placements.services import load_returns, offer_cohort_figures, set_own_point
from placements.services.synthetic import synthetic_returns, write_return

from .people import People


def load_cohort(council: Council, people: People) -> bool:
    """The returns of five years and an extract of the quarter that officers are working on, as an
    analyst loads them; False where there are returns already, or where the demonstration has none
    for the council. The children are nobody, their postcodes are real.
    """
    drawing = _drawing(council)
    if drawing is None or Return903.objects.for_council(council).exists():
        return False
    set_own_point(
        council=council,
        by=people.analyst,
        name=drawing.point,
        place=drawing.place,
        miles=drawing.miles,
    )
    load_drawn(council, people, drawing)
    offer_cohort_figures(council=council, by=people.analyst)
    return True


@dataclass(frozen=True)
class Drawing:
    """What is drawn: the plan, the authority whose postcodes are used, the last return's day; and
    the council's own point, where it lies, and the radius about it.
    """

    plan: Plan
    area: str
    seed: int
    as_at: dt.date
    point: str
    place: Point
    miles: Decimal


def load_drawn(council: Council, people: People, drawing: Drawing) -> None:
    last = drawing.plan.first + drawing.plan.years - 1
    made = synthetic_returns(
        plan=drawing.plan, area=drawing.area, seed=drawing.seed, as_at=drawing.as_at
    )
    with TemporaryDirectory() as folder:
        whole, extract = Path(folder) / "whole", Path(folder) / "extract"
        for year, tables in made:
            write_return(extract if year == last else whole, year, tables)
        load_returns(council=council, sources=[whole], by=people.analyst)
        load_returns(council=council, sources=[extract], by=people.analyst, as_at=drawing.as_at)


def _drawing(council: Council) -> Drawing | None:
    path = settings.FIXTURES_DIR / "demo" / council.slug / "cohort.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        told = {row["field"]: row["value"] for row in csv.DictReader(file)}
    plan = Plan(int(told["children"]), int(told["years"]), int(told["first"]))
    as_at = dt.date.fromisoformat(told["as_at"])
    place = int(told["easting"]), int(told["northing"])
    return Drawing(
        plan,
        told["area"],
        int(told["seed"]),
        as_at,
        told["point"],
        place,
        Decimal(told["miles"]),
    )
