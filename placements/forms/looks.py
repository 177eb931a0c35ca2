"""Why somebody looks at children's records."""

from __future__ import annotations

from django import forms

from accounts.forms import GovukForm


class LookForm(GovukForm):
    reason = forms.CharField(
        label="Why you look",
        max_length=400,
        help_text="It is kept with your name and the time, and administrators can read it. "
        "Name no child.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why you look. Your reason is kept with your name."},
    )
