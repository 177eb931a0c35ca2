"""Actions as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.forms import GovukForm
from boards.models import Action, Board, Meeting
from reference.domain.periods import long_date

DAY = forms.DateInput(attrs={"type": "date"})
WRONG_DAY = {"invalid": "Enter a day like 30/06/2021"}


class DueForm(GovukForm):
    """Until when: a date or a meeting, not both."""

    due_on = forms.DateField(required=False, label="Due on", widget=DAY, error_messages=WRONG_DAY)
    due_meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        required=False,
        label="Or due at the meeting of",
        empty_label="No meeting",
    )

    def __init__(self, board: Board, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["due_meeting"]
        field.queryset = board.meetings.standing().order_by("day")
        field.label_from_instance = lambda meeting: long_date(meeting.day)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("due_on")) == bool(data.get("due_meeting")):
            self.add_error("due_on", "Enter a date or choose a meeting, one of the two")
        return data


class ActionForm(DueForm):
    text = forms.CharField(
        label="What is to be done",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what is to be done"},
    )
    owner = forms.CharField(
        label="Who does it",
        max_length=200,
        help_text="As printed: a role, or a name where the board prints names",
        error_messages={"required": "Write who does it"},
    )

    field_order: Sequence[str] = ("text", "owner", "due_on", "due_meeting")

    def told(self) -> dict[str, Any]:
        """What the service is told."""
        return dict(self.cleaned_data)


class ItemActionForm(ActionForm):
    """An action from an item of a meeting; of an open one it may come from a closed part."""

    restricted = forms.BooleanField(
        required=False,
        label="From the part that the public did not hear",
        help_text="Then the public is not told of it",
    )

    field_order = ("text", "owner", "due_on", "due_meeting", "restricted")

    def __init__(self, board: Board, *args: Any, is_closed: bool = False, **kwargs: Any) -> None:
        super().__init__(board, *args, **kwargs)
        self.is_closed = is_closed
        if is_closed:
            del self.fields["restricted"]

    def told(self) -> dict[str, Any]:
        """An action of a closed item is restricted without being asked."""
        return {"restricted": self.is_closed, **self.cleaned_data}


class SourcedActionForm(ActionForm):
    """An action that does not come from an item of a meeting."""

    source = forms.ChoiceField(
        label="Where it comes from", choices=Action.Source.choices, initial=Action.Source.INSPECTION
    )
    source_note = forms.CharField(
        required=False,
        max_length=240,
        label="Which one",
        help_text="For example: Ofsted focused visit, June 2021",
    )

    field_order = ("text", "owner", "due_on", "due_meeting", "source", "source_note")


class WordsForm(GovukForm):
    """A few words about an action: its progress, or what came of it."""

    words = forms.CharField(
        label="What has been done",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what has been done"},
    )


class PutOffForm(DueForm):
    reason = forms.CharField(
        label="Why", max_length=240, error_messages={"required": "Say why the day changes"}
    )


class ActionFilter(GovukForm):
    """What the list shows; nothing chosen: all that is open."""

    says_optional = False

    state = forms.ChoiceField(
        required=False,
        label="Show",
        choices=[("", "Open"), ("overdue", "Overdue"), ("closed", "Closed"), ("all", "All")],
    )
    owner = forms.CharField(required=False, label="Who", max_length=200)
    source = forms.ChoiceField(
        required=False, label="From", choices=[("", "Any source"), *Action.Source.choices]
    )
