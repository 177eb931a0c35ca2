"""What is due on a day, from the registers: a handful of queries, whatever their size."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Min, Q

from accounts.models import Council, User
from placements.domain.register_due import (
    Due,
    Frequency,
    due_on,
    latest,
    months_without_report,
    review_due,
    runs_out,
    visit_due,
)
from placements.models import (
    Contract,
    Irregular,
    MonitoringReport,
    PlanStep,
    Provider,
    ProviderReview,
    Recommendation,
    RiskScore,
    Setting,
    SettingKind,
    Visit,
)
from reference.fixtures import fixture_rows

# Homes whose independent person visits monthly, and those that the council visits by their risk.
MONTHLY_REPORTS = (SettingKind.HOME, SettingKind.SECURE)
SOON = dt.timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One thing that is due: what, where it is mended, by when."""

    words: str
    second: str
    address: tuple[str, int]
    due: Due


@dataclass(frozen=True)
class Heading:
    key: str
    name: str
    empty: str
    lines: tuple[Line, ...]

    @property
    def over(self) -> int:
        return sum(one.due.is_over for one in self.lines)


@dataclass(frozen=True)
class DuePage:
    today: dt.date
    headings: tuple[Heading, ...]

    @property
    def over(self) -> int:
        return sum(one.over for one in self.headings)


def due_page(council: Council, reader: User, today: dt.date) -> DuePage:
    """Everything that is over or will soon be, by kind; irregular placements come first, for those
    who may see them.
    """
    found = [
        _heading("contracts", "Contracts that run out", "No contract runs out.", _contracts),
        _heading("reviews", "Provider reviews", "Every provider was reviewed in time.", _reviews),
        _heading("visits", "Visits by risk", "Every home was visited in time.", _visits),
        _heading("monitoring", "Regulation 44 reports", "No month is without one.", _reports),
        _heading("recommendations", "Recommendations", "None is open past its day.", _asked),
        _heading("steps", "Steps of action plans", "No step is open past its day.", _steps),
    ]
    if reader.has_perm("placements.see_irregular", council):
        empty = "No temporary approval ends soon."
        found.insert(0, _heading("approvals", "Temporary approvals", empty, _approvals))
    made = [
        Heading(one.key, one.name, one.empty, _sorted(one.find(council, today))) for one in found
    ]
    return DuePage(today, tuple(made))


@dataclass(frozen=True)
class _Asked:
    key: str
    name: str
    empty: str
    find: object

    def __post_init__(self) -> None:
        assert callable(self.find)


def frequencies() -> list[Frequency]:
    rows = fixture_rows("visit_frequency.csv")
    return [Frequency(int(row["from"]), int(row["to"]), int(row["months"])) for row in rows]
