"""Forms of the registers, made of their declarations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.forms import GovukForm
from accounts.models import Council
from placements.measures import district_names
from placements.registers import Box, Register
from placements.registers.boxes import Labels, field_of, listed
from placements.registers.saying import values_of

LONGEST_SEARCH = 100


def right_box(questions: Sequence[str]) -> forms.BooleanField:
    """The tick by which somebody says that what is unlikely is right."""
    return forms.BooleanField(
        label="It is right as it stands",
        error_messages={
            "required": "; ".join(questions) + ". Correct it, or tick that it is right"
        },
    )


class RegisterForm(GovukForm):
    """One line of a register. `asked`: what was asked of it before, so that the tick is there."""

    def __init__(
        self,
        *args: Any,
        register: Register,
        labels: Labels,
        line: Any = None,
        begin: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        initial = values_of(register, line) if line is not None else dict(begin or {})
        super().__init__(*args, initial=initial, **kwargs)
        for box in register.boxes:
            self.fields[box.name] = field_of(register, box, labels)
        if "is_right" in self.data:
            self.fields["is_right"] = forms.BooleanField(
                label="It is right as it stands", required=False
            )

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, without the tick."""
        return {name: now for name, now in self.cleaned_data.items() if name != "is_right"}

    @property
    def is_right(self) -> bool:
        return bool(self.cleaned_data.get("is_right"))

    def refuse(self, errors: Sequence[tuple[str, str]]) -> None:
        for name, words in errors:
            self.add_error(name if name in self.fields else None, words)

    def ask(self, questions: Sequence[str]) -> None:
        """Shows the tick, with the questions as its error."""
        self.fields["is_right"] = right_box(questions)
        self.add_error("is_right", "; ".join(questions) + ". Correct it, or tick that it is right")


class FilterForm(GovukForm):
    says_optional = False


class Narrowed(django_filters.FilterSet):  # type: ignore[misc]
    """A register's list, narrowed by what its declaration says."""

    class Meta:
        form = FilterForm


def narrowed(
    register: Register, council: Council, labels: Labels, asked: Any
) -> django_filters.FilterSet:
    """The filters of a register with what was asked; `.qs` are the lines that are left."""
    filters: dict[str, Any] = {}
    if register.search:
        filters["q"] = django_filters.CharFilter(
            label="Search",
            method="searched",
            max_length=LONGEST_SEARCH,
        )
    for box in register.boxes:
        if box.filtered:
            filters[box.name] = _filter_of(register, council, box, labels)

    def searched(self: Any, lines: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        asked_for = Q()
        for path in register.search:
            asked_for |= Q(**{f"{path}__icontains": words})
        return lines.filter(asked_for)

    made = type("RegisterFilter", (Narrowed,), {**filters, "searched": searched})
    return made(asked, queryset=register.lines(council))


def _filter_of(register: Register, council: Council, box: Box, labels: Labels) -> Any:
    name, of = box.name, register.model_field(box.name)
    choices: list[tuple[str, str]]
    if of.is_relation:
        choices = [(str(pk), words) for pk, words in labels[of.related_model].items()]
    elif name == "district":
        used = set(register.lines(council).values_list("district", flat=True))
        choices = [(code, said) for code, said in district_names().items() if code in used]
    elif name == "outcome" and not of.choices:
        choices = list(listed("outcomes.csv"))
    else:
        choices = list(of.choices)
    options = {"label": box.label, "choices": choices, "empty_label": "All"}
    return django_filters.ChoiceFilter(field_name=name, distinct=of.many_to_many, **options)
