"""The command that writes a pack to a file: refusals before the work, and whole files only."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Council, User
from performance.management.commands import build_pack
from performance.services import publish_pack
from reference.domain.periods import quarter
from reporting.domain.paper import PdfFile
from reporting.services import withdraw_edition
from tests.performance.figures import NOON, a_figure

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def told(nottingham: Council, monkeypatch: pytest.MonkeyPatch) -> Council:
    """A pack of one figure, whose PDF is made in no time."""
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))

    def pdf(form: str, pack: Any, *, progress: Any = None) -> PdfFile:
        progress("Laying out", 1, 0)
        progress("Numbering pages", 1, 9)
        return PdfFile(b"%PDF the pack", 9)

    monkeypatch.setattr(build_pack, "pack_as", pdf)
    return nottingham


def run(out: Path, *more: str, stderr: StringIO | None = None) -> str:
    stdout = StringIO()
    call_command(
        "build_pack",
        *("--council", "nottingham", "--period", "2020-21-Q4", "--audience", "public"),
        *("--out", str(out), *more),
        stdout=stdout,
        stderr=stderr or StringIO(),
    )
    return stdout.getvalue()


def test_it_writes_the_file_whole_and_says_so(told: Council, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    assert "Wrote" in run(out)
    assert out.read_bytes() == b"%PDF the pack"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.pdf"]
    assert "up to date" in run(out)


def test_a_terminal_is_shown_how_far_it_is_and_a_log_is_not(told: Council, tmp_path: Path) -> None:
    terminal, log = Terminal(), StringIO()
    run(tmp_path / "pack.pdf", stderr=terminal)
    run(tmp_path / "pack.pdf", stderr=log)
    assert "Laying out, page 1 " in terminal.getvalue()
    assert "Numbering pages, page 1 of 9" in terminal.getvalue()
    assert log.getvalue() == ""


@pytest.fixture
def never_built(monkeypatch: pytest.MonkeyPatch) -> None:
    def built(*args: object, **options: object) -> None:
        raise AssertionError("it was built before it was refused")

    monkeypatch.setattr(build_pack, "quarterly_pack", built)


def test_a_folder_is_refused_before_the_work(
    told: Council, tmp_path: Path, never_built: None
) -> None:
    with pytest.raises(CommandError, match="is a folder"):
        run(tmp_path)


def test_a_folder_that_does_not_exist_is_refused(
    told: Council, tmp_path: Path, never_built: None
) -> None:
    with pytest.raises(CommandError, match="does not exist"):
        run(tmp_path / "nowhere" / "pack.pdf")


def test_where_nothing_can_be_written_is_refused(
    told: Council, tmp_path: Path, never_built: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(CommandError, match="Nothing can be written"):
        run(tmp_path / "pack.pdf")


def test_a_disk_that_is_full_leaves_the_old_file(
    told: Council, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "pack.pdf"
    out.write_bytes(b"the old one")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="No space left on device"):
        run(out)
    assert out.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.pdf"]


def test_a_withdrawn_edition_is_not_the_published_one(
    nottingham: Council, governance_officer: User, tmp_path: Path
) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    edition = publish_pack(
        council=nottingham,
        quarter=quarter(2020, 4),
        audience="public",
        by=governance_officer,
        at=NOON,
    )
    withdraw_edition(edition=edition, reason="Why", by=governance_officer)
    with pytest.raises(CommandError, match="has published no public edition"):
        run(tmp_path / "pack.pdf", "--published")
