"""A profile as lines and sheets: the cells as the page prints them, for the same audience."""

from __future__ import annotations

from collections.abc import Iterator

from reference.domain.periods import long_date
from reporting.spreadsheets import Sheet, Value

from .parts import CohortProfile, Line, View

HEAD = ("table", "group", "now", "share now", "a year ago", "share a year ago", "England")
ETHNICITY = "everybody in the area, all ages, 2021"


def profile_lines(page: CohortProfile) -> Iterator[tuple[Value, ...]]:
    """The head, then one line a group, month and movement."""
    yield ("day", *HEAD, ETHNICITY)
    day = page.day.isoformat()
    for view in page.views:
        for line in view.lines:
            yield (day, view.title, *_cells(line), line.area)
    for sex_at, sex in enumerate(page.age_by_sex.sexes):
        for age, cells in page.age_by_sex.rows:
            yield (day, "Age by sex", f"{age}, {sex}", number(cells[sex_at]))
    for month in page.months:
        yield (day, "Started", month.name, number(month.started))
        yield (day, "Ceased", month.name, number(month.ceased))
    for one in page.flows:
        label = f"{one.before} to {one.after}"
        yield (day, "Where children of a year ago are now", label, number(one.children))


def number(text: str) -> Value:
    """A count that is printed as a number; what is hidden or missing stays a word."""
    plain = text.replace(",", "")
    return int(plain) if plain.isdigit() else text


def _cells(line: Line) -> tuple[Value, ...]:
    return (
        line.label,
        number(line.now),
        line.now_share,
        number(line.then),
        line.then_share,
        line.england,
    )


def profile_sheets(page: CohortProfile) -> list[Sheet]:
    """A sheet a table."""
    sheets = [_sheet(page, view) for view in page.views]
    sexes = page.age_by_sex.sexes
    crossed = [(age, *(number(one) for one in cells)) for age, cells in page.age_by_sex.rows]
    sheets.append(Sheet("Age by sex", ("Age", *sexes), crossed))
    if page.months:
        months = [(one.name, number(one.started), number(one.ceased)) for one in page.months]
        sheets.append(Sheet("By month", ("Month", "Started", "Ceased"), months))
    if page.flows:
        flows = [(one.before, one.after, number(one.children)) for one in page.flows]
        sheets.append(Sheet("Moves", ("A year ago", "Now", "Children"), flows))
    return sheets


def _sheet(page: CohortProfile, view: View) -> Sheet:
    notes = (view.sentence, *view.notes, f"Children looked after on {long_date(page.day)}.")
    head = ("Group", *HEAD[2:], ETHNICITY) if view.has_area else ("Group", *HEAD[2:])
    rows = [(*_cells(line), line.area) if view.has_area else _cells(line) for line in view.lines]
    return Sheet(view.title, head, rows, notes=notes)
