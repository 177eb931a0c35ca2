"""An agenda pack beside the same HTML printed by headless Chromium, in the same run.

    .venv/bin/python bench/bench_agenda_pack.py [--reports 10] [--pages 74]

Measured in a fresh database: cold (every body is laid out, then the pack), after one
report has changed, and from "build" when every report had been signed off. Chromium prints one
document with the same front sheet and the same bodies. Memory is the peak of this process.
"""

from __future__ import annotations

import argparse
import atexit
import datetime as dt
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
VAR = tempfile.mkdtemp(prefix="bench-agenda-")
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
os.environ.update(
    DATABASE_URL=f"sqlite:///{VAR}/db.sqlite3",
    VAR_DIR=VAR,
    DJANGO_SETTINGS_MODULE="config.settings",
    EDITIONS_DIR=f"{VAR}/editions",
)
CHROMIUM = shutil.which("chromium") or "google-chrome"
NOW = dt.datetime(2021, 5, 4, 9, tzinfo=dt.UTC)


def paragraphs(report: int, pages: int) -> str:
    """About so many pages of numbered paragraphs with a table on each."""
    row = "<tr><th scope='row'>Measure {n}</th><td>{n}.5%</td><td>90%</td><td>On target</td></tr>"
    words = "The council looked after more children than a year before, and visits were on time. "
    made = []
    for page in range(1, pages + 1):
        rows = "".join(row.format(n=n) for n in range(1, 13))
        made.append(
            f"<h2>{page} Part {page} of report {report}</h2>"
            + "".join(f"<p>{page}.{n} {words * 3}</p>" for n in range(1, 7))
            + "<table><thead><tr><th scope='col'>Measure</th><th scope='col'>Now</th>"
            f"<th scope='col'>Target</th><th scope='col'>Status</th></tr></thead>{rows}</table>"
        )
    return "".join(f"<section style='break-before:page'>{part}</section>" for part in made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--pages", type=int, default=74)
    asked = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    measure(asked.reports, asked.pages)


def measure(reports: int, pages: int) -> None:
    from boards.packs.agenda.rendering import meeting_pdf

    meeting, by = _meeting()
    share = [pages // reports + (n < pages % reports) for n in range(reports)]
    # What starts once a process: typefaces, style sheet, templates.
    _body(0, 1, "Warm-up")
    took: dict[str, tuple[float, float]] = {}

    def cold() -> None:
        for number, many in enumerate(share, 1):
            _sign_off(meeting, by, number, many)
        meeting_pdf(meeting, "public", edition_number=1)

    def one_changed() -> None:
        _sign_off(meeting, by, 1, share[0], again=True)
        meeting_pdf(meeting, "public", edition_number=1)

    took["cold"] = _timed(cold)
    took["one report changed"] = _timed(one_changed)
    took["from build"] = _timed(lambda: meeting_pdf(meeting, "public", edition_number=1))
    made = meeting_pdf(meeting, "public", edition_number=1)
    took["Chromium"] = _timed(lambda: _chromium(meeting, share))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{reports} reports, {made.pdf.pages} pages, {len(made.pdf.data) // 1024} kB")
    clock = took["Chromium"][0]
    print(f"{'':<20}{'clock':>8}{'/Chromium':>11}{'computing':>12}")
    for name, (seconds, busy) in took.items():
        print(f"{name:<20}{seconds:6.1f} s{seconds / clock:11.2f}{busy:10.1f} s")
    ratio = [took["one report changed"][n] / took["cold"][n] for n in (0, 1)]
    print(f"one changed / cold  {ratio[0]:.2f} by the clock, {ratio[1]:.2f} of computing")
    print(f"peak memory         {memory:.0f} MB")


def _timed(deed: Callable[[], Any]) -> tuple[float, float]:
    """Seconds on the clock, and of computing in this process: on a machine that does other work the
    second say more. Chromium computes in processes that are not counted."""
    begun, computed = time.perf_counter(), _computed()
    deed()
    return time.perf_counter() - begun, _computed() - computed


def _computed() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _meeting() -> tuple[Any, Any]:
    from accounts.models import Council, User
    from boards.models import Meeting
    from boards.services.board import open_board
    from reference.models import Area

    area = Area.objects.create(code="X99000009", name="Benchshire", kind=Area.Kind.FICTIONAL)
    council = Council.objects.create(slug="benchshire", name="Benchshire Council", area=area)
    by = User.objects.create_user("bench@benchshire.example", None, name="Governance officer")
    board = open_board(council=council, by=None)
    day = dt.date(2021, 5, 17)
    meeting = Meeting.objects.create(board=board, slug=day.isoformat(), day=day, time=dt.time(14))
    return meeting, by


def _html(number: int, pages: int) -> str:
    return (
        "<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'><style>"
        "@page { size: A4; margin: 22mm 20mm; @top-left { content: none; border: 0 } "
        "@top-right { content: none; border: 0 } @bottom-left { content: none } "
        "@bottom-right { content: none } } td, th { padding: 1mm; text-align: left }"
        f"</style></head><body><h1>Report {number}</h1>{paragraphs(number, pages)}</body></html>"
    )


def _body(number: int, pages: int, title: str) -> Any:
    from reporting.pdf import render_pdf

    return render_pdf(_html(number, pages).replace("break-before:page", "", 1), title=title)


def _sign_off(meeting: Any, by: Any, number: int, pages: int, *, again: bool = False) -> None:
    from boards.models import AgendaItem, PaperFile, Report
    from reporting.services import keep_file

    title = f"Report {number}{' (new)' if again else ''}"
    made = _body(number, pages, title)
    file = PaperFile.objects.create(
        council=meeting.board.council,
        sha256=keep_file(made.data),
        name="body.pdf",
        media_type="application/pdf",
        size=len(made.data),
        pages=made.pages,
        added_by=by,
        added_at=NOW,
    )
    report, _ = Report.objects.update_or_create(
        board=meeting.board,
        slug=f"report-{number}",
        defaults={
            "title": title,
            "author": "Head of Service",
            "created_by": by,
            "created_at": NOW,
            "status": Report.Status.SIGNED_OFF,
            "signed_off_by": by,
            "signed_off_at": NOW,
            "body": file,
        },
    )
    AgendaItem.objects.update_or_create(
        meeting=meeting,
        position=number,
        defaults={"title": title, "kind": AgendaItem.Kind.REPORT, "report": report},
    )


def _chromium(meeting: Any, share: list[int]) -> None:
    """One document: the front sheet and every body, as a browser's print command makes it."""
    from django.template.loader import render_to_string

    from boards.packs.agenda import agenda_pack

    pack = agenda_pack(meeting, "public", edition_number=1)
    front = render_to_string("boards/agenda/_front.html", {"pack": pack, "front_only": False})
    bodies = "".join(
        f"<h1 style='break-before:page'>Report {number}</h1>{paragraphs(number, many)}"
        for number, many in enumerate(share, 1)
    )
    style = "<style>@page { size: A4; margin: 22mm 20mm }</style>"
    page = Path(VAR) / "chromium.html"
    page.write_text(f"<!DOCTYPE html><html lang='en-GB'>{style}<body>{front}{bodies}</body></html>")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, f"--print-to-pdf={VAR}/chromium.pdf", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=300,
    )


if __name__ == "__main__":
    main()
