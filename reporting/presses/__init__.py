"""Two papers at a time: while one is laid out here, a process beside this one lays out another.

The other process knows HTML and style sheets and no database. It is kept warm for a minute, goes
when nobody asks it or whoever asked is gone, and may fail at any time: its papers are then made
here.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from reporting.domain.paper import PageLabel, PdfFile

from .press import PressGoneError, the_press

__all__ = ["Paper", "render_pdfs"]


@dataclass(frozen=True)
class Paper:
    """What `reporting.pdf.render_pdf` is asked for."""

    html: str
    title: str
    lang: str = "en-GB"
    style_sheet: str = "print.css"
    page_labels: tuple[PageLabel, ...] = ()


Numbered = tuple[int, Paper]
# A second caller in this process does not wait for the press: it makes its papers itself.
_in_use = threading.Lock()


def render_pdfs(papers: Sequence[Paper]) -> list[PdfFile]:
    """The papers in their order, as `render_pdf` makes each of them. Raises RenderError."""
    if len(papers) < 2 or settings.PAPER_PROCESSES < 2 or not _in_use.acquire(blocking=False):
        return [_made_here(paper) for paper in papers]
    try:
        return _shared(papers)
    finally:
        _in_use.release()


def _made_here(paper: Paper) -> PdfFile:
    from reporting.pdf import render_pdf

    return render_pdf(**vars(paper))


def _shared(papers: Sequence[Paper]) -> list[PdfFile]:
    """The longest first, whichever process is free: so both end at about the same time."""
    by_length = sorted(enumerate(papers), key=lambda one: len(one[1].html), reverse=True)
    waiting, again = deque(by_length), deque[Numbered]()
    made: dict[int, PdfFile] = {}
    there = threading.Thread(target=_make_there, args=(waiting, made, again), daemon=True)
    there.start()
    try:
        _make_here(waiting, made)
    finally:
        waiting.clear()
        there.join()
    # What could not be made there is told in words here, or works.
    _make_here(again, made)
    return [made[number] for number in range(len(papers))]


def _make_here(waiting: deque[Numbered], made: dict[int, PdfFile]) -> None:
    while True:
        try:
            number, paper = waiting.popleft()
        except IndexError:
            return
        made[number] = _made_here(paper)


def _make_there(waiting: deque[Numbered], made: dict[int, PdfFile], again: deque[Numbered]) -> None:
    try:
        press = the_press()
    except OSError:  # no room for another process: all is made here
        return
    while True:
        try:
            number, paper = waiting.popleft()
        except IndexError:
            return
        try:
            found = press.ask(vars(paper))
        except PressGoneError:
            again.append((number, paper))
            return
        if found is None:
            again.append((number, paper))
        else:
            made[number] = PdfFile(*found)
