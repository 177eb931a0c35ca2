"""One view as lines of a spreadsheet: the cells as the page prints them, for the same audience."""

from __future__ import annotations

from collections.abc import Iterator

from placements.dashboards.profile.download import number
from reporting.spreadsheets import Value

from .parts import HomesPage, HomesView


def view_lines(page: HomesPage, view: HomesView) -> Iterator[tuple[Value, ...]]:
    """The head, then a line a row."""
    yield ("day", *view.head)
    for first, *rest in view.rows:
        yield (page.day.isoformat(), first, *(number(cell) for cell in rest))
