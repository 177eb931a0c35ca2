"""Lists and rows of tables hold only what they may; other kids get the element that is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .objects import STRUCT_ELEM

# What a type may hold, and what is put round anything else.
MAY_HOLD = {
    "L": (frozenset({"/LI", "/L", "/Caption"}), "LI"),
    "LI": (frozenset({"/Lbl", "/LBody"}), "LBody"),
    "Table": (frozenset({"/TR", "/THead", "/TBody", "/TFoot", "/Caption"}), "TR"),
    "TR": (frozenset({"/TH", "/TD"}), "TD"),
}


def well_nested(
    element: Any, role: str, kids: Sequence[Any], made: Callable[[Any], Any]
) -> tuple[list[Any], bool]:
    """The kids of an element of that type, strangers put into one of the missing type; were there
    any?

    Strangers that follow each other share one. `made` gives a dictionary its place in the file.
    Content of a list or a row itself, as a line that is drawn round it, stays where it is.
    """
    if role not in MAY_HOLD:
        return list(kids), False
    allowed, wrapper = MAY_HOLD[role]
    found: list[Any] = []
    round_it: Any = None
    wrapped = False
    for kid in kids:
        if _may_stay(kid, allowed):
            found.append(kid)
            round_it = None
            continue
        if round_it is None:
            held = Dictionary(Type=STRUCT_ELEM, S=Name(f"/{wrapper}"), P=element, K=Array([]))
            round_it = made(held)
            found.append(round_it)
        kid.P = round_it
        round_it.K.append(kid)
        wrapped = True
    for kid in found:
        if wrapped and isinstance(kid, Dictionary) and kid.get("/S") == f"/{wrapper}":
            kid.K = Array(well_nested(kid, wrapper, list(kid.K), made)[0])
    return found, wrapped


def _may_stay(kid: Any, allowed: frozenset[str]) -> bool:
    is_element = isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    return not is_element or str(kid["/S"]) in allowed
