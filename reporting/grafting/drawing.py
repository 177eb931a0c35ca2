"""Draws a part's page and the shell's page into one content stream and one resource dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Matrix, Name

from .content import data_of, streams_of
from .placing import IDENTITY, move_patterns, seen
from .rewriting import unmarked_steps

# Which operand of which operator names a resource, and of which kind.
NAMING = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "CS": "/ColorSpace",
    "cs": "/ColorSpace",
    "SCN": "/Pattern",
    "scn": "/Pattern",
    "sh": "/Shading",
}
KINDS = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties")
RUNNING = b"/Artifact <</Type /Pagination>> BDC\nq\n"
RUNNING_ENDS = b"\nQ\nEMC\n"


def draw(
    pdf: pikepdf.Pdf, target: Any, page: Any, content: bytes | None, matrix: Matrix, clip: bool
) -> None:
    """Puts a part's page on the shell's page `target`, below running header and footer.

    `content` is the page's content written anew, or None where its own streams are sound.
    `page` is the part's page as a plain dictionary; `clip` cuts what it hides outside its box.
    """
    resources = _copied(page.Resources)
    if matrix != IDENTITY:
        move_patterns(pdf, resources, matrix)
    above = _renamed(pdf, target, resources)
    begin = b"q\n" + (matrix.encode() + b" cm\n" if matrix != IDENTITY else b"")
    if clip:
        left, bottom, right, top = seen(page)
        begin += f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n\n".encode()
    middle = streams_of(page) if content is None else [pdf.make_stream(content)]
    end = b"\nQ\n" + RUNNING + above + RUNNING_ENDS
    target.Contents = pikepdf.Array([pdf.make_stream(begin), *middle, pdf.make_stream(end)])
    target.Resources = resources
    if "/Group" in page and "/Group" not in target:
        target.Group = page.Group


def _copied(resources: Any) -> Any:
    """A dictionary of its own: others may share the one that came."""
    made = pikepdf.Dictionary()
    for kind in KINDS:
        held = resources.get(kind)
        if isinstance(held, pikepdf.Dictionary):
            made[kind] = pikepdf.Dictionary(dict(held.items()))
    return made


def _renamed(pdf: pikepdf.Pdf, target: Any, resources: Any) -> bytes:
    """The shell's content without marks, its resources added to `resources` under free names."""
    names = _add_under_free_names(target.get("/Resources", pikepdf.Dictionary()), resources)
    steps = unmarked_steps(pdf, data_of(target))
    return pikepdf.unparse_content_stream([_with_names(step, names) for step in steps])


def _add_under_free_names(given: Any, resources: Any) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        held = given.get(kind)
        if not isinstance(held, pikepdf.Dictionary) or not len(held):
            continue
        if kind not in resources:
            resources[kind] = pikepdf.Dictionary()
        for name, value in held.items():
            free = _free(str(name), resources[kind])
            names[kind, str(name)] = free
            resources[kind][free] = value
    return names


def _free(name: str, taken: Any) -> str:
    found, number = f"/Shell{name.lstrip('/')}", 1
    while found in taken:
        number += 1
        found = f"/Shell{number}{name.lstrip('/')}"
    return found


def _with_names(step: Any, names: dict[tuple[str, str], str]) -> Any:
    kind = NAMING.get(str(step.operator))
    if kind is None:
        return step
    operands: Sequence[Any] = [_operand(one, kind, names) for one in step.operands]
    return ContentStreamInstruction(operands, step.operator)


def _operand(held: Any, kind: str, names: dict[tuple[str, str], str]) -> Any:
    if not isinstance(held, Name):
        return held
    new = names.get((kind, str(held)))
    return held if new is None else Name(new)
