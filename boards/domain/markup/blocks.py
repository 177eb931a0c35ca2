"""What a section’s text is made of, frozen."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass


class ReferenceKind(enum.StrEnum):
    FIGURE = "figure"
    CHANGE = "change"
    TARGET = "target"
    CHART = "chart"
    TABLE = "table"


@dataclass(frozen=True)
class Reference:
    """A figure named and not typed. `code` is a measure’s, of a table the theme’s; `basis`, `group`
    and `area` are empty where the measure’s usual one is meant.
    """

    kind: ReferenceKind
    code: str
    period: str = ""
    basis: str = ""
    group: str = ""
    area: str = ""

    @property
    def text(self) -> str:
        """As it is written into a section."""
        of = f"of:{self.group}" if self.group else ""
        at = f"at:{self.area}" if self.area else ""
        words = (self.kind.value, self.code, self.period, self.basis, of, at)
        return "{{" + " ".join(word for word in words if word) + "}}"


@dataclass(frozen=True)
class Words:
    text: str
    strong: bool = False


Part = Words | Reference
Line = tuple[Part, ...]


@dataclass(frozen=True)
class Paragraph:
    parts: Line
    line: int = 0


@dataclass(frozen=True)
class Subheading:
    text: str
    line: int = 0


@dataclass(frozen=True)
class Bullets:
    items: tuple[Line, ...]
    ordered: bool = False
    line: int = 0


@dataclass(frozen=True)
class Table:
    """A table with heads; every row has as many cells as there are heads."""

    caption: str
    heads: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    line: int = 0


@dataclass(frozen=True)
class Chart:
    reference: Reference
    line: int = 0


@dataclass(frozen=True)
class MeasureTable:
    reference: Reference
    line: int = 0


Block = Paragraph | Subheading | Bullets | Table | Chart | MeasureTable


@dataclass(frozen=True)
class MarkupProblem:
    """What cannot be read, and in which line, counted from 1."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.words}"


@dataclass(frozen=True)
class Parsed:
    """All that could be read; what could not stands in the blocks as the words that were typed."""

    blocks: tuple[Block, ...]
    problems: tuple[MarkupProblem, ...] = ()


def plain_text(parts: Sequence[Part]) -> str:
    """A line without bold, references as they are written."""
    return "".join(part.text for part in parts)
