"""How long a council keeps each kind of thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.domain.retention import RetentionRule

from .govuk import GovukForm


class RetentionForm(GovukForm):
    """A box for each kind of thing; `amounts` are those that hold now, in the rules' units."""

    def __init__(
        self, *args: Any, rules: Sequence[tuple[RetentionRule, int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={rule.what: amount for rule, amount in rules}, **kwargs)
        for rule, _ in rules:
            self.fields[rule.what] = _box(rule)


def _box(rule: RetentionRule) -> forms.IntegerField:
    span = f"from {rule.least} to {rule.most}"
    refusal = f"{rule.name}: the number of {rule.unit} must be {span}"
    return forms.IntegerField(
        label=f"{rule.name}: {rule.unit}",
        help_text=f"{rule.words(rule.amount)} unless you say otherwise; {span}",
        min_value=rule.least,
        max_value=rule.most,
        error_messages={
            "required": f"{rule.name}: enter the number of {rule.unit}",
            "invalid": f"{rule.name}: the number of {rule.unit} must be a whole number",
            "min_value": refusal,
            "max_value": refusal,
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
