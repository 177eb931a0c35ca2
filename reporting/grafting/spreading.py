"""A page of the shell that stands for several pages of a paper becomes so many.

What runs along all pages of a paper is laid out once, with all their numbers printed one over the
other. Each page keeps its own number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary

from . import content
from .objects import listed, number_of, numbers_of
from .parts import GraftError

# What a text object may hold that is forgotten where it ends.
IN_TEXT = content.TEXT | {"BT", "ET", "Td", "TD", "Tm", "T*"}
MARKS = content.OPENS | {"EMC"}


def spread(pdf: pikepdf.Pdf, spreads: Mapping[int, int]) -> None:
    """`spreads` gives, by the page that it comes to be (from 1), how many pages a page becomes.

    Raises GraftError where a page does not print so many numbers: tagged pieces of text, in order.
    """
    if not spreads:
        return
    numbers = _tagged(pdf)
    for first, many in sorted(spreads.items()):
        if not 1 <= first <= len(pdf.pages):
            raise GraftError(f"The shell has no page {first} that could stand for {many}")
        page = pdf.pages[first - 1].obj
        own = sorted(numbers.get(page.objgen, ()))
        if len(own) != many:
            raise GraftError(f"Page {first} of the shell prints {len(own)} numbers, not {many}")
        _become(pdf, page, first, own)


def _become(pdf: pikepdf.Pdf, page: Any, first: int, own: Sequence[int]) -> None:
    pieces = list(_pieces(pdf, page, set(own)))
    for place, number in enumerate(own):
        data = pikepdf.unparse_content_stream([*_without_others(pieces, number)])
        if place:
            copied = {key: held for key, held in page.items() if key not in NOT_COPIED}
            made = pdf.make_indirect(Dictionary(copied))
            pdf.pages.insert(first - 1 + place, pikepdf.Page(made))
        else:
            made = page
        made.Contents = pdf.make_stream(data)


NOT_COPIED = frozenset({"/Parent", "/StructParents", "/Annots", "/Contents"})
# A piece of a stream: the number of the tagged content that it is, or None, and its instructions.
Piece = tuple[int | None, list[Any]]


def _pieces(pdf: pikepdf.Pdf, page: Any, own: set[int]) -> Iterator[Piece]:
    """The page's content, cut where tagged content of these numbers begins and ends."""
    properties = page.get("/Resources", Dictionary()).get("/Properties")
    steps: list[Any] = []
    number: int | None = None
    depth = 0
    for step in content.steps_of(pdf, content.data_of(page)):
        name = str(step.operator)
        if name in content.OPENS:
            cover = content.cover_of(step, properties)
            if number is None and isinstance(cover, int) and cover in own:
                yield None, steps
                steps, number, depth = [], cover, 0
            depth += 1
        steps.append(step)
        if name == "EMC":
            depth -= 1
            if number is not None and not depth:
                yield number, steps
                steps, number = [], None
    yield number, steps


def _without_others(pieces: Sequence[Piece], kept: int) -> Iterator[Any]:
    """All but the text of other numbers. Colours and fonts that they set stay: what follows may
    count on them; of each kind only the last matters."""
    for number, steps in pieces:
        if number is None or number == kept:
            yield from steps
        else:
            yield from _states(steps)


def _states(steps: Sequence[Any]) -> Iterator[Any]:
    found = {
        str(step.operator): step
        for step in steps
        if str(step.operator) not in IN_TEXT and str(step.operator) not in MARKS
    }
    yield from found.values()


def _tagged(pdf: pikepdf.Pdf) -> dict[Any, set[int]]:
    """By page, the numbers of the content that the shell's tags own."""
    index = numbers_of(page.obj for page in pdf.pages)
    root = pdf.Root.get("/StructTreeRoot", Dictionary())
    found: dict[Any, set[int]] = {}
    waiting: list[tuple[Any, Any]] = [(kid, None) for kid in listed(root.get("/K"))]
    seen: set[Any] = set()
    while waiting:
        held, page = waiting.pop()
        if isinstance(held, int):
            if number_of(page, index) is not None:
                found.setdefault(page.objgen, set()).add(held)
        elif isinstance(held, Dictionary) and (not held.is_indirect or held.objgen not in seen):
            seen.add(held.objgen)
            page = held.get("/Pg", page)
            waiting += [(kid, page) for kid in listed(held.get("/MCID", held.get("/K")))]
    return found
