"""Disclosure control for public editions: no reader may learn of one to five people.

`protect` is the rule. The modules: `cells` (a figure before and after), `small` (what a figure
tells by itself), `wholes` (parts that add up), `windows` (counts whose days overlap), `past` (what
earlier editions showed), `rule` (all of them together).
"""

from .cells import LEAST_SHOWN, Cell, PastCell, Shielded, State
from .past import Conflict, conflicts_with_past
from .rule import protect, public_value
from .small import few, is_small

__all__ = [
    "LEAST_SHOWN",
    "Cell",
    "Conflict",
    "PastCell",
    "Shielded",
    "State",
    "conflicts_with_past",
    "few",
    "is_small",
    "protect",
    "public_value",
]
