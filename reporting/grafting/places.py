"""Takes the tags of placeholder pages out of the shell, and keeps the places where they stood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from .objects import Key, listed, number_of
from .parts import GraftError
from .roles import kind_of
from .tags import DEEPEST


class Place:
    """Stands among the kids of an element where tags of a placeholder page stood."""

    def __init__(self, page: int) -> None:
        self.page = page


def document_of(pdf: pikepdf.Pdf) -> Any:
    """The document element of the shell. Raises GraftError for a shell without tags."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        raise GraftError("The shell has no tags; render it as PDF/UA-1")
    found = listed(root.get("/K"))
    if len(found) == 1 and isinstance(found[0], pikepdf.Dictionary):
        return found[0]
    made = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root)
    made.K = pikepdf.Array([kid for kid in found if isinstance(kid, pikepdf.Dictionary)])
    document = pdf.make_indirect(made)
    for kid in document.K:
        kid.P = document
    root.K = document
    return document


def hang_parts(document: Any, pages: Mapping[Key, int], waiting: Mapping[int, Any]) -> None:
    """Prunes the shell's tags and hangs each part where the first of its pages stood.

    `waiting` holds the element of each part under every page number that it covers.
    """
    hung: set[Key] = set()
    _Pruning(pages, waiting, hung).document(document)
    for page, part in sorted(waiting.items()):
        if part.objgen not in hung:
            hung.add(part.objgen)
            _hang_by_page(document, part, page, pages)


class _Pruning:
    def __init__(
        self, pages: Mapping[Key, int], waiting: Mapping[int, Any], hung: set[Key]
    ) -> None:
        self.pages, self.waiting, self.hung = pages, waiting, hung

    def document(self, document: Any) -> None:
        self._settle(document, self._kids(document, None, 0))

    def _kids(self, element: Any, page: Any, depth: int) -> list[Any]:
        if depth > DEEPEST:
            raise GraftError("The tags of the shell are nested too deeply")
        found = listed(element.get("/K"))
        page = element.get("/Pg", page)
        if not found:
            return [*self._places(page)]
        return [left for kid in found for left in self._kid(kid, page, depth)]

    def _places(self, page: Any) -> list[Place]:
        """The place of a placeholder page; nothing for any other."""
        number = number_of(page, self.pages)
        return [Place(number)] if number is not None and number in self.waiting else []

    def _kid(self, kid: Any, page: Any, depth: int) -> list[Any]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            own = kid.get("/Pg", page) if isinstance(kid, pikepdf.Dictionary) else page
            return self._places(own) or [kid]
        left = self._kids(kid, page, depth + 1)
        places = [one for one in left if isinstance(one, Place)]
        if not places:
            return [kid]
        if len(places) == len(left):  # nothing of it stays in the shell
            return left
        if kind_of(str(kid.get("/S", "")).lstrip("/")) == "grouping":
            self._settle(kid, left)
            return [kid]
        kid.K = pikepdf.Array([one for one in left if not isinstance(one, Place)])
        return [kid, *places]

    def _settle(self, element: Any, kids: list[Any]) -> None:
        """Parts come where their places are; other places vanish."""
        found: list[Any] = []
        for kid in kids:
            if not isinstance(kid, Place):
                found.append(kid)
                continue
            part = self.waiting.get(kid.page)
            if part is not None and part.objgen not in self.hung:
                self.hung.add(part.objgen)
                part.P = element
                found.append(part)
        element.K = pikepdf.Array(found)


def _hang_by_page(document: Any, part: Any, page: int, pages: Mapping[Key, int]) -> None:
    """A placeholder without tags: its part comes after everything of earlier pages."""
    kids = list(document.K)
    place = len(kids)
    for number, kid in enumerate(kids):
        first = _first_page(kid, pages)
        if first is not None and first > page:
            place = number
            break
    part.P = document
    document.K = pikepdf.Array([*kids[:place], part, *kids[place:]])


def _first_page(element: Any, pages: Mapping[Key, int]) -> int | None:
    waiting, found = [element], []
    while waiting:
        held = waiting.pop()
        if not isinstance(held, pikepdf.Dictionary):
            continue
        page = number_of(held.get("/Pg"), pages)
        if page is not None:
            found.append(page)
        waiting += listed(held.get("/K"))
    return min(found, default=None)
