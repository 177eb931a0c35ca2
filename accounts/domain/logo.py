"""A council's logo as it was uploaded. Only PNG: an SVG can carry script and outside references."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

MEDIA_TYPE = "image/png"
LARGEST_BYTES = 200 * 1024
LARGEST_SIDE = 2000
DAMAGED = "The PNG file is damaged. Save it again and choose the new file"
# By colour type: the bit depths that may go with it, and the samples of a pixel.
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PALETTE = 3
LAST_FILTER = 4
# First column and row, and the steps between them, of the seven passes of an interlaced picture.
ADAM7 = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class LogoRefused(ValueError):
    """The file is not a logo that the product can show; the message says why."""


def checked_png(content: bytes) -> bytes:
    """The same bytes, when they are one whole PNG of a fitting size; else LogoRefused.

    The name and the declared type of an upload prove nothing, so the content is read: signature,
    every chunk's length and checksum, nothing after the end, and image data that inflates to just
    the rows that the head announces.
    """
    if len(content) > LARGEST_BYTES:
        raise LogoRefused(f"The logo must be smaller than {LARGEST_BYTES // 1024} KB")
    if not content.startswith(_SIGNATURE):
        raise LogoRefused("The logo must be a PNG file. SVG, JPEG and other files are not taken")
    chunks = list(_chunks(content))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise LogoRefused(DAMAGED)
    width, height = struct.unpack(">II", chunks[0][1][:8].ljust(8, b"\0"))
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise LogoRefused(f"The logo must be at most {LARGEST_SIDE} pixels wide and high")
    if not _draws(chunks):
        raise LogoRefused(DAMAGED)
    return content


def _draws(chunks: list[tuple[bytes, bytes]]) -> bool:
    """Whether the image data is the picture that the head announces (PNG specification, 11.2.2)."""
    head = chunks[0][1]
    if len(head) != 13:
        return False
    width, height, depth, colour, compression, filtering, interlace = struct.unpack(
        ">IIBBBBB", head
    )
    known = depth in DEPTHS.get(colour, ()) and (compression, filtering) == (0, 0)
    if not known or interlace not in (0, 1):
        return False
    if colour == PALETTE and not any(kind == b"PLTE" for kind, _ in chunks):
        return False
    passes = ADAM7 if interlace else ((0, 0, 1, 1),)
    rows = [_row_bytes(one, width, height, depth * SAMPLES[colour]) for one in passes]
    expected = sum(count * size for count, size in rows)
    data = _inflated(b"".join(body for kind, body in chunks if kind == b"IDAT"), expected)
    return data is not None and _filters_known(data, rows)


def _row_bytes(
    one: tuple[int, int, int, int], width: int, height: int, bits: int
) -> tuple[int, int]:
    """(rows, bytes of each with its filter byte) of one pass: first column and row, and steps."""
    x, y, step_x, step_y = one
    columns, lines = -(-(width - x) // step_x), -(-(height - y) // step_y)
    return (max(lines, 0), 1 + (columns * bits + 7) // 8) if columns > 0 else (0, 0)


def _inflated(data: bytes, expected: int) -> bytes | None:
    """Exactly so many bytes, or None; no more is unpacked than announced."""
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(data, expected + 1)
    except zlib.error:
        return None
    return found if len(found) == expected and unpacking.eof else None


def _filters_known(data: bytes, rows: list[tuple[int, int]]) -> bool:
    at = 0
    for count, size in rows:
        if any(data[at + line * size] > LAST_FILTER for line in range(count)):
            return False
        at += count * size
    return True


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and body of each chunk; LogoRefused where the file breaks off or a checksum is wrong."""
    at = len(_SIGNATURE)
    while at < len(content):
        head = content[at : at + 8]
        length = int.from_bytes(head[:4], "big")
        body = content[at + 8 : at + 8 + length]
        checksum = content[at + 8 + length : at + 12 + length]
        whole = len(head) == 8 and len(body) == length and len(checksum) == 4
        if not whole or int.from_bytes(checksum, "big") != zlib.crc32(head[4:] + body):
            raise LogoRefused(DAMAGED)
        yield head[4:], body
        at += 12 + length
