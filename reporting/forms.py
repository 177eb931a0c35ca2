"""Forms of published editions."""

from __future__ import annotations

from django import forms

from accounts.forms import GovukForm


class WithdrawForm(GovukForm):
    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=400,
        help_text="Kept in the audit. Readers are told the day, and not why.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is withdrawn"},
    )
