"""Text that must stand on one line: names, titles, headings."""

from __future__ import annotations

import unicodedata

# Control characters, and the separators of lines and paragraphs.
BREAKING = ("Cc", "Zl", "Zp")


def broken_line(text: str) -> bool:
    """Whether a text breaks its line, or would: a name could else pretend to be more than one.

    >>> broken_line("Ada\\nAdministrator")
    True
    """
    return any(unicodedata.category(letter) in BREAKING for letter in text)
