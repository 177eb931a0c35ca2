"""What a file says against what is held: new, the same, or another value, which is never taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Council
from performance.domain.history import Place, Proposed, ProposedTarget
from performance.domain.history.mapping import ALL
from performance.domain.printing import MISSING, target_text, with_unit
from performance.domain.series import Held
from performance.domain.status import Goal
from performance.domain.vocabulary import Polarity, Unit
from performance.held import held_figures
from performance.models import Group, Indicator, Target
from reference.domain.periods import Period, long_date
from reference.domain.rounding import round_half_up

MOST_DECIMALS = 6


@dataclass(frozen=True)
class Conflict:
    """A figure or target that is held with another value. Both in words."""

    place: Place
    measure: str
    when: str
    in_file: str
    held: str


@dataclass(frozen=True)
class Compared:
    """`figures` and `targets` are new. `same` counts what is held already as the file says it."""

    figures: tuple[Proposed, ...]
    targets: tuple[ProposedTarget, ...]
    same: int
    conflicts: tuple[Conflict, ...]
    indicators: dict[str, Indicator]
    names: dict[str, str]


def compare(
    council: Council, figures: Sequence[Proposed], targets: Sequence[ProposedTarget]
) -> Compared:
    """Looks every figure and target up. Reads only; four queries."""
    indicators, names = measures_named(council, figures, targets)
    new, same, conflicts = _figures(council, figures, indicators, names)
    new_targets, same_targets, more = _targets(council, targets, indicators, names)
    return Compared(
        figures=tuple(new),
        targets=tuple(new_targets),
        same=same + same_targets,
        conflicts=(*conflicts, *more),
        indicators=indicators,
        names=names,
    )


def measures_named(
    council: Council, figures: Sequence[Proposed], targets: Sequence[ProposedTarget]
) -> tuple[dict[str, Indicator], dict[str, str]]:
    """The measures that figures and targets speak of, and the council's names for them, by code."""
    codes = {one.measure for one in figures} | {one.measure for one in targets}
    known = Indicator.objects.known_to(council).filter(code__in=codes)
    indicators = {one.code: one for one in known}
    uses = council.indicators.filter(indicator__in=indicators.values())
    own = {use.indicator_id: use.name for use in uses}
    return indicators, {code: own.get(one.pk) or one.name for code, one in indicators.items()}


def _figures(
    council: Council,
    figures: Sequence[Proposed],
    indicators: dict[str, Indicator],
    names: dict[str, str],
) -> tuple[list[Proposed], int, list[Conflict]]:
    series = held_figures(council, indicators=[one.pk for one in indicators.values()])
    held = {
        (code, one.group, one.period.key, one.basis.value): one
        for code, indicator in indicators.items()
        for one in series.get(indicator.pk, ())
        if one.area == council.area_id
    }
    new, conflicts, same = [], [], 0
    groups = named_groups(figures)
    for one in figures:
        before = held.get(one.key)
        if before is None:
            new.append(one)
        elif _alike(one, before):
            same += 1
        else:
            name = with_group(names[one.measure], groups.get(one.group, ""))
            conflicts.append(_conflict(one, before, indicators[one.measure], name))
    return new, same, conflicts


def named_groups(figures: Sequence[Proposed]) -> dict[str, str]:
    """The names of the groups that figures are about, but a measure's own; one query or none."""
    codes = {one.group for one in figures} - {ALL}
    return dict(Group.objects.filter(pk__in=codes).values_list("code", "name")) if codes else {}


def with_group(name: str, group: str) -> str:
    return f"{name}: {group}" if group else name


def _alike(one: Proposed, before: Held) -> bool:
    """The same as exactly as both are known: 87.3 and 480 of 550 are one figure."""
    if before.value is None:
        return False
    places = min(
        _places(one.numerator, one.denominator, one.decimals_held),
        _places(before.numerator, before.denominator, before.decimals_held),
    )
    return round_half_up(one.value, places) == round_half_up(before.value, places)


def _places(top: Decimal | None, bottom: Decimal | None, held: int) -> int:
    return MOST_DECIMALS if top is not None and bottom is not None else held


def _conflict(one: Proposed, before: Held, indicator: Indicator, name: str) -> Conflict:
    unit, decimals = Unit(indicator.unit), indicator.decimals
    held = with_unit(before.value, unit, decimals=decimals, held=before.decimals_held)
    if held == MISSING:
        held = f"not available: {before.unavailable_reason}"
    said = with_unit(one.value, unit, decimals=decimals, held=one.decimals_held)
    if said == held:
        said, held = f"{one.value.normalize():f}", f"{(before.value or 0):f}".rstrip("0")
    return Conflict(one.place, name, one.period.name, said, held)


def _targets(
    council: Council,
    targets: Sequence[ProposedTarget],
    indicators: dict[str, Indicator],
    names: dict[str, str],
) -> tuple[list[ProposedTarget], int, list[Conflict]]:
    known = Target.objects.filter(council=council, indicator__in=indicators.values())
    held = {(one.indicator_id, one.from_on): one for one in known}
    new, conflicts, same = [], [], 0
    for one in targets:
        indicator = indicators[one.measure]
        before = held.get((indicator.pk, one.period.starts_on))
        if before is None:
            new.append(one)
        elif (before.low, before.high) == (one.goal.low, one.goal.high):
            same += 1
        else:
            goal = Goal(before.low, before.high, before.tolerance)
            conflicts.append(_target_conflict(one, goal, indicator, names[one.measure]))
    return new, same, conflicts


def _target_conflict(one: ProposedTarget, held: Goal, indicator: Indicator, name: str) -> Conflict:
    unit, polarity = Unit(indicator.unit), Polarity(indicator.polarity)
    return Conflict(
        place=one.place,
        measure=f"Target of {name}",
        when=from_words(one.period),
        in_file=target_text(one.goal, unit, polarity),
        held=target_text(held, unit, polarity),
    )


def from_words(period: Period) -> str:
    return f"from {long_date(period.starts_on)}"
