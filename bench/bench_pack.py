"""Time and memory of a performance pack, as multiples of a one-page document made the same way.

    .venv/bin/python bench/bench_pack.py [COUNCIL QUARTER]

Each round starts new processes, so nothing is kept from the round before: "cold" counts the start
of Python and Django too; "in a running worker" leaves out what a worker has imported already.
Needs the demonstration's database (script/demo --no-serve).
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
ONE = """
import json, os, resource, sys, time
begun = time.perf_counter()
sys.path.insert(0, {root!r})
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django
django.setup()
from accounts.models import Council
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_pdf
from reference.domain.periods import parse
from reporting.pdf import render_pdf
import reporting.charts.paper
import reporting.pdf
from django.urls import reverse
reverse("performance:home", args=["x"])
ready = time.perf_counter()
if {pages!r} == "one":
    made = render_pdf("<!DOCTYPE html><html lang=en><title>One</title><p>One</p>", title="One")
else:
    council = Council.objects.select_related("area__region").get(slug={council!r})
    made = pack_pdf(quarterly_pack(council, parse({quarter!r}), "board"))
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([done - begun, done - ready, peak, made.pages]))
"""


def run(pages: str, council: str, quarter: str) -> list[float]:
    code = ONE.format(root=str(ROOT), pages=pages, council=council, quarter=quarter)
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    found: list[float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def main() -> None:
    council, quarter = sys.argv[1:3] if len(sys.argv) > 2 else ("nottingham", "2020-21-Q4")
    rounds = [(run("one", council, quarter), run("all", council, quarter)) for _ in range(ROUNDS)]
    print(f"Performance pack of {council}, {quarter}, board edition; median of {ROUNDS} rounds")
    for place, words in ((0, "cold, from the start of Python"), (1, "in a running worker")):
        one = statistics.median(pair[0][place] for pair in rounds)
        every = statistics.median(pair[1][place] for pair in rounds)
        print(f"  {words:32} {every:5.1f} s   one page {one:4.1f} s   {every / one:5.1f} times")
    print(f"  pages {rounds[0][1][3]:.0f}, peak memory {max(p[1][2] for p in rounds):.0f} MB")


if __name__ == "__main__":
    main()
