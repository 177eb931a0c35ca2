"""An invented council with returns and a register, its page for an audience."""

from __future__ import annotations

from placements.services.homes_example import load_example_homes

from .synthetic import LAST, load_made_returns

__all__ = ["LAST", "load_made_returns", "loaded_homes"]


def loaded_homes(council, folder):
    """About ninety children, their homes and what these cost."""
    load_made_returns(council, folder)
    load_example_homes(council=council, seed=5)
    return council
