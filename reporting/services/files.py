"""Files of editions, each under its SHA-256: written before the row, never changed, swept if no
row came."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from reporting.models import EditionFile

# A file is older than this before it may be swept: its row may be about to be committed.
GRACE = dt.timedelta(hours=24)


class DamagedFileError(Exception):
    """A published file is missing or is no longer what was published."""


def edition_path(sha256: str) -> Path:
    return Path(settings.EDITIONS_DIR) / sha256[:2] / sha256


def keep_file(data: bytes) -> str:
    """Writes bytes under their SHA-256, durably, and returns it. Known bytes are written once."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = edition_path(sha256)
    if _is_kept(path, sha256):
        os.utime(path)  # young again, so that no sweep takes it before its new row is there
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o444)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    _sync_folder(path.parent.parent)
    return sha256


def _is_kept(path: Path, sha256: str) -> bool:
    """Whether the very bytes are there: a damaged file is written anew."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _sync_folder(folder: Path) -> None:
    """Makes the new name in a folder survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_edition_file(file: EditionFile) -> bytes:
    """The bytes that were published. Raises DamagedFileError if they are not those any more."""
    return read_kept_file(file.sha256, f"The file of {file.edition} ({file.name})")


def read_kept_file(sha256: str, called: str = "A file of an edition") -> bytes:
    """The bytes kept under their SHA-256. Raises DamagedFileError, which says `called`."""
    path = edition_path(sha256)
    advice = f"Restore {sha256} from the backup"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedFileError(f"{called} is missing from the store. {advice}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedFileError(f"{called} is not the file that was published. {advice}")
    return data


def sweep_orphans(*, now: dt.datetime) -> list[str]:
    """Removes files that no row names and that are older than a day; returns their names."""
    root = Path(settings.EDITIONS_DIR)
    old = (now - GRACE).timestamp()
    found = [path for path in root.glob("??/*") if path.is_file() and path.stat().st_mtime < old]
    named = _named([path.name for path in found])
    swept = []
    for path in found:
        if path.name not in named:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
                swept.append(path.name)
    return sorted(swept)


def _named(names: list[str]) -> set[str]:
    """Those that an edition names, or a table of an app above, told by the setting KEPT_FILES."""
    columns: list[tuple[type[Model], str]] = [(EditionFile, "sha256")]
    columns += [(apps.get_model(model), column) for model, column in settings.KEPT_FILES]
    named: set[str] = set()
    for model, column in columns:
        for start in range(0, len(names), 500):
            some = model._default_manager.filter(**{f"{column}__in": names[start : start + 500]})
            named.update(some.values_list(column, flat=True))
    return named
