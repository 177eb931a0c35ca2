"""The rows of one table of one return: text to typed columns, bad rows set aside and listed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from . import values
from .definitions import FILLED, Codes, Column, Definitions, Table
from .problems import Aside, Kind, Problems
from .recognising import Recognised

# Kinds of columns whose texts are read one way: how, into what type.
READERS = {
    "day": (values.day, values.DAY),
    "past day": (values.day, values.DAY),
    "past day in part": (values.day_in_part, values.DAY),
    "flag": (values.flag, "boolean"),
    "score": (values.score, "Int16"),
    "register number": (values.register_number, "Int64"),
    "child": (values.short(40), "str"),
    "worker": (values.short(40), "str"),
    "postcode": (values.short(12), "str"),
    "authority": (values.short(9), "str"),
}
STARTS, ENDS = "starts_on", "ends_on"
# Excel writes a whole number in a column with blanks so.
DECIMAL = re.compile(r"^(\d+)\.0$")


@dataclass(frozen=True)
class Source:
    """Where rows come from and to which return they belong: for the list of problems."""

    file: str
    year: int
    as_at: dt.date


@dataclass(frozen=True)
class Piece:
    """Some rows as they were sent: text by the file's columns, and their row numbers. `ragged` says
    which rows have more or fewer cells than there are columns.
    """

    cells: pd.DataFrame
    rows: np.ndarray
    ragged: np.ndarray | None = None


@dataclass(frozen=True)
class Parsed:
    """Typed rows of one table (fields as columns, and `row`), and how many there were."""

    table: Table
    source: Source
    rows: pd.DataFrame
    count: int


def read_table(
    found: Recognised,
    pieces: Iterable[Piece],
    source: Source,
    told: Definitions,
    problems: Problems,
) -> Parsed:
    """All rows that can be used. Each piece is read and forgotten before the next is taken."""
    reader = _Reader(found, source, told, problems)
    done, count = [], 0
    for piece in pieces:
        done.append(reader.read(piece))
        count += len(piece.rows)
    with_rows = [one for one in done if len(one)] or [reader.blank()]
    return Parsed(found.table, source, pd.concat(with_rows, ignore_index=True), count)


@dataclass
class _Reader:
    found: Recognised
    source: Source
    told: Definitions
    problems: Problems

    @property
    def end(self) -> pd.Timestamp:
        return pd.Timestamp(self.source.as_at)

    def blank(self) -> pd.DataFrame:
        """No rows, with the columns that rows have."""
        columns = range(len(self.found.places))
        return self.read(Piece(pd.DataFrame(columns=columns, dtype="str"), np.array([])))

    def read(self, piece: Piece) -> pd.DataFrame:
        aside = Aside.none_of(len(piece.rows))
        numbers = pd.Series(piece.rows, dtype="int64")
        if piece.ragged is not None:
            aside.add(piece.ragged)
            self.problems.add(self._kind("", "ragged"), numbers[piece.ragged])
        columns = {
            column.field: self._column(column, piece, numbers, aside)
            for column in self.found.table.kept
        }
        rows = pd.DataFrame(columns).assign(row=numbers)
        rows = self._checked_together(rows, aside)
        return rows[~aside.mask]

    # --- One column -------------------------------------------------------------------
    def _column(self, column: Column, piece: Piece, numbers: pd.Series, aside: Aside) -> pd.Series:
        texts = self._texts(column, piece)
        is_formula = texts.mask(lambda text: text.startswith("="))
        self._tell(column, "formula", is_formula, numbers, aside)
        if column.needed == FILLED:
            self._tell(column, "missing", texts.mask(lambda text: not text), numbers, aside)
        texts = texts.each(lambda text: "" if text.startswith("=") else text)
        if column.kind == "code":
            return self._codes(column, texts, numbers, aside)
        read, dtype = READERS[column.kind]
        found, masks = values.read_column(texts, read, dtype)
        for rule, mask in masks.items():
            self._tell(column, rule, mask, numbers, aside)
        if column.kind.startswith("past"):
            self._tell(column, "after_return", (found > self.end).to_numpy(), numbers, aside)
        return found.fillna("") if dtype == "str" else found

    def _texts(self, column: Column, piece: Piece) -> values.Texts:
        place = self.found.places.get(column.name)
        if place is None or place not in piece.cells.columns:
            return values.Texts(np.zeros(len(piece.rows), dtype="int64"), ("",))
        return values.Texts.of(piece.cells[place])

    def _codes(
        self, column: Column, texts: values.Texts, numbers: pd.Series, aside: Aside
    ) -> pd.Series:
        codes: Codes = self.told.codes
        texts = texts.each(lambda text: DECIMAL.sub(r"\1", text.upper()))
        known, valid = codes.known(column.codes), codes.valid(column.codes, self.source.year)
        unknown = texts.mask(lambda text: bool(text) and text not in known)
        self._tell(column, "unknown_code", unknown, numbers, aside)
        other = texts.mask(lambda text: text in known and text not in valid)
        told = texts.series()
        self.problems.add_codes(self._kind(column.name, "other_year"), numbers[other], told[other])
        kept_as = codes.kept_as(column.codes)
        return texts.each(lambda text: kept_as.get(text, text) if text in known else "").series()

    # --- A row as a whole ---------------------------------------------------------------
    def _checked_together(self, rows: pd.DataFrame, aside: Aside) -> pd.DataFrame:
        table = self.found.table
        if "born_on" in rows and table.rows != "children":
            for column in table.kept:
                if column.kind == "past day" and column.field != "born_on":
                    early = (rows[column.field] < rows["born_on"]).to_numpy()
                    self._tell(column, "before_birth", early, rows["row"], aside)
        if STARTS in rows and ENDS in rows:
            column = next(one for one in table.kept if one.field == ENDS)
            wrong = (rows[ENDS] < rows[STARTS]).to_numpy()
            self._tell(column, "ends_before_start", wrong, rows["row"], aside)
            rows = self._open_again(column, rows)
        return self._reasons(rows) if table.rows == "episodes" else rows

    def _open_again(self, column: Column, rows: pd.DataFrame) -> pd.DataFrame:
        late = rows[ENDS] > self.end
        self._list(column, "end_after_return", late.to_numpy(), rows["row"])
        return rows.assign(**{ENDS: rows[ENDS].mask(late)})

    def _reasons(self, rows: pd.DataFrame) -> pd.DataFrame:
        column = next(one for one in self.found.table.kept if one.field == "ceased_because")
        has_reason, has_end = rows["ceased_because"].ne(""), rows[ENDS].notna()
        self._list(column, "reason_without_end", (has_reason & ~has_end).to_numpy(), rows["row"])
        self._list(column, "end_without_reason", (~has_reason & has_end).to_numpy(), rows["row"])
        return rows.assign(ceased_because=rows["ceased_because"].where(has_end, ""))

    # --- Telling ------------------------------------------------------------------------
    def _kind(self, column: str, rule: str) -> Kind:
        return Kind(self.source.file, self.source.year, self.found.table.name, column, rule)

    def _list(self, column: Column, rule: str, mask: np.ndarray, numbers: pd.Series) -> None:
        self.problems.add(self._kind(column.name, rule), numbers[mask])

    def _tell(
        self, column: Column, rule: str, mask: np.ndarray, numbers: pd.Series, aside: Aside
    ) -> None:
        """Lists rows, and sets them aside where the rule says so."""
        self._list(column, rule, mask, numbers)
        if self.told.rules[rule].sets_aside:
            aside.add(mask)
