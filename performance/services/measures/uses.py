"""What a council makes of a measure: on or off, its name, the basis it reports on, small groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from performance.domain.vocabulary import Basis
from performance.models import CouncilIndicator, Indicator

from .refusals import MeasureError, names_of_others, plain_name, refuse_strangers

LONGEST_NAME = 80
LONGEST_RULE = 240


def switch_measure(
    *, council: Council, indicator: Indicator, on: bool, by: User | None
) -> CouncilIndicator:
    """Switches a measure on or off. Its figures stay; a return asks for it while it is on."""
    return _change(council, indicator, by, "switch_measure", on=on)


@transaction.atomic
def switch_measures(
    *, council: Council, shown: Iterable[Indicator], on: Collection[str], by: User | None
) -> int:
    """Of the measures shown, switches on those whose code is in `on` and the others off; how many
    were switched. Measures that were not shown stay as they are.
    """
    uses = {use.indicator_id: use for use in council.indicators.all()}
    switched: dict[bool, list[Indicator]] = {True: [], False: []}
    for indicator in shown:
        refuse_strangers(council, indicator)
        use, wanted = uses.get(indicator.pk), indicator.code in on
        if wanted != bool(use and use.on):
            switched[wanted].append(indicator)
    for wanted, indicators in switched.items():
        council.indicators.filter(indicator__in=indicators).update(on=wanted)
        CouncilIndicator.objects.bulk_create(
            CouncilIndicator(council=council, indicator=one, on=wanted)
            for one in indicators
            if one.pk not in uses
        )
    return _record_switches(council, switched, by)


def _record_switches(
    council: Council, switched: dict[bool, list[Indicator]], by: User | None
) -> int:
    count = sum(len(indicators) for indicators in switched.values())
    if count:
        record_event(
            council=council,
            by=by,
            action="switch_measures",
            subject=f"{count} measure{'' if count == 1 else 's'}",
            detail={
                "switched_on": [one.code for one in switched[True]],
                "switched_off": [one.code for one in switched[False]],
            },
        )
    return count


def name_measure(
    *, council: Council, indicator: Indicator, name: str, by: User | None
) -> CouncilIndicator:
    """Gives a measure the council's own name; an empty one gives the catalogue's back.

    Raises MeasureError when the name is too long or another measure of the council has it.
    """
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise MeasureError(f"The name must be {LONGEST_NAME} characters or fewer.", "name")
    if name and plain_name(name) in names_of_others(council, indicator):
        raise MeasureError(
            f"Another measure is already called “{name}”. Choose another name.", "name"
        )
    return _change(council, indicator, by, "name_measure", name=name)


def report_on_basis(
    *, council: Council, indicator: Indicator, basis: Basis | str, by: User | None
) -> CouncilIndicator:
    """Sets the basis on which this council reports a measure; "" is the catalogue's.

    It says what the next returns ask for: figures that are held keep the basis they have.
    """
    if basis and basis not in {one.value for one in Basis}:
        raise MeasureError(f"“{basis}” is no basis of a figure.", "basis")
    wanted = "" if basis == indicator.basis else str(basis)
    return _change(council, indicator, by, "report_on_basis", basis=wanted)


def mark_small_cohort(
    *, council: Council, indicator: Indicator, small_cohort: bool, by: User | None
) -> CouncilIndicator:
    """Says that a measure is about so few people here that public editions hide its percentage
    where no counts are known. What the catalogue marks stays marked.
    """
    return _change(council, indicator, by, "mark_small_cohort", small_cohort=small_cohort)


@transaction.atomic
def state_rule(
    *, council: Council, indicator: Indicator, rule: str, by: User | None
) -> CouncilIndicator:
    """Says by which rule this council counts where the definition leaves a choice: a radius and
    its point, or which moves count. It is printed under the definition.
    """
    rule = " ".join(rule.split())
    if len(rule) > LONGEST_RULE:
        raise MeasureError(f"The rule must be {LONGEST_RULE} characters or fewer.", "rule")
    return _change(council, indicator, by, "state_rule", rule=rule)


@transaction.atomic
def change_use(
    *,
    council: Council,
    indicator: Indicator,
    on: bool,
    name: str,
    basis: Basis | str,
    by: User | None,
    small_cohort: bool | None = None,
    rule: str | None = None,
) -> None:
    """Switch, name, basis, mark and rule together: all or, where one is refused, none. A mark or a
    rule that is None stays as it is.
    """
    name_measure(council=council, indicator=indicator, name=name, by=by)
    report_on_basis(council=council, indicator=indicator, basis=basis, by=by)
    if small_cohort is not None:
        mark_small_cohort(council=council, indicator=indicator, small_cohort=small_cohort, by=by)
    if rule is not None:
        state_rule(council=council, indicator=indicator, rule=rule, by=by)
    switch_measure(council=council, indicator=indicator, on=on, by=by)


@transaction.atomic
def _change(
    council: Council, indicator: Indicator, by: User | None, action: str, **fields: Any
) -> CouncilIndicator:
    refuse_strangers(council, indicator)
    use, _ = CouncilIndicator.objects.get_or_create(
        council=council, indicator=indicator, defaults={"on": False}
    )
    was = {name: getattr(use, name) for name in fields}
    if was == fields:
        return use
    for name, value in fields.items():
        setattr(use, name, value)
    use.save()
    record_event(
        council=council,
        by=by,
        action=action,
        subject=str(indicator),
        detail={"was": was, "now": fields},
    )
    return use
