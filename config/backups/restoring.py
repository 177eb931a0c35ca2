"""Restoring a backup: everything is checked first, then the database is replaced in one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from accounts.models import Council, User
from reporting.services import keep_file

from .databases import load_database
from .making import EDITIONS, SECRET_KEY
from .manifest import read_manifest
from .refusals import BackupError


@dataclass(frozen=True)
class Restored:
    """What is there again. `migrate`: the backup is of an older version and has steps to take."""

    made_at: str
    councils: int
    people: int
    editions: int
    migrate: bool
    other_key: bool


def restore_backup(folder: Path, *, replace: bool = False, secret_key: bool = False) -> Restored:
    """Makes this installation what the backup holds.

    A database with councils or people in it is replaced only with `replace`. Editions' files are
    added first, since a file too many does no harm. Raises BackupError, nothing having changed.
    """
    manifest = read_manifest(folder)
    _check_database(manifest)
    if secret_key and not (folder / SECRET_KEY).is_file():
        raise BackupError(f"{folder} holds no secret key: it was made without one.")
    if not replace and _holds_anything():
        raise BackupError(
            "This database is not empty: it holds councils or people, and a restore removes all of "
            "it. Make a backup of it, then restore with --replace."
        )
    editions = _restore_editions(folder, manifest)
    load_database(folder / manifest["database"]["file"])
    for pages in ("pages", "kept"):
        # They were made of the database that is gone.
        caches[pages].clear()
    other_key = _restore_key(folder, secret_key)
    return Restored(
        made_at=str(manifest.get("made_at", "")),
        councils=Council.objects.count(),
        people=User.objects.count(),
        editions=editions,
        migrate=_has_steps_to_take(),
        other_key=other_key,
    )


def _check_database(manifest: dict[str, Any]) -> None:
    told = manifest.get("database") or {}
    if told.get("vendor") != connection.vendor:
        raise BackupError(
            f"The backup is of {told.get('vendor')} and DATABASE_URL names {connection.vendor}. "
            "Name a database of the same kind; `export_council` and `import_council` lead from one "
            "kind to the other."
        )
    if told.get("file") not in manifest["files"]:
        raise BackupError("The backup is damaged: its manifest names no file of the database.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(manifest.get("migrations", [])) - known)
    if newer:
        raise BackupError(
            f"The backup was made by a newer version of the product, which knows {newer[0]}. "
            "Bring this installation up to date first."
        )


def _holds_anything() -> bool:
    tables = set(connection.introspection.table_names())
    if not {Council._meta.db_table, User._meta.db_table} <= tables:
        return False
    try:
        return Council.objects.order_by().values("pk").exists() or User.objects.exists()
    except DatabaseError as error:
        raise BackupError(
            f"The database cannot be read: {error}. Is DATABASE_URL right?"
        ) from error


def _restore_editions(folder: Path, manifest: dict[str, Any]) -> int:
    """Every file under its SHA-256; one that was damaged when it was backed up stays out."""
    damaged = set(manifest.get("damaged", []))
    names = [name for name in manifest["files"] if name.startswith(f"{EDITIONS}/")]
    good = [name for name in names if Path(name).name not in damaged]
    for name in good:
        keep_file((folder / name).read_bytes())
    return len(good)


def _restore_key(folder: Path, wanted: bool) -> bool:
    """Whether another key than this installation's protected what was restored, as far as known."""
    path = folder / SECRET_KEY
    if not path.is_file():
        return False
    other = path.read_text() != settings.SECRET_KEY
    if wanted and other:
        kept = Path(settings.VAR_DIR) / SECRET_KEY
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(path.read_text())
        kept.chmod(0o600)
    return other


def _has_steps_to_take() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
