"""Forms of statements and intentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import GovukForm
from performance.forms.packs import AgainForm
from placements.models import MarkResponse, SettingKind
from placements.packs.statement.marks import marks
from placements.registers.boxes import DAYS, DayField
from reporting.models import Audience


def day_field(label: str, hint: str = "For example 31/3/2025", **more: Any) -> forms.DateField:
    box = {"class": "govuk-input--width-10", "autocomplete": "off"}
    widget = forms.DateInput(format="%d/%m/%Y", attrs=box)
    messages = {"invalid": "Write the day as 31/3/2025", "required": f"{label}: write a day"}
    return DayField(
        label=label,
        help_text=hint,
        widget=widget,
        input_formats=DAYS,
        error_messages=messages,
        **more,
    )


class StatementForm(GovukForm):
    """`is_new`: the day of a statement is chosen once."""

    as_at = day_field("Day of the statement", "Its figures are those of this day: 31/3/2025")
    title = forms.CharField(label="Title", max_length=200, initial="Sufficiency statement")
    introduction = forms.CharField(
        label="Introduction",
        required=False,
        max_length=4000,
        help_text="Stands before the figures, also for the public. Name no home and no child.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, is_new: bool, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not is_new:
            del self.fields["as_at"]

    def clean_as_at(self) -> dt.date:
        day: dt.date = self.cleaned_data["as_at"]
        if day > self.today:
            raise forms.ValidationError("Choose a day that is not in the future")
        return day


class MarkForm(GovukForm):
    response = forms.CharField(
        label="The council’s answer",
        required=False,
        max_length=8000,
        help_text="What is done, how far it works, what stands in the way. A blank line begins a "
        "paragraph. Name no home and no child.",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    verdict = forms.ChoiceField(
        label="How the council judges itself",
        choices=MarkResponse.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how the council judges itself"},
    )
    # The answer with which the writer began.
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class IntentionForm(GovukForm):
    what = forms.CharField(
        label="What the council means to do",
        max_length=1000,
        help_text="Everybody reads it in the statement. Name no home and no child.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what the council means to do"},
    )
    kind = forms.ChoiceField(
        label="Kind of home",
        required=False,
        choices=[("", "No single kind"), *SettingKind.choices],
        help_text="Intentions with a kind also stand in the market position for providers.",
    )
    mark = forms.TypedChoiceField(label="Mark of good practice", required=False, coerce=int)
    owner = forms.CharField(
        label="Owner",
        max_length=100,
        help_text="A role, for example Head of fostering",
        error_messages={"required": "Say who owns it, as a role"},
    )
    made_on = day_field("Made on")
    due_on = day_field("Due on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark = self.fields["mark"]
        assert isinstance(mark, forms.TypedChoiceField)
        mark.empty_value = None
        mark.choices = [("", "None")] + [
            (one.number, f"{one.number}. {one.title}") for one in marks()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        made, due = cleaned.get("made_on"), cleaned.get("due_on")
        if made and due and due < made:
            self.add_error("due_on", "It cannot be due before it was made")
        return cleaned


class ProgressForm(GovukForm):
    on = day_field("By which day")
    words = forms.CharField(
        label="What became of it",
        max_length=1000,
        help_text="Everybody reads it in the statement. Name no home and no child.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what became of it"},
    )
    is_done = forms.BooleanField(label="It is done: this was the day", required=False)

    def __init__(self, *args: Any, made_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_on = made_on

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day < self.made_on:
            raise forms.ValidationError("Choose a day on or after the one on which it was made")
        return day


class PublishStatementForm(AgainForm):
    choice = "edition"
    not_proven = "No public edition is proven safe: only the board’s can be"
    edition = forms.ChoiceField(
        label="Which edition",
        choices=[
            ("statement-public", "Public statement: small numbers are hidden; anyone can read it"),
            ("statement-board", "Board statement: small numbers are shown; members only"),
            ("market-public", "Market position for providers: public, without prices"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which edition to publish"},
    )

    def __init__(self, *args: Any, naming: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.naming = list(naming)
        self.fields["reason"].help_text = (
            "Needed only when an edition that says the same exists already. Everybody can read "
            "this: say it without small numbers of children."
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if str(cleaned.get("edition", "")).endswith(f"-{Audience.PUBLIC}"):
            self.check_public(cleaned)
            if self.naming:
                self.add_error(
                    "edition", "The council’s words name a home: take the names out first"
                )
        return cleaned
