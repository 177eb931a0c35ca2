"""The ways back from content to structure: parent tree and tree of ids, made afresh."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

# A number tree's leaf holds this many pairs.
LEAF = 200


class Parents:
    """Gives each page, form and annotation its number, and keeps what owns its content."""

    def __init__(self) -> None:
        self.pairs: list[Any] = []

    def own_content(self, holder: Any, owners: Mapping[int, Any]) -> None:
        """A page or form XObject whose marked content, by number, belongs to elements."""
        holder.StructParents = len(self.pairs)
        last = max(owners, default=-1)
        self.pairs.append(pikepdf.Array([owners.get(mcid) for mcid in range(last + 1)]))

    def own_object(self, held: Any, element: Any) -> None:
        """An annotation, or a form drawn as one thing, that belongs to an element."""
        held.StructParent = len(self.pairs)
        self.pairs.append(element)

    def write(self, pdf: pikepdf.Pdf, root: Any) -> None:
        leaves = []
        for first in range(0, len(self.pairs), LEAF):
            found = self.pairs[first : first + LEAF]
            flat = [part for n, held in enumerate(found) for part in (first + n, held)]
            limits = pikepdf.Array([first, first + len(found) - 1])
            leaves.append(pikepdf.Dictionary(Limits=limits, Nums=pikepdf.Array(flat)))
        if len(leaves) == 1:
            del leaves[0]["/Limits"]
            root.ParentTree = pdf.make_indirect(leaves[0])
        else:
            kids = pikepdf.Array([pdf.make_indirect(leaf) for leaf in leaves])
            root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Kids=kids))
        root.ParentTreeNextKey = len(self.pairs)


class Ids:
    """The ids of elements: unique in the file, and found by readers."""

    def __init__(self) -> None:
        self.found: dict[bytes, Any] = {}

    def give(self, element: Any, wanted: bytes) -> None:
        name, again = wanted, 1
        while name in self.found:
            again += 1
            name = wanted + f"-{again}".encode()
        element.ID = pikepdf.String(name)
        self.found[name] = element

    def write(self, pdf: pikepdf.Pdf, root: Any) -> None:
        if "/IDTree" in root:
            del root["/IDTree"]
        if self.found:
            flat = [p for n in sorted(self.found) for p in (pikepdf.String(n), self.found[n])]
            root.IDTree = pdf.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(flat)))
