"""Server time of the dashboard (45 measures, 20 quarters) as a multiple of an empty page's.

    .venv/bin/python bench/bench_dashboard.py

Both pages have the same frame and are asked for in turn, so that a noisy machine slows both. Needs
a database with reference data and catalogue (script/demo makes one); what it adds is rolled back.
"""

from __future__ import annotations

import datetime as dt
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

from django.core.cache import caches  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Council, Membership, User  # noqa: E402
from performance.models import (  # noqa: E402
    CouncilIndicator,
    Figure,
    Indicator,
    QuarterlyReturn,
    Target,
)
from reference.domain.periods import Period, quarter  # noqa: E402
from reference.models import Area  # noqa: E402

QUARTERS = [quarter(2020 + n // 4, n % 4 + 1) for n in range(20)]
MEASURES = 45
ROUNDS = 40


def council(slug: str, reader: User) -> Council:
    area = Area.objects.get(code="E06000018")
    made = Council.objects.create(slug=slug, name="Bench Council", area=area)
    Membership.objects.create(user=reader, council=made, role="councillor")
    return made


def fill(made: Council) -> None:
    rng = random.Random(45)
    measures = list(Indicator.objects.filter(council=None, unit="percent", frequency="quarter"))
    last = QUARTERS[-1]
    reported = QuarterlyReturn.objects.create(
        council=made,
        theme_id=measures[0].theme_id,
        quarter=last.key,
        ends_on=last.ends_on,
        due_on=last.ends_on,
        status="signed_off",
        signed_off_times=1,
    )
    for measure in measures[:MEASURES]:
        CouncilIndicator.objects.create(council=made, indicator=measure)
        goal = {"high": Decimal(20)} if measure.polarity == "low" else {"low": Decimal(80)}
        Target.objects.create(council=made, indicator=measure, from_on=dt.date(2019, 4, 1), **goal)
        Figure.objects.bulk_create(
            figure(made, measure, period, reported, rng) for period in QUARTERS
        )


def figure(
    made: Council,
    measure: Indicator,
    period: Period,
    reported: QuarterlyReturn,
    rng: random.Random,
) -> Figure:
    whole = rng.randint(200, 500)
    part = rng.randint(int(whole * 0.6), whole)
    now = timezone.now()
    return Figure(
        council=made,
        area=made.area,
        indicator=measure,
        group_id="all",
        period=period.key,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        basis=measure.basis,
        version=1,
        numerator=part,
        denominator=whole,
        value=round(Decimal(part) * 100 / whole, 6),
        source="entered",
        standing="final",
        reported_in=reported,
        entered_at=now,
        signed_at=now,
    )


def seconds(client: Client, url: str) -> float:
    begun = time.perf_counter()
    answer = client.get(url, HTTP_HOST="127.0.0.1")
    assert answer.status_code == 200, (url, answer.status_code)
    return time.perf_counter() - begun


def main() -> None:
    with transaction.atomic():
        reader = User.objects.create_user("bench@bench.example", None, name="Bench")
        council("bench-empty", reader)
        fill(council("bench-full", reader))
        client = Client()
        client.force_login(reader)
        empty, full = "/bench-empty/", f"/bench-full/performance/{QUARTERS[-1].key}/"
        for url in (empty, full):
            seconds(client, url)
        times: dict[str, list[float]] = {"empty": [], "kept": [], "built": []}
        for _ in range(ROUNDS):
            times["empty"].append(seconds(client, empty))
            times["kept"].append(seconds(client, full))
            caches["pages"].clear()
            times["built"].append(seconds(client, full))
        caches["pages"].clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            seconds(client, full)
        report(times, len(queries))
        transaction.set_rollback(True)


def report(times: dict[str, list[float]], queries: int) -> None:
    middle = {name: statistics.median(found) for name, found in times.items()}
    print(f"Dashboard of {MEASURES} measures and {len(QUARTERS)} quarters, {ROUNDS} rounds, median")
    print(f"  empty page            {middle['empty'] * 1000:7.1f} ms   1.0")
    for name, words in (("kept", "nothing has changed  "), ("built", "built anew           ")):
        ratio = middle[name] / middle["empty"]
        print(f"  {words} {middle[name] * 1000:7.1f} ms   {ratio:.1f} times")
    print(f"  queries when built anew: {queries}")


if __name__ == "__main__":
    main()
