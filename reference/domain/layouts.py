"""Which DfE table a downloaded file is.

DfE renames columns between releases, so a table is known by layouts (data: statistics_tables.csv),
each naming the columns that hold the heading, the breakdown, the count and the value. Tables that
share their columns are told apart by signs: headings or breakdowns that only one of them has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

COMMON = ("time_period", "geographic_level", "region_code", "new_la_code")


class UnknownTableError(ValueError):
    """No layout has these columns; the message names what was found and what was expected."""


@dataclass(frozen=True)
class Layout:
    """One arrangement of a table's columns; each part names its columns, newest name first.

    `heading` is a sequence of columns that are joined by ": "; empty for a table without headings.
    """

    table: str
    name: str
    heading: tuple[tuple[str, ...], ...]
    breakdown: tuple[str, ...]
    count: tuple[str, ...]
    value: tuple[str, ...]
    population: tuple[str, ...]
    sign_column: str
    signs: frozenset[str]

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """Every column that must be there, with its other names."""
        wanted = (*self.heading, self.breakdown, self.count, self.value, self.population)
        return tuple(part for part in wanted if part)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a file keeps each part: positions in a row; -1 or empty where a table has none."""

    year: int
    level: int
    region: int
    authority: int
    heading: tuple[int, ...]
    breakdown: int
    count: int
    value: int
    population: int


def read_layout(row: Mapping[str, str]) -> Layout:
    """A row of statistics_tables.csv: "|" between names of one column, "+" between columns."""
    return Layout(
        table=row["table"],
        name=row["name"],
        heading=tuple(_names(part) for part in row["heading"].split("+") if part),
        breakdown=_names(row["breakdown"]),
        count=_names(row["count"]),
        value=_names(row["value"]),
        population=_names(row["population"]),
        sign_column=row["sign_column"],
        signs=frozenset(_names(row["signs"])),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split("|") if name)


def normalised(header: Sequence[str]) -> list[str]:
    """Column names without the spaces and capitals that a spreadsheet may have left."""
    return [name.strip().lower() for name in header]


def candidates(header: Sequence[str], layouts: Iterable[Layout]) -> list[tuple[Layout, Columns]]:
    """The layouts whose columns are all in the header, in any order, among any others.

    Raises UnknownTableError where there is none.
    """
    layouts = list(layouts)
    names = normalised(header)
    missing = [name for name in COMMON if name not in names]
    found = [] if missing else [(layout, _columns(layout, names)) for layout in layouts]
    fitting = [(layout, columns) for layout, columns in found if columns is not None]
    if not fitting:
        raise UnknownTableError(_unknown(names, missing, layouts))
    return fitting


def _columns(layout: Layout, names: list[str]) -> Columns | None:
    positions = {name: position for position, name in enumerate(names)}
    found = [
        next((positions[name] for name in part if name in positions), -1) for part in layout.parts
    ]
    if -1 in found:
        return None
    heading, rest = tuple(found[: len(layout.heading)]), found[len(layout.heading) :]
    population = rest[3] if layout.population else -1
    year, level, region, authority = (positions[name] for name in COMMON)
    breakdown, count, value = rest[:3]
    return Columns(year, level, region, authority, heading, breakdown, count, value, population)


def described(layout: Layout) -> str:
    """A layout in words, for messages: each column with its other names."""
    return f"{layout.name}: " + ", ".join(" or ".join(part) for part in layout.parts)


def _unknown(names: list[str], missing: list[str], layouts: list[Layout]) -> str:
    found = ", ".join(name or "(no name)" for name in names)
    lines = [f"This is no table that can be imported. Columns found: {found}."]
    if missing:
        lines.append(f"Every table needs the columns {', '.join(COMMON)}; missing here: ")
        lines[-1] += ", ".join(missing) + "."
    lines.append("Tables that can be imported, by their columns:")
    lines += sorted({f"  {described(layout)}" for layout in layouts})
    return "\n".join(lines)


def is_sign(cells: Sequence[str], layout: Layout, columns: Columns) -> bool:
    """Whether a row could only stand in this table. A layout without signs needs none."""
    if not layout.signs:
        return True
    if layout.sign_column == "heading":
        return heading_of(cells, columns) in layout.signs
    return cells[columns.breakdown].strip() in layout.signs


def heading_of(cells: Sequence[str], columns: Columns) -> str:
    return ": ".join(cells[position].strip() for position in columns.heading)
