"""What a person wants to be told by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms.govuk import GovukForm
from performance.dashboards.reminders import Choosing
from performance.domain.reminders import Rhythm, Weekday


class MailChoiceForm(GovukForm):
    """One box for each kind of thing that the person can be told; then the day and the themes."""

    def __init__(self, choosing: Choosing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=choosing.initial, **kwargs)
        for occasion in choosing.occasions:
            self.fields[occasion.value] = forms.ChoiceField(
                label=occasion.label,
                choices=[(one.value, one.label) for one in Rhythm],
                error_messages={
                    "required": f"{occasion.label}: choose how often",
                    "invalid_choice": f"{occasion.label}: choose how often",
                },
            )
        self.fields["weekday"] = forms.ChoiceField(
            label="Day of the weekly digest",
            choices=[(one.value, one.label) for one in Weekday],
            error_messages={"required": "Choose the day of the weekly digest"},
        )
        self.fields["themes"] = forms.MultipleChoiceField(
            required=False,
            label="Themes to hear of when they are signed off or published",
            help_text="Of the others you hear nothing, unless you enter their figures",
            choices=[(theme.pk, theme.name) for theme in choosing.themes],
            widget=forms.CheckboxSelectMultiple,
        )
        self.occasions = [occasion.value for occasion in choosing.occasions]

    def choice(self) -> dict[str, Any]:
        """As the service takes it; themes that the council no longer uses are forgotten."""
        kept = self.cleaned_data
        return {
            "rhythms": {name: kept[name] for name in self.occasions},
            "weekday": kept["weekday"],
            "themes": kept["themes"],
        }
