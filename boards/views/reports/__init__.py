"""Pages of reports."""

from . import checking, figures, files, listing, naming, restricting, reviewing, signing, writing

__all__ = [
    "checking", "figures", "files", "listing", "naming", "restricting", "reviewing", "signing",
    "writing",
]  # fmt: skip
