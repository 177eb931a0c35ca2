"""What the pages of measures and of definitions show: the catalogue as one council uses it."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Council, Role, User
from performance.council_rules import rules_of
from performance.domain.cumulative import is_cumulative
from performance.domain.printing import target_text
from performance.domain.reporting_rules import day_month
from performance.domain.status import Goal
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from performance.models import (
    CouncilIndicator,
    Indicator,
    SeriesBreak,
    Target,
    Theme,
    ThemeOfficer,
)
from reference.domain.rounding import plain


@dataclass(frozen=True)
class MeasureLine:
    """One measure: how the council uses it, or that it does not."""

    indicator: Indicator
    on: bool
    name: str
    basis: Basis
    target: str
    rule: str

    @property
    def unit(self) -> Unit:
        return Unit(self.indicator.unit)

    @property
    def polarity(self) -> Polarity:
        return Polarity(self.indicator.polarity)

    @property
    def frequency(self) -> Frequency:
        return Frequency(self.indicator.frequency)

    @property
    def principles(self) -> list[str]:
        return [principle_names()[number] for number in self.indicator.principles]

    @property
    def can_have_target(self) -> bool:
        return self.polarity is not Polarity.NONE

    @property
    def grows(self) -> bool:
        """A count through the year: its target may have a profile by quarter."""
        return is_cumulative(self.basis, self.unit)

    @property
    def counts(self) -> str:
        """The counts in words: "Children due a visit" stands in the middle of a sentence."""
        top, bottom = self.indicator.numerator, self.indicator.denominator
        if not bottom:
            return top
        between = "divided by" if self.unit in (Unit.SCORE, Unit.DAYS) else "out of"
        return f"{top}, {between} {bottom[:1].lower()}{bottom[1:]}"


@dataclass(frozen=True)
class ThemeMeasures:
    """A theme's measures: those that are on, and the others that the council could switch on."""

    theme: Theme
    on: tuple[MeasureLine, ...]
    off: tuple[MeasureLine, ...]


@dataclass(frozen=True)
class TargetLine:
    target: Target
    printed: str
    profile: str = ""


@dataclass(frozen=True)
class OfficerThemes:
    officer: User
    themes: tuple[str, ...]


@cache
def principle_names() -> dict[int, str]:
    """The seven corporate parenting principles (Children and Social Work Act 2017, s. 1), short."""
    with (settings.FIXTURES_DIR / "principles.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["number"]): row["name"] for row in csv.DictReader(file)}


def measures_by_theme(council: Council, today: dt.date | None = None) -> list[ThemeMeasures]:
    """Every measure that a council knows, by theme. Four queries, whatever their number."""
    today = today or timezone.localdate()
    indicators = Indicator.objects.known_to(council).select_related("theme", "published")
    uses = {use.indicator_id: use for use in CouncilIndicator.objects.filter(council=council)}
    targets = {t.indicator_id: t for t in _begun(council, today)}
    lines: dict[str, list[MeasureLine]] = defaultdict(list)
    for indicator in indicators:
        use, target = uses.get(indicator.pk), targets.get(indicator.pk)
        lines[indicator.theme_id].append(_line(indicator, use, target))
    return [
        ThemeMeasures(
            theme=theme,
            on=tuple(line for line in lines[theme.pk] if line.on),
            off=tuple(line for line in lines[theme.pk] if not line.on),
        )
        for theme in Theme.objects.all()
        if lines[theme.pk]
    ]


def measure_line(
    council: Council, indicator: Indicator, today: dt.date | None = None
) -> MeasureLine:
    use = CouncilIndicator.objects.filter(council=council, indicator=indicator).first()
    begun = _begun(council, today or timezone.localdate()).filter(indicator=indicator)
    return _line(indicator, use, begun.last())


def targets_of(council: Council, indicator: Indicator) -> list[TargetLine]:
    """A measure's targets, newest first."""
    found = indicator.targets.filter(council=council).select_related("set_by").order_by("-from_on")
    return [TargetLine(one, _printed(indicator, one), profile_words(one)) for one in found]


def profile_words(target: Target) -> str:
    """ "6, 14, 20" by the ends of quarters 1 to 3; empty without a profile."""
    steps = [target.by_q1, target.by_q2, target.by_q3]
    return ", ".join(plain(step) for step in steps if step is not None)


def breaks_of(council: Council, indicator: Indicator) -> list[SeriesBreak]:
    found = indicator.breaks.filter(council=council).select_related("by")
    return list(found.order_by("-from_on"))


def officers_with_themes(council: Council) -> list[OfficerThemes]:
    """The council's officers and the themes that they enter."""
    themes: dict[int, list[str]] = defaultdict(list)
    links = ThemeOfficer.objects.filter(council=council).select_related("theme")
    for link in links.order_by("theme__order"):
        themes[link.user_id].append(link.theme.name)
    officers = User.objects.filter(
        memberships__council=council, memberships__role=Role.OFFICER.value, is_active=True
    )
    return [OfficerThemes(one, tuple(themes[one.pk])) for one in officers.order_by("name", "pk")]


def rules_in_words(council: Council) -> dict[str, str]:
    """The council's rules by field, as people write them."""
    rules = rules_of(council)
    days = {
        f"{term.value}_{end}": day_month(*dates[at : at + 2])
        for term, dates in rules.terms.items()
        for end, at in (("start", 0), ("end", 2))
    }
    return days | {
        "tolerance": plain(rules.tolerance),
        "small_group": str(rules.small_group),
        "surprise_points": plain(rules.surprise_points),
    }


def _begun(council: Council, today: dt.date) -> QuerySet[Target]:
    return Target.objects.filter(council=council, from_on__lte=today).order_by("from_on")


def _line(indicator: Indicator, use: CouncilIndicator | None, target: Target | None) -> MeasureLine:
    return MeasureLine(
        indicator=indicator,
        on=bool(use and use.on),
        name=(use.name if use else "") or indicator.name,
        basis=Basis((use.basis if use else "") or indicator.basis),
        target=_printed(indicator, target) if target else "",
        rule=use.rule if use else "",
    )


def _printed(indicator: Indicator, target: Target) -> str:
    goal = Goal(low=target.low, high=target.high, tolerance=target.tolerance)
    return target_text(goal, Unit(indicator.unit), Polarity(indicator.polarity))
