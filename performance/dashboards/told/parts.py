"""What the page and the pack's section are made of: frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from accounts.models import Council
from performance.domain.series import Held
from performance.domain.told import Gap
from performance.measures import Measure
from reference.domain.benchmarks import PublishedValue
from reference.models import PublishedSeries


@dataclass(frozen=True)
class PublishedAs:
    """What one release printed for the year, with the counts behind it."""

    release: int
    text: str
    second: str
    cell: PublishedValue


@dataclass(frozen=True)
class Printing:
    """What one or several releases printed alike: "2025 and 2024 releases"."""

    releases: tuple[int, ...]
    text: str
    second: str

    @property
    def name(self) -> str:
        if len(self.releases) == 1:
            return f"{self.releases[0]} release"
        first = ", ".join(map(str, self.releases[:-1]))
        return f"{first} and {self.releases[-1]} releases"


@dataclass(frozen=True)
class Explanation:
    """One version of what officers say; an empty text withdraws what was said before."""

    version: int
    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class ToldLine:
    """One measure: told, published in each release (newest first), the gap, and why."""

    measure: Measure
    year: int
    hidden: bool
    told: str
    told_second: str
    earlier: tuple[str, ...]
    held: Held | None
    published: tuple[PublishedAs, ...]
    gap: Gap
    explanations: tuple[Explanation, ...]
    left_out: bool = False

    @property
    def series(self) -> PublishedSeries:
        series = self.measure.indicator.published
        assert series is not None, "a line is made of measures with a published counterpart"
        return series

    @property
    def printings(self) -> tuple[Printing, ...]:
        """The releases, newest first; those that say the same stand together."""
        alike = groupby(self.published, key=lambda one: (one.text, one.second))
        return tuple(
            Printing(tuple(one.release for one in releases), text, second)
            for (text, second), releases in alike
        )

    @property
    def differs(self) -> str:
        return self.measure.indicator.published_differs

    @property
    def explanation(self) -> Explanation | None:
        """The newest words, unless they were withdrawn."""
        newest = self.explanations[0] if self.explanations else None
        return newest if newest and newest.text else None

    @property
    def version(self) -> int:
        return self.explanations[0].version if self.explanations else 0


@dataclass(frozen=True)
class ToldPage:
    """All that the page's template receives. `year` is None where no year has both figures."""

    council: Council
    year: int | None
    years: tuple[int, ...]
    lines: tuple[ToldLine, ...]
    unpublished: tuple[str, ...]

    @property
    def differing(self) -> int:
        return sum(bool(line.gap.size) for line in self.lines)

    @property
    def explained(self) -> int:
        return sum(bool(line.gap.size and line.explanation) for line in self.lines)
