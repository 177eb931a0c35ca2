"""Photographs carry the place, the camera and the photographer: these words are cut out."""

from __future__ import annotations

from typing import Any

import pikepdf

from ..objects import listed

START, SCAN, END = b"\xff\xd8", 0xDA, 0xD9
# Of the application segments only JFIF (APP0) and Adobe's colours (APP14) change the picture;
# APP2 is its colour profile. FE is a comment.
KEPT = frozenset({0xE0, 0xE2, 0xEE})
WORDS = frozenset(range(0xE0, 0xF0)) - KEPT | {0xFE}


def without_words(stream: Any) -> None:
    """Takes segments of words out of a stream that is a JPEG and nothing else."""
    if listed(stream.get("/Filter")) != [pikepdf.Name.DCTDecode]:
        return
    data = stream.read_raw_bytes()
    kept = stripped(data)
    if kept != data:
        stream.write(kept, filter=stream.Filter, decode_parms=stream.get("/DecodeParms"))


def stripped(data: bytes) -> bytes:
    """A JPEG without segments of words; as it was, if it is not built as one."""
    if not data.startswith(START):
        return data
    kept, place = bytearray(START), 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in (SCAN, END):
            break
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if marker not in WORDS:
            kept += data[place:end]
        place = end
    return bytes(kept) + data[place:]
