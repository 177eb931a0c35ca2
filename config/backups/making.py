"""Making a backup: the database first, then the files that it names."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from .databases import dump_database, dump_name
from .manifest import sha256_of, write_manifest
from .refusals import BackupError

EDITIONS, SECRET_KEY = "editions", "secret-key"


@dataclass(frozen=True)
class Made:
    """What a backup holds. `damaged`: editions' files that are not what was published any more."""

    folder: Path
    editions: int
    damaged: tuple[str, ...]
    with_key: bool


def make_backup(folder: Path, *, secret_key: bool = False, at: dt.datetime | None = None) -> Made:
    """Writes the installation into a new folder, which stands there whole or not at all.

    Editions are written to the store before the database names them, so files copied after the
    database are all that it names. Raises BackupError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} is there already and is not empty. Name a new folder.")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True, mode=0o700)
        made = _fill(part, folder, secret_key, at or timezone.now())
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise BackupError(f"{folder} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return made


def _fill(part: Path, folder: Path, secret_key: bool, at: dt.datetime) -> Made:
    dump_database(part / dump_name())
    editions = _copy_editions(part / EDITIONS)
    if secret_key:
        (part / SECRET_KEY).write_text(settings.SECRET_KEY)
        (part / SECRET_KEY).chmod(0o600)
    damaged = tuple(path.name for path in editions if sha256_of(path) != path.name)
    told = {
        "made_at": at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "database": {"vendor": connection.vendor, "file": dump_name()},
        "migrations": applied_migrations(),
        "damaged": list(damaged),
    }
    write_manifest(part, told)
    return Made(folder, len(editions), damaged, secret_key)


def _copy_editions(target: Path) -> list[Path]:
    """Damaged files are copied too, and told: an operator must have a backup of what there is."""
    target.mkdir()
    copied = []
    for path in sorted(Path(settings.EDITIONS_DIR).glob("??/*")):
        if path.is_file() and path.suffix != ".part":
            place = target / path.parent.name / path.name
            place.parent.mkdir(exist_ok=True)
            copied.append(Path(shutil.copyfile(path, place)))
    return copied


def applied_migrations() -> list[str]:
    """ "accounts.0001_initial", for each step that the database's tables have taken."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
