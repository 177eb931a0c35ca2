"""How often the figure check is right, on labelled texts, and how long a long paper takes.

    .venv/bin/python bench/bench_figure_check.py [--misses]

Needs a database with the demonstration of Nottingham (`manage.py load_demo --only nottingham`).
`--misses` prints every labelled number that was told otherwise, of the texts that the rules were
written with; those held out are only counted.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from accounts.models import Council  # noqa: E402
from performance.figure_check import check_documents  # noqa: E402
from reporting.documents import read_file  # noqa: E402
from reporting.domain.documents import Document  # noqa: E402
from tests.performance.figure_check import scoring  # noqa: E402

STATUSES = ("agrees", "rounded", "other_basis", "unknown", "stale", "contradicts", "none")
WORDS_A_PAGE = 400
PAGES = 74


def main() -> None:
    council = Council.objects.select_related("area__region").get(slug="nottingham")
    for half in ("developed", "held out"):
        found = scoring.scored(council, half)
        print(f"\n{half}: {len(found)} numbers")
        table(found)
        for name, (good, of) in (
            ("precision of alarms", scoring.precision(found)),
            ("recall of alarms", scoring.recall(found)),
            ("exactly as labelled", scoring.exact(found)),
        ):
            print(f"  {name:<20} {good} of {of}" + (f" = {good / of:.3f}" if of else ""))
        if "--misses" in sys.argv and (half == "developed" or "--held-out" in sys.argv):
            misses(found)
    speed(council)


def table(found: list[scoring.Scored]) -> None:
    counted = scoring.confusion(found)
    print("  labelled as \\ told as" + "".join(f"{name:>13}" for name in STATUSES))
    for expected in STATUSES:
        row = "".join(f"{counted[expected, told]:>13}" for told in STATUSES)
        print(f"  {expected:<21}{row}")


def misses(found: list[scoring.Scored]) -> None:
    for one in found:
        if one.expected != one.told:
            where = f"{one.label.file}:{one.label.line} {one.label.number}" if one.label else "?"
            print(f"  {where}: labelled {one.expected}, told {one.told} {one.indicator} {one.text}")


def speed(council: Council) -> None:
    """A paper of 74 pages, made of the corpus over and over."""
    blocks = [b for path in sorted(scoring.CORPUS.glob("*.txt")) for b in read_file(path).blocks]
    words = sum(len(block.text.split()) for block in blocks)
    times = PAGES * WORDS_A_PAGE // words + 1
    paper = Document("74 pages", tuple(blocks) * times)
    begun = time.perf_counter()
    report = check_documents(council, scoring.Q4, [paper])
    seconds = time.perf_counter() - begun
    print(
        f"\n{PAGES} pages ({words * times} words, {len(report.findings)} figures): {seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
