"""Word documents that people send, read into the text of sections, or refused in plain words."""

from .guard import MOST_BYTES, WordRefused, refuse_dangerous
from .reading import WordSection, WordText, read_word

__all__ = [
    "MOST_BYTES",
    "WordRefused",
    "WordSection",
    "WordText",
    "read_word",
    "refuse_dangerous",
]
