"""Names of files that people send, as sentences show them."""

from __future__ import annotations


def quoted(name: str) -> str:
    """A file's name as a sentence shows it: at most 60 characters, nothing unprintable.

    >>> quoted("A report\\n.pdf"), quoted("")
    ('“A report.pdf”', '“The file”')
    """
    shown = "".join(letter for letter in name if letter.isprintable()).strip() or "The file"
    return f"“{shown}”" if len(shown) <= 60 else f"“{shown[:59]}…”"
