"""Published editions, every cell that one showed or hid, decisions, and the work that builds."""

from .builds import Build
from .decisions import DisclosureRules, FigureOverride, HiddenInstead
from .editions import Audience, Edition, EditionFigure, EditionFile, PublishedCell

__all__ = [
    "Audience",
    "Build",
    "DisclosureRules",
    "Edition",
    "EditionFigure",
    "EditionFile",
    "FigureOverride",
    "HiddenInstead",
    "PublishedCell",
]
