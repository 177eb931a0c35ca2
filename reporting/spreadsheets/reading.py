"""Reads a spreadsheet that somebody sent, workbook or CSV, or says plainly why not."""

from __future__ import annotations

from pathlib import PurePath

from reporting.domain.file_names import quoted

from .cells import SheetCells
from .delimited import read_delimited
from .refusals import MOST_BYTES, UnreadableFile
from .workbooks import read_workbook

ZIP = b"PK\x03\x04"
# The beginnings of files that are often given a spreadsheet's name.
DISGUISED = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"{\\rtf": "a text document",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"Rar!": "a packed archive",
    b"7z\xbc\xaf": "a packed archive",
    b"\x1f\x8b": "a packed archive",
    b"<?xml": "a web page or an XML file",
    b"<!DOC": "a web page",
    b"<html": "a web page",
}
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_ENDINGS = (".csv", ".txt", ".tsv")


def read_sheets(data: bytes, name: str, *, kept: bool = False) -> tuple[SheetCells, ...]:
    """The sheets of a workbook (.xlsx), or the one sheet of a CSV file, hidden ones too.

    `name` is the file's own, for its ending and for the messages. Nothing in the file is run,
    fetched or worked out: a formula stays a formula. With `kept` each formula of a workbook also
    has the value that the spreadsheet program kept beside it (`Cell.kept`), as old as its last
    save. Raises UnreadableFile.
    """
    shown, ending = quoted(name), PurePath(name).suffix.lower()
    _refuse_by_size(data, shown)
    _refuse_disguised(data, shown)
    if ending == ".xlsm" or ending == ".xltm":
        raise UnreadableFile(f"{shown} may hold macros. Save it as an Excel workbook (.xlsx).")
    if data.startswith(ZIP):
        if ending != ".xlsx":
            raise UnreadableFile(
                f"{shown} is packed like a workbook but its name does not end in .xlsx. "
                "Open it in your spreadsheet program and save it as an Excel workbook (.xlsx)."
            )
        return read_workbook(data, shown, kept=kept)
    if ending not in TEXT_ENDINGS:
        raise UnreadableFile(
            f"{shown} is not an Excel workbook or a CSV file. Open it in your spreadsheet program "
            "and save it as one of the two."
        )
    return (read_delimited(data, shown, title=PurePath(name).stem),)


def _refuse_by_size(data: bytes, shown: str) -> None:
    if not data:
        raise UnreadableFile(f"{shown} is empty. Choose the file that holds the figures.")
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            f"{shown} is {len(data) / 1024 / 1024:,.0f} MB; the most is "
            f"{MOST_BYTES // 1024 // 1024} MB. Delete pictures and sheets that hold no figures, "
            "and save it again."
        )


def _refuse_disguised(data: bytes, shown: str) -> None:
    if data.startswith(OLD_OR_LOCKED):
        raise UnreadableFile(
            f"{shown} is protected with a password or is an old .xls file. Remove the password, "
            "or save it as an Excel workbook (.xlsx)."
        )
    what = next((kind for start, kind in DISGUISED.items() if data.startswith(start)), "")
    if what:
        raise UnreadableFile(
            f"{shown} is {what}, whatever its name says. Choose an Excel workbook (.xlsx) or a "
            "CSV file."
        )
