"""What the page across councils is made of: frozen values, ready to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Council
from placements.dashboards.homes import HomesView
from reporting.spreadsheets import Value

from .partners import Partner

TOGETHER = "All together"
HEAD = (
    "Council",
    "Homes",
    "Registered places",
    "Places to fill",
    "Empty",
    "Needed",
    "Difference",
)


@dataclass(frozen=True)
class SharedProvider:
    """An owner whom several councils know: for each council its name, homes and places, price."""

    name: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TogetherPage:
    council: Council
    day: dt.date
    partners: tuple[Partner, ...]
    sentence: str
    # Whose need, use or homes nobody has said yet, in words.
    unknown: tuple[str, ...]
    kinds: tuple[HomesView, ...]
    providers: tuple[SharedProvider, ...]
    hides: bool

    @property
    def is_alone(self) -> bool:
        return len(self.partners) < 2


def together_lines(page: TogetherPage) -> Iterator[tuple[Value, ...]]:
    """The kinds of homes as lines of a spreadsheet, as printed."""
    yield ("day", "kind", *HEAD)
    for kind in page.kinds:
        for row in kind.rows:
            yield (page.day.isoformat(), kind.title, *row)
