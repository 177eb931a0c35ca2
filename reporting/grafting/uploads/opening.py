"""Opens a file as it is, without mending it, and refuses what is no paper."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pikepdf

from ..content import streams_of
from ..objects import listed
from ..placing import size
from .refusals import (
    LONGEST_SIDE,
    MOST_OBJECTS,
    MOST_PAGES,
    MOST_PIXELS,
    MOST_UNPACKED,
    MOST_UNPACKED_IN_ALL,
    SHORTEST_SIDE,
    UploadRefused,
)
from .walking import dictionaries


def opened(path: Path, shown: str) -> pikepdf.Pdf:
    """The file, within its limits. Raises UploadRefused."""
    try:
        # A file that has to be mended has lost something, and nobody knows what.
        pdf = pikepdf.open(path, attempt_recovery=False, suppress_warnings=True)
        _refuse_protected(pdf, shown)
        pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise UploadRefused(
            f"{shown} opens only with a password. Remove the password and send it again."
        ) from error
    except pikepdf.PdfError as error:
        raise UploadRefused(
            f"{shown} is damaged or cut short. Open it, print it to a new PDF file and send that."
        ) from error
    _refuse_numbers(pdf, pages, shown)
    _refuse_sizes(pdf, shown)
    _refuse_bombs(pdf, shown)
    return pdf


def _refuse_protected(pdf: pikepdf.Pdf, shown: str) -> None:
    if pdf.is_encrypted:
        raise UploadRefused(
            f"{shown} is protected against changes. Save a copy without protection and send that."
        )
    if "/Collection" in pdf.Root:
        raise UploadRefused(f"{shown} is a portfolio of several files. Send each of them.")


def _refuse_numbers(pdf: pikepdf.Pdf, pages: int, shown: str) -> None:
    if not pages:
        raise UploadRefused(f"{shown} has no pages. Print it to a new PDF file and send that.")
    if pages > MOST_PAGES:
        raise UploadRefused(
            f"{shown} has {pages:,} pages; the most is {MOST_PAGES}. Send it in parts."
        )
    if len(pdf.objects) > MOST_OBJECTS:
        raise UploadRefused(
            f"{shown} is made of too many parts. Print it to a new PDF file and send that."
        )


def _refuse_sizes(pdf: pikepdf.Pdf, shown: str) -> None:
    for number, page in enumerate(pdf.pages, 1):
        width, height = size(page.obj)
        if min(width, height) < SHORTEST_SIDE or max(width, height) > LONGEST_SIDE:
            raise UploadRefused(
                f"Page {number} of {shown} is {width / 72 * 25.4:,.0f} by "
                f"{height / 72 * 25.4:,.0f} mm, which is no size of paper. Print it on A4 or A3."
            )


def _refuse_bombs(pdf: pikepdf.Pdf, shown: str) -> None:
    """Streams that would fill the memory of whoever opens them."""
    in_all = 0
    for held in dictionaries(pdf):
        if not isinstance(held, pikepdf.Stream):
            continue
        if held.get("/Subtype") == "/Image":
            pixels = int(held.get("/Width", 0)) * int(held.get("/Height", 0))
            too_large = pixels > MOST_PIXELS
        else:
            unpacked = unpacked_size(held)
            in_all += unpacked
            too_large = unpacked > MOST_UNPACKED or in_all > MOST_UNPACKED_IN_ALL
        if too_large:
            raise UploadRefused(
                f"{shown} would be far too large when unpacked. Print it to a new PDF file, with "
                "smaller pictures, and send that."
            )
    for page in pdf.pages:
        if sum(unpacked_size(stream) for stream in streams_of(page.obj)) > MOST_UNPACKED:
            raise UploadRefused(f"A page of {shown} holds too much. Print it to a new PDF file.")


def unpacked_size(stream: Any) -> int:
    """The size of a stream when it is unpacked, or a little more than the most that is allowed."""
    filters = [str(name) for name in listed(stream.get("/Filter"))]
    if filters != ["/FlateDecode"]:
        return len(stream.read_bytes() if filters else stream.read_raw_bytes())
    unpacking = zlib.decompressobj()
    raw, done = stream.read_raw_bytes(), 0
    while raw and not unpacking.eof and done <= MOST_UNPACKED:
        try:
            done += len(unpacking.decompress(raw, 1024 * 1024))
        except zlib.error:
            return done
        raw = unpacking.unconsumed_tail
    return done
