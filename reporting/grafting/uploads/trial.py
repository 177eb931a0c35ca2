"""A grafting on trial: what is taken today must not fail on the evening of a publication."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from ..joining import graft
from ..parts import Graft, GraftError
from ..placing import A4
from .refusals import UploadRefused


def refuse_ungraftable(path: Path, pages: int, shown: str) -> None:
    """Grafts the file onto blank pages and throws the result away."""
    part = Graft(path, 1, pages, "A trial", "trial", uploaded=True)
    try:
        graft(_blank(pages), [part], io.BytesIO())
    except GraftError as error:
        raise UploadRefused(
            f"{shown} is damaged inside. Open it, print it to a new PDF file and send that."
        ) from error


def _blank(pages: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=A4[2:])
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = pdf.make_indirect(Dictionary(S=Name.Document, P=root, K=Array([])))
        pdf.Root.StructTreeRoot = root
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()
