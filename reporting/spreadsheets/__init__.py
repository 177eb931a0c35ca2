"""Spreadsheets: written so that nothing in them runs, read as if a stranger had sent them."""

from reference.domain.spreadsheets import Value, csv_text

from .cells import BLANK, Cell, CellKind, Merged, SheetCells, address, serial_day
from .lines import Lines, read_lines
from .reading import read_sheets
from .refusals import Limits, UnreadableFile
from .writing import Column, Fill, Sheet, workbook

__all__ = [
    "BLANK",
    "Cell",
    "CellKind",
    "Column",
    "Fill",
    "Limits",
    "Lines",
    "Merged",
    "Sheet",
    "SheetCells",
    "UnreadableFile",
    "Value",
    "address",
    "csv_text",
    "read_lines",
    "read_sheets",
    "serial_day",
    "workbook",
]
