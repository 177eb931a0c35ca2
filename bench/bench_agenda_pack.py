"""An agenda pack beside the same HTML printed by headless Chromium, in the same run.

    .venv/bin/python bench/bench_agenda_pack.py [--reports 10] [--pages 74] [--uploads 2]

Measured in a fresh database: cold (every body is laid out, then the pack), after one
report has changed, and from "build" when every report had been signed off. `pages` are those of all
papers. Some come in uploads of four pages each: Chromium prints them beforehand as files of their
own, they are sent and cleaned once, before the clock runs, as on the day when somebody sends them,
and each pack has them grafted in. Against it Chromium prints one document with the same front sheet
and the same papers; those that came as uploads are printed with the rest, from the HTML that they
were made of, so that both make a pack of as many pages. Bodies are laid out in two processes, where
PAPER_PROCESSES is not 1; both were warm before. "Here" and "beside" are seconds of computing in
this process and in those beside it; of Chromium's, those that it waits for. Memory is the peak of
both processes.
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
UPLOAD_PAGES = 4


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
    parser.add_argument("--uploads", type=int, default=2)
    asked = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    measure(asked.reports, asked.pages, asked.uploads)


def measure(reports: int, pages: int, uploads: int) -> None:
    from django.conf import settings

    from boards.packs.agenda.rendering import meeting_pdf
    from reporting.presses import press, render_pdfs

    meeting, by = _meeting()
    own = pages - uploads * UPLOAD_PAGES
    share = [own // reports + (n < own % reports) for n in range(reports)]
    for number in range(reports + 1, reports + uploads + 1):
        _upload(meeting, by, number)
    # What starts once a process: typefaces, style sheet, templates.
    render_pdfs([_paper(0, 1, "Warm-up")])
    if settings.PAPER_PROCESSES > 1:
        press.the_press().ask(vars(_paper(0, 1, "Warm-up")))
    took: dict[str, tuple[float, float, float]] = {}

    def cold() -> None:
        papers = [_paper(number, many, f"Report {number}") for number, many in enumerate(share, 1)]
        for number, made in enumerate(render_pdfs(papers), 1):
            _sign_off(meeting, by, number, f"Report {number}", made)
        meeting_pdf(meeting, "public", edition_number=1)

    def one_changed() -> None:
        [made] = render_pdfs([_paper(1, share[0], "Report 1 (new)")])
        _sign_off(meeting, by, 1, "Report 1 (new)", made)
        meeting_pdf(meeting, "public", edition_number=1)

    took["cold"] = _timed(cold)
    beside = _press_memory()  # it goes when it has nothing to do
    took["one report changed"] = _timed(one_changed)
    took["from build"] = _timed(lambda: meeting_pdf(meeting, "public", edition_number=1))
    made = meeting_pdf(meeting, "public", edition_number=1)
    took["Chromium"] = _timed(lambda: _chromium(meeting, share + [UPLOAD_PAGES] * uploads))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + beside
    print(
        f"{reports} reports, {uploads} uploads, {made.pdf.pages} pages, "
        f"{len(made.pdf.data) // 1024} kB"
    )
    clock = took["Chromium"][0]
    print(f"{'':<20}{'clock':>8}{'/Chromium':>11}{'here':>9}{'beside':>9}")
    for name, (seconds, here, beside) in took.items():
        print(f"{name:<20}{seconds:6.1f} s{seconds / clock:11.2f}{here:7.1f} s{beside:7.1f} s")
    ratio = took["one report changed"][0] / took["cold"][0]
    print(f"one changed / cold  {ratio:.2f} by the clock")
    print(f"peak memory         {memory:.0f} MB")


def _timed(deed: Callable[[], Any]) -> tuple[float, float, float]:
    """Seconds on the clock, of computing here, and beside: on a machine that does other work the
    latter say more."""
    begun, here, beside = time.perf_counter(), time.process_time(), _beside()
    deed()
    return time.perf_counter() - begun, time.process_time() - here, _beside() - beside


def _beside() -> float:
    """Of the press, which lives on, and of processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime + _press_computed()


def _press_computed() -> float:
    found = _of_press("stat")
    if not found:
        return 0.0
    user, system = found.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _press_memory() -> float:
    lines = [line for line in _of_press("status").splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def _of_press(what: str) -> str:
    """What Linux tells of the press; "" where there is none."""
    from reporting.presses import press

    path = Path(f"/proc/{press._kept[0].process.pid}/{what}") if press._kept else None
    return path.read_text() if path and path.exists() else ""


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


def _paper(number: int, pages: int, title: str) -> Any:
    from reporting.presses import Paper

    return Paper(_html(number, pages).replace("break-before:page", "", 1), title)


def _sign_off(meeting: Any, by: Any, number: int, title: str, made: Any) -> None:
    from boards.models import PaperFile
    from reporting.services import keep_file

    file = PaperFile.objects.create(
        council=meeting.board.council,
        sha256=keep_file(made.data),
        name="body.pdf",
        media_type="application/pdf",
        size=len(made.data),
        pages=made.pages,
        added_by=by,
        added_at=NOW,
        made_here=True,
    )
    _put_on(meeting, by, number, title, body=file)


def _upload(meeting: Any, by: Any, number: int) -> None:
    """A paper of another program, sent and cleaned."""
    from boards.services.reports.uploading import take_pdf

    title = f"Paper {number}"
    text = f"<h1>{title}</h1>{paragraphs(number, UPLOAD_PAGES)}"
    data = _print(f"<title>{title}</title>{text.replace('break-before:page', '', 1)}")
    file = take_pdf(council=meeting.board.council, data=data, name="paper.pdf", by=by, at=NOW)
    _put_on(meeting, by, number, title, file=file, kind="uploaded")


def _put_on(meeting: Any, by: Any, number: int, title: str, **fields: Any) -> None:
    """A signed-off report, on the agenda."""
    from boards.models import AgendaItem, Report

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
            **fields,
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
    _print(f"{front}{bodies}")


def _print(text: str) -> bytes:
    """A file by Chromium's print command."""
    style = "<style>@page { size: A4; margin: 22mm 20mm }</style>"
    page, out = Path(VAR) / "chromium.html", Path(VAR) / "chromium.pdf"
    page.write_text(f"<!DOCTYPE html><html lang='en-GB'>{style}<body>{text}</body></html>")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, f"--print-to-pdf={out}", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return out.read_bytes()


if __name__ == "__main__":
    main()
