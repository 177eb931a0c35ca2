"""Every write of the register of homes."""

from .lines import (
    LineAsks,
    LineRefused,
    add_line,
    change_line,
    removal_refused,
    remove_line,
    restore_line,
)

__all__ = [
    "LineAsks",
    "LineRefused",
    "add_line",
    "change_line",
    "removal_refused",
    "remove_line",
    "restore_line",
]
