"""A register of homes that do not exist, for children who do not either: made from where a cohort's
children lived, so that every child has a home, and every home its places, price and history.
"""

from .assumed import Assumed, read_assumed
from .register import Register, make_register
from .stays import stays_of

__all__ = ["Assumed", "Register", "make_register", "read_assumed", "stays_of"]
