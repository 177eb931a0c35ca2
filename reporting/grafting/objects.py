"""What PDF lets programs write in several ways, read in one; and how a file is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

# What names an object within its file.
Key = tuple[int, int]


def listed(held: Any) -> list[Any]:
    """A value that may be one, an array of several, or missing, as a list."""
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def keep(held: Any, kept: Collection[str]) -> None:
    """Takes all other keys out of a dictionary."""
    for key in list(held.keys()):
        if key not in kept:
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
