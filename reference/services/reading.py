"""A downloaded statistics file as rows, or the list of what is wrong with it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from reference.domain.layouts import (
    Columns,
    Layout,
    UnknownTableError,
    candidates,
    is_sign,
)
from reference.domain.statistics import CellError, Row, RowReader
from reference.fixtures import other_codes, table_labels, table_layouts

from .problems import Problem, StatisticsFileError, ends_in_mid_line, no_sign, not_text

PROBLEMS_SHOWN = 10


@dataclass
class StatisticsFile:
    """Reads one file. After `rows` has run out, `problems` is empty or the file is refused."""

    path: Path
    release: int
    # None: any area will do.
    known_areas: frozenset[str] | None
    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    seen: dict[tuple[str, int, str, str], int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def layout(self) -> Layout:
        """The table that the file holds. Raises StatisticsFileError where it is none of ours."""
        return self._recognised[0]

    def rows(self) -> Iterator[Row]:
        """Every readable row; what cannot be read is noted under `problems`."""
        layout, columns = self._recognised
        lines = self._lines()
        _, header = next(lines)
        reader = RowReader(layout, columns, header, table_labels(), self.release)
        for line, cells in lines:
            row = self._row(reader, line, cells, len(header))
            if row is not None:
                yield row
        self._check_whole()

    def refuse_if_wrong(self) -> None:
        if self.problems:
            raise StatisticsFileError(self.path, self.problems, self.more)

    @cached_property
    def _recognised(self) -> tuple[Layout, Columns]:
        lines = self._lines()
        _, header = next(lines, (0, []))
        if not header:
            raise self._refusal("The file is empty")
        try:
            fitting = candidates(header, table_layouts())
        except UnknownTableError as error:
            raise self._refusal(str(error)) from error
        rows = 0
        for _, cells in lines:
            rows += 1
            for layout, columns in fitting:
                if len(cells) == len(header) and is_sign(cells, layout, columns):
                    return layout, columns
        if not rows:
            raise self._refusal("The file has a header and no rows: is the download complete?")
        raise self._refusal(no_sign([layout for layout, _ in fitting]))

    def _refusal(self, message: str, line: int | None = None) -> StatisticsFileError:
        return StatisticsFileError(self.path, [Problem(message, line)])

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        """(line number, cells) of every line that is not blank; the header first."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file)
                for cells in reader:
                    if any(cell.strip() for cell in cells):
                        yield reader.line_num, cells
        except UnicodeDecodeError as error:
            raise self._refusal(not_text(self.path)) from error
        except csv.Error as error:
            raise self._refusal(f"This is no CSV file: {error}", reader.line_num) from error
        except OSError as error:
            raise self._refusal(str(error.strerror)) from error

    def _row(self, reader: RowReader, line: int, cells: list[str], width: int) -> Row | None:
        if len(cells) != width:
            self._note(
                f"{len(cells)} columns where the header has {width}: is the download complete?",
                line,
            )
            return None
        try:
            row = reader.read(cells)
        except CellError as error:
            self._note(str(error), line, error.column)
            return None
        if row.area in other_codes():
            row = replace(row, area=other_codes()[row.area])
        return self._checked(row, line)

    def _checked(self, row: Row, line: int) -> Row | None:
        if self.known_areas is not None and row.area not in self.known_areas:
            self.unknown[row.area] += 1
            if self.unknown[row.area] == 1:
                self._note(
                    f"{row.area} is no area that is known here. Run load_reference first; if the "
                    "area is new, add it to fixtures/areas.csv",
                    line,
                )
            return None
        first = self.seen.setdefault(row.key, line)
        if first != line:
            label = ", ".join(part for part in (row.heading, row.breakdown) if part)
            self._note(f"{row.area} {row.year}, {label}: stands already in line {first}", line)
            return None
        return row

    def _note(self, message: str, line: int | None = None, column: str = "") -> None:
        if len(self.problems) < PROBLEMS_SHOWN:
            self.problems.append(Problem(message, line, column))
        else:
            self.more += 1

    def _check_whole(self) -> None:
        """Every breakdown of a whole table has as many rows: a cut download has not."""
        counts = Counter((heading, breakdown) for _, _, heading, breakdown in self.seen)
        if len(set(counts.values())) <= 1:
            return
        fewest, most = min(counts.values()), max(counts.values())
        words = f"some measures have {fewest} rows and others {most}: is the download complete?"
        if ends_in_mid_line(self.path):
            self._note(f"The last line has no end, and {words}")
        else:
            self.warnings.append(words.capitalize())
