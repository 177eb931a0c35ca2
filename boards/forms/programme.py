"""Entries of the work programme, deferral, what the board asks to be told again."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from boards.domain.dates import short
from boards.models import Board, Meeting, Priority, WorkItem
from boards.services.programme import root_of
from reference.domain.periods import Kind, PeriodError, parse

NONE_YET = "No meeting yet"


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A meeting that is still to come, by its day."""

    def label_from_instance(self, obj: Any) -> str:
        return short(obj.day)


def _meetings(board: Board) -> Any:
    open_ones = (Meeting.Status.PLANNED, Meeting.Status.PUBLISHED)
    return board.meetings.filter(status__in=open_ones).order_by("day", "time")


def _title() -> forms.CharField:
    return forms.CharField(
        label="What is reported",
        max_length=240,
        error_messages={
            "required": "Enter what is reported",
            "max_length": "What is reported can be at most 240 letters long",
        },
    )


class WorkForm(GovukForm):
    """An entry; without `item` a new one, which names its meeting too."""

    title = _title()
    meeting = MeetingChoice(
        label="Meeting", queryset=Meeting.objects.none(), required=False, empty_label=NONE_YET
    )
    lead = forms.CharField(
        label="Lead", max_length=200, required=False, help_text="A role or a name"
    )
    lead_confirmed = forms.BooleanField(label="The lead has confirmed", required=False)
    verbal = forms.BooleanField(label="Verbal, without a paper", required=False)
    priority = forms.ModelChoiceField(
        label="Priority or principle",
        queryset=Priority.objects.none(),
        required=False,
        empty_label="None",
    )
    period = forms.CharField(
        label="Quarter that it reports",
        required=False,
        help_text="For a report on a quarter’s figures, for example 2021-22 Q2. You are warned "
        "when the meeting comes before the figures are signed off.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    repeats = forms.ChoiceField(
        label="How often",
        choices=WorkItem.Repeats,
        required=False,
        widget=forms.RadioSelect,
        help_text="The next entries come by themselves when meetings are planned",
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self, *args: Any, board: Board, item: WorkItem | None = None, **kwargs: Any
    ) -> None:
        if item:
            kwargs["initial"] = _initial(item)
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = board.priorities.all()  # type: ignore[attr-defined]
        if item:
            del self.fields["meeting"]
        else:
            self.fields["meeting"].queryset = _meetings(board)  # type: ignore[attr-defined]

    def clean_period(self) -> str:
        text = str(self.cleaned_data["period"]).replace(" Q", "-Q").replace("/", "-").strip()
        if not text:
            return ""
        try:
            period = parse(text)
        except PeriodError as error:
            raise forms.ValidationError(_no_quarter()) from error
        if period.kind is not Kind.QUARTER:
            raise forms.ValidationError(_no_quarter())
        return period.key


def _no_quarter() -> str:
    return "Quarter that it reports: write it as 2021-22 Q2"


def _initial(item: WorkItem) -> dict[str, Any]:
    names = ("title", "lead", "lead_confirmed", "verbal", "priority", "period", "note")
    return {name: getattr(item, name) for name in names} | {"repeats": root_of(item).repeats}


class DeferForm(GovukForm):
    to_meeting = MeetingChoice(
        label="To which meeting",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=NONE_YET,
    )
    reason = forms.CharField(
        label="Why",
        max_length=240,
        help_text="It stays with the entry: from where, to where, and why",
        error_messages={"required": "Say why it is moved"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, item: WorkItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = _meetings(item.board).exclude(pk=item.meeting_id)
        self.fields["to_meeting"].queryset = others  # type: ignore[attr-defined]
        if item.meeting is None:
            self.fields["reason"].required = False


class AskForm(GovukForm):
    title = _title()
    meeting = MeetingChoice(
        label="At which meeting",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=NONE_YET,
    )
    repeats = forms.ChoiceField(
        label="How often", choices=WorkItem.Repeats, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = _meetings(board)  # type: ignore[attr-defined]
