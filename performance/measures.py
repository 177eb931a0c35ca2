"""The measures that a council has switched on, with everything that reads a figure of them.

A builder room, used by dashboard and pack: three queries, whatever the number of measures.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, Value

from accounts.models import Council
from performance.council_rules import rules_of
from performance.domain.cumulative import due_goal, profile_of, whole_of
from performance.domain.reporting_rules import DEFAULT_RULES, Rules
from performance.domain.series import Held
from performance.domain.status import Goal
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from performance.held import held_figures
from performance.models import CouncilIndicator, Indicator, SeriesBreak, Target
from reference.domain.periods import Period

LIMITS = SeriesBreak.Kind.LIMITS.value
# What stands right of a break whose two sides were given no words.
NEW = {
    SeriesBreak.Kind.SOURCE.value: "new source",
    SeriesBreak.Kind.DEFINITION.value: "new definition",
}


@dataclass(frozen=True)
class Gap:
    """A change of source or definition, or a usual range set anew, with its words."""

    from_on: dt.date
    kind: str
    before: str = ""
    after: str = ""
    reason: str = ""

    @property
    def is_break(self) -> bool:
        return self.kind != LIMITS

    @property
    def words(self) -> tuple[str, str]:
        """What stands left and right of a break; without words of its own the right side says what
        is new.
        """
        return self.before, self.after or NEW.get(self.kind, "")


# By the measure's key.
Targets = defaultdict[int, list[tuple[dt.date, Goal]]]
Gaps = defaultdict[int, list[Gap]]


@dataclass(frozen=True)
class Measure:
    """One indicator as a council uses it: its name, figures, targets and breaks."""

    indicator: Indicator
    name: str
    unit: Unit
    polarity: Polarity
    frequency: Frequency
    basis: Basis
    area: str
    held: tuple[Held, ...]
    own: tuple[Held, ...]
    targets: tuple[tuple[dt.date, Goal], ...]
    interruptions: tuple[Gap, ...]
    rules: Rules
    rule: str = ""
    on: bool = True
    small_cohort: bool = False

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The changes of source or definition, oldest first."""
        return tuple(gap for gap in self.interruptions if gap.is_break)

    @property
    def breaks(self) -> tuple[dt.date, ...]:
        return tuple(gap.from_on for gap in self.gaps)

    @property
    def recalculated(self) -> tuple[dt.date, ...]:
        """The days from which a person set the usual range anew."""
        return tuple(gap.from_on for gap in self.interruptions if not gap.is_break)

    @property
    def code(self) -> str:
        return self.indicator.code

    def goal_on(self, day: dt.date) -> Goal | None:
        """The newest target begun by that day: old points keep the target they had."""
        begun = self.target_on(day)
        return begun[1] if begun else None

    def goal_due(self, period: Period, basis: Basis) -> Goal | None:
        """What a figure is measured to: before 31 March the profile of a count through the year."""
        return due_goal(self.goal_on(period.ends_on), period, basis, self.unit)

    def planned_by(self, period: Period) -> Decimal | None:
        """Of a count through the year: the amount planned by the end of a period."""
        return whole_of(self.goal_due(period, Basis.YEAR_TO_DATE), self.polarity)

    def target_on(self, day: dt.date) -> tuple[dt.date, Goal] | None:
        """That target with the day from which it holds."""
        begun = [target for target in self.targets if target[0] <= day]
        return begun[-1] if begun else None


def measures_of(
    council: Council,
    *,
    until: dt.date | None = None,
    known_at: dt.datetime | None = None,
    off_too: bool = False,
    code: str | None = None,
) -> list[Measure]:
    """Every measure that is switched on, in the order of the themes. Three queries.

    `off_too` adds those switched off: nobody prints them, but what is known of them may forbid
    printing another part of the same whole. `code` asks for one measure alone.
    """
    # The rules come with the measures: a dashboard may make few queries.
    uses = CouncilIndicator.objects.filter(council=council).select_related(
        "indicator__theme", "indicator__published", "council__reporting_rules"
    )
    if not off_too:
        uses = uses.filter(on=True)
    of_those = None
    if code is not None:
        uses = uses.filter(indicator__code=code)
        of_those = uses.values_list("indicator_id", flat=True)
    ordered = uses.order_by("indicator__theme__order", "indicator__order", "indicator__code")
    held = held_figures(council, indicators=of_those, until=until, known_at=known_at)
    targets, gaps = _from_days_on(council)
    found = list(ordered)
    rules = rules_of(found[0].council) if found else DEFAULT_RULES
    return [_measure(council, use, held, targets, gaps, rules) for use in found]


def _from_days_on(council: Council) -> tuple[Targets, Gaps]:
    """What holds from a day on, by measure, oldest first: targets, and breaks of series.

    One query for both, because a dashboard may make few.
    """
    kept = Target.objects.filter(council=council).order_by()
    broken = SeriesBreak.objects.filter(council=council).order_by()
    none = Value(None, output_field=DecimalField(max_digits=12, decimal_places=4))
    numbers = ("low", "high", "tolerance", "by_q1", "by_q2", "by_q3")
    words = ("kind", "before", "after", "reason")
    columns = ("indicator_id", "from_on", *numbers, *words)
    both = (
        kept.annotate(**{name: Value("") for name in words})
        .values_list(*columns)
        .union(broken.annotate(**dict.fromkeys(numbers, none)).values_list(*columns), all=True)
    )
    targets, gaps = Targets(list), Gaps(list)
    for pk, day, low, high, tolerance, *rest in both.order_by("from_on"):
        steps, (kind, *said) = rest[:3], rest[3:]
        if kind:
            gaps[pk].append(Gap(day, kind, *said))
        else:
            profile = profile_of((steps[0], steps[1], steps[2]))
            targets[pk].append((day, Goal(low, high, tolerance, profile)))
    return targets, gaps


def _measure(
    council: Council,
    use: CouncilIndicator,
    held: dict[int, list[Held]],
    targets: Targets,
    gaps: Gaps,
    rules: Rules,
) -> Measure:
    indicator = use.indicator
    every = held.get(indicator.pk, [])
    return Measure(
        indicator=indicator,
        name=use.name or indicator.name,
        unit=Unit(indicator.unit),
        polarity=Polarity(indicator.polarity),
        frequency=Frequency(indicator.frequency),
        basis=use.usual_basis,
        area=council.area_id,
        held=tuple(every),
        own=tuple(one for one in every if one.group == "all" and one.area == council.area_id),
        targets=tuple(targets.get(indicator.pk, ())),
        interruptions=tuple(gaps.get(indicator.pk, ())),
        rules=rules,
        rule=use.rule,
        on=use.on,
        small_cohort=indicator.small_cohort or use.small_cohort,
    )
