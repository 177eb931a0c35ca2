"""Word documents that people send, read into the text of sections, or refused in plain words."""

from .guard import MAIN, MOST_BYTES, TEMPLATE, WordRefused, parts_of, refuse_dangerous
from .reading import WordSection, WordText, read_word

__all__ = [
    "MAIN",
    "MOST_BYTES",
    "TEMPLATE",
    "WordRefused",
    "WordSection",
    "WordText",
    "parts_of",
    "read_word",
    "refuse_dangerous",
]
