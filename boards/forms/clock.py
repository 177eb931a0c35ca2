"""A box for a time as people write it: 2pm, 2:05pm, 2.05 pm, 14:05."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from boards.domain.clock import clock, read_time


class ClockField(forms.CharField):
    """A time of day. Its words are those of the label: say it in `label`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 12)
        options.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value) or "")
        if not text.strip():
            return None
        try:
            return read_time(text)
        except ValueError:
            raise ValidationError(
                f"{self.label} must be a time like 2:05pm", code="invalid"
            ) from None

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """A time has no length."""

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, dt.time) else value
