"""What is due on a day, from the registers: a handful of queries, whatever their size."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Min, Q
from django.urls import reverse

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
    Placement,
    PlanStep,
    Provider,
    ProviderReview,
    Recommendation,
    RiskScore,
    Setting,
    SettingKind,
    Visit,
)
from placements.models.homes import SettingQuerySet
from placements.registers.facts import last_days
from reference.domain.periods import long_date
from reference.fixtures import fixture_rows

# An independent person visits these every month; foster households are reviewed otherwise.
MONTHLY_REPORTS = (SettingKind.HOME, SettingKind.SECURE)
SOON = dt.timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One thing that is due; `link` leads to the page on which it is mended."""

    words: str
    second: str
    due: Due
    link: str


@dataclass(frozen=True)
class Heading:
    name: str
    none: str
    lines: tuple[Line, ...]

    @property
    def over(self) -> int:
        return sum(one.due.is_over for one in self.lines)


@dataclass(frozen=True)
class DuePage:
    today: dt.date
    headings: tuple[Heading, ...]

    @property
    def count(self) -> int:
        return sum(len(one.lines) for one in self.headings)

    @property
    def over(self) -> int:
        return sum(one.over for one in self.headings)


Find = Callable[[Council, dt.date], Iterable[Line]]


def due_page(council: Council, reader: User, today: dt.date) -> DuePage:
    """What is over or will be within a month, by kind, the longest over first. What irregular
    placements need comes first, for those who may see them.
    """
    kinds = KINDS
    if reader.has_perm("placements.see_irregular", council):
        kinds = (("Temporary approvals", "No temporary approval ends soon.", _approvals), *KINDS)
    headings = [
        Heading(name, none, tuple(sorted(find(council, today), key=lambda one: one.due.day)))
        for name, none, find in kinds
    ]
    return DuePage(today, tuple(headings))


def frequencies() -> list[Frequency]:
    rows = fixture_rows("visit_frequency.csv")
    return [Frequency(int(row["from"]), int(row["to"]), int(row["months"])) for row in rows]


def _page(council: Council, name: str, key: int) -> str:
    return reverse(f"placements:{name}", args=[council.slug, key])


def _watched(council: Council, today: dt.date) -> SettingQuerySet:
    """The council's own homes, and those in which a child of its own lives."""
    lived_in = Placement.objects.for_council(council).open_on(today).values("setting")
    own = Q(provider__sector=Provider.Sector.OWN)
    return Setting.objects.for_council(council).filter(own | Q(pk__in=lived_in))


def _approvals(council: Council, today: dt.date) -> Iterable[Line]:
    lines = Irregular.objects.for_council(council).open_on(today)
    for one in lines.filter(approved_until__lte=today + SOON).select_related("placement"):
        assert one.approved_until is not None  # the filter asked for it
        yield Line(
            f"{one.placement}: {one.get_kind_display()}",
            "The approval ends: have the carers approved, or the child moved",
            due_on(one.approved_until, today),
            reverse("placements:irregular", args=[council.slug]),
        )


def _contracts(council: Council, today: dt.date) -> Iterable[Line]:
    ends = last_days(council)
    contracts = reverse("placements:register_list", args=[council.slug, "contracts"])
    for one in Contract.objects.for_council(council):
        due = runs_out(ends[one.pk], one.warn_months, today)
        if due is not None:
            second = one.get_route_display()
            yield Line(one.name, second, due, contracts)


def _reviews(council: Council, today: dt.date) -> Iterable[Line]:
    """Providers with a home that is open, the council's own homes left out."""
    open_homes = Setting.objects.for_council(council).open_on(today)
    since = dict(open_homes.order_by().values_list("provider").annotate(Min("opened_on")))
    held = ProviderReview.objects.filter(provider__council=council, held_on__lte=today)
    last = latest(held.values_list("provider", "held_on"))
    providers = Provider.objects.for_council(council).exclude(sector=Provider.Sector.OWN)
    for one in providers.filter(pk__in=since):
        due = review_due(last.get(one.pk), since[one.pk], today)
        if due is not None:
            second = _last("Last reviewed", last.get(one.pk))
            yield Line(one.name, second, due, _page(council, "provider", one.pk))


def _visits(council: Council, today: dt.date) -> Iterable[Line]:
    """Homes that are open; foster households are seen by their own social workers."""
    homes = _watched(council, today).open_on(today).exclude(kind=SettingKind.FOSTER)
    ours = {"setting__provider__council": council}
    made = Visit.objects.filter(**ours, visited_on__lte=today)
    last = latest(made.values_list("setting", "visited_on"))
    scored = RiskScore.objects.filter(**ours, scored_on__lte=today).order_by("scored_on")
    scores = {one.setting_id: one.total for one in scored}
    table = frequencies()
    for one in homes:
        due = visit_due(last.get(one.pk), one.opened_on, scores.get(one.pk), table, today)
        if due is not None:
            risk = f"risk {scores[one.pk]}" if one.pk in scores else "risk not scored"
            second = f"{_last('Last visited', last.get(one.pk))}, {risk}"
            yield Line(one.name, second, due, _page(council, "setting", one.pk))


def _reports(council: Council, today: dt.date) -> Iterable[Line]:
    visited: dict[int, list[dt.date]] = defaultdict(list)
    reports = MonitoringReport.objects.filter(setting__provider__council=council)
    for key, day in reports.values_list("setting", "visited_on"):
        visited[key].append(day)
    homes = _watched(council, today).filter(kind__in=MONTHLY_REPORTS)
    for one in homes:
        months = months_without_report(visited[one.pk], one.opened_on, one.closed_on, today)
        if months:
            named = ", ".join(f"{month:%B %Y}" for month in months)
            due = due_on(months[0], today)
            yield Line(one.name, f"No visit in {named}", due, _page(council, "setting", one.pk))


def _asked(council: Council, today: dt.date) -> Iterable[Line]:
    lines = Recommendation.objects.filter(
        report__setting__provider__council=council, done_on=None, due_on__lte=today + SOON
    )
    for one in lines.select_related("report__setting"):
        assert one.due_on is not None  # the filter asked for it
        second = str(one.report.setting)
        yield Line(
            one.what,
            second,
            due_on(one.due_on, today),
            _page(council, "setting", one.report.setting_id),
        )


def _steps(council: Council, today: dt.date) -> Iterable[Line]:
    lines = PlanStep.objects.filter(
        setting__provider__council=council, done_on=None, due_on__lte=today + SOON
    )
    for one in lines.select_related("setting"):
        second = f"{one.setting}, {one.owner}"
        yield Line(
            one.what, second, due_on(one.due_on, today), _page(council, "setting", one.setting_id)
        )


def _last(words: str, day: dt.date | None) -> str:
    return f"{words} on {long_date(day)}" if day else f"{words}: never"


KINDS: tuple[tuple[str, str, Find], ...] = (
    ("Contracts that run out", "No contract runs out soon.", _contracts),
    ("Provider reviews", "No provider review is due.", _reviews),
    ("Visits by risk", "No visit is due.", _visits),
    ("Months without a regulation 44 visit", "No month is without one.", _reports),
    ("Recommendations", "No recommendation is due.", _asked),
    ("Steps of action plans", "No step is due.", _steps),
)
