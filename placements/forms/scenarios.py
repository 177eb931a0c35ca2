"""The form of a change of policy that is thought through."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from placements.domain.supply.changing import AMOUNTS, CARERS, HOME

from .statements import day_field

# From enquiry to approval, and places a household, where nobody says otherwise.
LAG, PLACES = 8, 1.5


def _box(width: int, keys: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": f"govuk-input--width-{width}", "inputmode": keys})


class ScenarioForm(GovukForm):
    name = forms.CharField(
        label="Name",
        max_length=100,
        error_messages={"required": "Give the scenario a name"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    kind = forms.ChoiceField(
        label="What would change",
        choices=[(kind, words[:1].upper() + words[1:]) for kind, words in AMOUNTS.items()],
        error_messages={"required": "Choose what would change"},
    )
    amount = forms.FloatField(
        label="How many, or how many percent",
        error_messages={
            "required": "Enter a number, as 10",
            "invalid": "Enter a number in figures, as 10",
        },
        widget=_box(5, "decimal"),
    )
    on = day_field(
        "The day on which the home opens",
        "Of a new home alone. For example 1/9/2026",
        required=False,
    )
    lag = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=36,
        label="Months from an enquiry to approval",
        help_text=f"Of foster carers alone. Empty: {LAG}",
        widget=_box(3, "numeric"),
    )
    places = forms.FloatField(
        required=False,
        min_value=0.5,
        max_value=3,
        label="Places in each new household",
        help_text=f"Of foster carers alone. Empty: {PLACES}",
        widget=_box(3, "decimal"),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == HOME and not told.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the day on which the home opens")
        return told

    @property
    def numbers(self) -> dict[str, Any]:
        """What the kind needs, as it is saved."""
        told = self.cleaned_data
        found: dict[str, Any] = {"amount": told["amount"]}
        if told["kind"] == HOME:
            found["on"] = told["on"].isoformat()
        if told["kind"] == CARERS:
            lag, places = told["lag"], told["places"]
            found |= {"lag": LAG if lag is None else lag, "places": places or PLACES}
        return found
