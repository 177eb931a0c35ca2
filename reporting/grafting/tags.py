"""Walks the tags of a part, or of the shell, and keeps those that own something in the file."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pikepdf

from . import content
from .attributes import adapt_attributes, drop_missing_heads, say_scope
from .nesting import well_nested
from .objects import STRUCT_ELEM, Key, listed, number_of
from .parents import Ids
from .parts import GraftError
from .roles import kind_of, role_reader
from .tables import even_rows

DEEPEST = 150
KEPT = frozenset(
    {
        "/Type",
        "/S",
        "/P",
        "/K",
        "/Pg",
        "/ID",
        "/A",
        "/C",
        "/T",
        "/Lang",
        "/Alt",
        "/ActualText",
        "/E",
    }
)


class TagWalk:
    """One walk in reading order. Afterwards `owned` holds, for each page, what owns which content;
    `forms` the same for form XObjects, and `objects` the annotations with their elements.
    """

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        root: Any,
        *,
        pages: Mapping[Key, int],
        targets: Sequence[Any],
        present: Sequence[set[int]],
        annotations: set[Key],
        ids: Ids,
        title: str,
        prefix: str = "",
    ) -> None:
        self.pdf, self.title, self.prefix, self.ids = pdf, title, prefix, ids
        self.pages, self.targets, self.present = pages, targets, present
        self.annotations = annotations
        self.role: Callable[[str, Any], str] = role_reader(root)
        self.owned: list[dict[int, Any]] = [{} for _ in targets]
        self.forms: dict[Key, tuple[Any, dict[int, Any]]] = {}
        self.form_mcids: dict[Key, set[int]] = {}
        self.objects: list[tuple[Any, Any]] = []
        self.mended: Counter[str] = Counter()
        # Cells, and the ids of the heads that each of them names.
        self.cells: list[tuple[Any, list[bytes]]] = []
        self.seen: set[Key] = set()
        self.level = 0

    def grown(self, held: Any, parent: Any) -> list[Any]:
        """The whole tree under `held`, adopted by `parent`."""
        kids = self.kids(listed(held), parent, None)
        for cell, named in self.cells:
            if not self.ids.found.keys() >= set(named):
                drop_missing_heads(cell, self.ids.found)
        return kids

    def kids(self, given: list[Any], parent: Any, page: Any, depth: int = 0) -> list[Any]:
        """The kids of an element or root that lead to something, adopted by `parent`."""
        if depth > DEEPEST:
            raise GraftError(f"The tags of “{self.title}” are nested too deeply to be read")
        adopted = [self._kid(kid, parent, page, depth) for kid in given]
        return [kid for kid in adopted if kid is not None]

    def _kid(self, kid: Any, parent: Any, page: Any, depth: int) -> Any:
        if isinstance(kid, int):
            return self._content(kid, kid, parent, page)
        if not isinstance(kid, pikepdf.Dictionary):
            return None
        keys = kid.keys()
        if "/Obj" in keys:
            return self._object(kid, parent, page)
        if "/MCID" in keys:
            return self._reference(kid, parent, page)
        return self._element(kid, keys, parent, page, depth) if "/S" in keys else None

    def _content(self, mcid: int, kid: Any, parent: Any, page: Any) -> Any:
        number = number_of(page, self.pages)
        if number is None or mcid not in self.present[number] or mcid in self.owned[number]:
            return None
        self.owned[number][mcid] = parent
        return kid

    def _reference(self, kid: Any, parent: Any, page: Any) -> Any:
        """A reference to marked content: of a page, or of a form drawn on it."""
        page = kid.get("/Pg", page)
        number = number_of(page, self.pages)
        if number is None:
            return None
        mcid = int(kid["/MCID"])
        made = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self.targets[number], MCID=mcid)
        stream = kid.get("/Stm")
        if stream is None:
            return self._content(mcid, made, parent, page)
        if not isinstance(stream, pikepdf.Stream):
            return None
        _, owners = self.forms.setdefault(stream.objgen, (stream, {}))
        if mcid in owners or mcid not in self._in_form(stream):
            return None
        owners[mcid] = parent
        made.Stm = stream
        return made

    def _in_form(self, stream: Any) -> set[int]:
        if stream.objgen not in self.form_mcids:
            properties = stream.get("/Resources", {}).get("/Properties")
            found = content.scan(self.pdf, stream.read_bytes(), properties)
            self.form_mcids[stream.objgen] = found.mcids
        return self.form_mcids[stream.objgen]

    def _object(self, kid: Any, parent: Any, page: Any) -> Any:
        held = kid.get("/Obj")
        number = number_of(kid.get("/Pg", page), self.pages)
        if not isinstance(held, pikepdf.Dictionary) or held.objgen not in self.annotations:
            return None
        if number is None:
            return None
        self.annotations.discard(held.objgen)
        made = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=held, Pg=self.targets[number])
        if _is_in_link(parent):
            self.objects.append((held, parent))
            return made
        link = self.pdf.make_indirect(
            pikepdf.Dictionary(Type=STRUCT_ELEM, S=pikepdf.Name.Link, P=parent)
        )
        link.K = pikepdf.Array([made])
        self.objects.append((held, link))
        return link

    def _element(self, element: Any, keys: set[str], parent: Any, page: Any, depth: int) -> Any:
        """An element, whose `keys` were asked for once: a key that is missing takes longest."""
        if not element.is_indirect:
            element = self.pdf.make_indirect(element)
        if element.objgen in self.seen:
            return None
        self.seen.add(element.objgen)
        given = str(element["/S"])
        role = self.role(given, element["/NS"] if "/NS" in keys else None)
        if role == "Artifact":
            return None  # what nobody owns becomes an artifact by itself
        for key in keys - KEPT:
            del element[key]
        own_page = element["/Pg"] if "/Pg" in keys else page
        element.P = parent
        element.Type = STRUCT_ELEM
        self._attribute(element, keys, role)
        role = self._name(element, role, given, parent)
        self._fill(element, role, element["/K"] if "/K" in keys else None, own_page, depth)
        self._set_page(element, own_page, "/Pg" in keys)
        self._mend(element, role)
        return element

    def _attribute(self, element: Any, keys: set[str], role: str) -> None:
        """Names and ids of the element, and the heads that a cell names."""
        if "/A" in keys or "/C" in keys:
            named = adapt_attributes(element, keys, self.prefix)
            if named and role in ("TD", "TH"):
                self.cells.append((element, named))
        if "/ID" in keys:
            self.ids.give(element, self.prefix.encode() + bytes(element["/ID"]))

    def _fill(self, element: Any, role: str, held: Any, page: Any, depth: int) -> None:
        """The kids of an element. What comes out as it went in is not written again."""
        given = listed(held)
        kids = self.kids(given, element, page, depth + 1)
        kids, wrapped = well_nested(element, role, kids, self.pdf.make_indirect)
        if wrapped:
            self.mended["lists and rows"] += 1
        is_same = len(kids) == len(given) and all(map(operator.is_, kids, given))
        if not is_same or not isinstance(held, pikepdf.Array) or held.is_indirect:
            element.K = pikepdf.Array(kids)

    def _set_page(self, element: Any, page: Any, has_one: bool) -> None:
        number = number_of(page, self.pages)
        if number is not None:
            element.Pg = self.targets[number]
        elif has_one:
            del element["/Pg"]

    def _name(self, element: Any, role: str, given: str, parent: Any) -> str:
        """The standard type of one that was called `given`, which is returned, and a level of
        heading that skips none.
        """
        if not role:
            role = "Div" if _holds_tags(element) else "Span"
            self.mended["types that no reader knows"] += 1
        if kind_of(role) == "heading":
            wanted = int(role[1:]) if role != "H" else max(self.level, 1)
            level = min(wanted, self.level + 1)
            if f"H{level}" != role:
                self.mended["levels of headings"] += 1
            role, self.level = f"H{level}", level
        if given != f"/{role}":
            element.S = pikepdf.Name(f"/{role}")
        if role == "TH" and say_scope(element, parent):
            self.mended["heads of tables"] += 1
        return role

    def _mend(self, element: Any, role: str) -> None:
        # A field that is only printed says so by an attribute.
        is_printed = role == "Form" and "/A" in element
        if role in ("Link", "Annot", "Form") and not is_printed and not _holds_objects(element):
            element.S = pikepdf.Name.Span
        if role in ("Figure", "Formula") and not _has_words(element):
            element.Alt = pikepdf.String(f"A picture of “{self.title}” without a description")
            self.mended["pictures without a description"] += 1
        if role == "Table" and even_rows(element, self.pdf.make_indirect):
            self.mended["rows of different lengths"] += 1
        if role == "Note" and "/ID" not in element:
            self.ids.give(element, f"{self.prefix}note".encode())


def _is_in_link(element: Any) -> bool:
    for _ in range(DEEPEST):
        if not isinstance(element, pikepdf.Dictionary) or element.get("/S") == "/Link":
            break
        element = element.get("/P")
    return isinstance(element, pikepdf.Dictionary)


def _has_words(element: Any) -> bool:
    return bool(str(element.get("/Alt", "")).strip() or str(element.get("/ActualText", "")).strip())


def _holds_tags(element: Any) -> bool:
    kids = listed(element.get("/K"))
    return any(isinstance(kid, pikepdf.Dictionary) and "/S" in kid for kid in kids)


def _holds_objects(element: Any) -> bool:
    """Whether an annotation hangs under a link, at whatever depth (a link may hold a span)."""
    waiting = [element]
    while waiting:
        held = waiting.pop()
        if held.get("/Type") == "/OBJR":
            return True
        waiting += [kid for kid in held.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]
    return False
