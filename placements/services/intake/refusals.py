"""Why a return is not taken."""

from __future__ import annotations


class IntakeRefused(ValueError):
    """A return that is not taken; the message says what is wrong, where, and what to do."""


class NothingNew(IntakeRefused):
    """All that was sent is held already."""


class OutOfDate(IntakeRefused):
    """Something was loaded since the difference was shown."""
