"""What the page of homes and the statement are made of: frozen values, made for an audience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from accounts.models import Council
from placements.dashboards.profile.parts import Cell
from placements.domain.supply.changing import Bar
from placements.domain.supply.irregular import Irregular
from placements.domain.supply.mapping import Sketch
from reporting.domain.charts import ChartSpec
from reporting.models import Audience

# Each cell with its column's name.
NamedRows = tuple[tuple[tuple[str, str], ...], ...]
FEW_COLUMNS, FEW_ROWS, DRAWN_ELSEWHERE = 7, 9, ("use",)


@dataclass(frozen=True)
class HomesView:
    """One finding: its title (the finding where a rule holds, else the measure's name), a sentence
    that says what it shows, and its rows, whose first cell is the row's own head.

    Without rows `sentence` says what is missing and what to do.
    """

    key: str
    title: str
    subtitle: str = ""
    sentence: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    chart: ChartSpec | None = None
    notes: tuple[str, ...] = ()
    source: str = ""
    # Said in the same size beside the chart: how a forecast did before.
    caution: tuple[str, str] = ("", "")
    sketch: Sketch | None = None
    bars: tuple[Bar, ...] = ()
    # Where a paper has room for fewer rows than a page and its file.
    paper_rows: tuple[tuple[str, ...], ...] = ()

    @property
    def anchor(self) -> str:
        return f"view-{self.key}"

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def is_table(self) -> bool:
        """Whether its table stands open: nothing else shows what it holds, and it has room."""
        drawn = self.chart or self.sketch or self.bars or self.key in DRAWN_ELSEWHERE
        fits = len(self.head) <= FEW_COLUMNS and len(self.rows) <= FEW_ROWS
        return bool(self.rows) and not drawn and fits

    @property
    def named_rows(self) -> NamedRows:
        """Each cell with its column's name: on a phone a row is a block of "name: cell"."""
        return self._named(self.rows)

    @property
    def named_paper_rows(self) -> NamedRows:
        return self._named(self.paper_rows or self.rows)

    def _named(self, rows: Iterable[Sequence[str]]) -> NamedRows:
        return tuple(tuple(zip(self.head, row, strict=True)) for row in rows)

    def titled(self, finding: str) -> Self:
        """With the finding for a title, where there is one."""
        return replace(self, title=finding) if finding else self


@dataclass(frozen=True)
class GapCell:
    """`status` names the shape: off_target (short by ten or more), close, on_target; "" where
    there is neither need nor a place. `words` is "22 short", `beside` "48 for 70".
    """

    band: str
    status: str
    words: str
    beside: str


@dataclass(frozen=True)
class GapLine:
    key: str
    name: str
    cells: tuple[GapCell, ...]
    whole: GapCell


@dataclass(frozen=True)
class Section:
    """A part of the page, in its order: what happened, what may happen, and so on."""

    key: str
    title: str
    views: tuple[HomesView, ...]


@dataclass(frozen=True)
class HomesPage:
    """All that the page's template and the statement receive.

    `day` is that of the homes, `children_on` that of the children (None without a return).
    """

    council: Council
    day: dt.date
    children_on: dt.date | None
    days: tuple[dt.date, ...]
    audience: Audience
    sentence: str
    lead: str
    sections: tuple[Section, ...]
    gap: tuple[GapLine, ...]
    gap_bands: tuple[str, ...]
    questions: tuple[str, ...]
    is_empty: bool
    illustrative: bool
    hidden_count: int = 0
    # Of a public page: whether what it shows was proven safe.
    is_proven: bool = True
    holds_small_numbers: bool = False
    cells: tuple[Cell, ...] = ()
    # Today, whatever the page's day: for those alone who may see irregular placements.
    irregular: Irregular = field(default_factory=Irregular)

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    @property
    def views(self) -> dict[str, HomesView]:
        return {view.key: view for section in self.sections for view in section.views}

    def section(self, key: str) -> Section | None:
        return next((one for one in self.sections if one.key == key), None)
