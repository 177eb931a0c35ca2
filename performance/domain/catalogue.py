"""The catalogue as a table of text: every cell checked, every error with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from .vocabulary import Basis, Frequency, Polarity, Unit

# Lengths that the database holds.
LONGEST = {
    "code": 60,
    "name": 80,
    "second_line": 120,
    "full_name": 240,
    "numerator": 240,
    "denominator": 240,
    "source": 240,
    "partition": 60,
    "published_differs": 300,
}
QUESTIONS = ("question_1", "question_2", "question_3")
SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
PRINCIPLES = range(1, 8)


class CatalogueError(ValueError):
    """A catalogue that cannot be loaded; `problems` says of each cell what, where, what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class CatalogueRow:
    """One indicator of the catalogue, every field as the database holds it."""

    code: str
    theme: str
    order: int
    name: str
    second_line: str
    full_name: str
    tells: str
    questions: tuple[str, ...]
    definition: str
    numerator: str
    denominator: str
    unit: str
    decimals: int
    signed: bool
    polarity: str
    frequency: str
    basis: str
    outturn_too: bool
    principles: tuple[int, ...]
    counts_people: bool
    small_cohort: bool
    partition: str
    source: str
    published: str
    # What sets the council's own figure apart from the published one, in a sentence.
    published_differs: str
    aliases: tuple[str, ...]


COLUMNS = tuple(
    column
    for field in fields(CatalogueRow)
    for column in (QUESTIONS if field.name == "questions" else (field.name,))
)


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("is empty")
    return cell


def _slug(cell: str) -> str:
    if not SLUG.match(cell):
        raise ValueError(f"“{cell}” is no code: write lower-case letters, digits and hyphens")
    return cell


def _optional_slug(cell: str) -> str:
    return _slug(cell) if cell else ""


def _whole(cell: str) -> int:
    if not cell.isascii() or not cell.isdigit():
        raise ValueError(f"“{cell}” is no whole number")
    return int(cell)


def _decimals(cell: str) -> int:
    if (places := _whole(cell)) > 2:
        raise ValueError(f"“{cell}” decimals are more than the two that are kept")
    return places


def _yes_or_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"“{cell}” is neither yes nor no")
    return cell == "yes"


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _principles(cell: str) -> tuple[int, ...]:
    found = tuple(_whole(part) for part in _list(cell))
    if not found or any(number not in PRINCIPLES for number in found):
        raise ValueError(f"“{cell}” must name principles from 1 to 7, as in 1;5")
    return found


def _word_of(enum: type[Any]) -> Callable[[str], str]:
    words = [member.value for member in enum]

    def read(cell: str) -> str:
        if cell not in words:
            raise ValueError(f"“{cell}” is not one of {', '.join(words)}")
        return cell

    return read


# How each column is read; what is not named here may be any text, also none.
READERS: dict[str, Callable[[str], Any]] = {
    "code": _slug,
    "theme": _slug,
    "order": _whole,
    "decimals": _decimals,
    "unit": _word_of(Unit),
    "polarity": _word_of(Polarity),
    "frequency": _word_of(Frequency),
    "basis": _word_of(Basis),
    "outturn_too": _yes_or_no,
    "signed": _yes_or_no,
    "counts_people": _yes_or_no,
    "small_cohort": _yes_or_no,
    "principles": _principles,
    "partition": _optional_slug,
    "published": _optional_slug,
    "aliases": _list,
} | dict.fromkeys(
    ("name", "full_name", "tells", "definition", "numerator", "source", "question_1", "question_2"),
    _text,
)


def read_catalogue(
    lines: Iterable[tuple[int, dict[str, str]]], themes: Collection[str]
) -> list[CatalogueRow]:
    """Rows of the catalogue from (line number, cells by column).

    Raises CatalogueError with every problem found, not only the first.
    """
    problems: list[str] = []
    rows: list[CatalogueRow] = []
    seen: dict[str, int] = {}
    for line, cells in lines:
        values, wrong = _read_row(cells)
        wrong += _wrong_together(values, themes, seen)
        problems += [f"Line {line}, column {column} {what}" for column, what in wrong]
        if not wrong:
            rows.append(CatalogueRow(**values))
        seen.setdefault(values.get("code", ""), line)
    if problems:
        raise CatalogueError(problems)
    return rows


def _read_row(cells: dict[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for column in COLUMNS:
        cell = (cells.get(column) or "").strip()
        if len(cell) > LONGEST.get(column, len(cell)):
            wrong.append((column, f"has {len(cell)} characters; {LONGEST[column]} fit"))
        try:
            values[column] = READERS.get(column, str)(cell)
        except ValueError as error:
            wrong.append((column, str(error)))
    values["questions"] = tuple(q for name in QUESTIONS if (q := values.pop(name, "")))
    return values, wrong


def _wrong_together(
    values: dict[str, Any], themes: Collection[str], seen: dict[str, int]
) -> list[tuple[str, str]]:
    """What is wrong only beside another cell or row."""
    wrong = []
    if (code := values.get("code")) in seen:
        wrong.append(("code", f"“{code}” stands on line {seen[code]} already"))
    if (theme := values.get("theme")) is not None and theme not in themes:
        wrong.append(("theme", f"“{theme}” is not one of {', '.join(themes)}"))
    counted = values.get("unit") == Unit.COUNT
    if "unit" in values and counted == bool(values["denominator"]):
        what = "must be empty for a number" if counted else "says of what it is a share or rate"
        wrong.append(("denominator", what))
    differs = values["published_differs"]
    if differs and not values.get("published"):
        wrong.append(("published_differs", "speaks of a published series, and none is named"))
    if differs and not differs.endswith("."):
        wrong.append(("published_differs", "is no whole sentence: end it with a full stop"))
    if values.get("signed") and (values.get("unit") != Unit.COUNT or values.get("partition")):
        wrong.append(("signed", "“yes” is for a change in a number that is no part of a whole"))
    return wrong
