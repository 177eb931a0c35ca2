"""The form of an explanation."""

from __future__ import annotations

from django import forms

from accounts.forms import GovukForm

LONGEST = 2000


class ExplanationForm(GovukForm):
    # Without words what was said is withdrawn, and the hint says so.
    says_optional = False

    text = forms.CharField(
        required=False,
        label="Why the two figures differ",
        max_length=LONGEST,
        help_text=(
            "For example a later cut-off date, records added since, or another way of counting. "
            "The board reads it, and so does the public in a public edition: name no child. "
            "Leave it empty to withdraw what was said."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"The explanation must be {LONGEST:,} characters or fewer"},
    )
    # The version that the writer had before them; 0 is none.
    seen = forms.IntegerField(min_value=0, max_value=32_767, widget=forms.HiddenInput)
