"""Structure types: what a type of a part is in PDF 1.7, which PDF/UA-1 builds on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "pdf_structure_types.csv"
LONGEST_CHAIN = 20


@lru_cache(maxsize=1)
def _types() -> Mapping[str, tuple[str, str]]:
    with FIXTURE.open(encoding="utf-8", newline="") as lines:
        return {row["name"]: (row["becomes"], row["kind"]) for row in csv.DictReader(lines)}


def kind_of(standard: str) -> str:
    """The kind of a standard type, as the fixture has it; "" for any other type."""
    return _types().get(standard, ("", ""))[1]


def role_reader(root: Any) -> Callable[[str, Any], str]:
    """A function from an element's type, and its namespace or None, to the standard type, without
    the slash; "" if there is none.

    Role maps of the tree's root and of namespaces (PDF 2.0) are followed to their end, so that no
    role map has to travel with the element.
    """
    roles = root.get("/RoleMap", {})
    found: dict[str, str] = {}
    mapped = {str(name): str(role) for name, role in roles.items()} if len(roles) else {}

    def role(name: str, space: Any) -> str:
        if isinstance(space, pikepdf.Dictionary):
            return _followed(_in_namespace(name, space), mapped)
        if name not in found:
            found[name] = _followed(name, mapped)
        return found[name]

    return role


def _in_namespace(name: str, space: Any) -> str:
    target = space.get("/RoleMapNS", {}).get(name)
    if isinstance(target, pikepdf.Array) and len(target):
        target = target[0]
    return str(target) if isinstance(target, pikepdf.Name) else name


def _followed(name: str, mapped: Mapping[str, str]) -> str:
    for _ in range(LONGEST_CHAIN):
        standard = _types().get(name.lstrip("/"))
        if standard:
            return standard[0]
        if name not in mapped:
            break
        name = mapped[name]
    return ""
