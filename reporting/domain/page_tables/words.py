"""Words of a page where they stand; the lines that they make, and the pieces of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

# A space between words of one cell is at most so much of a line's height.
WIDEST_SPACE = 0.34
# Words whose middles differ by no more of their height stand on one line.
ONE_LINE = 0.4
# Lines of one cell are at most so many of their heights apart.
NEXT_LINE = 1.45

_N = r"[+\-−–±]?\s?\d[\d,]*(?:\.\d+)?"
_UNIT = r"(?:\s?%|\s?per cent|\s?pp|\s?per 10,000)?"
_VALUE = re.compile(rf"{_N}{_UNIT}(?:\s?(?:-|–|to|of|:)\s?{_N}{_UNIT})?", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)\d\d|\d\d))?")
_DAY = re.compile(r"[12]?\d|3[01]")
_NOTHING = re.compile(r"[-–—*.]{1,3}|n/?a|tbc|nil|not (?:known|held|set)|none", re.I)


class _Upright:
    """Something between two heights of a page."""

    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Word(_Upright):
    """Left, right, bottom and top in points from the page's lower left corner; `line` is the
    number of the line of the page's text, from 1.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    line: int


@dataclass(frozen=True)
class Rule:
    """A line that is drawn across a page, in points."""

    height: float
    left: float
    right: float


@dataclass(frozen=True)
class Piece:
    """Words of one line with no more than a space between them: a cell, or a part of one."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @cached_property
    def is_value(self) -> bool:
        """Whether it is a number and nothing else; a year is none.

        >>> word = Word("83.3%", 0, 30, 0, 12, 1)
        >>> Piece((word,)).is_value
        True
        """
        return is_value(self.text)

    @cached_property
    def is_nothing(self) -> bool:
        return _NOTHING.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Line(_Upright):
    """What stands side by side on a page, from left to right."""

    pieces: tuple[Piece, ...]
    bottom: float
    top: float

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @cached_property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @cached_property
    def has_value(self) -> bool:
        return any(piece.is_value for piece in self.pieces)


def is_value(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None and not is_year(text)


def is_day(text: str) -> bool:
    """ "31" may be the day in the head of a column, "3" its quarter."""
    return _DAY.fullmatch(text) is not None


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The lines of a page, from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.middle, one.left)):
        beside = bool(found) and found[-1][0].middle - word.middle <= ONE_LINE * min(
            found[-1][0].height, word.height
        )
        if beside:
            found[-1].append(word)
        else:
            found.append([word])
    return [_line(sorted(row, key=lambda one: one.left)) for row in found]


def _line(words: Sequence[Word]) -> Line:
    pieces: list[list[Word]] = []
    for word in words:
        near = pieces and word.left - pieces[-1][-1].right <= WIDEST_SPACE * word.height
        if near:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return Line(
        tuple(Piece(tuple(piece)) for piece in pieces),
        min(word.bottom for word in words),
        max(word.top for word in words),
    )
