"""What somebody looks for in the audit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from .govuk import GovukForm

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
DAYS = ["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d"]
Choices = Sequence[tuple[str, str]]


def _day(label: str, example: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=f"For example {example}",
        input_formats=DAYS,
        error_messages={"invalid": f"{label} must be a date, for example {example}"},
        validators=[
            MinValueValidator(EARLIEST, f"{label} must be {EARLIEST.year} or later"),
            MaxValueValidator(LATEST, f"{label} must be {LATEST.year} or earlier"),
        ],
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )


class AuditFilterForm(GovukForm):
    """Sent by GET: an address with its filters can be kept and passed on."""

    says_optional = False

    person = forms.ChoiceField(label="Who", required=False)
    action = forms.ChoiceField(label="What", required=False)
    text = forms.CharField(
        label="To what",
        required=False,
        max_length=200,
        help_text="A word of it, for example health",
    )
    from_on = _day("From", "1/4/2025")
    to_on = _day("To", "31/3/2026")

    def __init__(self, *args: Any, people: Choices, actions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = _choice("Who", "Everybody", people)
        self.fields["action"] = _choice("What", "Everything", actions)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        first, last = found.get("from_on"), found.get("to_on")
        if first and last and first > last:
            self.add_error("to_on", "To must be the same day as From or a later one")
        return found


def _choice(label: str, all_of_them: str, known: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", all_of_them), *known],
        error_messages={"invalid_choice": f"{label} must be one of the list"},
    )
