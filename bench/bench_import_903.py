"""How long one council's returns take to load: 1,000 children in care, five years.

    .venv/bin/python bench/bench_import_903.py [--children 1000] [--years 5] [PATH...]

Returns of an invented council are made, or those at PATH are taken; `manage.py import_903` loads
them into an empty SQLite database in a temporary folder, as a process of its own, so that its start
is counted. Then the same files once more, which changes nothing. Beside it `pandas.read_csv` of
the same files in the same run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
AREA, SLUG = "E10000034", "bench"


class Spent(NamedTuple):
    """Seconds by the clock and of the processor, and the most memory."""

    wall: float
    processor: float
    megabytes: float = 0.0


def manage(*words: str) -> Spent:
    """From the start of Python to its end. This process stays small, for one that is begun from it
    counts its memory too.
    """
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{words[0]} failed.")
    wall = time.perf_counter() - began
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


def prepare(folder: Path) -> None:
    """A database with one council and no return, and room for its key."""
    os.environ["VAR_DIR"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    manage("migrate", "--verbosity=0")
    manage("load_reference")
    manage("create_council", "--area", AREA, "--slug", SLUG)


def made(folder: Path, children: int, years: int) -> list[Path]:
    size = ("--children", str(children), "--years", str(years))
    manage("make_903", "--area", AREA, "--seed", "903", *size, "--out", str(folder))
    return [folder]


def reading(files: list[Path]) -> Spent:
    import pandas as pd

    began, spent = time.perf_counter(), time.process_time()
    for file in files:
        pd.read_csv(file, dtype=str)
    return Spent(time.perf_counter() - began, time.process_time() - spent)


def told(what: str, spent: Spent, base: Spent) -> None:
    print(
        f"{what:22} {spent.wall:6.2f} s, processor {spent.processor:6.2f} s"
        f"   {spent.wall / base.wall:5.0f} x, {spent.processor / base.processor:5.0f} x"
        f"   {spent.megabytes:5.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--children", type=int, default=1_000)
    parser.add_argument("--years", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        paths = asked.paths or made(Path(name) / "returns", asked.children, asked.years)
        files = [one for path in paths for one in sorted(path.rglob("*.csv"))]
        load = ("import_903", "--council", SLUG, *(str(path.resolve()) for path in paths))
        start, first, again = manage("check"), manage(*load), manage(*load)
        base = reading(files)
        print(f"{len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
    told("loaded", first, base)
    told("again, nothing changed", again, base)
    told("start of manage.py", start, base)
    told("pandas.read_csv", base, base)


if __name__ == "__main__":
    main()
