"""Reads what was sent into raw tables: CSV files, folders, archives, workbooks, XML."""

from __future__ import annotations

from placements.domain.reading import Table

from .delimited import read_delimited
from .raw import RawTable
from .sent import SentFile, sent_files
from .workbooks import read_workbook
from .xml import read_xml

__all__ = ["RawTable", "SentFile", "raw_tables", "sent_files"]


def raw_tables(file: SentFile, tables: tuple[Table, ...]) -> list[RawTable]:
    """The tables of one file. Raises IntakeRefused."""
    if file.ending == ".xlsx":
        return read_workbook(file)
    if file.ending == ".xml":
        return read_xml(file, tables)
    return [read_delimited(file)]
