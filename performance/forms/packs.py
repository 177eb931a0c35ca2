"""Forms of a pack: what its cover says, and publishing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from accounts.forms import GovukForm
from performance.domain.wording import names_few
from reporting.models import Audience

NOT_PROVEN = (
    "The public edition is not proven safe, so it cannot be published. Try again when the server "
    "is less busy, or switch measures off"
)


class CoverForm(GovukForm):
    meeting_on = forms.DateField(
        label="Date of the meeting",
        required=False,
        help_text="For example 17/5/2021",
        input_formats=["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d"],
        error_messages={"invalid": "Write the date as day/month/year, for example 17/5/2021"},
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
    )
    item = forms.CharField(label="Agenda item number", required=False, max_length=20)
    presented_by = forms.CharField(
        label="Presented by",
        required=False,
        max_length=200,
        help_text="The director or author as the cover names them",
    )


class AgainForm(GovukForm):
    """What is asked of whoever freezes an edition: why there is another one, and that the words
    that count few people were read. `choice` is the box that says which edition.
    """

    choice = "audience"
    not_proven = NOT_PROVEN
    reason = forms.CharField(
        label="Why it is published again",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sentences_read = forms.BooleanField(
        label="I have read these sentences: they can be public",
        required=False,
        help_text="Needed for a public edition",
    )

    def __init__(
        self, *args: Any, sentences: Sequence[str] = (), is_proven: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([self.choice, "reason", "sentences_read"])
        self.sentences, self.is_proven = list(sentences), is_proven
        if not sentences:
            del self.fields["sentences_read"]

    def check_public(self, cleaned: Mapping[str, Any]) -> None:
        """Adds what stands in the way of an edition that everybody reads."""
        if not self.is_proven:
            self.add_error(self.choice, self.not_proven)
        if self.sentences and not cleaned.get("sentences_read"):
            self.add_error("sentences_read", "Read the sentences and say that they can be public")
        if names_few(cleaned.get("reason", "")):
            self.add_error("reason", "Say it without numbers from one to five")


class PublishForm(AgainForm):
    audience = forms.ChoiceField(
        label="Which edition",
        choices=[
            (Audience.PUBLIC.value, "Public edition: small numbers are hidden; anyone can read it"),
            (Audience.BOARD.value, "Board edition: small numbers are shown; members only"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which edition to publish"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = (
            "Needed only when an edition with the same figures exists already. Everybody can read "
            "this: say it without small numbers of children."
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("audience") == Audience.PUBLIC:
            self.check_public(cleaned)
        return cleaned


class ShowFigureForm(GovukForm):
    key = forms.CharField(widget=forms.HiddenInput, max_length=240)
    reason = forms.CharField(
        label="Why the public should see it",
        max_length=1000,
        help_text="Kept with your name in the audit, and listed on the page for publishing",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the public should see it"},
    )
