"""Grafting: bodies and uploads come onto the placeholder pages of a shell, with all their tags.

Parts of one pack know nothing of each other. Every name and id of a part begins with its prefix,
and the ways from content to tags are numbered afresh for the whole file, so that it does not matter
what numbers, trees and names a part came with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Dictionary, Name, String

from . import content
from .adopting import Part, adopt, part_of
from .attributes import class_map
from .bookmarks import hang_bookmarks
from .objects import Key, numbers_of, write
from .parents import Ids, Parents
from .parts import BODY_AREA, Area, Graft, Grafted, GraftError
from .places import document_of, hang_parts
from .placing import IDENTITY
from .rewriting import retagged
from .sources import brought_in, naming, opened
from .spreading import spread
from .tags import TagWalk
from .targets import destination, name_tree, names_of


def graft(
    shell: bytes | Path,
    parts: Sequence[Graft],
    out: Path | BinaryIO,
    *,
    area: Area = BODY_AREA,
    spreads: Mapping[int, int] | None = None,
) -> Grafted:
    """Writes the shell with its parts to `out`; the same bytes for the same input.

    `area` is where an upload may stand on its page, between running header and footer. `spreads`
    says of pages of the shell for how many each stands, by the first page that they become. Raises
    GraftError, before anything is written, in words that name the part.
    """
    with opened(shell, "The shell") as pdf:
        spread(pdf, spreads or {})
        ordered = sorted(parts, key=lambda part: part.first_page_in_shell)
        _refuse(len(pdf.pages), ordered)
        found = _joined(pdf, ordered, area)
        write(pdf, out)
        return Grafted(len(pdf.pages), tuple(note for part in found for note in part.notes))


def _refuse(pages: int, parts: Sequence[Graft]) -> None:
    taken: dict[int, str] = {}
    prefixes: set[str] = set()
    for part in parts:
        if not part.title.strip() or not part.prefix or part.prefix in prefixes:
            raise GraftError(f"“{part.title}” needs a title and a prefix of its own")
        prefixes.add(part.prefix)
        last = part.first_page_in_shell + part.pages - 1
        if part.first_page_in_shell < 1 or part.pages < 1 or last > pages:
            raise GraftError(
                f"“{part.title}” would stand on pages {part.first_page_in_shell} to {last}; "
                f"the shell has {pages}"
            )
        for page in range(part.first_page_in_shell, last + 1):
            if page in taken:
                raise GraftError(f"“{part.title}” and “{taken[page]}” claim page {page}")
            taken[page] = part.title


def _joined(pdf: pikepdf.Pdf, grafts: Sequence[Graft], area: Area) -> list[Part]:
    pages = [page.obj for page in pdf.pages]
    document = document_of(pdf)
    ids, parents = Ids(), Parents()
    parts = [_brought(pdf, given, pages, area) for given in grafts]
    waiting = {
        given.first_page_in_shell - 1 + number: part.element
        for given, part in zip(grafts, parts, strict=True)
        for number in range(given.pages)
    }
    index = numbers_of(pages)
    hang_parts(document, index, waiting)
    targets = names_of(pdf.Root, index)
    names = {name: destination(to, pages[to.page], IDENTITY) for name, to in targets.items()}
    _settle_shell(pdf, pages, index, set(waiting), ids, parents)
    for part in parts:
        with naming(part.graft.title):
            adopt(pdf, part, ids, parents)
        named = part.source.names.items()
        names |= {part.moving.rename(name): part.moving.lead(target) for name, target in named}
    _write_trees(pdf, parts, ids, parents, names)
    bookmarks = [
        (part.graft.title, part.graft.first_page_in_shell - 1, part.source.bookmarks, part.moving)
        for part in parts
    ]
    hang_bookmarks(pdf, bookmarks, index, targets)
    for part in parts:
        _hollow(part)
    return parts


def _brought(pdf: pikepdf.Pdf, given: Graft, pages: Sequence[Any], area: Area) -> Part:
    with naming(given.title):
        source = brought_in(pdf, given)
    first = given.first_page_in_shell - 1
    element = Dictionary(Type=Name.StructElem, S=Name.Part, T=String(given.title))
    if source.lang:
        element.Lang = String(source.lang)
    held = pdf.make_indirect(element)
    return part_of(source, held, list(pages[first : first + given.pages]), area)


def _settle_shell(
    pdf: pikepdf.Pdf,
    pages: Sequence[Any],
    index: Mapping[Key, int],
    placeholders: set[int],
    ids: Ids,
    parents: Parents,
) -> None:
    """The shell's own pages: what no tag owns, as running headers, becomes an artifact."""
    for number in placeholders:
        if "/Annots" in pages[number]:
            del pages[number]["/Annots"]
    scans = [
        content.Scan() if number in placeholders else content.scan_page(pdf, page)
        for number, page in enumerate(pages)
    ]
    root = pdf.Root.StructTreeRoot
    walk = TagWalk(
        pdf,
        root,
        pages=index,
        targets=pages,
        present=[scan.mcids for scan in scans],
        annotations={note.objgen for page in pages for note in page.get("/Annots", [])},
        ids=ids,
        title="The shell",
    )
    root.K = pikepdf.Array(walk.grown(root.K, root))
    for number, page in enumerate(pages):
        if number in placeholders:
            continue
        owned = walk.owned[number]
        if not scans[number].is_sound(owned):
            properties = page.get("/Resources", {}).get("/Properties")
            data = retagged(pdf, content.data_of(page), set(owned), properties)
            page.Contents = pdf.make_stream(data)
        parents.own_content(page, owned)
    for held, element in walk.objects:
        parents.own_object(held, element)


def _write_trees(
    pdf: pikepdf.Pdf, parts: Sequence[Part], ids: Ids, parents: Parents, names: dict[str, Any]
) -> None:
    root = pdf.Root.StructTreeRoot
    parents.write(pdf, root)
    ids.write(pdf, root)
    # Types were followed to the standard ones.
    for key in ("/RoleMap", "/Namespaces"):
        if key in root:
            del root[key]
    classes = dict(root.get("/ClassMap", {}).items())
    for part in parts:
        if part.source.tags is not None:
            classes |= class_map(part.source.tags, f"{part.graft.prefix}.")
    if classes:
        root.ClassMap = Dictionary(classes)
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(name_tree(names)))
    if "/Dests" in pdf.Root:
        del pdf.Root["/Dests"]


def _hollow(part: Part) -> None:
    """The pages as they came are in no page tree: whatever still points at one finds nothing."""
    for page in part.source.pages:
        for key in list(page.keys()):
            del page[key]
