"""The board's rules, and the lines of its own lists."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models

from accounts.forms import GovukForm
from boards.models import Board, StandingItem
from reference.fixtures import fixture_rows

from .dates import day_field, time_field

MONTHS = [(number, calendar.month_name[number]) for number in range(1, 13)]
RADIOS = {"access_regime", "quorum_rule", "minute_numbering", "resolutions"}


class BoardForm(GovukForm):
    """Every rule of a board, in the groups of fixtures/board_rules.csv."""

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        rows = list(fixture_rows("board_rules.csv"))
        initial = {row["field"]: getattr(board, row["field"]) for row in rows}
        super().__init__(*args, initial=initial, **kwargs)
        self._groups: dict[str, list[str]] = {}
        for row in rows:
            self.fields[row["field"]] = _rule(row)
            self._groups.setdefault(row["group"], []).append(row["field"])

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """(Heading, its boxes), in the order of the file."""
        return [(name, [self[field] for field in names]) for name, names in self._groups.items()]

    def clean_civic_year_month(self) -> int:
        return int(self.cleaned_data["civic_year_month"])


def _rule(row: dict[str, str]) -> forms.Field:
    """The box of a rule: its kind is that of the model's field, its words those of the file."""
    field: Any = Board._meta.get_field(row["field"])
    words: dict[str, Any] = {"label": row["label"], "help_text": row["hint"]}
    if row["field"] == "civic_year_month":
        return forms.ChoiceField(choices=MONTHS, **words)
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(required=False, **words)
    if field.choices:
        return forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect, **words)
    if isinstance(field, models.TimeField):
        made = time_field(row["label"])
        made.help_text = row["hint"]
        return made
    if isinstance(field, models.PositiveSmallIntegerField):
        return _number(row)
    return _text(row, field)


def _text(row: dict[str, str], field: Any) -> forms.CharField:
    long = isinstance(field, models.TextField)
    return forms.CharField(
        label=row["label"],
        help_text=row["hint"],
        required=row["required"] == "yes",
        max_length=None if long else field.max_length,
        widget=forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput,
        error_messages={
            "required": f"{row['label']}: enter some words",
            "max_length": f"{row['label']} can be at most {field.max_length} letters long",
        },
    )


def _number(row: dict[str, str]) -> forms.IntegerField:
    least, most = int(row["least"]), int(row["most"])
    span = f"{row['label']}: enter a number from {least} to {most}"
    return forms.IntegerField(
        label=row["label"],
        help_text=row["hint"],
        min_value=least,
        max_value=most,
        error_messages={
            "required": span,
            "invalid": f"{row['label']}: enter a whole number",
            "min_value": span,
            "max_value": span,
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )


def _words(label: str, longest: int, hint: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=required,
        error_messages={
            "required": f"{label}: enter some words",
            "max_length": f"{label} can be at most {longest} letters long",
        },
    )


class LineForm(GovukForm):
    """One line of a list; `names` are the fields of the model that it fills."""

    names: Sequence[str] = ()

    def __init__(self, *args: Any, line: models.Model | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(line, name) for name in self.names} if line else None
        super().__init__(*args, initial=initial, **kwargs)


class StandingItemForm(LineForm):
    names = ("title", "kind", "when", "at_end")
    title = _words("Title", 200, "As the agenda prints it")
    kind = forms.ChoiceField(
        label="What it does",
        choices=StandingItem.Kind,
        help_text="Minutes, actions, work programme and dates bring their own paper or list",
        initial=StandingItem.Kind.PROCEDURAL,
    )
    when = forms.ChoiceField(
        label="When",
        choices=StandingItem.When,
        widget=forms.RadioSelect,
        initial=StandingItem.When.ALWAYS,
        error_messages={"required": "Choose when the item comes"},
    )
    at_end = forms.BooleanField(label="After the reports, not before them", required=False)


class SectionForm(LineForm):
    names = ("heading", "wording", "required", "reviewer")
    heading = _words("Heading", 120)
    wording = forms.CharField(
        label="Statutory wording",
        help_text="Printed as it stands under the heading, before what the author writes",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    required = forms.BooleanField(
        label="A report is not ready while this section is empty", required=False
    )
    reviewer = _words(
        "Reviewer",
        60,
        "Who answers for this section, for example Finance. Leave it empty where the author writes "
        "alone.",
        required=False,
    )


class PriorityForm(LineForm):
    names = ("name",)
    name = _words("Priority or principle", 200)


class ClosureDayForm(LineForm):
    names = ("day", "reason")
    day = day_field("Day", help_text="For example 24/12/2026")
    reason = _words(
        "Reason", 120, "For example the offices are shut at the end of the year", required=False
    )


FORMS: dict[str, type[LineForm]] = {
    "standing-items": StandingItemForm,
    "report-sections": SectionForm,
    "priorities": PriorityForm,
    "closure-days": ClosureDayForm,
}
