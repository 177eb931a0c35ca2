"""A token for another program: what it is for, what it reads, for how long."""

from __future__ import annotations

from django import forms

from accounts.models import ApiToken

from .govuk import GovukForm

PUBLIC, BOARD = ApiToken.Reads.PUBLIC, ApiToken.Reads.BOARD
READS = (
    (PUBLIC.value, "Public figures only: what the newest public editions print, and no more"),
    (
        BOARD.value,
        "Whatever an administrator reads: every figure, small numbers too, and board editions",
    ),
)
DAYS = ((30, "30 days"), (90, "90 days"), (365, "A year"))


class TokenForm(GovukForm):
    name = forms.CharField(
        label="What is it for?",
        max_length=80,
        help_text="The program that will use it, for example “Open data page”",
        error_messages={"required": "Enter what the token is for"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reads = forms.ChoiceField(
        label="What may it read?",
        choices=READS,
        help_text="Of this council. It can change nothing.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the token may read"},
    )
    days = forms.TypedChoiceField(
        label="How long should it work?",
        choices=DAYS,
        coerce=int,
        help_text="After that the program needs a new one",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long the token should work"},
    )
