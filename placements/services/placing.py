"""A child comes to a home and leaves it: the placement, its price, what is irregular about it, and
the search before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.models import Council, User
from placements.dashboards.register.homes import is_suspended, vacancy_on
from placements.domain.days import years_on
from placements.domain.register_checks import Finding, brought_about
from placements.models import Child, ChildDetails, Placement, ProviderAnswer, Search, Setting
from placements.registers import REGISTERS
from placements.registers.facts import findings_of
from placements.registers.judged import grade_of
from reference.domain.periods import long_date

from .register.children import child_of_case
from .register.lines import (
    ADDED,
    CHANGED,
    LineAsks,
    LineRefused,
    add_line,
    change_line,
    lock_register,
    record_line,
    write_line,
)

PLACEMENTS, PRICES = REGISTERS["placements"], REGISTERS["prices"]
SEARCHES, ANSWERS, IRREGULAR = REGISTERS["searches"], REGISTERS["answers"], REGISTERS["irregular"]
Values = Mapping[str, Any]


@transaction.atomic
def place_child(
    *,
    council: Council,
    child: Child,
    setting: Setting,
    values: Values,
    price: Values,
    by: User | None,
    is_right: bool = False,
) -> Placement:
    """Places a child from a day on, with its price; its search, where it had one, is matched.

    `values` and `price` are those of the boxes of the two registers. Raises LineRefused: a home
    that is not open, a contract that has ended, a suspended provider or a home below "Good" without
    the reason. Raises LineAsks for no vacancy, an age outside the home's range, an unusual price.
    """
    lock_register(council)
    given = {**values, "child": child.pk, "setting": setting.pk}
    day = given["starts_on"]
    _refuse_without_reasons(setting, day, given)
    questions = [*_vacancy_questions(setting, day), *_age_questions(child, setting, day)]
    before = findings_of(council)
    placement = Placement()
    write_line(PLACEMENTS, placement, _whole(PLACEMENTS, given))
    agreement = PRICES.model()
    told = {**price, "placement": placement.pk, "from_on": day}
    write_line(PRICES, agreement, _whole(PRICES, told))
    _refuse_or_ask(before, findings_of(council), questions, is_right=is_right)
    record_line(PLACEMENTS, council, by, ADDED, placement)
    record_line(PRICES, council, by, ADDED, agreement)
    if placement.search is not None:
        match_search(council=council, search=placement.search, on=day, by=by)
    return placement


@transaction.atomic
def end_placement(
    *, council: Council, placement: Placement, ends_on: dt.date, ending: str, by: User | None
) -> None:
    """The day on which the child left, and why. Raises LineRefused."""
    change_line(
        council=council,
        register=PLACEMENTS,
        line=placement,
        values={"ends_on": ends_on, "ending": ending},
        by=by,
        is_right=True,
    )


@transaction.atomic
def agree_price(
    *,
    council: Council,
    placement: Placement,
    values: Values,
    by: User | None,
    is_right: bool = False,
) -> Any:
    """Another price from a day on. Raises LineRefused and LineAsks."""
    given = {**values, "placement": placement.pk}
    return add_line(
        council=council,
        register=PRICES,
        values=_whole(PRICES, given),
        by=by,
        is_right=is_right,
    )


@transaction.atomic
def flag_irregular(
    *, council: Council, placement: Placement, values: Values, by: User | None
) -> Any:
    """Says that a placement is irregular: the director sees it first. Raises LineRefused."""
    given = {**values, "placement": placement.pk}
    return add_line(council=council, register=IRREGULAR, values=_whole(IRREGULAR, given), by=by)


@transaction.atomic
def open_search(
    *, council: Council, child: Child, kind: str, opened_on: dt.date, by: User | None
) -> Search:
    """A home is looked for. Raises LineRefused for a child for whom one is looked for already."""
    lock_register(council)
    if child.searches.filter(outcome=Search.Outcome.OPEN).exists():
        raise LineRefused([("child", f"A home for child {child.pk} is looked for already")])
    given = {"child": child.pk, "kind": kind, "opened_on": opened_on, "outcome": "open"}
    search: Search = add_line(
        council=council, register=SEARCHES, values=_whole(SEARCHES, given), by=by
    )
    return search


@transaction.atomic
def answer_search(
    *, council: Council, search: Search, values: Values, by: User | None
) -> ProviderAnswer:
    """A provider was asked, or answered: one line a provider and day. Raises LineRefused."""
    lock_register(council)
    given = {**values, "search": search.pk}
    asked = search.answers.filter(provider=given["provider"], asked_on=given["asked_on"]).first()
    if asked is None:
        line: ProviderAnswer = add_line(
            council=council, register=ANSWERS, values=_whole(ANSWERS, given), by=by
        )
        return line
    change_line(council=council, register=ANSWERS, line=asked, values=given, by=by)
    return asked


@transaction.atomic
def match_search(*, council: Council, search: Search, on: dt.date, by: User | None) -> None:
    """The search found a home. One that ended before stays as it is."""
    if search.outcome != Search.Outcome.OPEN:
        return
    values = {"ended_on": max(on, search.opened_on), "outcome": "matched"}
    write_line(SEARCHES, search, values)
    record_line(SEARCHES, council, by, CHANGED, search, {"boxes": sorted(values)})


@transaction.atomic
def withdraw_search(*, council: Council, search: Search, on: dt.date, by: User | None) -> None:
    """Nobody looks any more. Raises LineRefused."""
    values = {"ended_on": on, "outcome": "withdrawn"}
    change_line(council=council, register=SEARCHES, line=search, values=values, by=by)


@transaction.atomic
def child_for_placing(*, council: Council, number: int | None, case: str, by: User | None) -> Child:
    """By the number here, or by the council's case number, which makes a child that is new. Raises
    LineRefused, and KeyMissing for a key that is lost.
    """
    if number is None:
        return child_of_case(council=council, number=case, by=by)
    child = Child.objects.filter(council=council, pk=number).first()
    if child is None:
        raise LineRefused([("number", f"No child has the number {number} here")])
    return child


def _whole(register: Any, given: Values) -> dict[str, Any]:
    """With what is usual in the boxes that nothing is said of."""
    usual = {box.name: box.usual for box in register.boxes if box.usual is not None}
    return {**usual, **given}


def _refuse_without_reasons(setting: Setting, day: dt.date, given: Values) -> None:
    errors = []
    if is_suspended(setting.provider, day) and not given.get("suspended_reason"):
        errors.append(
            (
                "suspended_reason",
                f"{setting.provider} is suspended. Say why it is chosen all the same, or choose "
                "another home",
            )
        )
    grade = grade_of(setting, day)
    if grade is not None and grade.is_below_good:
        if not given.get("below_good_reason"):
            errors.append(
                ("below_good_reason", f"{setting} is judged below “Good”. Say why it is chosen")
            )
        if not given.get("below_good_follow_up"):
            errors.append(("below_good_follow_up", "Say how the placement will be followed up"))
    if errors:
        raise LineRefused(errors)


def _vacancy_questions(setting: Setting, day: dt.date) -> list[str]:
    vacancy = vacancy_on(setting, day)
    if vacancy.places is None or vacancy.free > 0:
        return []
    return [f"{setting} has no vacancy on {long_date(day)}"]


def _age_questions(child: Child, setting: Setting, day: dt.date) -> list[str]:
    age = age_on(child, day)
    if age is None or setting.age_from <= age <= setting.age_to:
        return []
    return [
        f"The child is {age} years old on the day, and {setting} is for ages {setting.age_from} to "
        f"{setting.age_to}"
    ]


def age_on(child: Child, day: dt.date) -> int | None:
    """By the newest return that names the child; None where none does."""
    details = ChildDetails.objects.filter(child=child, born_on__isnull=False)
    born = details.order_by("-held_return__year").values_list("born_on", flat=True).first()
    if born is None:
        return None
    return years_on(born, day)


def _refuse_or_ask(
    before: Sequence[Finding], after: Sequence[Finding], questions: list[str], *, is_right: bool
) -> None:
    new = brought_about(before, after)
    blocking = [("", one.words) for one in new if one.blocks]
    if blocking:
        raise LineRefused(blocking)
    asked = [*questions, *(one.words for one in new)]
    if asked and not is_right:
        raise LineAsks(asked)
