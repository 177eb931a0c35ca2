"""Boxes for days, times and lists of days, as people write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from boards.domain.dates import DateError, pasted_dates

DAYS = ["%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
TIMES = ["%H:%M", "%H.%M", "%H", "%I:%M%p", "%I.%M%p", "%I%p"]


def day_field(
    label: str, *, required: bool = True, help_text: str = "For example 17/5/2021"
) -> forms.DateField:
    """A day, written as day/month/year or with the month in words."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=DAYS,
        error_messages={
            "required": f"{label}: enter a date",
            "invalid": f"{label}: write the date as day/month/year, for example 17/5/2021",
        },
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"class": "govuk-input--width-10", "autocomplete": "off"}
        ),
    )


class TimeField(forms.TimeField):
    """A time of day: 14:00, 2pm, 2.30 pm."""

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str):
            value = value.strip().lower().replace(" ", "").replace("noon", "12:00")
        return super().to_python(value)


def time_field(label: str, *, required: bool = True) -> TimeField:
    return TimeField(
        label=label,
        required=required,
        help_text="For example 14:00 or 2pm",
        input_formats=TIMES,
        error_messages={
            "required": f"{label}: enter a time",
            "invalid": f"{label}: write the time as 14:00 or 2pm",
        },
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
    )


class DaysField(forms.CharField):
    """Days, one a line. What is no date is named, and everything typed stays in the box."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[dt.date]:
        text = super().clean(value)
        try:
            days = pasted_dates(text)
        except DateError as error:
            raise forms.ValidationError(str(error)) from error
        if not days:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return days
