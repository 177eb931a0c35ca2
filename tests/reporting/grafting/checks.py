"""What a grafted file must be, beyond what validators see: content and tags agree both ways."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from reporting.grafting.targets import tree_items

PATHS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
PAINTS = PATHS | {"Tj", "TJ", "'", '"', "sh", "Do", "INLINE IMAGE"}


def graft_problems(data: bytes) -> list[str]:
    """Words on every disagreement between content, tags, ways back, names and pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(_Walk(pdf).problems())


def texts_of(data: bytes) -> list[str]:
    """The text of each page, spaces evened out."""
    document = pypdfium2.PdfDocument(data)
    found = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


def everything_in(data: bytes) -> bytes:
    """All that a reader could find in a file: strings and names of every object, every stream
    unpacked, and the text of its pages."""
    found = [text.encode() for text in texts_of(data)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for held in [*pdf.objects, pdf.trailer]:
            found += _inside(held, 0)
    return b"\n".join(found)


def _inside(held: Any, depth: int) -> Iterator[bytes]:
    if isinstance(held, pikepdf.Stream):
        image = held.get("/Subtype") == "/Image"
        yield held.read_raw_bytes() if image else held.read_bytes()
    if isinstance(held, pikepdf.String):
        yield str(held).encode()
        yield bytes(held)
    elif isinstance(held, pikepdf.Name):
        yield str(held).encode()
    elif isinstance(held, pikepdf.Array):
        for kid in held:
            yield from _direct(kid, depth)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for key, kid in held.items():
            yield str(key).encode()
            yield from _direct(kid, depth)


def _direct(kid: Any, depth: int) -> Iterator[bytes]:
    if isinstance(kid, pikepdf.Object) and not kid.is_indirect and depth < 60:
        yield from _inside(kid, depth + 1)


class _Walk:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.pages = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        self.back = {int(key): held for key, held in tree_items(self.root.ParentTree)}
        # (page or form, number) -> element
        self.owned: dict[tuple[Any, int], Any] = {}
        self.held: dict[Any, Any] = {}
        self.ids: dict[bytes, Any] = {}
        self.heads: list[bytes] = []
        self.elements = 0

    def problems(self) -> Iterator[str]:
        yield from self._tree(self.root, None, 0)
        for page in self.pdf.pages:
            yield from self._page(page)
        yield from self._ids()
        yield from self._stray_pages()
        yield from self._names()
        numbers = sorted(self.back)
        if numbers != list(range(len(numbers))):
            yield "The parent tree has gaps"
        if int(self.root.get("/ParentTreeNextKey", -1)) < len(numbers):
            yield "The next key of the parent tree is taken"

    def _tree(self, element: Any, page: Any, depth: int) -> Iterator[str]:
        assert depth < 200
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from self._kid(kid, element, element.get("/Pg", page), depth)

    def _kid(self, kid: Any, parent: Any, page: Any, depth: int) -> Iterator[str]:
        if isinstance(kid, int):
            yield from self._own(page, kid, parent)
        elif kid.get("/Type") == "/MCR":
            yield from self._own(kid.get("/Stm", kid.get("/Pg", page)), int(kid.MCID), parent)
        elif kid.get("/Type") == "/OBJR":
            self.held[kid.Obj.objgen] = parent
            if kid.Pg.objgen not in self.pages:
                yield "An annotation is said to be on a page that is not in the file"
        else:
            yield from self._element(kid, parent, page, depth)

    def _own(self, holder: Any, mcid: int, parent: Any) -> Iterator[str]:
        if holder is None:
            yield f"A {parent.S} has content {mcid} on no page"
            return
        if (holder.objgen, mcid) in self.owned:
            yield f"Content {mcid} belongs to two elements"
        self.owned[holder.objgen, mcid] = parent

    def _element(self, element: Any, parent: Any, page: Any, depth: int) -> Iterator[str]:
        self.elements += 1
        if element.P.objgen != parent.objgen:
            yield f"A {element.S} does not know its parent"
        if "/ID" in element:
            if bytes(element.ID) in self.ids:
                yield f"Two elements have the id {element.ID}"
            self.ids[bytes(element.ID)] = element
        held = element.get("/A", [])
        for attribute in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(attribute, pikepdf.Dictionary):
                self.heads += [bytes(head) for head in attribute.get("/Headers", [])]
        yield from self._tree(element, page, depth + 1)

    def _page(self, page: Any) -> Iterator[str]:
        number = self.pages[page.objgen]
        yield from self._content(page.obj, page, page.obj.get("/Resources", {}), f"page {number}")
        for note in page.obj.get("/Annots", []):
            owner = self.held.get(note.objgen)
            if owner is None:
                yield f"An annotation on page {number} has no tag"
            elif self.back.get(int(note.StructParent)).objgen != owner.objgen:
                yield f"An annotation on page {number} leads back to another tag"
            if note.get("/P", page.obj).objgen != page.objgen:
                yield f"An annotation on page {number} thinks it is on another page"

    def _content(self, holder: Any, stream: Any, resources: Any, where: str) -> Iterator[str]:
        owned = {mcid: e for (key, mcid), e in self.owned.items() if key == holder.objgen}
        marks = _Marks(resources)
        for step in pikepdf.parse_content_stream(stream):
            form = marks.take(step)
            if form is not None:
                yield from self._content(form, form, form.get("/Resources", {}), f"form, {where}")
        yield from (f"{where}: {words}" for words in marks.problems())
        if marks.found != set(owned):
            yield f"{where}: content has {sorted(marks.found)}, tags own {sorted(owned)}"
        back = self.back.get(int(holder.get("/StructParents", -1)))
        for mcid, element in owned.items():
            there = back[mcid] if isinstance(back, pikepdf.Array) and mcid < len(back) else None
            if there is None or there.objgen != element.objgen:
                yield f"{where}: content {mcid} does not lead back to its tag"

    def _ids(self) -> Iterator[str]:
        tree = self.root.get("/IDTree")
        named = {bytes(key): held for key, held in tree_items(tree)} if tree is not None else {}
        if set(named) != set(self.ids):
            yield "The tree of ids is not that of the elements"
        if list(named) != sorted(named):
            yield "The tree of ids is not sorted"
        for head in self.heads:
            if head not in self.ids:
                yield f"A cell names the head {head!r}, which is not there"

    def _stray_pages(self) -> Iterator[str]:
        for held in self.pdf.objects:
            if isinstance(held, pikepdf.Dictionary) and not len(held):
                yield f"Something points at an emptied object {held.objgen}"
            is_page = isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/Page"
            if is_page and held.objgen not in self.pages:
                yield "A page is in the file that is in no page tree"

    def _names(self) -> Iterator[str]:
        tree = self.pdf.Root.get("/Names", {}).get("/Dests")
        names = list(tree_items(tree)) if tree is not None else []
        if [bytes(n) for n, _ in names] != sorted(bytes(n) for n, _ in names):
            yield "Names are not sorted"
        for name, held in names:
            if held[0].objgen not in self.pages:
                yield f"The name {name} leads to no page"


class _Marks:
    """Goes through one content stream and notes what is not as it must be."""

    def __init__(self, resources: Any) -> None:
        self.resources = resources
        self.found: set[int] = set()
        self.covers: list[int | str | None] = []
        self.depth = 0
        self.wrong: list[str] = []

    def take(self, step: Any) -> Any:
        """Returns a form that has tags of its own, if the step draws one."""
        name = str(step.operator)
        if name in ("BDC", "BMC"):
            self._open(step)
        elif name == "EMC":
            self.covers.pop()
        elif name in ("q", "Q"):
            self.depth += 1 if name == "q" else -1
            assert self.depth >= 0
        elif name in PAINTS and not self._is_covered():
            forms = self.resources.get("/XObject", {})
            form = forms.get(str(step.operands[0])) if name == "Do" else None
            if form is not None and "/StructParents" in form:
                return form
            self.wrong.append(f"{name} paints what is neither tagged nor an artifact")
        return None

    def _open(self, step: Any) -> None:
        held = step.operands[1] if len(step.operands) > 1 else None
        if isinstance(held, pikepdf.Name):
            held = self.resources.get("/Properties", {}).get(str(held))
        is_artifact = str(step.operands[0]) == "/Artifact"
        has_number = isinstance(held, pikepdf.Dictionary) and "/MCID" in held
        # Some programs number their artifacts.
        mcid = int(held.MCID) if has_number and not is_artifact else None
        around = self.covers if is_artifact else [c for c in self.covers if c == "artifact"]
        if (mcid is not None or is_artifact) and any(c is not None for c in around):
            self.wrong.append("tags and artifacts are within each other")
        if mcid is not None:
            self.found.add(mcid)
        self.covers.append("artifact" if is_artifact else mcid)

    def _is_covered(self) -> bool:
        return any(cover is not None for cover in self.covers)

    def problems(self) -> list[str]:
        return self.wrong + (["content is not closed"] if self.covers or self.depth else [])
