"""Agenda packs: the same printed page numbers for the public and for the board."""

from .building import KIND, SUPPLEMENT, agenda_pack, next_number
from .parts import AgendaPack, Item, OpenPaper, Placed, WithheldPaper

__all__ = [
    "KIND",
    "SUPPLEMENT",
    "AgendaPack",
    "Item",
    "OpenPaper",
    "Placed",
    "WithheldPaper",
    "agenda_pack",
    "next_number",
]
