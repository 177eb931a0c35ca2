"""Time and memory of grafting an agenda pack, beside making the same pages in one go.

    .venv/bin/python bench/bench_graft.py [PAGES [PARTS]]

A pack of 74 pages in 10 parts: bodies are rendered once, as at sign-off; then a shell is rendered
and the bodies are grafted onto it, as at publication. For comparison the same pages are printed
from one HTML document by WeasyPrint, and by Chromium if there is one. Each step is a process of its
own, so that its peak memory is its own; imports are not counted. Needs no database.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
STYLE = """<style>@page { size: A4; margin: 24mm 18mm } body { font: 10pt/1.4 "DejaVu Sans" }
h1, .new { break-before: page } table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #777; padding: 2px } </style>"""
SHELL = """<style>@page { size: A4; margin: 24mm 18mm; @top-left { content: string(item) }
@bottom-right { content: "Page " counter(page) " of " counter(pages) } }
div { break-before: page }</style>"""


def part(number: int, pages: int) -> str:
    """The HTML of a part: on each page paragraphs, a table and a picture."""
    rows = "".join(
        f"<tr><th scope='row'>Measure {n}</th>{''.join(f'<td>{n * q}%</td>' for q in range(1, 7))}"
        "</tr>"
        for n in range(1, 13)
    )
    heads = "".join(f"<th scope='col'>Quarter {q}</th>" for q in range(1, 7))
    bars = "".join(f"<rect x='{n * 9}' y='{n}' width='7' height='{60 - n}'/>" for n in range(40))
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='400' height='60'>{bars}</svg>"
    body = "".join(f"<p>{number}.{n} {'Words of a report. ' * 18}</p>" for n in range(1, 5))
    head = f"<thead><tr><th scope='col'>Measure</th>{heads}</tr></thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>"
    page = f'{body}{table}<p><img alt="Bars" src="data:image/svg+xml,{svg}"></p>'
    first = f"<h1 id='p{number}'>Report {number}</h1>{page}"
    return first + "".join(f"<h2 class='new'>Part {n}</h2>{page}" for n in range(2, pages + 1))


def lengths(pages: int, parts: int) -> list[int]:
    """Pages of each part; the front sheet is one more."""
    found = [(pages - 1) // parts] * parts
    found[-1] += (pages - 1) % parts
    return found


def whole(content: str, style: str = STYLE) -> str:
    head = f"<head><meta charset='utf-8'><title>Agenda pack</title>{style}</head>"
    return f"<!DOCTYPE html><html lang='en-GB'>{head}<body>{content}</body></html>"


def rendered(html: str, title: str) -> bytes:
    from reporting.pdf import render_pdf

    return render_pdf(html, title=title, style_sheet="none.css").data


def make_bodies(folder: Path, sizes: list[int]) -> int:
    for number, pages in enumerate(sizes, 1):
        html = whole(part(number, pages))
        (folder / f"{number}.pdf").write_bytes(rendered(html, f"Report {number}"))
    return sum(sizes)


def make_shell(folder: Path, sizes: list[int]) -> int:
    items = [
        f"<section id='i{number}' style=\"bookmark-level: 2; bookmark-label: 'Item {number}'\">"
        + f"<div style=\"string-set: item 'Item {number}'\"></div>" * pages
        + "</section>"
        for number, pages in enumerate(sizes, 1)
    ]
    contents = "".join(f"<li><a href='#i{n}'>Item {n}</a></li>" for n in range(1, len(sizes) + 1))
    html = whole(f"<h1>Agenda</h1><ul>{contents}</ul>{''.join(items)}", SHELL)
    (folder / "shell.pdf").write_bytes(rendered(html, "Agenda pack"))
    return sum(sizes) + 1


def graft_all(folder: Path, sizes: list[int]) -> int:
    from reporting.grafting import Graft, graft

    parts, first = [], 2
    for number, pages in enumerate(sizes, 1):
        parts.append(Graft(folder / f"{number}.pdf", first, pages, f"Item {number}", f"i{number}"))
        first += pages
    return graft(folder / "shell.pdf", parts, folder / "pack.pdf").pages


def all_html(sizes: list[int]) -> str:
    contents = "".join(f"<li><a href='#p{n}'>Item {n}</a></li>" for n in range(1, len(sizes) + 1))
    parts = "".join(part(number, pages) for number, pages in enumerate(sizes, 1))
    return whole(f"<h2>Agenda</h2><ul>{contents}</ul>{parts}")


def by_weasyprint(folder: Path, sizes: list[int]) -> int:
    (folder / "weasyprint.pdf").write_bytes(rendered(all_html(sizes), "Agenda pack"))
    return sum(sizes) + 1


def by_chromium(folder: Path, sizes: list[int]) -> int:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(all_html(sizes))
        page.pdf(path=folder / "chromium.pdf", tagged=True, outline=True, prefer_css_page_size=True)
        browser.close()
    return sum(sizes) + 1


STEPS = {
    "bodies": make_bodies,
    "shell": make_shell,
    "graft": graft_all,
    "WeasyPrint, all in one": by_weasyprint,
    "Chromium, all in one": by_chromium,
}


def timed(name: str, folder: Path, pages: int, parts: int) -> None:
    """In its own process: prints seconds and peak memory in MB."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if name != "graft":
        import django

        django.setup()
        import reporting.pdf
    import reporting.grafting  # noqa: F401

    begun = time.perf_counter()
    STEPS[name](folder, lengths(pages, parts))
    seconds = time.perf_counter() - begun
    who = resource.RUSAGE_CHILDREN if name.startswith("Chromium") else resource.RUSAGE_SELF
    print(json.dumps([seconds, resource.getrusage(who).ru_maxrss / 1024]))


def run(name: str, folder: Path, pages: int, parts: int) -> tuple[float, float]:
    command = [sys.executable, __file__, "--step", name, str(folder), str(pages), str(parts)]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, memory = json.loads(answer.stdout.splitlines()[-1])
    return seconds, memory


def main() -> None:
    if sys.argv[1:2] == ["--step"]:
        return timed(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 74
    parts = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    names = [name for name in STEPS if CHROMIUM or not name.startswith("Chromium")]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as held:
        for _ in range(ROUNDS):
            for name in names:
                found[name].append(run(name, Path(held), pages, parts))
        sizes = {p.name: p.stat().st_size // 1024 for p in Path(held).glob("*.pdf")}
    report(found, pages, parts, sizes)
    return None


def report(
    found: dict[str, list[tuple[float, float]]], pages: int, parts: int, sizes: dict[str, int]
) -> None:
    print(f"An agenda pack of {pages} pages in {parts} parts; median of {ROUNDS} rounds")
    middle = {name: statistics.median(s for s, _ in times) for name, times in found.items()}
    for name, times in found.items():
        peak = max(memory for _, memory in times)
        ratio = middle["graft"] / middle[name]
        print(
            f"  {name:24} {middle[name]:6.2f} s  {peak:5.0f} MB   grafting takes {ratio:5.3f} of it"
        )
    names = ("shell.pdf", "pack.pdf", "weasyprint.pdf", "chromium.pdf")
    print("  sizes:", ", ".join(f"{n} {sizes[n]} KB" for n in names if n in sizes))


if __name__ == "__main__":
    main()
