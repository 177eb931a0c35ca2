"""All of a council's data into one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from reference.models import Area
from reporting.services import DamagedFileError, read_kept_file

from .archive import write_archive
from .dictionary import about, dictionary
from .refusals import LeavingError
from .writing import Written, write_tables


@dataclass(frozen=True)
class Exported:
    """What was written: where, its SHA-256, and how many rows and files it holds."""

    path: Path
    sha256: str
    rows: int
    files: int


def export_council(
    *, council: Council, path: Path, by: User | None = None, at: dt.datetime | None = None
) -> Exported:
    """Writes everything of a council into a new ZIP file, and records that in its audit.

    The audit inside the file ends before this export. Raises LeavingError when the file is there
    already, cannot be written, or a published file is missing from the store.
    """
    at = at or timezone.now()
    if path.exists():
        raise LeavingError(f"{path} is there already. Name another file.")
    with one_moment():
        council.refresh_from_db()
        written = write_tables(council)
        manifest = _manifest(council, written, at)
    files = written.files | _kept(written) | {"README.md": about(), "dictionary.csv": dictionary()}
    try:
        sha256 = write_archive(path, manifest, files)
    except OSError as error:
        raise LeavingError(f"{path} cannot be written: {error.strerror}.") from error
    rows = sum(written.rows.values())
    _record(council, by, at, sha256, rows)
    return Exported(path, sha256, rows, len(files))


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one moment, whoever writes meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _manifest(council: Council, written: Written, at: dt.datetime) -> dict[str, Any]:
    """`areas` says what the codes of areas mean; fictional ones are made anew by an import."""
    codes = written.names.known.get(Area, {})
    areas = Area.objects.filter(pk__in=codes).order_by("code")
    return {
        "made_at": at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "council": {"slug": council.slug, "name": council.name, "area": council.area_id},
        "areas": [{"code": one.code, "name": one.name, "kind": one.kind} for one in areas],
        "rows": dict(sorted(written.rows.items())),
    }


def _kept(written: Written) -> dict[str, bytes]:
    try:
        return {f"editions/{sha256}": read_kept_file(sha256) for sha256 in sorted(written.kept)}
    except DamagedFileError as error:
        raise LeavingError(f"{error}. Then export again.") from error


@transaction.atomic
def _record(council: Council, by: User | None, at: dt.datetime, sha256: str, rows: int) -> None:
    record_event(
        council=council,
        by=by,
        action="export_council",
        subject=council.name,
        detail={"sha256": sha256, "rows": rows},
        at=at,
    )
