"""What a pack is made of: the frozen values that its template receives."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Council
from performance.dashboards.quarter import (
    StatusGroup,
    ThemeSection,
)
from performance.dashboards.told import ToldLine
from performance.domain.headline import Headline
from performance.domain.reporting_rules import Rules
from performance.domain.series import Held
from performance.measures import Measure
from performance.models import Pack
from performance.rows import MeasureRow
from reference.domain.periods import Period
from reporting.domain.charts import ChartSpec
from reporting.models import Audience, Edition

from .cells import Shield, Shown
from .sections import Section

EXEMPT = (
    "Not for publication: exempt under paragraphs 1 and 2 of Part 1 of Schedule 12A, "
    "Local Government Act 1972"
)


KIND = "performance-pack"


@dataclass(frozen=True)
class ChangeLine:
    """One thing that reads otherwise than in the pack before: a figure of a period, a target."""

    what: str
    when: str
    was: str
    now: str
    why: str

    def as_json(self) -> dict[str, str]:
        return {
            "what": f"{self.what}, {self.when}" if self.when else self.what,
            "was": self.was,
            "now": self.now,
            "why": self.why,
        }


@dataclass(frozen=True)
class NewWords:
    """A theme whose officers' comments are others than in the edition before, and why as they say:
    for the board alone, since an officer's own words may tell of a child.
    """

    theme: str
    why: str = ""


@dataclass(frozen=True)
class Changes:
    """`since` is the edition compared with; None when there was none."""

    since: Edition | None
    lines: tuple[ChangeLine, ...] = ()
    new_measures: tuple[str, ...] = ()
    gone_measures: tuple[str, ...] = ()
    new_comments: tuple[NewWords, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.new_measures or self.gone_measures or self.new_comments)

    @property
    def for_edition(self) -> list[dict[str, str]]:
        """All of it as plain values: what the list of editions says."""
        said = [
            *((name, "reported for the first time", "") for name in self.new_measures),
            *((name, "no longer reported", "") for name in self.gone_measures),
            *((one.theme, "what officers say has changed", one.why) for one in self.new_comments),
        ]
        lines = [*self.lines, *(ChangeLine(name, "", "", words, why) for name, words, why in said)]
        return [line.as_json() for line in lines]


@dataclass(frozen=True)
class ThemePage:
    """A theme's section: the dashboard's table, charts, comment, questions."""

    section: ThemeSection
    sentence: str
    charts: tuple[ChartSpec, ...]
    # The figures that the charts draw, beside those of the rows.
    figures: tuple[tuple[Measure, Held], ...]
    comments_left_out: int

    @property
    def has_words(self) -> bool:
        """Whether anything stands below the charts."""
        return bool(self.section.comments or self.section.questions or self.comments_left_out)


@dataclass(frozen=True)
class Glance:
    """The quarter on one page."""

    sentence: str
    charts: tuple[ChartSpec, ...]
    elsewhere: tuple[MeasureRow, ...]
    better: tuple[Movement, ...]
    more_better: int
    worse: tuple[Movement, ...]
    more_worse: int
    ask_first: tuple[str, ...]


@dataclass(frozen=True)
class Movement:
    name: str
    before: str
    now: str


@dataclass(frozen=True)
class BenchmarkRow:
    """Our figure as told, and what DfE published for us, our neighbours, the region, England."""

    name: str
    told: str
    told_hidden: bool
    own: str
    median: str
    mean: str
    region: str
    england: str
    series: str


@dataclass(frozen=True)
class DataNote:
    measure: str
    text: str


@dataclass(frozen=True)
class SignOff:
    """Who signed a theme's figures off last, as the council's papers call people."""

    theme: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class FigureUsed:
    """A figure that the pack prints, for the edition's record."""

    key: str
    version: int
    label: str
    printed: str


@dataclass(frozen=True)
class QuarterlyPack:
    """All that the pack's template receives, for screen and for paper."""

    council: Council
    quarter: Period
    audience: Audience
    edition_number: int | None
    details: Pack | None
    headline: Headline
    groups: tuple[StatusGroup, ...]
    glance: Glance
    themes: tuple[ThemePage, ...]
    benchmarks: tuple[BenchmarkRow, ...]
    told: tuple[ToldLine, ...]
    neighbours_used: tuple[str, ...]
    benchmark_year: int
    release: int
    region: str
    changes: Changes
    definitions: tuple[Measure, ...]
    notes: tuple[DataNote, ...]
    signed_off: tuple[SignOff, ...]
    hidden_count: int
    holds_small_numbers: bool
    figures: tuple[FigureUsed, ...]
    # What disclosure control says of every figure, and the auditor's verdict.
    shield: Shield
    hidden_keys: frozenset[str]
    rules: Rules
    # Sentences that somebody must have read before everybody does; of the public edition only.
    to_read: tuple[str, ...] = ()
    # Figures that are hidden here and were shown by an earlier edition, in words.
    told_before: tuple[str, ...] = ()
    # What stands beside the figures, for the next edition to compare with.
    beside: Mapping[str, Any] = field(default_factory=dict)
    # What floors above add, after the themes.
    sections: tuple[Section, ...] = ()

    @property
    def shown(self) -> dict[str, Shown]:
        return self.shield.shown

    @property
    def is_proven(self) -> bool:
        """Whether the auditor has proven that the public edition gives no small number away."""
        return self.shield.proof.is_proven

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    @property
    def is_draft(self) -> bool:
        return self.edition_number is None

    @property
    def exempt(self) -> str:
        """The mark on every page of a board edition that holds unhidden small numbers."""
        small = self.holds_small_numbers or any(one.holds_small_numbers for one in self.sections)
        return EXEMPT if not self.is_public and small else ""

    @property
    def told_differing(self) -> int:
        """How many figures for 31 March were published otherwise than they were told."""
        return sum(bool(line.gap.size) for line in self.told)

    @property
    def told_explained(self) -> int:
        return sum(bool(line.gap.size and line.explanation) for line in self.told)

    @property
    def logo(self) -> str:
        """The council's logo as an address that needs no fetching; empty where there is none."""
        data = bytes(self.council.logo or b"")
        return f"data:{self.council.logo_type};base64,{b64encode(data).decode()}" if data else ""

    @property
    def edition_name(self) -> str:
        name = Audience(self.audience).label
        return f"{name} {self.edition_number}" if self.edition_number else f"{name}, draft"

    @property
    def title(self) -> str:
        return f"Performance pack, {self.quarter.name}"

    @property
    def shape_size(self) -> int:
        """So that the three groups of the cover stand in one row."""
        return 20 if max((group.count for group in self.groups), default=0) <= 6 else 12

    @property
    def has_benchmarks(self) -> bool:
        return bool(self.benchmarks)

    @property
    def has_figures(self) -> bool:
        return any(page.section.rows for page in self.themes)

    @property
    def is_empty(self) -> bool:
        """Neither a figure nor a section that a floor above adds."""
        return not self.has_figures and not self.sections
