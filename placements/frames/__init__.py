"""Rows of the database as typed frames: the returns of children, the register of homes."""

from .cohort import cohort_of, frame_of, held_rows, linked_returns
from .register import register_of

__all__ = ["cohort_of", "frame_of", "held_rows", "linked_returns", "register_of"]
