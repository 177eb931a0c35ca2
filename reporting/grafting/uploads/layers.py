"""Layers (optional content) that are hidden: grafted, they would be seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pikepdf

from .refusals import UploadRefused


def refuse_hidden_layers(pdf: pikepdf.Pdf, shown: str) -> None:
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return
    hidden = _hidden(layers)
    if hidden:
        names = ", ".join(sorted(f"“{name}”" for name in hidden)[:5])
        raise UploadRefused(
            f"{shown} has layers that are hidden ({names}). Delete them or switch them on, print "
            "it to a new PDF file and send that."
        )


def _hidden(layers: Any) -> set[str]:
    """Names of the layers that are off when the file is opened, shown or printed."""
    default = layers.get("/D", {})
    groups = {group.objgen: group for group in _groups(layers.get("/OCGs", []))}
    off = {group.objgen for group in _groups(default.get("/OFF", []))}
    if default.get("/BaseState") == "/OFF":
        off |= set(groups) - {group.objgen for group in _groups(default.get("/ON", []))}
    off |= {key for key, group in groups.items() if _is_off_by_usage(group)}
    return {str(groups[key].get("/Name", "?")) for key in off if key in groups}


def _groups(held: Iterable[Any]) -> list[Any]:
    return [group for group in held if isinstance(group, pikepdf.Dictionary)]


def _is_off_by_usage(group: Any) -> bool:
    usage = group.get("/Usage", {})
    view, printed = usage.get("/View", {}), usage.get("/Print", {})
    return bool(view.get("/ViewState") == "/OFF" or printed.get("/PrintState") == "/OFF")
