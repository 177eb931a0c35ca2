"""How long the import of DfE's tables takes, and how much memory: figures only.

    .venv/bin/python bench/bench_statistics.py PATH... [--release 2025]

Imports into an empty SQLite database in a temporary folder, which goes away, and compares with
pandas.read_csv of the same files in the same run.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_megabytes() -> float:
    """The most memory this process ever held; Linux counts in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def prepare(folder: Path) -> None:
    """An empty database that holds the areas alone, so that every figure is new."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    from reference.models import PublishedStatistic
    from reference.services import load_reference

    call_command("migrate", verbosity=0, skip_checks=True)
    load_reference()
    PublishedStatistic.objects.all().delete()


def run(paths: list[Path], release: int) -> None:
    from reference.services import import_statistics

    report = import_statistics(paths=paths, release=release)
    for failure in report.failed:
        print(failure.error, file=sys.stderr)


def csv_files(paths: list[Path]) -> list[Path]:
    return [
        file
        for path in paths
        for file in (sorted(path.rglob("*.csv")) if path.is_dir() else [path])
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--release", type=int, default=2025)
    given = parser.parse_args()
    files = csv_files(given.paths)
    size = sum(file.stat().st_size for file in files) / MEGABYTE
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        first = timed(lambda: run(given.paths, given.release))
        second = timed(lambda: run(given.paths, given.release))
    peak = peak_megabytes()
    import pandas as pd

    reading = timed(lambda: [pd.read_csv(file, dtype=str) for file in files])
    print(f"{len(files)} files, {size:.1f} MB")
    print(f"first import   {first:6.1f} s   {first / reading:6.1f} x pandas.read_csv")
    print(f"second import  {second:6.1f} s   {second / reading:6.1f} x pandas.read_csv")
    print(f"read_csv       {reading:6.1f} s")
    print(f"peak memory    {peak:6.0f} MB")


if __name__ == "__main__":
    main()
