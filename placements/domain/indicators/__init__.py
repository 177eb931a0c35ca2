"""Every statutory indicator that SSDA903 returns answer: numerator, denominator, members."""

from .computing import Computed, compute
from .registry import MEASURES, Definition, read_definitions
from .tally import Tally

__all__ = ["MEASURES", "Computed", "Definition", "Tally", "compute", "read_definitions"]
