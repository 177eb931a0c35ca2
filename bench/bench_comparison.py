"""Server time of a comparison (153 authorities, 10 years) as a multiple of an empty page's.

    .venv/bin/python bench/bench_comparison.py

Both pages have the same frame and are asked for in turn, so that a noisy machine slows both. The
pictures are drawn when a reader comes to them: one is measured by itself. Needs
a database with reference data (script/demo makes one). The release holds fewer years than ten: the
rest are made up, in a transaction that is rolled back.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.models import Council, Membership, User  # noqa: E402
from reference.models import Area, PublishedSeries, PublishedStatistic  # noqa: E402

SERIES = "same-carer-two-years"
YEARS = 10
ROUNDS = 40


def council(reader: User) -> Council:
    area = Area.objects.get(code="E06000018")
    made = Council.objects.create(slug="bench-compare", name="Bench Council", area=area)
    Membership.objects.create(user=reader, council=made, role="councillor")
    return made


def fill(series: PublishedSeries) -> tuple[int, int]:
    """Adds the years that are missing; returns how many authorities and years there are now."""
    release = settings.STATISTICS_RELEASE
    held = PublishedStatistic.objects.filter(
        release=release, table=series.table, heading=series.heading
    ).filter(breakdown__in=[series.breakdown, series.total])
    years = sorted(set(held.values_list("year", flat=True)))
    newest = list(held.filter(year=years[-1]))
    for year in range(years[0] - YEARS + len(years), years[0]):
        PublishedStatistic.objects.bulk_create(moved(row, year) for row in newest)
    areas = held.filter(area__kind="authority", year=years[0]).values("area").distinct()
    return areas.count(), held.values("year").distinct().count()


def moved(row: PublishedStatistic, year: int) -> PublishedStatistic:
    rng = random.Random(f"{row.area_id} {year}")
    value = None if row.value is None else Decimal(rng.randint(40, 90))
    return PublishedStatistic(
        release=row.release, table=row.table, heading=row.heading, breakdown=row.breakdown,
        area_id=row.area_id, year=year, count=row.count, count_symbol=row.count_symbol,
        value=value, value_symbol=row.value_symbol, population=row.population,
    )  # fmt: skip


def seconds(client: Client, url: str) -> float:
    begun = time.perf_counter()
    answer = client.get(url, HTTP_HOST="127.0.0.1")
    assert answer.status_code == 200, (url, answer.status_code)
    return time.perf_counter() - begun


def main() -> None:
    with transaction.atomic():
        reader = User.objects.create_user("bench@bench.example", None, name="Bench")
        council(reader)
        shape = fill(PublishedSeries.objects.get(code=SERIES))
        client = Client()
        client.force_login(reader)
        empty, full = "/bench-compare/", f"/bench-compare/compare/{SERIES}/"
        for url in (empty, full):
            seconds(client, url)
        times: dict[str, list[float]] = {"empty": [], "kept": [], "built": [], "picture": []}
        for _ in range(ROUNDS):
            times["empty"].append(seconds(client, empty))
            caches["pages"].clear()
            times["built"].append(seconds(client, full))
            times["kept"].append(seconds(client, full))
            caches["pages"].clear()
            times["picture"].append(seconds(client, f"{full}chart.svg?chart=ranking"))
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            seconds(client, full)
        report(times, shape, len(queries))
        transaction.set_rollback(True)


def report(times: dict[str, list[float]], shape: tuple[int, int], queries: int) -> None:
    middle = {name: statistics.median(found) for name, found in times.items()}
    print(f"Comparison of {shape[0]} authorities and {shape[1]} years, {ROUNDS} rounds, median")
    print(f"  empty page                      {middle['empty'] * 1000:7.1f} ms   1.0")
    for name, words in (
        ("kept", "nothing has changed            "),
        ("built", "built anew                     "),
        ("picture", "its ranking, in another process"),
    ):
        ratio = middle[name] / middle["empty"]
        print(f"  {words} {middle[name] * 1000:7.1f} ms   {ratio:.1f} times")
    print(f"  queries when built anew: {queries}")


if __name__ == "__main__":
    main()
