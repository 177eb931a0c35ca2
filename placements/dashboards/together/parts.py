"""What the page across councils is made of: frozen values, ready to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Council
from reporting.spreadsheets import Value

from .partners import Partner

TOGETHER = "All together"
HEAD = ("Homes", "Registered places", "Places to fill", "Empty", "Needed", "Difference")


@dataclass(frozen=True)
class Beside:
    """One council's line under a kind of home; cells as they are printed."""

    name: str
    cells: tuple[str, ...]

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each cell with its column's name."""
        return tuple(zip(HEAD, self.cells, strict=True))


@dataclass(frozen=True)
class KindTogether:
    key: str
    name: str
    lines: tuple[Beside, ...]


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
    kinds: tuple[KindTogether, ...]
    providers: tuple[SharedProvider, ...]
    hides: bool

    @property
    def is_alone(self) -> bool:
        return len(self.partners) < 2


def together_lines(page: TogetherPage) -> Iterator[tuple[Value, ...]]:
    """The kinds of homes as lines of a spreadsheet, as printed."""
    yield ("day", "kind", "council", *HEAD)
    for kind in page.kinds:
        for line in kind.lines:
            yield (page.day.isoformat(), kind.name, line.name, *line.cells)
