"""The rows of a DfE table as it is downloaded: area, year, labels, numbers and symbols."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .layouts import Columns, Layout, heading_of, normalised

SYMBOLS = {
    "c": "hidden to protect people",
    "z": "not applicable",
    "x": "not available",
    "k": "rounds to zero",
}
ENGLAND = "E92000001"
# The column that holds the area's code, by what the row is about.
AREA_COLUMN = {"national": "", "regional": "region_code", "local authority": "new_la_code"}
FIRST_YEAR = 1990
FIRST_RELEASE, LAST_RELEASE = 2000, 2100
# What the database holds: ten digits before the point for counts, seven for values.
LARGEST = {"count": Decimal(10) ** 10, "value": Decimal(10) ** 7, "population": Decimal(2) ** 31}


class CellError(ValueError):
    """A cell that cannot be read; `column` is its name in the file."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


class Cell(NamedTuple):
    number: Decimal | None
    symbol: str


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure. `area` is the GSS code as printed; `year` ends on 31 March."""

    area: str
    year: int
    heading: str
    breakdown: str
    count: Cell
    value: Cell
    population: int | None

    @property
    def key(self) -> tuple[str, int, str, str]:
        return (self.area, self.year, self.heading, self.breakdown)


Labels = Mapping[tuple[str, str, str], str]


class RowReader:
    """Reads the rows of one file whose layout is known."""

    def __init__(
        self, layout: Layout, columns: Columns, header: Sequence[str], labels: Labels, release: int
    ) -> None:
        self.table, self.columns, self.release = layout.table, columns, release
        self.labels = labels
        self.header = normalised(header)

    def read(self, cells: Sequence[str]) -> Row:
        """One row of the file. Raises CellError, which names the column."""
        at = self.columns
        return Row(
            area=self._area(cells),
            year=self._year(cells[at.year]),
            heading=self._label("heading", heading_of(cells, at)),
            breakdown=self._breakdown(cells[at.breakdown].strip()),
            count=self._cell("count", cells, at.count),
            value=self._cell("value", cells, at.value),
            population=self._population(cells),
        )

    def _area(self, cells: Sequence[str]) -> str:
        level = cells[self.columns.level].strip().lower()
        if level not in AREA_COLUMN:
            raise CellError(
                "geographic_level",
                f"{level!r} is not National, Regional or Local authority",
            )
        if level == "national":
            return ENGLAND
        at = self.columns.region if level == "regional" else self.columns.authority
        code = cells[at].strip()
        if not code:
            raise CellError(AREA_COLUMN[level], "The code of the area is missing")
        return code

    def _year(self, text: str) -> int:
        text = text.strip()
        if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) >= FIRST_YEAR):
            raise CellError("time_period", f"{text!r} is not a year such as {self.release}")
        if int(text) > self.release:
            raise CellError(
                "time_period", f"The release of {self.release} cannot hold figures of {text}"
            )
        return int(text)

    def _breakdown(self, text: str) -> str:
        if not text:
            raise CellError(self.header[self.columns.breakdown], "The label is missing")
        return self._label("breakdown", text)

    def _label(self, column: str, text: str) -> str:
        return self.labels.get((self.table, column, text), text)

    def _cell(self, part: str, cells: Sequence[str], position: int) -> Cell:
        try:
            return parse_cell(cells[position].strip(), LARGEST[part])
        except ValueError as error:
            raise CellError(self.header[position], str(error)) from error

    def _population(self, cells: Sequence[str]) -> int | None:
        if self.columns.population < 0:
            return None
        number = self._cell("population", cells, self.columns.population).number
        if number is not None and number != int(number):
            raise CellError(self.header[self.columns.population], f"{number} is not a whole number")
        return None if number is None else int(number)


@lru_cache(maxsize=100_000)
def parse_cell(text: str, largest: Decimal) -> Cell:
    """A number, or one of DfE's symbols. Raises ValueError that says what stands there instead.

    >>> parse_cell("34450", Decimal(10_000_000_000))
    Cell(number=Decimal('34450'), symbol='')
    >>> parse_cell("c", Decimal(10)).symbol
    'c'
    """
    if text in SYMBOLS:
        return Cell(None, text)
    whole, point, fraction = text.partition(".")
    digits = text.isascii() and whole.isdigit() and (fraction.isdigit() or not point)
    if not digits:
        symbols = ", ".join(SYMBOLS)
        shown = repr(text) if text else "An empty cell"
        raise ValueError(f"{shown} is neither a number nor one of DfE's symbols ({symbols})")
    if len(fraction) > 2:
        raise ValueError(f"{text} has more than two decimals")
    number = Decimal(text)
    if number >= largest:
        raise ValueError(f"{text} is too large to be true")
    return Cell(number, "")
