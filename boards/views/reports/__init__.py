"""Pages of reports."""

from . import checking, figures, files, listing, restricting, reviewing, signing, writing

__all__ = [
    "checking", "figures", "files", "listing", "restricting", "reviewing", "signing", "writing",
]  # fmt: skip
