"""Why a step of an import is refused."""

from __future__ import annotations


class HistoryError(Exception):
    """A step that cannot be taken; the message says what, where and what to do."""


class MayNot(HistoryError):
    """This person may not take this step."""


class NothingNew(HistoryError):
    """The file holds nothing that is not held already."""
