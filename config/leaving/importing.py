"""A council's data out of a file into this installation: all of it or nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, transaction

from accounts.domain.slugs import why_refused
from accounts.models import Council, User
from accounts.services import record_event

from .archive import Archive, open_archive, sha256_of
from .building import Builder
from .comparing import check_equal
from .reading import Sheet, read_sheets
from .refusals import LeavingError
from .resolving import find_public, is_public
from .tables import Model, target_of


@dataclass(frozen=True)
class Imported:
    """What came in: the council's address and name, and how many rows of each table."""

    slug: str
    name: str
    rows: dict[str, int]
    new_people: int
    sha256: str


def import_council(
    path: Path, *, slug: str = "", sha256: str = "", dry_run: bool = False, by: User | None = None
) -> Imported:
    """Brings a council in as `export_council` wrote it, under its own slug or another.

    People are known by e-mail address; new ones have no password. What came in is written out
    again and compared before it is kept. With `dry_run` nothing is kept. Raises LeavingError.
    """
    archive = open_archive(path, sha256=sha256)
    archive.check()
    sheets = read_sheets(archive)
    slug = slug or str(archive.manifest["council"].get("slug", ""))
    _check_slug(slug)
    try:
        with transaction.atomic():
            imported = _bring_in(archive, sheets, slug, by, keep=not dry_run)
            transaction.set_rollback(dry_run)
    except DatabaseError as error:
        raise LeavingError(
            f"The database refused what {path.name} holds, and nothing was changed: {error}"
        ) from error
    return imported


def _check_slug(slug: str) -> None:
    if refusal := why_refused(slug):
        raise LeavingError(refusal)
    if Council.objects.filter(slug=slug).exists():
        raise LeavingError(
            f"A council has the address /{slug}/ here already. Import under another one: "
            "--slug NEW-ADDRESS."
        )


def _bring_in(
    archive: Archive, sheets: list[Sheet], slug: str, by: User | None, *, keep: bool
) -> Imported:
    areas = archive.manifest.get("areas", [])
    builder = Builder(archive, slug, find_public(sheets, _public_names(sheets), areas), keep=keep)
    for sheet in sheets:
        builder.add(sheet)
    council = builder.council
    if council is None:
        raise LeavingError(f"{archive.path.name} holds no council.")
    check_equal(archive, sheets, council)
    rows = {sheet.table.file: len(sheet.lines) for sheet in sheets}
    imported = Imported(slug, council.name, rows, builder.new_people, sha256_of(archive.path))
    _record(imported, by)
    return imported


def _public_names(sheets: list[Sheet]) -> dict[Model, set[str]]:
    """What the rows name that every installation has, by model."""
    found: dict[Model, set[str]] = defaultdict(set)
    for sheet in sheets:
        for field in (field for field in sheet.fields if field.is_relation):
            for line in sheet.lines:
                for name in sheet.names_in(line, field):
                    if is_public(field, name):
                        found[target_of(field)].add(name)
    return found


def _record(imported: Imported, by: User | None) -> None:
    """In the operator's log, not in the council's: its audit is what it was where it came from."""
    record_event(
        council=None,
        by=by,
        action="import_council",
        subject=imported.name,
        detail={
            "slug": imported.slug,
            "sha256": imported.sha256,
            "rows": sum(imported.rows.values()),
        },
    )
