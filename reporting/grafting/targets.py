"""Where links, names and bookmarks lead, as plain values, and back as arrays of the new file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Matrix

from .objects import Key, number_of
from .placing import moved_box

# What each kind of destination names after its kind: x, y, or neither (a zoom).
FIELDS = {
    "/XYZ": ("x", "y", ""),
    "/Fit": (),
    "/FitB": (),
    "/FitH": ("y",),
    "/FitBH": ("y",),
    "/FitV": ("x",),
    "/FitBV": ("x",),
}
DEEPEST = 60


@dataclass(frozen=True)
class Target:
    """A place in a part: its page from 0, the kind of view, and the numbers of the view."""

    page: int
    kind: str = "/Fit"
    numbers: tuple[float | None, ...] = ()


def target_of(held: Any, pages: Mapping[Key, int], names: Mapping[str, Target]) -> Target | None:
    """What a /Dest, or the /D of an action or a name tree, leads to; None if nowhere."""
    if isinstance(held, pikepdf.String | pikepdf.Name):
        return names.get(str(held))
    if isinstance(held, pikepdf.Dictionary) and "/D" in held:
        held = held["/D"]
    if not isinstance(held, pikepdf.Array) or not len(held):
        return None
    page = number_of(held[0], pages)
    if page is None:
        return None
    kind = str(held[1]) if len(held) > 1 else "/Fit"
    if kind != "/FitR" and kind not in FIELDS:
        return Target(page)
    return Target(page, kind, tuple(_number(held[n]) for n in range(2, len(held))))


def _number(held: Any) -> float | None:
    try:
        return None if held is None else float(held)
    except (TypeError, ValueError):
        return None


def destination(target: Target, page: Any, matrix: Matrix) -> pikepdf.Array:
    """The target as an array of the new file: on `page`, where `matrix` has moved it."""
    if target.kind == "/FitR":
        moved = moved_box(target.numbers, matrix)
        return pikepdf.Array(
            [page, pikepdf.Name.FitR, *moved] if moved else [page, pikepdf.Name.Fit]
        )
    numbers = _moved(target, matrix)
    if numbers is None:
        return pikepdf.Array([page, pikepdf.Name.Fit])
    return pikepdf.Array([page, pikepdf.Name(target.kind), *numbers])


def _moved(target: Target, matrix: Matrix) -> list[float | None] | None:
    """The numbers of a view, moved; None where a turned page leaves it without a meaning."""
    fields = FIELDS[target.kind]
    given = dict(zip(fields, target.numbers, strict=False))
    x, y = given.get("x"), given.get("y")
    is_turned = abs(matrix.b) > 1e-9 or abs(matrix.c) > 1e-9
    if is_turned and (x is None) != (y is None):
        return None
    across, up = matrix.transform((x or 0, y or 0))
    new = {"x": None if x is None else round(across, 3), "y": None if y is None else round(up, 3)}
    # 0 keeps the reader's own zoom, whatever a part asked for.
    return [new.get(name, 0) if name else 0 for name in fields]


def names_of(root: Any, pages: Mapping[Key, int]) -> dict[str, Target]:
    """The named destinations of a document that lead to a page of it."""
    found: dict[str, Target] = {}
    tree = root.get("/Names", {}).get("/Dests")
    old = root.get("/Dests")
    pairs = [*tree_items(tree)] if tree is not None else []
    if isinstance(old, pikepdf.Dictionary):
        pairs += old.items()
    for name, held in pairs:
        target = target_of(held, pages, {})
        if target is not None:
            found.setdefault(str(name), target)
    return found


def tree_items(node: Any) -> Iterator[tuple[Any, Any]]:
    """Keys and values of a name tree, however deep its branches are; loops are cut."""
    waiting, seen = [(node, 0)], set()
    while waiting:
        branch, depth = waiting.pop()
        if not isinstance(branch, pikepdf.Dictionary) or depth > DEEPEST:
            continue
        if branch.is_indirect:
            if branch.objgen in seen:
                continue
            seen.add(branch.objgen)
        held: Any = branch.get("/Names", branch.get("/Nums", []))
        for place in range(0, len(held) - 1, 2):
            yield held[place], held[place + 1]
        waiting += [(kid, depth + 1) for kid in reversed(list(branch.get("/Kids", [])))]


def name_tree(found: Mapping[str, Any]) -> pikepdf.Dictionary:
    """A name tree of one level, sorted as readers look it up: by bytes."""
    pairs = sorted((bytes(pikepdf.String(name)), name) for name in found)
    flat: list[Any] = []
    for _, name in pairs:
        flat += [pikepdf.String(name), found[name]]
    return pikepdf.Dictionary(Names=pikepdf.Array(flat))
