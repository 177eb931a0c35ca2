"""Content streams: what is marked in them, and a cleaner writing of those that are not sound.

A stream is sound when everything it paints is either an artifact or belongs to a structure element,
and when what it opens it closes. Sound streams travel untouched; the others are written anew.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from .objects import listed
from .plain import Mark, marks

TEXT = frozenset({"Tj", "TJ", "'", '"'})
PATH_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
PAINTS = TEXT | PATH_PAINTS | {"Do", "sh", "INLINE IMAGE", "EI"}
OPENS = frozenset({"BDC", "BMC"})
POINTS = frozenset({"MP", "DP"})
# A look asks for "EI", which is how the parser calls an inline image when it is asked for few.
WATCHED = " ".join(
    sorted(PAINTS - {"INLINE IMAGE"} | OPENS | POINTS | {"EMC", "q", "Q", "BT", "ET"})
)
PLAINLY_WATCHED = frozenset(name.encode() for name in WATCHED.split())
# What a piece of marked content is: a number of the tree, an artifact, or neither.
ARTIFACT = "artifact"
Cover = int | str | None


@dataclass
class Scan:
    """What a look at a stream found."""

    mcids: set[int] = field(default_factory=set)
    text: bool = False
    marked: bool = False
    bare: bool = False  # something is painted that is neither tagged nor an artifact
    tangled: bool = False  # closes what it did not open, or tags and artifacts are in each other

    def is_sound(self, owned: Collection[int]) -> bool:
        """Whether the stream may stay as it is, when these of its numbers are owned by tags."""
        return not (self.bare or self.tangled or self.mcids - set(owned))


def streams_of(page: Any) -> list[Any]:
    found = listed(page.get("/Contents"))
    return [stream for stream in found if isinstance(stream, pikepdf.Stream)]


def data_of(page: Any) -> bytes:
    """The content of a page dictionary, decoded; its streams joined as the standard says."""
    return b"\n".join(stream.read_bytes() for stream in streams_of(page))


def steps_of(pdf: pikepdf.Pdf, data: bytes, watched: str = "") -> Sequence[Any]:
    """The instructions of a stream; of these operators alone, if any are named."""
    with warnings.catch_warnings():
        # A stream that is cut short is read to where it ends.
        warnings.simplefilter("ignore", UserWarning)
        return pikepdf.parse_content_stream(pdf.make_stream(data), watched)


def cover_of(step: Any, properties: Any) -> Cover:
    """What an opening operator opens."""
    operands = step.operands
    if str(operands[0]) == "/Artifact":
        return ARTIFACT
    held = operands[1] if len(operands) > 1 else None
    if isinstance(held, pikepdf.Name):
        held = (properties or {}).get(str(held))
    if isinstance(held, pikepdf.Dictionary) and "/MCID" in held:
        return int(held["/MCID"])
    return None


class _Look:
    """Goes once through a stream and keeps what it found."""

    def __init__(self, properties: Any) -> None:
        self.found = Scan()
        self.properties = properties
        self.covers: list[Cover] = []
        self.depth, self.in_text = 0, False

    def see(self, step: Any) -> None:
        name = str(step.operator)
        if name in OPENS:
            cover = cover_of(step, self.properties)
            # Not every reader looks up a number by its name.
            is_named = isinstance(cover, int) and isinstance(step.operands[1], pikepdf.Name)
            self.open(cover, is_named=is_named)
        else:
            self.go_on(name)

    def open(self, cover: Cover, *, is_named: bool = False) -> None:
        found = self.found
        found.marked = True
        # Tags may lie within tags, but neither in an artifact nor around one.
        found.tangled |= is_named or (cover == ARTIFACT and self.is_covered())
        if isinstance(cover, int):
            found.tangled |= ARTIFACT in self.covers
            found.mcids.add(cover)
        self.covers.append(cover)

    def go_on(self, name: str) -> None:
        """What any operator does that opens nothing."""
        if name == "EMC":
            self.close()
        elif name in ("q", "Q"):
            self.depth += 1 if name == "q" else -1
            self.found.tangled |= self.depth < 0
        elif name in ("BT", "ET"):
            self.found.tangled |= self.in_text is (name == "BT")
            self.in_text = name == "BT"
        elif name in POINTS:
            self.found.marked = True
        else:
            self.paint(name)

    def close(self) -> None:
        if self.covers:
            self.covers.pop()
        else:
            self.found.tangled = True

    def paint(self, name: str) -> None:
        self.found.text |= name in TEXT
        self.found.bare |= not self.is_covered()

    def is_covered(self) -> bool:
        return any(cover is not None for cover in self.covers)


def scan(pdf: pikepdf.Pdf, data: bytes, properties: Any = None) -> Scan:
    """A look at a stream; `properties` names the properties of its marked content."""
    look = _Look(properties)
    plain = marks(data, PLAINLY_WATCHED)
    if plain is None:
        for step in steps_of(pdf, data, WATCHED):
            look.see(step)
    else:
        _see_plainly(look, plain)
    look.found.tangled |= bool(look.covers) or look.depth != 0 or look.in_text
    return look.found


def _see_plainly(look: _Look, plain: Iterable[Mark]) -> None:
    for name, tag, number in plain:
        if name in OPENS:
            look.open(ARTIFACT if tag == "/Artifact" else number)
        else:
            look.go_on(name)


def scan_page(pdf: pikepdf.Pdf, page: Any) -> Scan:
    """A look at the content of a page dictionary that holds its own resources."""
    resources = page.get("/Resources")
    properties = resources.get("/Properties") if isinstance(resources, pikepdf.Dictionary) else None
    return scan(pdf, data_of(page), properties)
