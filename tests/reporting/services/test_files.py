"""The store of published files: whole or not at all, swept only when old and unnamed."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from reporting.services import DamagedFileError, open_edition_file, sweep_orphans
from reporting.services.files import edition_path, keep_file

from ..conftest import Publish

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2030, 1, 10, 12, 0, tzinfo=dt.UTC)


def aged(path: Path, hours: int) -> Path:
    moment = (NOW - dt.timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_damaged_file_is_not_shown(publish: Publish) -> None:
    (file,) = publish().files.all()
    path = edition_path(file.sha256)
    path.chmod(0o644)
    path.write_bytes(b"another")
    with pytest.raises(DamagedFileError, match="not the file that was published"):
        open_edition_file(file)


def test_missing_file_is_told(publish: Publish) -> None:
    (file,) = publish().files.all()
    edition_path(file.sha256).unlink()
    with pytest.raises(DamagedFileError, match="missing"):
        open_edition_file(file)


def test_damaged_file_is_mended_by_the_same_bytes() -> None:
    path = edition_path(keep_file(b"bytes"))
    path.chmod(0o644)
    path.write_bytes(b"other")
    keep_file(b"bytes")
    assert path.read_bytes() == b"bytes"


def test_nothing_half_written_is_left(monkeypatch: pytest.MonkeyPatch, editions_dir: Path) -> None:
    def full(handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("reporting.services.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep_file(b"bytes")
    assert [path for path in editions_dir.rglob("*") if path.is_file()] == []


def test_sweep_takes_old_files_that_no_edition_names(publish: Publish) -> None:
    (file,) = publish().files.all()
    named = aged(edition_path(file.sha256), 100)
    old = aged(edition_path(keep_file(b"old orphan")), 25)
    young = aged(edition_path(keep_file(b"young orphan")), 23)
    part = young.parent / "leftover.part"
    part.write_bytes(b"half a file")
    aged(part, 25)
    assert sweep_orphans(now=NOW) == sorted([old.name, part.name])
    assert (named.exists(), old.exists(), young.exists()) == (True, False, True)


def test_file_that_is_published_again_is_young_again() -> None:
    path = aged(edition_path(keep_file(b"bytes")), 1000)
    keep_file(b"bytes")
    assert path.stat().st_mtime != (NOW - dt.timedelta(hours=1000)).timestamp()


def test_sweep_of_an_empty_store() -> None:
    assert sweep_orphans(now=NOW) == []
