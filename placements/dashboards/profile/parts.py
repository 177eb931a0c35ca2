"""What the cohort's page and section are made of: frozen values, made for an audience."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Council
from reporting.domain.charts import ChartSpec
from reporting.models import Audience

HIDDEN, NONE = "c", "–"
COMINGS = ("started", "ceased")


@dataclass(frozen=True)
class Line:
    """One group: how many now and a year ago, in words; shares of all; England; the area.

    `value` is the share now, for the chart: None where it is hidden. `asks` says that the page
    of the group's members can be asked for.
    """

    label: str
    now: str
    now_share: str
    then: str
    then_share: str
    england: str
    area: str
    value: Decimal | None
    asks: bool = True


@dataclass(frozen=True)
class View:
    """The children by one mark of theirs, with one sentence that says what it shows."""

    key: str
    title: str
    sentence: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    chart: ChartSpec | None
    has_england: bool
    has_area: bool

    @property
    def anchor(self) -> str:
        return f"view-{self.key}"


@dataclass(frozen=True)
class AgeBySex:
    """Ages as rows, sexes as columns, with totals; each cell in words."""

    sexes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class AgeRow:
    age: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Month:
    name: str
    started: str
    ceased: str


@dataclass(frozen=True)
class Movement:
    """Where children of a year ago are now."""

    before: str
    after: str
    children: str


@dataclass(frozen=True)
class Cell:
    """A number of children that a public document shows or hides; `shown` is None where hidden."""

    key: str
    state: str
    shown: int | None
    partition: str = ""


@dataclass(frozen=True)
class CohortProfile:
    """All that the page's template and the pack's section receive."""

    council: Council
    day: dt.date
    then: dt.date | None
    days: tuple[dt.date, ...]
    audience: Audience
    total: str
    total_then: str
    sentence: str
    views: tuple[View, ...]
    age_by_sex: AgeBySex
    months: tuple[Month, ...]
    months_sentence: str
    months_chart: ChartSpec | None
    flows: tuple[Movement, ...]
    flows_sentence: str
    flows_chart: ChartSpec | None
    england_year: int
    release: int
    returns: tuple[str, ...]
    hidden_count: int
    holds_small_numbers: bool
    cells: tuple[Cell, ...] = ()

    @property
    def age_rows(self) -> tuple[AgeRow, ...]:
        """Each age with its cells, each under its sex."""
        sexes = self.age_by_sex.sexes
        return tuple(
            AgeRow(age, tuple(zip(sexes, cells, strict=True)))
            for age, cells in self.age_by_sex.rows
        )

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC
