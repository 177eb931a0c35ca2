"""Server time of the page of homes (1,000 children, 400 settings, five years) as a multiple of an
empty page's, and its queries.

    .venv/bin/python bench/bench_homes.py

The pages have the same frame and are asked for in turn, so that a noisy machine slows both. Between
the readings services do deeds: one elsewhere in the council (an agenda put in another order), and
one in the register (a child left a home), after which the worker makes the page again, and may be
slower than the next reader. A process that has just begun finds the page too, or, if nobody read it
for a week, makes it of the returns. The pictures have addresses of their own, which a browser asks
for when a reader comes to them. Needs a database with reference data and catalogue (script/demo
makes one); what it adds is rolled back.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
os.environ.setdefault("COHORT_KEYS_DIR", tempfile.mkdtemp(prefix="bench-homes-"))
django.setup()

from django.core.cache import caches  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Council, Membership, User  # noqa: E402
from accounts.services import record_event  # noqa: E402
from placements.dashboards import held  # noqa: E402
from placements.dashboards.homes import building, children  # noqa: E402
from placements.dashboards.homes.kept import refresh_homes  # noqa: E402
from placements.domain.synthetic import Plan  # noqa: E402
from placements.frames import register  # noqa: E402
from placements.models import Agreement, Placement, Return903, Setting  # noqa: E402
from placements.services import load_returns  # noqa: E402
from placements.services.homes_example import load_example_homes  # noqa: E402
from placements.services.placing import end_placement  # noqa: E402
from placements.services.synthetic import synthetic_returns  # noqa: E402
from placements.templatetags.homes import _screen  # noqa: E402
from reference.models import Area  # noqa: E402
from reporting.charts.paper import chart_data_uri  # noqa: E402

CHILDREN, SETTINGS, YEARS = 1000, 400, 5
AREA = "E06000018"
ROUNDS = 20
NAMES = {
    "kept": "nothing has changed",
    "elsewhere": "after a deed elsewhere",
    "worker": "after a deed in the register",
    "at once": "... before the worker is done",
    "begun": "the first in a process",
    "cold": "the first in a week and process",
}


def council(slug: str, reader: User) -> Council:
    made = Council.objects.create(slug=slug, name="Bench Council", area=Area.objects.get(code=AREA))
    Membership.objects.create(user=reader, council=made, role="councillor")
    return made


def fill(made: Council, folder: Path) -> None:
    plan = Plan(children=CHILDREN, years=YEARS, first=2017)
    for year, tables in synthetic_returns(plan=plan, area=AREA, seed=3, letters="N"):
        for name, table in tables.items():
            table.to_csv(folder / f"{year}-{name}.csv", index=False)
    load_returns(council=made, sources=[folder], by=None)
    load_example_homes(council=made, seed=3, homes=SETTINGS)


def seconds(client: Client, url: str) -> float:
    begun = time.perf_counter()
    answer = client.get(url, HTTP_HOST="127.0.0.1")
    assert answer.status_code == 200, (url, answer.status_code)
    return time.perf_counter() - begun


def main() -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        reader = User.objects.create_user("bench@bench.example", None, name="Bench")
        council("bench-empty", reader)
        made = council("bench-homes", reader)
        fill(made, Path(folder))
        client = Client()
        client.force_login(reader)
        measure(client, made)
        transaction.set_rollback(True)


def measure(client: Client, made: Council) -> None:
    empty, full = "/bench-empty/homes/", "/bench-homes/homes/"
    for url in (empty, full):
        seconds(client, url)
    leaving = list(Placement.objects.for_council(made).filter(ends_on=None).order_by("-starts_on"))
    day = newest_day(made)

    def leave() -> None:
        end_placement(council=made, placement=leaving.pop(), ends_on=day, ending="planned", by=None)

    def reorder() -> None:
        record_event(council=made, by=None, action="agenda.reordered", subject="Bench")

    def leave_and_wait() -> None:
        leave()
        assert refresh_homes(made, today=timezone.localdate())

    def begin() -> None:
        forget()
        caches["kept"].clear()

    deeds = {
        "kept": lambda: None,
        "elsewhere": reorder,
        "worker": leave_and_wait,
        "at once": leave,
        "begun": forget,
        "cold": begin,
    }
    times: dict[str, list[float]] = {"empty": [], **{name: [] for name in deeds}}
    queries = {}
    for _ in range(ROUNDS):
        for name, deed in deeds.items():
            times["empty"].append(seconds(client, empty))
            deed()
            with CaptureQueriesContext(connection) as counted:
                times[name].append(seconds(client, full))
            queries[name] = len(counted)
    report(times, queries, made)


def newest_day(made: Council) -> dt.date:
    """The last day that the returns hold."""
    return Return903.objects.for_council(made).latest("as_at").as_at


def forget() -> None:
    """As when a process begins: nothing that processes keep for themselves is there."""
    for kept in (held._linked, children._known, _screen, chart_data_uri):
        kept.cache_clear()
    register.forget()
    building._last.clear()


def report(times: dict[str, list[float]], queries: dict[str, int], made: Council) -> None:
    middle = {name: statistics.median(found) for name, found in times.items()}
    settings = Setting.objects.for_council(made).count()
    placements = Placement.objects.for_council(made).count()
    prices = Agreement.objects.for_council(made).count()
    print(f"Homes: {CHILDREN:,} children, {settings:,} settings, {YEARS} years, ", end="")
    print(f"{placements:,} placements, {prices:,} prices; {ROUNDS} rounds, median")
    print(f"  {'empty page':<34}{middle['empty'] * 1000:7.1f} ms   1.0")
    for name, words in NAMES.items():
        ratio = middle[name] / middle["empty"]
        print(f"  {words:<34}{middle[name] * 1000:7.1f} ms   {ratio:.1f} times", end="")
        print(f"   {queries[name]} queries")


if __name__ == "__main__":
    main()
