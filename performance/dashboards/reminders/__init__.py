"""Reminders by e-mail: what is new, whom it concerns, and the page on which people choose."""

from .choosing import Choosing, choosing_of
from .told import Told, occasions_for, reminders_of

__all__ = ["Choosing", "Told", "choosing_of", "occasions_for", "reminders_of"]
