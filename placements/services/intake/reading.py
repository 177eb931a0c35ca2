"""From files to the checked tables of each return. Case numbers and postcodes are still in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from placements.domain.reading import (
    ColumnTwice,
    Definitions,
    NotRecognised,
    Parsed,
    Problems,
    Recognised,
    Source,
    end_of,
    is_older,
    label_of,
    read_table,
    recognise,
    year_in_episodes,
    year_in_name,
)
from placements.domain.reading.across import check_across
from placements.domain.reading.values import DAY, Texts, day, read_column
from reporting.spreadsheets.refusals import quoted

from .files import RawTable, SentFile, raw_tables, sent_files
from .refusals import IntakeRefused

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class LeftOut:
    """A file or sheet that holds no table of the return, and why nobody took it for one."""

    file: str
    why: str


@dataclass
class Reading:
    """What was sent, by year of return and by what the cohort calls the rows."""

    tables: dict[int, dict[str, Parsed]] = field(default_factory=dict)
    as_at: dict[int, dt.date] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    left_out: list[LeftOut] = field(default_factory=list)
    # (name, SHA-256) of the file that each table came in.
    came_in: dict[tuple[int, str], tuple[str, str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Found:
    raw: RawTable
    recognised: Recognised
    came_in: tuple[str, str]


def read_returns(
    sources: Iterable[Path | tuple[str, bytes]],
    *,
    told: Definitions,
    year: int | None,
    as_at: dt.date | None,
    tell: Tell,
) -> Reading:
    """Every table of every file, or IntakeRefused. `year` and `as_at` are what the sender said."""
    reading = Reading()
    with sent_files(sources) as files:
        reading.files = [file.name for file in files]
        found: list[_Found] = []
        for number, file in enumerate(files):
            tell("Opening files", number, len(files))
            found += _recognised(file, told, reading)
        if not found:
            raise IntakeRefused(_nothing_recognised(reading))
        years = _years(found, year)
        _refuse_twice(found, years)
        for number, one in enumerate(found):
            tell("Reading tables", number, len(found))
            _read(one, years[number], as_at, told, reading)
    for when, tables in reading.tables.items():
        reading.tables[when] = check_across(tables, reading.problems)
    return reading


def _recognised(file: SentFile, told: Definitions, reading: Reading) -> list[_Found]:
    found = []
    raws = raw_tables(file, told.tables)
    came_in = (file.name, file.checksum()) if raws else ("", "")
    for raw in raws:
        try:
            found.append(_Found(raw, recognise(raw.headings, told.tables), came_in))
        except NotRecognised as why:
            reading.left_out.append(LeftOut(raw.file, str(why)))
        except ColumnTwice as why:
            raise IntakeRefused(f"{quoted(raw.file)}: {why}") from why
    return found


def _nothing_recognised(reading: Reading) -> str:
    first = reading.left_out[0] if reading.left_out else None
    if first is None:
        return "The files hold no table. Nothing was loaded."
    more = len(reading.left_out) - 1
    others = f" Nor do {more} others hold one." if more else ""
    return f"{quoted(first.file)} cannot be used: {first.why}{others} Nothing was loaded."


# --- Of which year ------------------------------------------------------------------------
def _years(found: list[_Found], told: int | None) -> list[int]:
    """The year of each table: as the sender said, as its file or folder is called, as other
    tables of its group say, or as the dates of its episodes do.
    """
    if told is not None:
        return [told] * len(found)
    named = [_named(one.raw) for one in found]
    by_group = _years_of_groups(found, named)
    years = []
    for one, own in zip(found, named, strict=True):
        year = own if own is not None else by_group.get(one.raw.group)
        if year is None:
            raise IntakeRefused(
                f"Nothing says of which year {quoted(one.raw.file)} is: neither its name nor the "
                "dates in its episodes. Say it with --return 2020-21, or in “Year of the return”."
            )
        years.append(year)
    return years


def _named(raw: RawTable) -> int | None:
    """By the file's name, then by its folder's or archive's; the innermost that says a year."""
    for name in raw.names:
        for part in reversed(name.replace("\\", "/").split("/")):
            if (year := year_in_name(part)) is not None:
                return year
    return None


def _years_of_groups(found: list[_Found], named: list[int | None]) -> dict[str, int]:
    years: dict[str, set[int]] = {}
    for one, year in zip(found, named, strict=True):
        if year is None and one.recognised.table.rows == "episodes":
            year = _dated(one)
        if year is not None:
            years.setdefault(one.raw.group, set()).add(year)
    return {group: some.pop() for group, some in years.items() if len(some) == 1}


def _dated(one: _Found) -> int | None:
    places = one.recognised.places
    days: dict[str, list[pd.Series]] = {"DECOM": [], "DEC": []}
    for piece in one.raw.pieces():
        for name, some in days.items():
            texts = Texts.of(piece.cells[places[name]])
            some.append(read_column(texts, day, DAY)[0])
    empty = pd.Series(dtype=DAY)
    starts, ends = (pd.concat(some or [empty]) for some in days.values())
    return year_in_episodes(starts, ends)


def _refuse_twice(found: list[_Found], years: list[int]) -> None:
    seen: dict[tuple[int, str], str] = {}
    for one, year in zip(found, years, strict=True):
        key = (year, one.recognised.table.name)
        if key in seen:
            raise IntakeRefused(
                f"{quoted(seen[key])} and {quoted(one.raw.file)} both hold the table {key[1]} of "
                f"{label_of(year)}. Send one of them, or name them by their years."
            )
        seen[key] = one.raw.file


# --- Tables -----------------------------------------------------------------------------
def _read(
    one: _Found, year: int, as_at: dt.date | None, told: Definitions, reading: Reading
) -> None:
    day = _as_at(year, as_at)
    source = Source(one.raw.file, year, day)
    parsed = read_table(one.recognised, one.raw.pieces(), source, told, reading.problems)
    if one.recognised.table.rows == "episodes":
        _refuse_older(parsed)
    reading.tables.setdefault(year, {})[one.recognised.table.rows] = parsed
    reading.came_in[year, one.recognised.table.rows] = one.came_in
    reading.as_at[year] = day


def _refuse_older(episodes: Parsed) -> None:
    rows, source = episodes.rows, episodes.source
    if is_older(rows["starts_on"], rows["ends_on"], source.year):
        raise IntakeRefused(
            f"{quoted(source.file)} is not of {label_of(source.year)}: all of its dates are before "
            "April of that year, and a return lists only what was open then or began later. Say "
            "its own year with --return 2020-21, or in “Year of the return”. Nothing was loaded."
        )


def _as_at(year: int, told: dt.date | None) -> dt.date:
    if told is None:
        return end_of(year)
    if not dt.date(year, 4, 1) <= told <= end_of(year):
        raise IntakeRefused(
            f"An extract of {label_of(year)} cannot have been made on {told:%d/%m/%Y}: that day is "
            "not in its year."
        )
    return told


def rows_by_table(reading: Reading) -> Mapping[tuple[int, str], Parsed]:
    return {
        (year, rows): parsed
        for year, tables in sorted(reading.tables.items())
        for rows, parsed in tables.items()
    }
