"""Looks into a workbook's ZIP file before anything of it is unpacked, and then before it is read.

The sizes that a ZIP file states are also the most that Python unpacks of it. Word files are ZIP
files of XML as well: `reporting.documents` looks into them with what is here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from .refusals import (
    MOST_ELEMENTS,
    MOST_PARTS,
    MOST_RATIO,
    OF_FIGURES,
    RATIO_FROM,
    Limits,
    UnreadableFile,
)

TYPES = "[Content_Types].xml"
CHUNK = 256 * 1024


# What Python raises for a damaged ZIP file, and for the XML in it.
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError,
    ParseError, UnicodeError, LookupError, ValueError, RecursionError,
)  # fmt: skip


def refuse_dangerous(data: bytes, shown: str, limits: Limits = OF_FIGURES) -> None:
    """Raises UnreadableFile unless `data` is a workbook of sane size, open, and without macros."""
    broken = f"{shown} is damaged or cut short. Save it again in your spreadsheet program."
    too_large = (
        f"{shown} would be far too large when unpacked, so it was not opened. Copy the "
        "figures into a new workbook and save that."
    )
    with opened(data, broken) as archive:
        refuse_sizes(archive, shown, too_large, limits)
        _refuse_contents(archive, shown)
        _refuse_xml(archive, shown, limits)


@contextmanager
def opened(data: bytes, broken: str) -> Iterator[zipfile.ZipFile]:
    """A ZIP file. Whoever finds it or its XML damaged within raises UnreadableFile(broken)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except BROKEN as error:
        raise UnreadableFile(broken) from error


def refuse_sizes(
    archive: zipfile.ZipFile, shown: str, too_large: str, limits: Limits = OF_FIGURES
) -> None:
    """Raises UnreadableFile for what is locked, and UnreadableFile(too_large) for a bomb."""
    parts = archive.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableFile(f"{shown} is protected with a password. Remove it and save again.")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > limits.unpacked or any(map(_is_bomb, parts)):
        raise UnreadableFile(too_large)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * part.compress_size


def _refuse_contents(archive: zipfile.ZipFile, shown: str) -> None:
    names = {part.filename.lower() for part in archive.infolist()}
    # Some programs write xl/workbook2.xml.
    is_workbook = any(n.startswith("xl/workbook") and n.endswith(".xml") for n in names)
    if TYPES not in archive.namelist() or not is_workbook:
        raise UnreadableFile(
            f"{shown} is not an Excel workbook, whatever its name says. Open it in your "
            "spreadsheet program and save it as an Excel workbook (.xlsx)."
        )
    has_code = any("vbaproject" in name or "/macrosheets/" in name for name in names)
    if has_code or b"macroenabled" in archive.read(TYPES).lower():
        raise UnreadableFile(
            f"{shown} holds macros. Save it as an Excel workbook (.xlsx), which has none."
        )


class _Counter:
    """Receives XML as it is parsed and keeps nothing but the number of elements."""

    def __init__(self, so_far: int, too_many: str, most: int) -> None:
        self.elements, self.too_many, self.most = so_far, too_many, most

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > self.most:
            raise UnreadableFile(self.too_many)

    def close(self) -> int:
        return self.elements


def _refuse_xml(archive: zipfile.ZipFile, shown: str, limits: Limits) -> None:
    """Entities, which could multiply or read files, and more cells than anybody filled."""
    too_many = (
        f"{shown} has too many cells, most of them perhaps empty but formatted. "
        "Copy the figures into a new workbook and save that."
    )
    defines = (
        f"{shown} holds definitions that no spreadsheet program writes, so it was not opened. "
        "Copy the figures into a new workbook and save that."
    )
    elements = 0
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels")):
            elements = counted(
                archive,
                part,
                elements,
                too_many=too_many,
                defines=defines,
                most=limits.elements,
            )


def counted(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo | str,
    so_far: int = 0,
    *,
    too_many: str,
    defines: str,
    most: int | None = None,
) -> int:
    """The elements of a part of XML and those counted `so_far`; nothing of it is kept.

    Raises UnreadableFile: `too_many` for more than `most` (MOST_ELEMENTS unless told otherwise),
    `defines` for XML that defines something.
    """
    parser = DefusedXMLParser(
        target=_Counter(so_far, too_many, MOST_ELEMENTS if most is None else most), forbid_dtd=True
    )
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
        return int(parser.close())
    except DefusedXmlException as error:
        raise UnreadableFile(defines) from error
