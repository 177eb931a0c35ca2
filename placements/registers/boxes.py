"""The boxes of a register: Django's fields, made of a declaration and the model's own field.

They take what a person types and what a spreadsheet holds alike: a choice by its key or its words,
a day in several forms, pounds with a sign and commas.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django import forms
from django.db import models

from accounts.models import Council
from placements.measures import district_names
from placements.models import Child, Placement, Search
from reference.fixtures import fixture_rows

from .declaring import Box, Register

DAYS = ["%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
MOST_NUMBER = 32_767
# Lines of these are named by their numbers: nobody chooses among thousands from a list.
NUMBERED = (Child, Placement, Search)
YES_OR_NO = [("yes", "Yes"), ("no", "No")]
Choices = Sequence[tuple[str, str]]
Labels = Mapping[type[models.Model], Mapping[int, str]]


def plain(words: str) -> str:
    """Words as they compare: one kind of apostrophe, single spaces, small letters.

    >>> plain("Children’s  Home")
    "children's home"
    """
    return " ".join(words.replace("’", "'").split()).casefold()


class Chosen(forms.ChoiceField):
    """One of a list, by its key or by its words."""

    def to_python(self, value: Any) -> str:
        return _key_of(str(value).strip() if value else "", self.choices)


class SeveralChosen(forms.MultipleChoiceField):
    """Some of a list; in a spreadsheet their words stand in one cell with semicolons between."""

    def to_python(self, value: Any) -> list[str]:
        said = value.split(";") if isinstance(value, str) else value or []
        found = [_key_of(str(one).strip(), self.choices) for one in said]
        return list(dict.fromkeys(one for one in found if one))


def _key_of(said: str, choices: Any) -> str:
    wanted = plain(said)
    for key, words in choices:
        if said == str(key) or wanted == plain(str(words)):
            return str(key)
    return said


class DayField(forms.DateField):
    """A day, within the years that a register can speak of."""

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class MonthField(DayField):
    """A month, as its first day."""

    def to_python(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().to_python(value)
        return None if day is None else day.replace(day=1)


class MoneyField(forms.DecimalField):
    """Pounds, with or without their sign and commas."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").strip()
        return super().clean(value)


class NumberedField(forms.IntegerField):
    """A line by its number: 12, or "Child 12"."""

    def __init__(self, *, known: Mapping[int, str], missing: str, **options: Any) -> None:
        self.known, self.missing = known, missing
        super().__init__(**options)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = re.sub(r"^\s*(child|placement|search)\s+", "", value, flags=re.IGNORECASE)
        number: int | None = super().to_python(value)
        if number is not None and number not in self.known:
            raise forms.ValidationError(self.missing.format(number=number), code="missing")
        return number


class DistrictField(forms.CharField):
    """A district by its name or code; kept as its code."""

    def clean(self, value: Any) -> str:
        said: str = super().clean(value)
        code = district_codes().get(plain(said)) if said else ""
        if code is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return code

    def prepare_value(self, value: Any) -> Any:
        return district_names().get(value, value)


@cache
def district_codes() -> dict[str, str]:
    codes = {plain(code): code for code in district_names()}
    return codes | {plain(name): code for code, name in district_names().items()}


@cache
def listed(name: str) -> tuple[tuple[str, str], ...]:
    """A list of fixtures/: code and words."""
    return tuple((row["code"], row["name"]) for row in fixture_rows(name))


def councils() -> Choices:
    """Every council of this installation, by its address."""
    return list(Council.objects.order_by("name").values_list("slug", "name"))


def field_of(register: Register, box: Box, labels: Labels) -> forms.Field:
    """The box as a form's field. `labels` are the words of lines that it may name."""
    of: Any = register.model_field(box.name)
    words: dict[str, Any] = {
        "label": box.label,
        "help_text": box.hint,
        "required": _is_required(of),
        "initial": box.usual,
    }
    if of.is_relation:
        return _naming(of, box, labels[of.related_model], words)
    listed_choices = _choices(of)
    if listed_choices:
        return _choosing(of, box, listed_choices, words)
    for kind, make in MADE:
        if isinstance(of, kind):
            made: forms.Field = make(of, box, words)
            return made
    return _text(of, box, words)


def _is_required(of: Any) -> bool:
    if of.many_to_many or isinstance(of, models.JSONField):
        return False
    return not (of.blank or of.null)


def _choices(of: Any) -> Choices:
    if isinstance(of, models.JSONField):
        return listed("specialisms.csv")
    if isinstance(of, models.SlugField):
        return councils() if of.name == "partner" else listed("outcomes.csv")
    if isinstance(of, models.BooleanField):
        return YES_OR_NO
    return list(of.choices or ())


