"""What is typed at a meeting: roll, times, guests, declarations, minutes, resolutions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from accounts.forms import GovukForm
from boards.models import GROUNDS, AgendaItem, Declaration, Meeting, Member, Resolution, Vote
from boards.services.record.minutes import ClosedPart, Decision
from reference.domain.periods import long_date

from .clock import ClockField

ROLL = [("", "Not recorded"), ("present", "Present"), ("apologies", "Apologies")]
RESOLUTIONS = 8


class RollForm(GovukForm):
    """One choice for each member of the day, named "m12"."""

    says_optional = False

    def __init__(self, members: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {f"m{member.pk}": member for member in members}
        for name, member in self.members.items():
            self.fields[name] = forms.ChoiceField(
                label=member.name, choices=ROLL, required=False, widget=forms.Select
            )

    def roll(self) -> dict[Member, str]:
        return {member: self.cleaned_data[name] for name, member in self.members.items()}


class MomentForm(GovukForm):
    """When the meeting began or ended."""

    at = ClockField(label="Time", error_messages={"required": "Enter a time like 2:05pm"})


class GuestForm(GovukForm):
    name = forms.CharField(
        max_length=200,
        label="Name",
        help_text="As the minutes print it",
        error_messages={"required": "Enter a name"},
    )
    job = forms.CharField(max_length=200, required=False, label="Role or service")
    young_person = forms.BooleanField(required=False, label="A young person")
    remote = forms.BooleanField(required=False, label="Took part remotely")


class SubstituteForm(GovukForm):
    member = forms.ModelChoiceField(
        Member.objects.none(), label="Substitute", empty_label="Choose who came"
    )
    for_member = forms.ModelChoiceField(
        Member.objects.none(), label="In place of", empty_label="Choose a member"
    )

    def __init__(self, substitutes: Any, members: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("member", substitutes), ("for_member", members)):
            self.fields[name].queryset = found  # type: ignore[attr-defined]


class TimesForm(GovukForm):
    says_optional = False

    present_from = ClockField(required=False, label="Came", help_text="Empty: there from the start")
    present_until = ClockField(required=False, label="Left", help_text="Empty: stayed to the end")
    note = forms.CharField(
        max_length=200,
        required=False,
        label="Note",
        help_text="For the minutes, for example: left before item 9",
    )
    back_at = ClockField(
        required=False, label="Came back", help_text="Only if they left and returned"
    )


class DeclarationForm(GovukForm):
    member = forms.ModelChoiceField(
        Member.objects.none(), label="Member", empty_label="Choose a member"
    )
    kind = forms.ChoiceField(
        choices=Declaration.Kind.choices, label="Kind of interest", widget=forms.RadioSelect
    )
    what = forms.CharField(
        label="What was declared",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": "Write what was declared, as it was read out"},
    )
    left_room = forms.BooleanField(required=False, label="Left the room for the item")
    dispensation = forms.CharField(
        max_length=200,
        required=False,
        label="Dispensation",
        help_text="Who granted it and when, if the member may speak or vote",
    )

    registered_on = forms.DateField(
        required=False,
        label="In the register since",
        help_text="A pecuniary interest is registered within 28 days",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Enter a day like 19/07/2021"},
    )

    def __init__(self, members: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class MinuteForm(GovukForm):
    """What was said. Of a closed item all is closed; an open one may have a closed part."""

    says_optional = False

    discussion = forms.CharField(
        required=False,
        label="What was said",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="An empty line begins a new paragraph",
    )
    closed_ground = forms.ChoiceField(
        required=False,
        label="Why the public did not hear a part",
        choices=[("", "The public heard all of it"), *GROUNDS],
    )
    closed_discussion = forms.CharField(
        required=False,
        label="Said without the public",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Stands in the board’s minutes only",
    )
    public_summary = forms.CharField(
        required=False,
        label="Summary for the public",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A fair and coherent account without what is exempt (section 100C(2))",
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, item: AgendaItem, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_open = item.report is None or item.report.is_open
        if not self.is_open:
            del self.fields["closed_ground"], self.fields["closed_discussion"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        said = data.get("closed_discussion") or (self.is_open and data.get("public_summary"))
        if said and "closed_ground" in data and not data["closed_ground"]:
            self.add_error("closed_ground", "Choose why the public did not hear this part")
        return data

    def plain_fields(self) -> list[Any]:
        return [self["discussion"], *([] if self.is_open else [self["public_summary"]])]

    def closed_fields(self) -> list[Any]:
        """The boxes of a closed part; none where the whole item is closed."""
        names = ("closed_ground", "closed_discussion", "public_summary") if self.is_open else ()
        return [self[name] for name in names]

    @property
    def has_closed_part(self) -> bool:
        return any(field.value() or field.errors for field in self.closed_fields())

    def closed(self) -> ClosedPart | None:
        """None where the whole item is closed: what was a part before stays."""
        data = self.cleaned_data
        return (
            ClosedPart(data["closed_ground"], data["closed_discussion"]) if self.is_open else None
        )


class ResolutionForm(GovukForm):
    """One resolution, with a choice of vote for each member who may vote ("v12")."""

    says_optional = False

    text = forms.CharField(
        required=False,
        label="Resolved",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Empty: no such resolution",
    )
    outcome = forms.ChoiceField(choices=Resolution.Outcome.choices, label="Outcome")
    decided_at = ClockField(required=False, label="Time of the decision")
    indicator = forms.ChoiceField(
        required=False,
        label="Measure that it should move",
        help_text="Its page then shows whether the number moved",
    )
    by_casting_vote = forms.BooleanField(required=False, label="By the chair’s casting vote")
    closed = forms.BooleanField(
        required=False, label="Resolved in the part that the public did not hear"
    )

    def __init__(
        self,
        measures: Sequence[tuple[str, str]],
        voters: Iterable[Member],
        *args: Any,
        is_open: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_open:
            self.fields["closed"].widget = forms.HiddenInput()
        self.fields["indicator"].choices = [("", "None"), *measures]  # type: ignore[attr-defined]
        self.voters = {f"v{member.pk}": member for member in voters}
        for name, member in self.voters.items():
            self.fields[name] = forms.ChoiceField(
                label=member.name,
                choices=[("", "No recorded vote"), *Vote.How.choices],
                required=False,
            )

    def plain_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name not in self.voters]

    def vote_fields(self) -> list[Any]:
        return [self[name] for name in self.voters]

    def decision(self, period: str) -> Decision | None:
        """None where the box of the text was left empty."""
        data = self.cleaned_data
        if not data["text"].strip():
            return None
        return Decision(
            text=data["text"],
            outcome=data["outcome"],
            decided_at=data["decided_at"],
            indicator=data["indicator"],
            period=period if data["indicator"] else "",
            by_casting_vote=data["by_casting_vote"],
            closed=data["closed"],
            votes={m: data[name] for name, m in self.voters.items() if data[name]},
        )


class AgreeForm(GovukForm):
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Agreed at the meeting of",
        empty_label="Choose a meeting",
        error_messages={"required": "Choose the meeting that agreed them"},
    )
    corrections = forms.CharField(
        required=False,
        label="Corrections",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One in each line. None: agreed as they stand",
    )

    def __init__(self, meetings: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["meeting"]
        field.queryset = meetings
        field.label_from_instance = lambda meeting: long_date(meeting.day)

    def lines(self) -> list[str]:
        return [line for line in self.cleaned_data["corrections"].splitlines() if line.strip()]


class SignForm(GovukForm):
    signed_by = forms.CharField(
        max_length=200,
        label="Who presided and signed",
        error_messages={"required": "Write who presided and signed"},
    )
    signed_on = forms.DateField(
        label="Signed on",
        initial=dt.date.today,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Enter the day", "invalid": "Enter a day like 19/07/2021"},
    )
    file = forms.FileField(required=False, label="Signed copy", help_text="A scan of it as a PDF")
