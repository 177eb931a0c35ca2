"""Seconds of a forecast: 1,000 simulations of 36 months, with all rows of the table.

    .venv/bin/python bench/bench_forecast.py                # some sizes, England reckoned
    .venv/bin/python bench/bench_forecast.py --children 1000
    .venv/bin/python bench/bench_forecast.py --england      # 153 authorities, on two processes

Children and episodes come from the generator of returns (`placements.domain.synthetic`), on a map
without real postcodes. Making them is not measured, and neither is reading them from a database.
England is made of authorities as large as they are: 153 sizes spread as the logarithms of
published ones are, 82,000 children in all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

# Each of two processes has a core: a library that takes both would only get in the way.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import django
import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from placements.domain.cohort import Cohort  # noqa: E402
from placements.domain.forecasting import forecast  # noqa: E402
from placements.domain.scene import Surroundings  # noqa: E402
from placements.domain.synthetic import (  # noqa: E402
    Gazetteer,
    Plan,
    gazetteer_of,
    linked_cohort,
    make_history,
    read_assumptions,
)
from placements.measures import registry  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
FIRST, YEARS, MONTHS, SIMULATIONS = 2019, 5, 36, 1000
START = dt.date(FIRST + YEARS, 3, 31)
SIZES = (125, 250, 500, 1000, 2000, 4000)
AUTHORITIES, ENGLAND, SPREAD = 153, 82_000, 0.6
MILE = 1609.3


def gazetteer(rng: np.random.Generator) -> Gazetteer:
    """A point a mile over two hundred miles; the middle ten are the council's."""
    miles = np.arange(0, 200, 2)
    east, north = (one.ravel() for one in np.meshgrid(miles, miles))
    inside = (abs(east - 100) <= 5) & (abs(north - 100) <= 5)
    places = {
        "pcd": [f"A{number // 1000:<3}{number % 1000:03}" for number in range(len(east))],
        "oseast1m": east * MILE,
        "osnrth1m": north * MILE,
        "laua": np.where(inside, "E06000099", "E06000001"),
    }
    return gazetteer_of(rng, pd.DataFrame(places), ["E06000099"])


def cohort(children: int, seed: int) -> Cohort:
    rng = np.random.default_rng(seed)
    assumed = read_assumptions(ROOT / "fixtures" / "synthetic")
    plan = Plan(children, YEARS, FIRST)
    return linked_cohort(make_history(rng, assumed, gazetteer(rng), plan))


def seconds(children: int, seed: int = 1) -> tuple[int, float, float]:
    """Children in care at the start, and seconds by the clock and of the processor."""
    held = cohort(children, seed)
    around, bands = Surroundings(codes=registry().codes), registry().bands
    begun, spent = time.perf_counter(), time.process_time()
    found = forecast(held, START, MONTHS, around=around, bands=bands, simulations=SIMULATIONS)
    return found.opening, time.perf_counter() - begun, time.process_time() - spent


def of_england() -> list[int]:
    """Sizes of 153 authorities."""
    rng = np.random.default_rng(153)
    sizes = np.exp(rng.normal(0, SPREAD, AUTHORITIES))
    return [max(20, round(one)) for one in sizes / sizes.sum() * ENGLAND]


def england() -> None:
    begun = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(seconds, of_england(), range(AUTHORITIES)))
    children, clock, processor = (sum(one) for one in zip(*found, strict=True))
    print(f"{len(found)} authorities, {children:,} children in care, two processes")
    print(f"  forecasts: processor {processor:.0f} s, by the clock {clock / 2:.0f} s a process")
    print(f"  with making up the children: {time.perf_counter() - begun:.0f} s")


def sizes(asked: list[int]) -> None:
    seconds(50)  # what is loaded when first needed
    print(f"{SIMULATIONS:,} simulations of {MONTHS} months")
    print("in care     clock  processor  processor, a thousand children")
    found = []
    for size in asked:
        children, clock, processor = seconds(size)
        found.append((children, processor))
        each = processor / children * 1000
        print(f"{children:7,} {clock:7.2f} s  {processor:7.2f} s  {each:7.2f} s")
    if len(found) > 2:
        reckoned(*zip(*found, strict=True))


def reckoned(children: tuple[int, ...], processor: tuple[float, ...]) -> None:
    """The line through the sizes, and what it makes of England."""
    slope, level = np.polyfit(children, processor, 1)
    straight = np.corrcoef(children, processor)[0, 1]
    whole = level * AUTHORITIES + slope * ENGLAND
    print(f"{level:.2f} s an authority, {slope * 1000:.2f} s a thousand children, r {straight:.4f}")
    print(f"{AUTHORITIES} authorities: {whole:.0f} s of processor, {whole / 2:.0f} s on two cores")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--children", type=int, help="Children in care at a time")
    parser.add_argument("--england", action="store_true", help="All 153 authorities")
    asked = parser.parse_args()
    if asked.england:
        england()
    else:
        sizes([asked.children] if asked.children else list(SIZES))


if __name__ == "__main__":
    main()
