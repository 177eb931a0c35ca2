"""Time of all indicators for 20 quarters, as a multiple of pandas reading the same CSV files.

    .venv/bin/python bench/bench_cohort.py             # one council and all England
    .venv/bin/python bench/bench_cohort.py --children 1000

Children, their episodes, reviews and outcomes are made up here: how many there are is as in real
returns (a council of 1,000 children in care; England's 84,000 with about 1.2 million episodes in
five years), what they say is random. Reading is `pandas.read_csv` with types and dates given, as
fast as it gets; linking is not measured here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import django
import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from performance.domain.population import Estimate  # noqa: E402
from placements.domain import cohort as tables  # noqa: E402
from placements.domain.choices import Rules  # noqa: E402
from placements.domain.cohort import Cohort, ReturnYear, typed  # noqa: E402
from placements.domain.indicators import Computed, compute  # noqa: E402
from placements.domain.scene import Surroundings  # noqa: E402
from placements.measures import registry  # noqa: E402
from reference.calendar import england_bank_holidays  # noqa: E402

FIRST, YEARS = 2019, 5
COUNCIL, ENGLAND = 1_000, 84_000
BEGIN, END = np.datetime64("2019-04-01"), np.datetime64("2024-03-31")
EPISODES_EACH = 6.9
DAY = np.timedelta64(1, "D")
ROUNDS = 5
Result = TypeVar("Result")


class Made:
    """Random tables of so many children in care at a time."""

    def __init__(self, in_care: int, seed: int = 903) -> None:
        self.rng = np.random.default_rng(seed)
        self.number = int(in_care * 2.95)  # who is in care at any time of the five years
        # Those in care when the returns begin, then entries spread over the five years.
        there = self.rng.random(self.number) < 0.34
        before = self.rng.exponential(900, self.number)
        after = self.rng.random(self.number) * 1826
        entry = np.where(there, -before, after).astype(int)
        stay = np.maximum(self.rng.exponential(930, self.number), 1).astype(int)
        self.entry = BEGIN + entry
        self.exit = BEGIN + np.where(there, entry + before.astype(int) + stay, entry + stay)
        self.born = self.entry - (self.rng.random(self.number) * 5800).astype(int)

    def pick(self, codes: str, size: int) -> np.ndarray:
        return self.rng.choice(codes.split(), size)

    def flags(self, size: int, share: float = 0.85) -> np.ndarray:
        return (self.rng.random(size) < share).astype(int)

    def every_year(self, share: float) -> tuple[np.ndarray, np.ndarray]:
        """Children and years of a table that has a row a child and year in care."""
        found = []
        for year in range(FIRST, FIRST + YEARS):
            last = np.datetime64(f"{year + 1}-03-31")
            there = (self.entry <= last) & (self.exit > last - 365)
            some = np.flatnonzero(there & (self.rng.random(self.number) < share))
            found.append((some + 1, np.full(len(some), year)))
        who, years = zip(*found, strict=True)
        return np.concatenate(who), np.concatenate(years)

    def children(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "child": np.arange(self.number) + 1,
                "sex": self.pick("F M", self.number),
                "born_on": self.born,
                "ethnicity": self.pick("WBRI WOTH MWBC AOTH BAFR NOBT", self.number),
            }
        )

    def episodes(self) -> pd.DataFrame:
        each = 1 + self.rng.poisson(EPISODES_EACH - 1, self.number)
        who = np.repeat(np.arange(self.number), each)
        stay = (self.exit - self.entry).astype(int)
        leads = np.append(True, who[1:] != who[:-1])
        cut = np.where(leads, 0, self.rng.random(len(who)))
        order = np.lexsort((cut, who))
        start = self.entry[who] + (cut[order] * stay[who]).astype(int)
        end = np.append(start[1:], BEGIN)
        final = np.append(leads[1:], True)
        end = np.where(final, self.exit[who], end)
        left = self.pick("E4A E4B E11 E12 E45 E46 E48 E41 E17 E5 E3 E8", len(who))
        held = (end >= BEGIN) & (start <= END) & ((end > start) | leads)
        still = end > END
        size = len(who)
        rows = pd.DataFrame(
            {
                "child": who + 1,
                "starts_on": start,
                "ends_on": np.where(still, np.datetime64("NaT"), end),
                "started_because": np.where(leads, "S", self.pick("P P P L L B T U", size)),
                "legal_status": self.pick("C2 C2 C2 C1 V2 V2 E1 J1", size),
                "need": self.pick("N1 N1 N1 N2 N3 N4 N5", size),
                "placement": self.pick("U1 U3 U4 U5 U6 U6 K2 K3 R1 P1 A6 A5 T4 P2", size),
                "provider": self.pick("PR1 PR1 PR4 PR5", size),
                "ceased_because": np.where(still, None, np.where(final, left, "X1")),
                "moved_because": self.pick("CARPL CREQB OTHER", size),
                "miles": np.where(self.flags(size) == 1, self.rng.exponential(12, size), np.nan),
                "miles_to_point": self.rng.exponential(15, size).round(1),
                "inside": self.flags(size, 0.6) == 1,
                "home_district": self.pick("E06000018 E07000170 E07000172", size),
                "placement_district": self.pick("E06000018 E07000170 E07000172 E07000173", size),
                "placement_authority": self.pick("E06000018 E10000024", size),
                "urn": self.rng.integers(100000, 2800000, size),
                "return_year": np.clip(end.astype("datetime64[Y]").astype(int) + 1969, FIRST, 2023),
            }
        )
        rows["miles"] = rows["miles"].round(1)
        return rows[held]

    def reviews(self) -> pd.DataFrame:
        each = np.maximum((self.exit - self.entry).astype(int) // 165, 0) + 1
        who = np.repeat(np.arange(self.number), each)
        first = np.append(True, who[1:] != who[:-1])
        place = np.arange(len(who)) - np.maximum.accumulate(np.where(first, np.arange(len(who)), 0))
        on = self.entry[who] + (25 + place * 165 + self.rng.integers(0, 25, len(who)))
        held = (on >= BEGIN) & (on <= END) & (on < self.exit[who])
        codes = self.pick("PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7", len(who))
        return pd.DataFrame({"child": who + 1, "reviewed_on": on, "code": codes})[held]

    def health(self) -> pd.DataFrame:
        who, year = self.every_year(0.75)
        flags = [name for name, kind in tables.HEALTH.items() if kind == "boolean"]
        scores = self.rng.integers(0, 41, len(who)).astype(float)
        scores[self.flags(len(who), 0.3) == 1] = np.nan
        made = {"child": who, "return_year": year, "sdq_score": scores}
        made["sdq_reason"] = self.pick("SDQ1 SDQ2", len(who))
        return pd.DataFrame(made | {name: self.flags(len(who)) == 1 for name in flags})

    def care_leavers(self) -> pd.DataFrame:
        who, year = self.every_year(0.5)
        return pd.DataFrame(
            {
                "child": who,
                "return_year": year,
                "in_touch": self.pick("YES YES YES NO DIED", len(who)),
                "activity": self.pick("F1 F2 F5 G5 0", len(who)),
                "accommodation": self.pick("U1 Z1 B1 S2 R1", len(who)),
            }
        )

    def missing(self) -> pd.DataFrame:
        who = np.repeat(*(self.every_year(0.12)[0], 5))
        start = BEGIN + self.rng.integers(0, 1826, len(who))
        made = {"child": who, "kind": self.pick("M M M A", len(who)), "starts_on": start}
        return pd.DataFrame(made | {"ends_on": start + self.rng.integers(0, 5, len(who))})

    def asylum(self) -> pd.DataFrame:
        who = np.flatnonzero(self.flags(self.number, 0.09) == 1)
        return pd.DataFrame({"child": who + 1, "until": self.born[who] + 6574})

    def adoptions(self) -> pd.DataFrame:
        who = np.flatnonzero(self.flags(self.number, 0.15) == 1)
        size = len(who)
        return pd.DataFrame(
            {
                "child": who + 1,
                "decided_on": self.entry[who] + 200,
                "matched_on": self.entry[who] + 300,
                "by_foster_carer": self.flags(size, 0.1) == 1,
                "adopters": self.pick("MF FF", size),
            }
        )

    def placed_for_adoption(self) -> pd.DataFrame:
        who = np.flatnonzero(self.flags(self.number, 0.15) == 1)
        made = {"child": who + 1, "placed_on": self.entry[who] + 330}
        return pd.DataFrame(made | {"ceased_on": np.datetime64("NaT"), "reason": None})


KINDS = {
    "children": tables.CHILDREN,
    "episodes": tables.EPISODES,
    "reviews": tables.REVIEWS,
    "health": tables.HEALTH,
    "care_leavers": tables.CARE_LEAVERS,
    "missing": tables.MISSING,
    "asylum": tables.ASYLUM,
    "adoptions": tables.ADOPTIONS,
    "placed_for_adoption": tables.PLACED_FOR_ADOPTION,
}


def write(in_care: int, folder: Path) -> dict[str, int]:
    made = Made(in_care)
    rows = {}
    for name in KINDS:
        frame = getattr(made, name)()
        frame.to_csv(folder / f"{name}.csv", index=False)
        rows[name] = len(frame)
    return rows


def read(folder: Path) -> Cohort:
    frames = {}
    for name, kinds in KINDS.items():
        dates = [column for column, kind in kinds.items() if kind == tables.DAY]
        types = {column: kind for column, kind in kinds.items() if kind != tables.DAY}
        path = folder / f"{name}.csv"
        frames[name] = pd.read_csv(path, dtype=types, parse_dates=dates, date_format="%Y-%m-%d")
    returns = tuple(
        ReturnYear(year, dt.date(year + 1, 3, 31)) for year in range(FIRST, FIRST + YEARS)
    )
    return Cohort(returns, **{name: typed(frames[name], kinds) for name, kinds in KINDS.items()})


def quarters() -> list[dt.date]:
    ends = pd.date_range("2019-06-30", periods=4 * YEARS, freq="QE")
    return [end.date() for end in ends]


def figures(cohort: Cohort) -> list[Computed]:
    known = registry()
    around = Surroundings(
        codes=known.codes,
        holidays=england_bank_holidays(),
        population=[Estimate(year, "made up", 12_000_000) for year in range(2018, 2025)],
    )
    return compute(
        cohort,
        quarters(),
        Rules(),
        definitions=known.definitions,
        around=around,
        wording=known.wording,
    )


def timed(work: Callable[[], Result]) -> tuple[Result, tuple[float, float]]:
    """What it gives, and the seconds by the clock and of the processor (others may be at work)."""
    begun, spent = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - begun, time.process_time() - spent)


def measure(in_care: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = write(in_care, folder)
        size = sum(one.stat().st_size for one in folder.iterdir())
        reading, computing = [], []
        for _ in range(rounds):
            cohort, spent = timed(lambda: read(folder))
            reading.append(spent)
            found, spent = timed(lambda cohort=cohort: figures(cohort))
            computing.append(spent)
    answered = sum(not one.unavailable for one in found)
    stock = next(one for one in reversed(found) if one.code == "children-in-care").numerator
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{stock:,} in care on {found[-1].day}; {rows['children']:,} children")
    print(f"  rows: {', '.join(f'{name} {count:,}' for name, count in rows.items())}")
    print(f"  figures: {len(found):,}, of them answered {answered:,}")
    base, mine = [tuple(map(min, zip(*times, strict=True))) for times in (reading, computing)]
    print(f"  pandas.read_csv, {size / 1e6:4.0f} MB   {base[0]:7.2f} s, processor {base[1]:6.2f} s")
    print(
        f"  {len(found) // 20} indicators, 20 quarters {mine[0]:7.2f} s, processor {mine[1]:6.2f} s"
    )
    ratios = [one / other for one, other in zip(mine, base, strict=True)]
    print(f"  as a multiple of reading   {ratios[0]:7.2f}              {ratios[1]:6.2f}")
    print(f"  most memory so far         {peak:7.2f} GB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, help="Children in care at a time")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    for in_care in [asked.children] if asked.children else [COUNCIL, ENGLAND]:
        measure(in_care, asked.rounds)


if __name__ == "__main__":
    main()
