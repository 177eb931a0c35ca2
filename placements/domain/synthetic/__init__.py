"""Returns of a council that does not exist: children enter care, move, are reviewed and leave as
they do in England, in equilibrium, and the SSDA903 returns tell of them.

>>> import numpy as np
>>> np.random.default_rng(1).integers(10) < 10
np.True_
"""

from .assumptions import Assumptions, read_assumptions
from .faults import with_faults
from .gazetteer import Gazetteer, gazetteer_of
from .history import History, Plan, make_history
from .linked import linked_cohort
from .returns import TABLES, return_of

__all__ = [
    "TABLES",
    "Assumptions",
    "Gazetteer",
    "History",
    "Plan",
    "gazetteer_of",
    "linked_cohort",
    "make_history",
    "read_assumptions",
    "return_of",
    "with_faults",
]
