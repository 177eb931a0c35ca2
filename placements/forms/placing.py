"""The forms by which a child is placed, a placement ends, and a home is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import GovukForm
from placements.models import SettingKind
from placements.registers import REGISTERS, Register
from placements.registers.boxes import DAYS, DayField, Labels, field_of

from .register import right_box

PRICES = ("social_care", "education", "health", "framework")
REASONS = ("suspended_reason", "below_good_reason", "below_good_follow_up")


def _day(label: str) -> DayField:
    return DayField(
        label=label,
        help_text="For example 17/5/2021",
        input_formats=DAYS,
        error_messages={
            "required": f"{label}: enter a date",
            "invalid": f"{label}: write it as 17/5/2021, between 1900 and 2199",
        },
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"class": "govuk-input--width-10", "autocomplete": "off"}
        ),
    )


class WhoForm(GovukForm):
    """Which child: by the number here, or by the council's case number."""

    number = forms.IntegerField(
        label="The child’s number here",
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="For example 12, as lists of children show it",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            "The child’s number: enter a whole number, for example 12",
        ),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    case = forms.CharField(
        label="Or the council’s case number",
        required=False,
        max_length=40,
        help_text="It is enciphered before it is kept, and shown to nobody here",
        error_messages={"max_length": "A case number has at most 40 letters"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        given = [name for name in ("number", "case") if found.get(name)]
        if len(given) != 1 and not self.errors:
            self.add_error(
                "number", "Enter the child’s number here, or the case number: one of both"
            )
        return found

    def refuse(self, errors: Sequence[tuple[str, str]]) -> None:
        for name, words in errors:
            self.add_error(name if name in self.fields else None, words)


class WhoAndWhenForm(WhoForm):
    day = _day("From which day")
    kind = forms.ChoiceField(
        label="Kind of home",
        required=False,
        choices=[("", "Any"), *SettingKind.choices],
        error_messages={"invalid_choice": "Kind of home: choose one of the list"},
    )


class WhoAndWhatForm(WhoForm):
    """A search: what is looked for, and since when."""

    kind = forms.ChoiceField(
        label="What is looked for",
        choices=[("", "Choose"), *SettingKind.choices],
        error_messages={
            "required": "What is looked for: choose one of the list",
            "invalid_choice": "What is looked for: choose one of the list",
        },
    )
    opened_on = _day("Since when")


class BoxesForm(GovukForm):
    """Some boxes of one or two registers; `asked`: whether the tick stands there."""

    def __init__(
        self,
        *args: Any,
        boxes: Sequence[tuple[Register, str]],
        labels: Labels,
        needs: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for register, name in boxes:
            self.fields[name] = field_of(register, register.box(name), labels)
            self.fields[name].required |= name in needs
            if name in needs:
                words = register.box(name).label
                self.fields[name].error_messages["required"] = f"{words}: this is needed"
        if "is_right" in self.data:
            self.fields["is_right"] = forms.BooleanField(
                label="It is right as it stands", required=False
            )

    @property
    def is_right(self) -> bool:
        return bool(self.cleaned_data.get("is_right"))

    def of(self, register: Register) -> dict[str, Any]:
        """What was typed into the boxes of one register."""
        names = {box.name for box in register.boxes}
        return {name: now for name, now in self.cleaned_data.items() if name in names}

    def refuse(self, errors: Sequence[tuple[str, str]]) -> None:
        for name, words in errors:
            self.add_error(name if name in self.fields else None, words)

    def ask(self, questions: Sequence[str]) -> None:
        self.fields["is_right"] = right_box(questions)
        self.add_error("is_right", "; ".join(questions) + ". Correct it, or tick that it is right")


def placing_boxes(*, is_suspended: bool, is_below_good: bool) -> list[tuple[Register, str]]:
    """The boxes of a new placement; reasons only where they are asked for."""
    asked = (["suspended_reason"] if is_suspended else []) + (
        ["below_good_reason", "below_good_follow_up"] if is_below_good else []
    )
    names = ["starts_on", "route", "lot", "plan", "search", "first_choice", *asked]
    placements, prices = REGISTERS["placements"], REGISTERS["prices"]
    return [*((placements, name) for name in names), *((prices, name) for name in PRICES)]