def _choosing(of: Any, box: Box, choices: Choices, words: dict[str, Any]) -> forms.Field:
    errors = {
        "required": f"{box.label}: choose one of the list",
        "invalid_choice": f"{box.label}: “%(value)s” is not in the list. Choose one of: "
        + ", ".join(str(label) for _, label in choices),
    }
    if isinstance(of, models.JSONField):
        many = SeveralChosen(choices=choices, error_messages=errors, **words)
        many.widget = forms.CheckboxSelectMultiple(choices=choices)
        return many
    return Chosen(choices=[("", "Choose"), *choices], error_messages=errors, **words)


def _naming(of: Any, box: Box, known: Mapping[int, str], words: dict[str, Any]) -> forms.Field:
    if issubclass(of.related_model, NUMBERED):
        return _numbered(of, box, known, words)
    choices = [(str(pk), label) for pk, label in known.items()]
    what = of.related_model._meta.verbose_name
    errors = {
        "required": f"{box.label}: choose one of the list",
        "invalid_choice": f"{box.label}: the register has no {what} “%(value)s”. Enter it there "
        "first, or write its name as it stands there",
    }
    if of.many_to_many:
        many = SeveralChosen(choices=choices, error_messages=errors, **words)
        many.widget = forms.CheckboxSelectMultiple(choices=choices)
        return many
    return Chosen(choices=[("", "Choose"), *choices], error_messages=errors, **words)


def _numbered(of: Any, box: Box, known: Mapping[int, str], words: dict[str, Any]) -> forms.Field:
    what = of.related_model._meta.verbose_name
    return NumberedField(
        known=known,
        missing=f"{box.label}: no {what} has the number {{number}} here",
        error_messages={
            "required": f"{box.label}: enter its number",
            "invalid": f"{box.label}: enter its number, for example 12",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        **words,
    )


def _day(of: Any, box: Box, words: dict[str, Any]) -> forms.Field:
    example = "April 2021" if of.name == "month" else "17/5/2021"
    kind = MonthField if of.name == "month" else DayField
    forms_of = [*DAYS, "%B %Y", "%b %Y", "%m/%Y", "%Y-%m"] if of.name == "month" else DAYS
    form = "%B %Y" if of.name == "month" else "%d/%m/%Y"
    words["help_text"] = words["help_text"] or f"For example {example}"
    return kind(
        input_formats=forms_of,
        error_messages={
            "required": f"{box.label}: enter a {'month' if of.name == 'month' else 'date'}",
            "invalid": f"{box.label}: write it as {example}, between {EARLIEST.year} and "
            f"{LATEST.year}",
        },
        widget=forms.DateInput(
            format=form, attrs={"class": "govuk-input--width-10", "autocomplete": "off"}
        ),
        **words,
    )


def _money(of: Any, box: Box, words: dict[str, Any]) -> forms.Field:
    most = 10 ** (of.max_digits - of.decimal_places) - 1
    span = f"{box.label}: enter pounds from 0 to {most:,}, with pence or without"
    return MoneyField(
        min_value=0,
        max_value=most,
        decimal_places=of.decimal_places,
        error_messages={
            "required": f"{box.label}: enter pounds, 0 if nothing",
            "invalid": f"{box.label}: enter pounds, for example 4250 or 4,250.50",
            "max_decimal_places": f"{box.label}: enter at most two decimals",
            "min_value": span,
            "max_value": span,
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
        **words,
    )


def _whole(of: Any, box: Box, words: dict[str, Any]) -> forms.Field:
    span = f"{box.label}: enter a whole number from 0 to {MOST_NUMBER:,}"
    kinds = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        min_value=0,
        max_value=MOST_NUMBER,
        error_messages=dict.fromkeys(kinds, span),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        **words,
    )


def _text(of: Any, box: Box, words: dict[str, Any]) -> forms.Field:
    long = isinstance(of, models.TextField)
    most = None if long else of.max_length
    errors = {
        "required": f"{box.label}: enter some words",
        "max_length": f"{box.label} can be at most {most} letters long",
        "invalid": f"{box.label}: no district has this name. Write it as the Office for National "
        "Statistics does, or its code",
    }
    kind = DistrictField if of.name == "district" else forms.CharField
    if of.name == "district":
        most = 60
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
    return kind(max_length=most or 10_000, error_messages=errors, widget=widget, **words)


MADE: tuple[tuple[type[Any], Any], ...] = (
    (models.DateField, _day),
    (models.DecimalField, _money),
    (models.IntegerField, _whole),
)
