"""A published register as settings, with every problem by line and column."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.db.models import F

from reference.domain.ofsted import (
    Columns,
    NoUrn,
    RowReader,
    Setting,
    Vocabulary,
    find_columns,
    is_header,
    missing_columns,
    plain_words,
)
from reference.fixtures import fixture_rows, register_codes, register_columns, types_by_words
from reference.models import Area
from reference.services.problems import Problem

from .files import ZIP, Line, contents, tables
from .refusals import RegisterRefused, refusal

PROBLEMS_KEPT = 200
PROBLEMS_SHOWN = 10
# Titles and notes stand before the header.
HEADER_WITHIN = 60

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
}

_AS_AT = re.compile(r"\bat\s+(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\s+(\d{4})", re.IGNORECASE)


@dataclass
class Problems:
    """The first problems, and how many more there are."""

    told: list[Problem] = field(default_factory=list)
    more: int = 0

    def add(self, message: str, line: int | None = None, column: str = "") -> None:
        if len(self.told) < PROBLEMS_KEPT:
            self.told.append(Problem(message, line, column))
        else:
            self.more += 1

    def refuse(self, path: Path) -> RegisterRefused:
        hidden = max(len(self.told) - PROBLEMS_SHOWN, 0) + self.more
        return RegisterRefused(path, self.told[:PROBLEMS_SHOWN], hidden)


@dataclass
class RegisterFile:
    """One file. `problems` are told beside what is kept; `fatal` ones keep the file out."""

    path: Path
    told_as_at: dt.date | None = None
    problems: Problems = field(default_factory=Problems)
    fatal: Problems = field(default_factory=Problems)
    warnings: list[str] = field(default_factory=list)

    @cached_property
    def data(self) -> bytes:
        return contents(self.path)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def title(self) -> str:
        """The first words above the table."""
        return next((cell for cell in self._table[0] if cell), "")[:300]

    @cached_property
    def as_at(self) -> dt.date:
        """The day of the release: as told, else as the title says. Raises RegisterRefused."""
        printed = next(filter(None, map(_day_in, self._table[0])), None)
        if self.told_as_at is None and printed is None:
            raise refusal(
                self.path,
                "No title above the table says “as at 31 March 2025”: give the day with --as-at "
                "2025-03-31",
            )
        if self.told_as_at and printed and printed != self.told_as_at:
            self.warnings.append(
                f"The title says {printed:%d/%m/%Y}; taken as at {self.told_as_at:%d/%m/%Y}, "
                "as told"
            )
        return self.told_as_at or printed or dt.date.min

    def settings(self) -> list[Setting]:
        """Every setting of the file. Raises RegisterRefused where it cannot be kept whole."""
        reader = RowReader(self._columns, vocabulary(self.as_at), self.as_at)
        found: dict[str, tuple[int, Setting]] = {}
        for line, cells in self._table[2]:
            setting = self._read(reader, line, cells)
            if setting is not None:
                self._keep(found, line, setting)
        if self.fatal.told:
            raise self.fatal.refuse(self.path)
        if not found:
            raise refusal(self.path, "A header and no rows: is the download complete?")
        return [setting for _, setting in found.values()]

    def _read(self, reader: RowReader, line: int, cells: list[str]) -> Setting | None:
        filled = sum(bool(cell.strip()) for cell in cells)
        if not filled:
            return None
        width = reader.columns.width
        if len(cells) < width:
            told = f"{len(cells)} columns where the header has {width}: is the download complete?"
            self.fatal.add(told, line)
            return None
        try:
            setting = reader.read(cells)
        except NoUrn as error:
            # A note below the table has one filled cell; a setting has many.
            if filled > 1:
                self.fatal.add(str(error), line, reader.columns.headings["urn"])
            return None
        for finding in reader.findings:
            self.problems.add(finding.message, line, finding.column)
        return setting

    def _keep(self, found: dict[str, tuple[int, Setting]], line: int, setting: Setting) -> None:
        first, held = found.setdefault(setting.urn, (line, setting))
        if first == line:
            return
        told = f"{setting.urn} stands already in line {first}"
        if held == setting:
            self.problems.add(f"{told}, word for word: kept once", line)
        else:
            self.fatal.add(f"{told}, with other words: which is right?", line)

    @cached_property
    def _columns(self) -> Columns:
        header = self._table[1]
        columns = find_columns(header, register_columns())
        missing = missing_columns(columns, register_columns()).values()
        if missing:
            told = "; ".join(" or ".join(f"“{one}”" for one in names) for names in missing)
            raise refusal(self.path, f"Columns that are not there: {told}. {_found(header)}")
        self._tell_blank(columns)
        return columns

    def _tell_blank(self, columns: Columns) -> None:
        every = {alias.column: alias.heading for alias in reversed(register_columns())}
        blank = [heading for column, heading in every.items() if column not in columns.positions]
        if blank:
            self.warnings.append(f"Not in this file, left blank: {', '.join(sorted(blank))}")

    @cached_property
    def _table(self) -> tuple[list[str], list[str], Iterator[Line]]:
        """(texts above, header, lines) of the first sheet that has a header: its own texts, then
        those of the sheets before it, such as a cover.
        """
        top: list[str] = []
        for _, lines in tables(self.path, self.data):
            above: list[str] = []
            for (_, cells), _ in zip(lines, range(HEADER_WITHIN), strict=False):
                if is_header(cells, register_columns()):
                    return above + top, cells, self._padded(lines, len(cells))
                above += [" ".join(cell.split()) for cell in cells if cell.strip()]
            top += above
        raise refusal(
            self.path,
            "This is no register of Ofsted’s: no line near the top has the headings URN, Provision "
            f"type, Registration date, Local authority. {_found(top)}",
        )

    def _padded(self, lines: Iterator[Line], width: int) -> Iterator[Line]:
        """A workbook leaves out empty cells at the end of a row; a CSV file that does was cut."""
        is_workbook = self.data.startswith(ZIP)
        for line, cells in lines:
            yield line, cells + [""] * (width - len(cells) if is_workbook else 0)


def _found(cells: list[str]) -> str:
    words = [" ".join(cell.split())[:60] for cell in cells if cell.strip()][:40]
    return f"Found: {', '.join(words) or 'nothing'}."


def _day_in(text: str) -> dt.date | None:
    """The day in “… as at 31 March 2025”."""
    for day, month, year in _AS_AT.findall(text):
        try:
            return dt.date(int(year), MONTHS.get(month.lower(), 0), int(day))
        except ValueError:
            continue
    return None


def vocabulary(as_at: dt.date) -> Vocabulary:
    """The words of fixtures, and the local authorities of that day by name."""
    authorities = Area.objects.authorities().order_by(F("closed_on").asc(nulls_last=True))
    every = {plain_words(name): code for name, code in authorities.values_list("name", "code")}
    there = authorities.open_on(as_at).values_list("name", "code")
    others = ((row["words"], row["code"]) for row in fixture_rows("ofsted_authorities.csv"))
    areas = every | {plain_words(name): code for name, code in (*others, *there)}
    return Vocabulary(types=types_by_words(), codes=register_codes(), areas=areas)
