"""The last look before an import is kept: written out again, it must be what came in."""

from __future__ import annotations

from accounts.models import Council, User

from .archive import Archive
from .reading import Sheet
from .refusals import LeavingError
from .writing import write_tables


def check_equal(archive: Archive, sheets: list[Sheet], council: Council) -> None:
    """Compares table by table, byte by byte. Raises LeavingError at the first that differs.

    People who were here already keep their own names, the council may have another slug, and a
    table of an older export has fewer columns: these are not compared.
    """
    written = write_tables(council)
    for sheet in sheets:
        if sheet.table.model in (User, Council) or not sheet.is_complete:
            continue
        if written.files[sheet.table.file] != archive.read(sheet.table.file):
            raise LeavingError(
                f"{sheet.table.file} would not have come in as it is in {archive.path.name}, so "
                "nothing was changed. Report this with the version that made the export."
            )
