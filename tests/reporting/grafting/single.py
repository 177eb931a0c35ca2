"""A pack of one paper: the way to try a single file."""

from __future__ import annotations

import functools
import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from reporting.grafting import Graft, Grafted, graft
from reporting.grafting.plan import Slot, plan
from tests.documents.checks import pdf_problems, validator_problems

from .checks import graft_problems
from .shells import shell_of


@functools.cache
def shell(pages: int = 1) -> bytes:
    made = plan([Slot("4", pages, pages)], first=2, two_sided=False)
    return shell_of(made.board, {"4": "A paper"}, made.last, front=1)


def grafted(data: bytes, pages: int = 1, **given: Any) -> tuple[bytes, Grafted]:
    out = io.BytesIO()
    part = Graft(data, 2, pages, "A paper", "item4", **({"uploaded": True} | given))
    found = graft(shell(pages), [part], out)
    return out.getvalue(), found


def assert_sound(data: bytes) -> None:
    """Everything but the fonts, which handmade files do not hold."""
    failures = [f for f in validator_problems(data) if "font" not in f.lower()]
    assert [*failures, *pdf_problems(data), *graft_problems(data)] == []


def kinds_of(found: Grafted) -> list[str]:
    return [note.kind for note in found.notes]


def one_paragraph(pdf: pikepdf.Pdf, tree: Any, page: Any) -> Any:
    return pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, P=tree, Pg=page, K=Array([0]))
    )


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        held = waiting.pop(0)
        found += [held] if "/S" in held else []
        kids = held.get("/K", [])
        kids = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in kids if isinstance(kid, Dictionary)]
    return found


def link(**given: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 60, 200, 80]), **given)
