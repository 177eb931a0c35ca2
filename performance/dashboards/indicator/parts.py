"""What the page of a measure is made of: all that its template receives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from performance.domain.evidence import Parts
from performance.domain.record import PastForecast
from performance.rows import ChangeMark, MeasureRow
from reference.domain.periods import Period
from reporting.domain.charts import ChartSpec


@dataclass(frozen=True)
class Fact:
    """One of the six: its name, the number in words, and the line below it."""

    name: str
    text: str
    second: str = ""


@dataclass(frozen=True)
class Facts:
    """Status and change have their own marks; the others are words."""

    now: Fact
    target: Fact
    status: Fact
    change: Fact
    change_mark: ChangeMark
    neighbours: Fact
    england: Fact


@dataclass(frozen=True)
class Reading:
    """One thing to know before the chart is believed: strong words, then plain ones."""

    strong: str
    text: str


@dataclass(frozen=True)
class Said:
    """What officers said in one quarter, or that they said nothing in a run of quarters.

    `again` is why it was said again, or taken back, after a sign-off; `version` counts sign-offs.
    """

    when: str
    text: str = ""
    by: str = ""
    signed_on: dt.date | None = None
    unchanged: bool = False
    also: tuple[str, ...] = ()
    version: int = 1
    again: str = ""


@dataclass(frozen=True)
class Decided:
    """What the board resolved about the measure: the number that it had before it, and today's.

    `moved` says which way, in words; empty where there is no newer figure yet.
    """

    on: dt.date
    words: str
    by: str
    address: str
    then: str
    then_when: str
    now: str
    now_when: str
    moved: str


@dataclass(frozen=True)
class Computation:
    """What a figure was computed from, or in the place of which computed figure it stands. `gap`
    tells that figure too: it is for those who see returns, and empty for everybody else.
    """

    words: str
    files: str
    reason: str
    gap: str


@dataclass(frozen=True)
class SourceLine:
    """One version of one figure, or one figure that the Department published."""

    ends_on: dt.date
    starts_on: dt.date
    when: str
    basis: str
    of: str
    text: str
    counts: str
    standing: str
    source: str
    source_note: str
    entered_by: str
    entered_on: dt.date | None
    signed_by: str
    signed_on: dt.date | None
    version: int
    reason: str
    is_newest: bool
    is_published: bool
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    expected: Decimal | None = None
    computation: Computation | None = None


@dataclass(frozen=True)
class Undated:
    """A value of which the source states no period: beside the series, never in it."""

    printed: str
    when: str
    text: str


@dataclass(frozen=True)
class Provenance:
    """Where the figures come from, newest first; the first few, then the older ones."""

    lines: tuple[SourceLine, ...]
    undated: tuple[Undated, ...]
    differing: tuple[str, ...]

    SHOWN = 8

    @property
    def first(self) -> tuple[SourceLine, ...]:
        return self.lines[: self.SHOWN]

    @property
    def older(self) -> tuple[SourceLine, ...]:
        return self.lines[self.SHOWN :]


@dataclass(frozen=True)
class Neighbours:
    """The dot plot of one year, or a sentence that says why there is none."""

    title: str
    chart: ChartSpec | None
    note: str


@dataclass(frozen=True)
class YearLine:
    """A quarter of the year: as planned, as it came, and what its officer forecast. In words."""

    quarter: str
    by: str
    planned: str
    so_far: str
    against: str
    expected: str
    outturn: str


@dataclass(frozen=True)
class YearSoFar:
    """A count through the year by quarter, what it will come to, and how earlier forecasts did."""

    name: str
    outlook: str
    reaches: bool | None
    lines: tuple[YearLine, ...]
    has_profile: bool
    chart: ChartSpec | None
    past: tuple[PastForecast, ...]
    record: str


@dataclass(frozen=True)
class Link:
    """Another measure, in the order of the dashboard."""

    code: str
    name: str


@dataclass(frozen=True)
class IndicatorPage:
    """One measure of a council in one quarter, from answer to evidence."""

    row: MeasureRow
    quarter: Period
    quarters: tuple[Period, ...]
    lead: Parts
    facts: Facts
    trend: ChartSpec | None
    trend_note: str
    year: YearSoFar | None
    published: ChartSpec | None
    readings: tuple[Reading, ...]
    questions: tuple[str, ...]
    neighbours: Neighbours | None
    said: tuple[Said, ...]
    decided: tuple[Decided, ...]
    provenance: Provenance
    definition: tuple[tuple[str, str], ...]
    previous: Link | None
    following: Link | None

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def latest(self) -> Period | None:
        """The newest quarter of its theme that has been signed off."""
        return self.quarters[0] if self.quarters else None

    @property
    def offered(self) -> tuple[Period, ...]:
        """The quarters of the period box, newest first, the chosen one among them."""
        return tuple(sorted({*self.quarters, self.quarter}, reverse=True))

    @property
    def file_name(self) -> str:
        return f"{self.code}-{self.quarter.key.lower()}"
