"""Every dictionary of a file, wherever it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

DEEPEST = 60


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream, those that stand inside another one too, each once."""
    for held in pdf.objects:
        yield from _within(held, 0)


def _within(held: Any, depth: int) -> Iterator[Any]:
    if depth > DEEPEST:
        raise RecursionError("A file whose parts are nested without an end")
    if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        yield held
        kids = [value for _, value in held.items()]
    elif isinstance(held, pikepdf.Array):
        kids = list(held)
    else:
        return
    for kid in kids:
        if isinstance(kid, pikepdf.Object) and not kid.is_indirect:
            yield from _within(kid, depth + 1)
