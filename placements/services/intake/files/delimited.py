"""CSV files, read in pieces: first looked through once, byte by byte, then cell by cell."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from placements.domain.reading import Piece
from placements.services.intake.refusals import IntakeRefused
from reporting.spreadsheets.archive import BROKEN

from .limits import BYTES_AT_ONCE, MOST_COLUMNS, MOST_LINE, MOST_ROWS, ROWS_AT_ONCE
from .raw import RawTable, piece_of
from .sent import SentFile

DELIMITERS = ",;\t|"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNMARKED = ("utf-8", "cp1252")
DISGUISED = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\x1f\x8b",
    b"<?xml",
    b"<html",
)


@dataclass(frozen=True)
class _Seen:
    encoding: str
    ends_with_line: bool


def read_delimited(file: SentFile) -> RawTable:
    """Raises IntakeRefused for what is no text, has too many rows or stops in the middle."""
    seen = _looked_through(file)
    with _text(file, seen) as stream:
        first = next(_lines(file, stream), "")
    delimiter = max(DELIMITERS, key=first.count)
    headings = tuple(next(csv.reader([first], delimiter=delimiter), []))
    if len(headings) > MOST_COLUMNS:
        raise IntakeRefused(f"{file.shown} has {len(headings):,} columns; the most is 200.")
    while headings and not headings[-1].strip():
        headings = headings[:-1]

    def pieces() -> Iterator[Piece]:
        return _pieces(file, seen, delimiter, len(headings))

    return RawTable(file.name, file.group, (file.name, file.group), headings, pieces)


# --- Once through -----------------------------------------------------------------------
def _looked_through(file: SentFile) -> _Seen:
    """How it is written. Nothing of it is kept."""
    lines, last = 0, b""
    decoders: dict[str, codecs.IncrementalDecoder] = {}
    for block in _blocks(file):
        if not last:
            _refuse_disguised(file, block)
            decoders = _decoders(block)
        text, decoders = _decoded(block, decoders)
        _refuse_nul(file, text, decoders)
        # Some programs end their lines with \r alone.
        lines += max(text.count("\n"), text.count("\r"))
        if lines > MOST_ROWS:
            raise IntakeRefused(
                f"{file.shown} has more than {MOST_ROWS:,} rows; no return of one council has so "
                "many. Nothing was loaded."
            )
        last = block
    _, whole = _decoded(b"", decoders, final=True)
    if not whole:
        raise IntakeRefused(
            f"{file.shown} stops in the middle of a letter, so it is cut short. Copy or export it "
            "again. Nothing was loaded."
        )
    return _Seen(next(iter(whole)), last.rstrip(b"\0")[-1:] in (b"\n", b"\r"))


def _decoders(start: bytes) -> dict[str, codecs.IncrementalDecoder]:
    """The encodings that a file may have, by how it starts: a mark leaves one."""
    marked = [name for mark, name in MARKS if start.startswith(mark)]
    return {name: codecs.getincrementaldecoder(name)() for name in marked or UNMARKED}


def _blocks(file: SentFile) -> Iterator[bytes]:
    try:
        with file.open() as stream:
            while block := stream.read(BYTES_AT_ONCE):
                yield block
    except BROKEN as error:
        raise IntakeRefused(
            f"{file.shown} is damaged or cut short. Copy or export it again."
        ) from error


def _decoded(
    block: bytes, decoders: dict[str, codecs.IncrementalDecoder], *, final: bool = False
) -> tuple[str, dict[str, codecs.IncrementalDecoder]]:
    """The block as text, and the encodings that are still possible, likeliest first."""
    possible: dict[str, codecs.IncrementalDecoder] = {}
    text = ""
    for name, decoder in decoders.items():
        try:
            found = decoder.decode(block, final)
        except UnicodeDecodeError:
            continue
        text = text if possible else found
        possible[name] = decoder
    return text, possible


def _refuse_nul(file: SentFile, text: str, decoders: dict[str, codecs.IncrementalDecoder]) -> None:
    if not decoders or "\0" in text:
        raise IntakeRefused(
            f"{file.shown} holds bytes that are not text, so it is not a CSV file. Export it again "
            "as “CSV UTF-8”."
        )


def _refuse_disguised(file: SentFile, block: bytes) -> None:
    if block.startswith(DISGUISED):
        raise IntakeRefused(
            f"{file.shown} is not a CSV file, whatever its name says. Choose the file that was "
            "exported as CSV."
        )


# --- Cell by cell -----------------------------------------------------------------------
def _text(file: SentFile, seen: _Seen) -> io.TextIOWrapper:
    return io.TextIOWrapper(file.open(), encoding=seen.encoding, newline="")


def _lines(file: SentFile, stream: TextIO) -> Iterator[str]:
    """One by one, so that a file without ends of lines does not fill the memory."""
    while line := stream.readline(MOST_LINE):
        if len(line) == MOST_LINE:
            raise IntakeRefused(
                f"{file.shown} has a line that is longer than any row of a return, so it is not a "
                "CSV file of one. Nothing was loaded."
            )
        yield line


def _pieces(file: SentFile, seen: _Seen, delimiter: str, width: int) -> Iterator[Piece]:
    with _text(file, seen) as stream:
        reader = csv.reader(_lines(file, stream), delimiter=delimiter, strict=True)
        try:
            next(reader, None)
            # The number of a row is that of the line on which it ends.
            numbered = ((reader.line_num, line) for line in reader if any(line))
            while some := list(islice(numbered, ROWS_AT_ONCE)):
                yield _piece(file, seen, some, width)
        except csv.Error as error:
            raise IntakeRefused(
                f"{file.shown} cannot be read at line {reader.line_num}: a quotation mark is "
                "missing, or one too many; or the file is cut short. Export it again."
            ) from error


def _piece(file: SentFile, seen: _Seen, some: list[tuple[int, list[str]]], width: int) -> Piece:
    rows, lines = [row for row, _ in some], [line for _, line in some]
    if len(some) < ROWS_AT_ONCE and len(lines[-1]) < width and not seen.ends_with_line:
        raise IntakeRefused(
            f"{file.shown} stops in the middle of row {rows[-1]:,}, so it is cut short. Copy or "
            "export it again. Nothing was loaded."
        )
    return piece_of(lines, rows, width)
