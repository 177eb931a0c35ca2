"""Puts one part onto its pages: content, links, tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from . import content
from .drawing import draw
from .links import Links, Moving, links_of
from .parents import Ids, Parents
from .parts import Area, Graft, GraftError, Note
from .placing import IDENTITY, fitted, moved_box, same_size, seen, turned
from .rewriting import retagged, unmarked
from .sources import Source
from .tags import TagWalk


@dataclass
class Part:
    """A part on its way into the shell's file."""

    source: Source
    element: Any  # its element among the shell's tags, empty at first
    targets: list[Any]  # the shell's pages that it stands on
    moving: Moving
    notes: list[Note] = field(default_factory=list)

    @property
    def graft(self) -> Graft:
        return self.source.graft

    def note(self, kind: str, words: str) -> None:
        self.notes.append(Note(self.graft.prefix, kind, words))


def part_of(source: Source, element: Any, targets: list[Any], area: Area) -> Part:
    """Works out where every page of the part comes to stand."""
    given = source.graft
    if not given.uploaded:
        _refuse_other_sizes(source, targets)
    matrices = [fitted(page, area) if given.uploaded else IDENTITY for page in source.pages]
    moving = Moving(
        source.index,
        targets,
        matrices,
        source.names,
        lambda name: f"{given.prefix}.{name.lstrip('/')}",
    )
    return Part(source, element, targets, moving)


def _refuse_other_sizes(source: Source, targets: list[Any]) -> None:
    for number, (page, target) in enumerate(zip(source.pages, targets, strict=True), 1):
        if not same_size(page, target) or turned(page) or seen(page)[:2] != (0, 0):
            raise GraftError(
                f"Page {number} of “{source.graft.title}” is not of the shell's size. "
                "Say that it is an upload, so that it is fitted into the page"
            )


def adopt(pdf: pikepdf.Pdf, part: Part, ids: Ids, parents: Parents) -> None:
    """Draws the part, hangs its tags below its element, and keeps the ways back to them."""
    links = links_of(pdf, part.source.pages, part.moving)
    walk = _walk(pdf, part, links, ids)
    kids = walk.grown(_tags(part), part.element)
    for kid in kids:
        if isinstance(kid, Dictionary) and kid.get("/S") == "/Document":
            kid.S = Name.Sect  # there is one document, the shell's
    pictures = []
    for number, target in enumerate(part.targets):
        picture = _draw(pdf, part, number, walk)
        if picture is not None:
            pictures.append(picture)
        parents.own_content(target, walk.owned[number])
        target.Tabs = Name.S
    untagged = _hang_links(pdf, part, links, walk)
    for held, element in walk.objects:
        parents.own_object(held, element)
    for form, owners in walk.forms.values():
        parents.own_content(form, owners)
    part.element.K = pikepdf.Array([*kids, *pictures, *untagged])
    _tell(part, walk, links, len(pictures))


def _tags(part: Part) -> Any:
    return part.source.tags.get("/K", []) if part.source.tags is not None else []


def _walk(pdf: pikepdf.Pdf, part: Part, links: Links, ids: Ids) -> TagWalk:
    tags = part.source.tags if part.source.tags is not None else Dictionary()
    return TagWalk(
        pdf,
        tags,
        pages=part.source.index,
        targets=part.targets,
        present=[scan.mcids for scan in part.source.scans],
        annotations={note.objgen for notes in links.kept for note in notes},
        ids=ids,
        title=part.graft.title,
        prefix=f"{part.graft.prefix}.",
    )


def _draw(pdf: pikepdf.Pdf, part: Part, number: int, walk: TagWalk) -> Any:
    """Draws a page; returns the picture element of a page that has no tags."""
    page, target = part.source.pages[number], part.targets[number]
    scan, owned = part.source.scans[number], walk.owned[number]
    new: bytes | None = None
    picture = None
    if scan.bare and not owned and not _tagged_forms(page, walk):
        picture = _picture(pdf, part, number)
        owned[0] = picture
        data = content.data_of(page)
        plain = unmarked(pdf, data) if scan.marked or scan.tangled else data
        new = b"/Figure <</MCID 0>> BDC\n" + plain + b"\nEMC"
    elif not scan.is_sound(owned):
        properties = page.Resources.get("/Properties")
        data = content.data_of(page)
        new = retagged(pdf, data, set(owned), properties, _tagged_forms(page, walk))
    draw(pdf, target, page, new, part.moving.matrices[number], part.graft.uploaded)
    return picture


def _tagged_forms(page: Any, walk: TagWalk) -> set[str]:
    held = page.Resources.get("/XObject", {})
    return {name for name, form in held.items() if form.objgen in walk.forms}


def _picture(pdf: pikepdf.Pdf, part: Part, number: int) -> Any:
    """A page without tags is a picture with words."""
    given, target = part.graft, part.targets[number]
    place = f"page {number + 1} of {given.pages}" if given.pages > 1 else ""
    words = (given.described or "").strip()
    if not words:
        words = (
            f"{given.title}: a paper of {given.pages} page{'s' * (given.pages > 1)}, not described"
        )
    elif number:
        words = given.title
    element = Dictionary(
        Type=Name.StructElem,
        S=Name.Figure,
        P=part.element,
        Pg=target,
        Alt=String(f"{words} ({place})" if place else words),
        K=pikepdf.Array([0]),
    )
    box = moved_box(seen(part.source.pages[number]), part.moving.matrices[number])
    element.A = Dictionary(O=Name.Layout, BBox=pikepdf.Array(box or []), Placement=Name.Block)
    return pdf.make_indirect(element)


def _hang_links(pdf: pikepdf.Pdf, part: Part, links: Links, walk: TagWalk) -> list[Any]:
    """Puts links on their pages; those that the part did not tag get elements of their own."""
    made = []
    for notes, target in zip(links.kept, part.targets, strict=True):
        if notes:
            target.Annots = pikepdf.Array(notes)
        for note in notes:
            if note.objgen in walk.annotations:
                element = pdf.make_indirect(
                    Dictionary(Type=Name.StructElem, S=Name.Link, P=part.element, Pg=target)
                )
                element.K = pikepdf.Array([Dictionary(Type=Name.OBJR, Obj=note, Pg=target)])
                walk.objects.append((note, element))
                made.append(element)
    return made


def _tell(part: Part, walk: TagWalk, links: Links, pictures: int) -> None:
    title = part.graft.title
    if pictures and (part.graft.described or "").strip():
        part.note("described", f"“{title}” has pages without tags; its description is read instead")
    elif pictures:
        part.note("undescribed", f"“{title}” has pages without tags and no description of them")
    for what, count in (+walk.mended).items() if part.graft.uploaded else ():
        part.note("mended", f"“{title}”: {what} were put right ({count})")
    if links.dropped:
        part.note(
            "dropped", f"“{title}”: links that lead nowhere or notes left out: {links.dropped}"
        )
