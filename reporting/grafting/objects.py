"""What PDF lets programs write in several ways, read in one; and how a file is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

# Asked of pikepdf anew, a name takes ten times as long as one that is kept; and so does reading a
# value as an attribute instead of by its key. Both happen for every tag of every page.
STRUCT_ELEM = pikepdf.Name.StructElem
# What names an object within its file.
Key = tuple[int, int]


def listed(held: Any) -> list[Any]:
    """A value that may be one, an array of several, or missing, as a list."""
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def keep(held: Any, kept: Set[str]) -> None:
    """Takes all other keys out of a dictionary."""
    for key in held.keys() - kept:
        del held[key]


def numbers_of(pages: Iterable[Any]) -> dict[Key, int]:
    """Pages by their object, numbered from 0."""
    return {page.objgen: number for number, page in enumerate(pages)}


def number_of(page: Any, numbers: Mapping[Key, int]) -> int | None:
    """The number of what may be a page, and may be one of the file."""
    return numbers.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None


def write(pdf: pikepdf.Pdf, out: Path | BinaryIO) -> None:
    """Writes a file in little space; the same bytes for the same content."""
    pdf.save(
        out,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
