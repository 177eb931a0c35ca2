"""Periods of care and spells in one placement or with one carer, from linked episodes."""

from .history import History, history_of
from .periods import Periods, periods_of
from .spells import Spells, carer_spells, placement_spells

__all__ = [
    "History",
    "Periods",
    "Spells",
    "carer_spells",
    "history_of",
    "periods_of",
    "placement_spells",
]
