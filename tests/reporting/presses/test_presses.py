"""Papers made in two processes: the same bytes, in order, whatever becomes of the other one."""

from __future__ import annotations

import io
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reporting import presses
from reporting.domain.paper import PageLabel, PdfFile, RenderError
from reporting.pdf import render_pdf
from reporting.presses import Paper, press, render_pdfs
from reporting.presses.child import listen, work

PAPERS = [
    Paper(f"<p>Paper {n}</p>", f"Paper {n}", page_labels=(PageLabel(0, "r"),)) for n in range(3)
]
WRONG = Paper("<p>Text</p><img src='https://example.org/a.png' alt=''>", "Wrong")


@pytest.fixture
def two(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    settings.PAPER_PROCESSES = 2
    # The other process is the product's: it leaves no folders of a test run behind.
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    yield
    press.close_press()


def alone(papers: list[Paper]) -> list[bytes]:
    return [render_pdf(**vars(paper)).data for paper in papers]


def test_one_process_is_started_for_several_papers_alone(settings: Any) -> None:
    settings.PAPER_PROCESSES = 2
    render_pdfs(PAPERS[:1])
    settings.PAPER_PROCESSES = 1
    assert [made.data for made in render_pdfs(PAPERS[:2])] == alone(PAPERS[:2])
    assert press._kept == []


@pytest.mark.usefixtures("two")
def test_the_other_process_makes_the_same_bytes_and_is_kept() -> None:
    assert press.the_press().ask(vars(PAPERS[0])) == (alone(PAPERS)[0], 1)
    number = press.the_press().process.pid
    assert [made.data for made in render_pdfs(PAPERS)] == alone(PAPERS)
    assert press.the_press().process.pid == number


@pytest.mark.usefixtures("two")
def test_what_is_wrong_with_a_paper_is_told_here_in_words() -> None:
    assert press.the_press().ask(vars(WRONG)) is None
    with pytest.raises(RenderError, match="asks for https"):
        render_pdfs([PAPERS[0], WRONG])


@pytest.mark.usefixtures("two")
def test_papers_of_a_process_that_was_killed_are_made_here() -> None:
    kept = press.the_press()
    os.kill(kept.process.pid, signal.SIGKILL)
    with pytest.raises(press.PressGoneError):
        kept.ask(vars(PAPERS[0]))
    assert not kept.works or kept.process.wait() < 0
    assert [made.data for made in render_pdfs(PAPERS)] == alone(PAPERS)


def test_the_longest_is_begun_first(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is begun last is short, so that neither process waits long for the other."""
    settings.PAPER_PROCESSES = 2
    begun: list[str] = []

    def made(paper: Paper) -> PdfFile:
        begun.append(paper.title)
        return PdfFile(paper.title.encode(), 1)

    def no_room() -> press.Press:
        raise OSError

    monkeypatch.setattr(presses, "_made_here", made)
    monkeypatch.setattr(presses, "the_press", no_room)
    papers = [Paper("<p>" * length, str(length)) for length in (2, 9, 5)]
    assert [one.data for one in render_pdfs(papers)] == [b"2", b"9", b"5"]
    assert begun == ["9", "5", "2"]


def test_it_goes_with_whoever_started_it(tmp_path: Path) -> None:
    """Both hold the pipe of their complaints; it ends when the last of them has gone."""
    script = (
        "import django; django.setup()\n"
        "from reporting.presses import press\n"
        "print(press.the_press().process.pid, flush=True)\n"
        "press.the_press().process.stdout.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=press.ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as middle:
        assert middle.stdout is not None
        assert middle.stderr is not None
        assert int(middle.stdout.readline())
        middle.kill()
        middle.stderr.read()


def test_it_ends_when_nobody_asks() -> None:
    out = io.BytesIO()
    work(queue.SimpleQueue(), out, threading.Event(), idle=0.01)
    assert out.getvalue() == b""


def test_it_hears_the_end_of_its_jobs() -> None:
    jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
    listen(io.BytesIO(json.dumps({"html": "a"}).encode() + b"\n"), jobs, threading.Event())
    assert [jobs.get(), jobs.get()] == [{"html": "a"}, None]


def test_a_paper_that_is_under_way_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    busy = threading.Event()
    busy.set()
    listen(io.BytesIO(), queue.SimpleQueue(), busy)
    assert ended == [0]
