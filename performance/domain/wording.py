"""Words that officers wrote freely, before everybody reads them: do they count a few people?

Nothing here understands a sentence. It looks for the numbers one to five, and for decimals, which
public editions do not print; a person decides what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BOARD_ONLY = "see the board edition"
FEW = re.compile(r"(?<![\d.,])[1-5](?![\d%]|[.,]\d| ?percent)|\b(one|two|three|four|five)\b", re.I)
DECIMAL = re.compile(r"\d\.\d")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Small numbers that count nobody: "quarter 3", "Q4", "edition 2", "page 5", "1 April".
HARMLESS = re.compile(
    rf"\b(?:quarter|edition|page|table|chart)s? [1-5]\b|\bq[1-4]\b|\b[1-5] (?:{MONTHS})\b", re.I
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def few_in(text: str) -> Iterator[re.Match[str]]:
    """Every number from one to five that may count people; positions are those of the text."""
    return FEW.finditer(HARMLESS.sub(lambda found: " " * len(found[0]), text))


def names_few(text: str) -> bool:
    """Whether a text holds a number from one to five, in figures or in words.

    >>> names_few("3 of them moved"), names_few("Counted at the end of quarter 3, on 1 April")
    (True, False)
    """
    return next(few_in(text), None) is not None


def for_everybody(text: str) -> str:
    """The text, or where it may count a few people, where to read it."""
    return BOARD_ONLY if names_few(text) else text


def doubtful_sentences(text: str) -> tuple[str, ...]:
    """The sentences that a person must read before everybody does."""
    sentences = SENTENCE.split(text.strip())
    return tuple(one for one in sentences if names_few(one) or DECIMAL.search(one))
