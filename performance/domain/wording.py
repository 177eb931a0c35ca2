"""Words that officers wrote freely, before everybody reads them: do they count a few people?

Nothing here understands a sentence. It looks for the numbers one to five, and for decimals, which
public editions do not print; a person decides what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

BOARD_ONLY = "see the board edition"
MOST_FEW = 5
WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
DECIMAL = re.compile(r"\d\.\d")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Small numbers that count nobody: "quarter 3", "Q4", "edition 2", "page 5", "1 April".
HARMLESS = re.compile(
    rf"\b(?:quarter|edition|page|table|chart)s? [1-5]\b|\bq[1-4]\b|\b[1-5] (?:{MONTHS})\b", re.I
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")


@cache
def _few(most: int) -> re.Pattern[str]:
    digits = "|".join(str(number) for number in range(most, 0, -1))
    words = "|".join(WORDS[:most])
    return re.compile(rf"(?<![\d.,])(?:{digits})(?![\d%]|[.,]\d| ?percent)|\b({words})\b", re.I)


def few_in(text: str, most: int = MOST_FEW) -> Iterator[re.Match[str]]:
    """Every number from one to `most` that may count people; positions are those of the text."""
    return _few(most).finditer(HARMLESS.sub(lambda found: " " * len(found[0]), text))


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
