"""Rows of a published register as settings, with what was odd in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .columns import Columns
from .settings import Finding, ProvisionType, Setting, Vocabulary, plain_words

# Longer cells are cut: the longest name of the 2025 release has 83 characters.
LONGEST = 200
MOST_PLACES = 10_000
REDACTED = "redacted"
EARLIEST = dt.date(1900, 1, 1)

_URN = re.compile(r"(SC)?[0-9]{4,9}")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")


class NoUrn(ValueError):
    """A row that no URN names: it is no setting, and nothing can be said of it."""


@dataclass
class RowReader:
    """Reads the rows of one release; `findings` are those of the row that was read last."""

    columns: Columns
    words: Vocabulary
    as_at: dt.date
    findings: list[Finding] = field(default_factory=list)

    def read(self, cells: Sequence[str]) -> Setting:
        """A row as a setting; what cannot be read is left blank and told in `findings`.

        Raises NoUrn.
        """
        self.findings = []
        kind, type_words = self._kind(cells)
        authority = self._text(cells, "authority")
        setting = Setting(
            urn=self._urn(cells),
            provision_type=kind.slug if kind else type_words,
            registered_on=self._day(cells, "registered_on"),
            status=self._code(cells, "status", "status"),
            name=self._name(cells, kind),
            authority=authority,
            area=self._area(authority),
            region=self._text(cells, "region"),
            sector=self._code(cells, "sector", "sector"),
            places=self._number(cells, "places"),
            premises=self._number(cells, "premises"),
            short_breaks_only=self._flag(cells, "short_breaks_only"),
            many_buildings=self._flag(cells, "many_buildings"),
            owner=self._text(cells, "owner"),
            event_type=self._text(cells, "event_type"),
            inspected_on=self._day(cells, "inspected_on"),
            published_on=self._day(cells, "published_on"),
            event_number=self._text(cells, "event_number"),
            overall=self._code(cells, "overall", "grade"),
            helped=self._code(cells, "helped", "grade"),
            leaders=self._code(cells, "leaders", "grade"),
            supported_outcome=self._code(cells, "supported_outcome", "outcome"),
        )
        self._check_order(setting)
        return setting

    def _note(self, column: str, message: str) -> None:
        self.findings.append(Finding(self.columns.headings.get(column, column), message))

    def _cell(self, cells: Sequence[str], column: str) -> str:
        """The words of a cell; blank where they are redacted or the file has no such column."""
        position = self.columns.positions.get(column)
        if position is None or position >= len(cells):
            return ""
        text = " ".join(cells[position].split())
        return "" if text.casefold() == REDACTED else text

    def _text(self, cells: Sequence[str], column: str) -> str:
        text = self._cell(cells, column)
        if len(text) > LONGEST:
            self._note(column, f"longer than {LONGEST} characters: cut after them")
        return text[:LONGEST]

    def _urn(self, cells: Sequence[str]) -> str:
        urn = self._cell(cells, "urn").upper()
        if not _URN.fullmatch(urn):
            raise NoUrn(f"“{urn[:LONGEST]}” is no URN" if urn else "there is no URN")
        return urn

    def _kind(self, cells: Sequence[str]) -> tuple[ProvisionType | None, str]:
        text = self._text(cells, "provision_type")
        kind = self.words.types.get(plain_words(text))
        if kind is None:
            told = f"“{text}” is no type that is known here" if text else "there is no type"
            self._note("provision_type", f"{told}: kept as it is, without the name")
        return kind, text

    def _name(self, cells: Sequence[str], kind: ProvisionType | None) -> str:
        """Only of types whose names are public: what a file says of a home's name is not read."""
        return self._text(cells, "name") if kind is not None and kind.is_named else ""

    def _area(self, authority: str) -> str | None:
        area = self.words.areas.get(plain_words(authority))
        if area is None:
            told = f"“{authority}” is no local authority of England that is known here"
            self._note("authority", f"{told if authority else 'blank'}: kept without an area")
        return area

    def _code(self, cells: Sequence[str], column: str, of: str) -> str:
        text = self._text(cells, column)
        if not text:
            return ""
        code = self.words.codes.get((of, plain_words(text)))
        if code is None:
            self._note(column, f"“{text}” is not known here: kept as it is")
        return code or text

    def _flag(self, cells: Sequence[str], column: str) -> bool:
        text = self._cell(cells, column)
        code = self.words.codes.get(("flag", plain_words(text)), "") if text else "no"
        if not code:
            self._note(column, f"“{text[:LONGEST]}” is neither yes nor no: taken as no")
        return code == "yes"

    def _number(self, cells: Sequence[str], column: str) -> int | None:
        text = self._cell(cells, column)
        if not text:
            return None
        number = text.replace(",", "").removesuffix(".0")
        if number.isascii() and number.isdigit() and len(number) < 9 and int(number) <= MOST_PLACES:
            return int(number)
        self._note(
            column, f"“{text[:LONGEST]}” is no whole number up to {MOST_PLACES:,}: left blank"
        )
        return None

    def _day(self, cells: Sequence[str], column: str) -> dt.date | None:
        text = self._cell(cells, column)
        if not text:
            return None
        day = read_day(text)
        if day is None:
            self._note(column, f"“{text[:LONGEST]}” is no day such as 31/03/2025: left blank")
        return day

    def _check_order(self, setting: Setting) -> None:
        inspected, registered = setting.inspected_on, setting.registered_on
        if inspected and registered and inspected < registered:
            self._note("inspected_on", f"{inspected:%d/%m/%Y} is before the registration")
        if inspected and inspected > self.as_at:
            self._note("inspected_on", f"{inspected:%d/%m/%Y} is after the day of the release")
        if registered and registered > self.as_at:
            self._note("registered_on", f"{registered:%d/%m/%Y} is after the day of the release")


def read_day(text: str) -> dt.date | None:
    """31/03/2025 or 2025-03-31, also with an hour of midnight, as workbooks write it.

    None for anything else, and for days before 1900.
    """
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        read = dt.date(year, month, day)
    except ValueError:
        return None
    return read if read >= EARLIEST else None
