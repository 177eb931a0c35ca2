"""Numbers in words: "ten", "twenty-two", "six hundred and eighty-four", "two thirds"."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: n for n, word in enumerate(SMALL)}
VALUES |= {word: 10 * n for n, word in enumerate(TENS, start=2)}
_UNIT = "|".join(sorted(SMALL, key=len, reverse=True))
_TEN = "|".join(TENS)
_UNDER_HUNDRED = rf"(?:(?:{_TEN})(?:[\s-](?:{'|'.join(SMALL[1:10])}))?|{_UNIT})"
IN_WORDS = (
    rf"(?:(?:(?:{_UNIT}|a)\s+hundred(?:\s+and\s+{_UNDER_HUNDRED})?)|{_UNDER_HUNDRED})(?![\w-])"
)
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
# "a quarter" and "one quarter" alone may be a time of the year: only "a quarter of" is a share.
FRACTION = (
    r"(?:(?:a|one)\s+(?:third|fifth|sixth|eighth|tenth)|(?:a|one)\s+quarter(?=\s+of\s+(?!a\b|20))|"
    r"half(?=\s+(?:of|the|our|all|were|are|had|have)\b)|one\s+half|"
    r"(?:two|three|four|five|seven|nine)[\s-](?:thirds|quarters|fifths|sixths|eighths|tenths))"
)


def number_in_words(text: str) -> Decimal:
    """ "six hundred and eighty-four" -> 684. Raises KeyError for other words."""
    total = 0
    for word in re.split(r"[\s-]+", text.lower().strip()):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word not in ("and", "a"):
            total += VALUES[word]
    return Decimal(total)


def fraction_in_words(text: str) -> Fraction:
    """ "two thirds" -> 2/3, "half" -> 1/2. Raises KeyError for other words."""
    words = re.split(r"[\s-]+", text.lower().strip())
    part = PARTS[words[-1]]
    many = VALUES.get(words[0], 1) if len(words) > 1 else 1
    return Fraction(many, part)
