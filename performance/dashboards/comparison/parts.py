"""What a comparison is made of: the frozen values that its template receives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Council
from performance.domain.vocabulary import Polarity
from reference.domain.ranking import Place
from reference.models import PublishedSeries
from reporting.domain.charts import ChartSpec

AMONG = EVERYONE, NEIGHBOURS, REGION = "all", "neighbours", "region"


@dataclass(frozen=True)
class Asked:
    """What the reader chose; None and "" leave it to the page."""

    among: str = ""
    year: int | None = None
    release: int | None = None


@dataclass(frozen=True)
class Choice:
    """One option of a box."""

    value: str
    label: str


@dataclass(frozen=True)
class AuthorityRow:
    """One authority: its place (None: it has no number), value and counts as printed."""

    code: str
    name: str
    place: Place | None
    text: str
    counts: str
    own: bool
    neighbour: bool


@dataclass(frozen=True)
class YearValues:
    """None where there is no number."""

    own: Decimal | None
    median: Decimal | None
    england: Decimal | None


@dataclass(frozen=True)
class YearRow:
    """One year: ours, our place, the middle of the others, England; as values and in words."""

    year: int
    values: YearValues
    own: str
    place: str
    median: str
    england: str


@dataclass(frozen=True)
class Change:
    """One authority whose figure a later release prints otherwise."""

    name: str
    was: str
    now: str
    own: bool


@dataclass(frozen=True)
class RevisedRow:
    """One year in two releases: how many authorities' figures differ, and ours in both."""

    year: int
    earlier: int
    later: int
    compared: int
    changed: int
    own_changed: bool
    own_was: str
    own_now: str
    # Named only of the year on the page.
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class BandRow:
    """One quartile in words: "Best quartile", "5% to 8%", how many authorities."""

    name: str
    values: str
    authorities: int
    own: bool


@dataclass(frozen=True)
class Comparison:
    """All that the page's template receives."""

    council: Council
    series: PublishedSeries
    asked_in_vain: str
    among: str
    amongst: tuple[Choice, ...]
    year: int
    years: tuple[int, ...]
    release: int
    releases: tuple[int, ...]
    polarity: Polarity
    whom: str
    rows: tuple[AuthorityRow, ...]
    own: AuthorityRow | None
    order: str
    quartile: str
    bands: tuple[BandRow, ...]
    chart: ChartSpec | None
    over_years: tuple[YearRow, ...]
    trend: ChartSpec | None
    revised: tuple[RevisedRow, ...]

    @property
    def ranked(self) -> int:
        return sum(row.place is not None for row in self.rows)

    @property
    def has_counts(self) -> bool:
        """A number of children has no counts behind it but itself."""
        return any(row.counts for row in self.rows)

    @property
    def revised_year(self) -> RevisedRow | None:
        """What changed in the year on the page, between its two newest releases."""
        return next((row for row in self.revised if row.year == self.year), None)


@dataclass(frozen=True)
class SeriesGroup:
    """The published measures of one table of the Department."""

    name: str
    series: tuple[PublishedSeries, ...]
