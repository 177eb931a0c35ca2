"""Attributes of structure elements: ids that they name, and what a table's head is the head of."""

from __future__ import annotations

from collections.abc import Container, Set
from typing import Any

import pikepdf

from .objects import listed


def adapt_attributes(element: Any, keys: Set[str], prefix: str) -> list[bytes]:
    """Names of table heads and of classes begin with the part's prefix, as its ids do. Returns the
    heads that are named. `keys` are those of the element.
    """
    if prefix and "/C" in keys:
        _adapt_classes(element, element["/C"], prefix)
    held = element["/A"] if "/A" in keys else None
    found = [
        one for one in listed(held) if isinstance(one, pikepdf.Dictionary) and "/Headers" in one
    ]
    named = [prefix.encode() + bytes(head) for one in found for head in listed(one["/Headers"])]
    if held is None or not found or not prefix:
        return named
    if len(found) == 1 and not held.is_indirect and not found[0].is_indirect:
        found[0]["/Headers"] = pikepdf.Array([pikepdf.String(head) for head in named])
    else:  # others may use them too
        element.A = _all_adapted(held, prefix)
    return named


def _adapt_classes(element: Any, classes: Any, prefix: str) -> None:
    if isinstance(classes, pikepdf.Name):
        element.C = class_name(classes, prefix)
    elif isinstance(classes, pikepdf.Array):
        element.C = pikepdf.Array(
            [class_name(c, prefix) if isinstance(c, pikepdf.Name) else c for c in classes]
        )


def _all_adapted(held: Any, prefix: str) -> Any:
    """Attributes of one kind, or an array of several."""
    if isinstance(held, pikepdf.Array):
        return pikepdf.Array([_adapted(one, prefix) for one in held])
    return _adapted(held, prefix)


def _adapted(held: Any, prefix: str) -> Any:
    if not prefix or not isinstance(held, pikepdf.Dictionary) or "/Headers" not in held:
        return held
    adapted = pikepdf.Dictionary(dict(held.items()))
    start = prefix.encode()
    adapted.Headers = pikepdf.Array(
        [pikepdf.String(start + bytes(head)) for head in listed(held["/Headers"])]
    )
    return adapted


def drop_missing_heads(element: Any, ids: Container[bytes]) -> None:
    """A cell must not name a head that is not there."""
    for one in listed(element.get("/A")):
        if isinstance(one, pikepdf.Dictionary) and "/Headers" in one:
            heads = listed(one["/Headers"])
            kept = [head for head in heads if bytes(head) in ids]
            if len(kept) < len(heads):
                one.Headers = pikepdf.Array(kept)


def class_name(name: Any, prefix: str) -> pikepdf.Name:
    return pikepdf.Name(f"/{prefix}{str(name).lstrip('/')}")


def class_map(root: Any, prefix: str) -> dict[str, Any]:
    """The classes of a part under their new names."""
    classes = root.get("/ClassMap")
    if not isinstance(classes, pikepdf.Dictionary):
        return {}
    return {
        str(class_name(name, prefix)): _all_adapted(held, prefix) for name, held in classes.items()
    }


def say_scope(head: Any, row: Any) -> bool:
    """Says of a table's head whether it heads a column or a row, if it does not; was it silent?"""
    found = listed(head.get("/A"))
    attributes = [one for one in found if isinstance(one, pikepdf.Dictionary)]
    if any("/Scope" in one for one in attributes) or "/C" in head:
        return False
    scope = pikepdf.Name.Column if _is_first(row) else pikepdf.Name.Row
    head.A = pikepdf.Array([*found, pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope)])
    return True


def _is_first(row: Any) -> bool:
    """Whether a row stands in the head of its table, or is the first of the table."""
    group = row.get("/P") if isinstance(row, pikepdf.Dictionary) else None
    if not isinstance(group, pikepdf.Dictionary) or group.get("/S") == "/THead":
        return True
    if group.get("/S") == "/TBody" and not _leads(group, group.get("/P")):
        return False
    return _leads(row, group)


def _leads(element: Any, parent: Any) -> bool:
    kids = parent.get("/K") if isinstance(parent, pikepdf.Dictionary) else None
    first = kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else kids
    return isinstance(first, pikepdf.Dictionary) and first.objgen == element.objgen
