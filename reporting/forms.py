"""Forms of published editions."""

from __future__ import annotations

from django import forms

from accounts.forms import GovukForm
from reporting.domain.disclosure import LEAST_SECONDS, MIN_WIDTH, MOST_SECONDS, MOST_WIDTH
from reporting.waiting import PAGE_SECONDS


class WithdrawForm(GovukForm):
    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=400,
        help_text="Kept in the audit. Readers are told the day, and not why.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is withdrawn"},
    )


def _whole(label: str, least: int, most: int, help_text: str) -> forms.IntegerField:
    refusal = f"{label}: enter a whole number from {least} to {most}"
    return forms.IntegerField(
        label=label,
        help_text=f"{help_text} From {least} to {most}.",
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), refusal),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )


class DisclosureRulesForm(GovukForm):
    min_width = _whole(
        "Values that must remain possible",
        MIN_WIDTH,
        MOST_WIDTH,
        "However a reader adds and subtracts, a hidden number of children could still be any of at "
        "least so many. More is safer, and hides more.",
    )
    seconds = _whole(
        "Seconds that a proof may take",
        LEAST_SECONDS,
        MOST_SECONDS,
        "What is not proven by then is not published. Publishing goes on in the background and may "
        f"take all of them; a page that somebody waits for takes {PAGE_SECONDS} at most for all of "
        "its proofs, and says so where that was not enough. The page of children looked after "
        "shows only totals then.",
    )
