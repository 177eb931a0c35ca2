"""Loads the returns of Exampleshire's children, who were drawn with a fixed seed."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from accounts.models import Council
from placements.domain.synthetic import Plan
from placements.models import Return903
from placements.services import load_returns
from placements.services.synthetic import synthetic_returns, write_return

from .people import People


def load_cohort(council: Council, people: People) -> bool:
    """Five returns, as an analyst loads them; False where there are returns already, or where the
    demonstration has none for the council. The children are nobody, their postcodes are real.
    """
    made = _plan(council)
    if made is None or Return903.objects.for_council(council).exists():
        return False
    plan, area, seed = made
    with TemporaryDirectory() as folder:
        for year, tables in synthetic_returns(plan=plan, area=area, seed=seed):
            write_return(Path(folder), year, tables)
        load_returns(council=council, sources=[Path(folder)], by=people.analyst)
    return True


def _plan(council: Council) -> tuple[Plan, str, int] | None:
    path = settings.FIXTURES_DIR / "demo" / council.slug / "cohort.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        told = {row["field"]: row["value"] for row in csv.DictReader(file)}
    plan = Plan(int(told["children"]), int(told["years"]), int(told["first"]))
    return plan, told["area"], int(told["seed"])
