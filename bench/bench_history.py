"""Seconds to import the history of 60 measures by 20 quarters: file read, handed over, confirmed.

    .venv/bin/python bench/bench_history.py

Needs a database with reference data and catalogue (script/demo makes one); what it adds is rolled
back.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from pathlib import Path

import django
import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402

from accounts.models import Council, Membership, User  # noqa: E402
from performance.domain.history import Axis, Holds, Mapping, Part, Rule  # noqa: E402
from performance.models import CouncilIndicator, Indicator  # noqa: E402
from performance.services.history import confirm_import, import_history  # noqa: E402
from reference.domain.periods import quarter  # noqa: E402
from reference.models import Area  # noqa: E402

MEASURES, MOST_SECONDS = 60, 5.0
QUARTERS = [quarter(2015 + n // 4, n % 4 + 1) for n in range(20)]
PARTS = (Part.NUMERATOR, Part.DENOMINATOR, Part.VALUE)


def person(council: Council, role: str) -> User:
    made = User.objects.create_user(f"{role}@bench.example", None, name=role)
    Membership.objects.create(user=made, council=council, role=role)
    return made


def scorecard(measures: list[Indicator]) -> bytes:
    """A count, what it is out of and a formula for each measure, under merged years."""
    rng = random.Random(60)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, percent = book.add_worksheet("Scorecard"), book.add_format({"num_format": "0.0%"})
    for column in range(0, len(QUARTERS), 4):
        sheet.merge_range(0, 1 + column, 0, 4 + column, QUARTERS[column].key[:7])
    sheet.write_row(1, 1, [one.key[-2:] for one in QUARTERS])
    for number, measure in enumerate(measures):
        for column in range(1, len(QUARTERS) + 1):
            whole = rng.randint(200, 500)
            part = rng.randint(100, whole)
            row = 2 + 3 * number
            sheet.write(row, 0, measure.name)
            sheet.write(row, column, part)
            sheet.write(row + 1, column, whole)
            sheet.write_formula(row + 2, column, "=1", percent, part / whole)
    book.close()
    return out.getvalue()


def mapping(measures: list[Indicator]) -> Mapping:
    heads = [Rule("Scorecard", Axis.ROW, row, Holds.PERIODS) for row in (1, 2)]
    rules = [
        Rule("Scorecard", Axis.ROW, 3 + 3 * number + line, Holds.FIGURES, one.code, part)
        for number, one in enumerate(measures)
        for line, part in enumerate(PARTS)
    ]
    return Mapping((*heads, *rules))


def main() -> None:
    with transaction.atomic():
        area = Area.objects.get(code="E06000018")
        council = Council.objects.create(slug="bench-history", name="Bench Council", area=area)
        analyst, approver = person(council, "analyst"), person(council, "approver")
        known = Indicator.objects.filter(council=None, frequency="quarter", unit="percent")
        measures = list(known[:MEASURES])
        for one in measures:
            CouncilIndicator.objects.create(council=council, indicator=one)
        data, rules = scorecard(measures), mapping(measures)
        begun = time.perf_counter()
        batch = import_history(
            council=council, data=data, name="bench.xlsx", mapping=rules, by=analyst
        )
        read = time.perf_counter()
        done = confirm_import(batch=batch, by=approver)
        ended = time.perf_counter()
        figures = len(done.found["figures"])
        assert figures == len(measures) * len(QUARTERS) == council.figures.count()
        transaction.set_rollback(True)
    print(f"History of {len(measures)} measures by {len(QUARTERS)} quarters: {figures:,} figures")
    print(f"  read and handed over  {read - begun:5.2f} s")
    print(f"  confirmed             {ended - read:5.2f} s")
    verdict = "within" if ended - begun < MOST_SECONDS else "NOT within"
    print(f"  together              {ended - begun:5.2f} s, {verdict} {MOST_SECONDS:.0f} s")


if __name__ == "__main__":
    main()
