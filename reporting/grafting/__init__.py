"""Agenda packs: papers of ours and papers that were sent, grafted into one accessible file.

Whoever plans pages or keeps a paper imports from here too, so that pikepdf, which is slow to load,
waits until something is grafted.
"""

from typing import TYPE_CHECKING, Any

from .labels import labels
from .parts import BODY_AREA, Area, Graft, Grafted, GraftError, Note

if TYPE_CHECKING:
    from .joining import graft

__all__ = [
    "BODY_AREA",
    "Area",
    "Graft",
    "GraftError",
    "Grafted",
    "Note",
    "graft",
    "labels",
]


def __getattr__(name: str) -> Any:
    if name != "graft":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .joining import graft

    return graft
