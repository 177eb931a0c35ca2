"""Finds the numbers of a sentence that may be a figure, and sets the others aside.

What is set aside (dates, ages, section numbers, money, telephone numbers...) is blanked before
anything is looked for, so that positions hold. What is left is found form by form, the most telling
first, and blanked in turn.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from .aside import without_asides
from .number_words import FRACTION, IN_WORDS, fraction_in_words, number_in_words

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
ANY = rf"(?:{DIGITS}|{IN_WORDS})"
SIGN = r"(?:\s?%|[\s-]?per\s?cent\b|\s?pct?\b)"
NOT_BEFORE = r"(?<![\w.,£$€:/])"
NOT_AFTER = r"(?![\w]|[.,:/]\d)"


class Form(enum.StrEnum):
    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"
    RATE = "rate"
    RATIO = "ratio"
    SHARE = "share"
    FRACTION = "fraction"
    RANGE = "range"
    DAYS = "days"


@dataclass(frozen=True)
class Number:
    """A number as it is written. `second` is the whole of a share, the other side of a ratio, the
    upper end of a range.
    """

    text: str
    start: int
    end: int
    form: Form
    value: Decimal
    places: int = 0
    second: Decimal | None = None
    in_words: bool = False


Reader = Callable[[re.Match[str]], Number | None]


def read(text: str) -> tuple[Decimal, int, bool]:
    """(value, decimals, whether in words) of digits or words."""
    text = text.strip()
    if text[:1].isdigit():
        plain = text.replace(",", "")
        return Decimal(plain), len(plain.partition(".")[2]), False
    return number_in_words(text), 0, True


def _one(form: Form) -> Reader:
    def made(found: re.Match[str]) -> Number | None:
        value, places, words = read(found["n"])
        return Number(found[0], *found.span(), form, value, places, in_words=words)

    return made


def _two(form: Form) -> Reader:
    def made(found: re.Match[str]) -> Number | None:
        value, places, words = read(found["n"])
        second, more, _ = read(found["m"])
        return Number(
            found[0], *found.span(), form, value, max(places, more), second, in_words=words
        )

    return made


def _share(found: re.Match[str]) -> Number | None:
    made = _two(Form.SHARE)(found)
    whole = made is not None and made.second is not None and made.places == 0
    return made if made and whole and made.second and made.value <= made.second else None


def _range(found: re.Match[str]) -> Number | None:
    made = _two(Form.RANGE)(found)
    return made if made and made.second is not None and made.value < made.second else None


def _fraction(found: re.Match[str]) -> Number | None:
    part = fraction_in_words(found[0]) * 100
    value = Decimal(part.numerator) / Decimal(part.denominator)
    return Number(found[0], *found.span(), Form.FRACTION, value, in_words=True)


def _one_in(found: re.Match[str]) -> Number | None:
    made = _two(Form.FRACTION)(found)
    if made is None or not made.second or made.value >= made.second:
        return None
    return replace(made, value=made.value * 100 / made.second, second=None, places=0)


PLACES = r"(?:children|child|young people|cases?|reviews|audits|homes|visits|plans|people)"
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.I), reader)
    for pattern, reader in (
        (
            rf"{NOT_BEFORE}(?P<n>{DIGITS})\s?%?\s?:\s?(?P<m>{DIGITS})\s?%?{NOT_AFTER}",
            _two(Form.RATIO),
        ),
        (
            rf"{NOT_BEFORE}(?P<n>{DIGITS}){SIGN}?\s?(?:-|–|to)\s?(?P<m>{DIGITS}){SIGN}",
            _range,
        ),
        # A cell that holds nothing else.
        (rf"^\s*(?P<n>{DIGITS})\s?(?:-|–|to)\s?(?P<m>{DIGITS})\s*$", _range),
        (rf"\bbetween\s+(?P<n>{DIGITS}){SIGN}?\s+and\s+(?P<m>{DIGITS}){SIGN}", _range),
        (
            rf"{NOT_BEFORE}(?P<n>{ANY})(?:\s{PLACES})?(?:\s?\({DIGITS}{SIGN}\))?\s+(?:out\s+)?of\s+"
            rf"(?:(?:the|these|those|our|all|a\s+total\s+of|about|some)\s+)*(?P<m>{ANY})"
            rf"(?!{SIGN}|[\w]|\.\d)",
            _share,
        ),
        (
            rf"{NOT_BEFORE}(?P<n>{DIGITS})\s?(?:{SIGN}[\s-]*|percentage\s+|percentage-)?"
            r"(?:points?|ppts?|pp)\b",
            _one(Form.POINTS),
        ),
        (
            rf"{NOT_BEFORE}(?P<n>{ANY})\s(?:percentage\s)points?\b",
            _one(Form.POINTS),
        ),
        (rf"{NOT_BEFORE}(?P<n>{ANY})(?:\s(?:children|child))?\s?(?:per|for every|in every|/)\s?"
         r"(?:10[,\s]?000|10k|ten thousand)\b", _one(Form.RATE)),
        (rf"{NOT_BEFORE}(?P<n>{ANY}){SIGN}", _one(Form.PERCENT)),
        (rf"\b(?P<n>{ANY})\s+in\s+(?:every\s+)?(?P<m>{ANY})(?![\w.,]*\d|{SIGN})", _one_in),
        (rf"\b{FRACTION}\b", _fraction),
        (rf"{NOT_BEFORE}(?P<n>{ANY})\s+days\b", _one(Form.DAYS)),
        (rf"{NOT_BEFORE}(?P<n>{ANY}){NOT_AFTER}", _one(Form.COUNT)),
    )
)  # fmt: skip


def numbers_in(text: str) -> list[Number]:
    """Every number that may be a figure, in order of the text."""
    left = without_asides(text)
    if not any(letter.isdigit() for letter in left) and not _WORDY.search(left):
        return []
    found: list[Number] = []
    for pattern, reader in FORMS:
        for number in _of_form(pattern, reader, left):
            found.append(replace(number, text=" ".join(text[number.start : number.end].split())))
            left = blank(left, number.start, number.end)
    return sorted(found, key=lambda one: one.start)


_WORDY = re.compile(rf"\b(?:{IN_WORDS}|{FRACTION})", re.I)
_FROM_TO = re.compile(r"\b(?:from|rose|risen|increased?|fell|fallen|decreased?|moved?)\s*$", re.I)


def _of_form(pattern: re.Pattern[str], reader: Reader, text: str) -> Iterator[Number]:
    for match in pattern.finditer(text):
        number = reader(match)
        if number is None:
            continue
        if number.form is Form.RANGE and _FROM_TO.search(text[: number.start]):
            continue  # "from 62% to 65%" is two figures
        yield number


def blank(text: str, start: int, end: int) -> str:
    """The text without a piece of it; every other letter keeps its place."""
    return text[:start] + " " * (end - start) + text[end:]
