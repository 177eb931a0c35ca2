"""Who sits on the board, from when to when."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from accounts.models import Council, User
from boards.models import Member

from .dates import day_field

CHANGE, CORRECTION = "change", "correction"


class SeatForm(GovukForm):
    """What a seat says; `member` is the one that is there, None for a new one."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter a name"},
        help_text="As papers print it. The public reads “A young person” for a young person, "
        "unless the board’s rules say otherwise.",
    )
    kind = forms.ChoiceField(
        label="Capacity",
        choices=Member.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose in which capacity"},
    )
    office = forms.ChoiceField(
        label="Office",
        choices=Member.Office,
        required=False,
        widget=forms.RadioSelect,
        help_text="One chair and one vice-chair on any day",
    )
    represents = forms.CharField(label="Party, body or service", required=False, max_length=200)
    user = forms.ModelChoiceField(
        label="Account",
        queryset=User.objects.none(),
        required=False,
        empty_label="No account",
        help_text="With it they find their papers and actions when they sign in",
    )

    def __init__(
        self, *args: Any, council: Council, member: Member | None = None, **kwargs: Any
    ) -> None:
        if member:
            names = ("name", "kind", "office", "represents", "user", "votes", "from_on", "until_on")
            kwargs["initial"] = {
                name: getattr(member, name) for name in names if name in self.base_fields
            }
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__council=council).distinct().order_by("name")
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class NewSeatForm(SeatForm):
    votes = forms.ChoiceField(
        label="Vote",
        choices=[("", "As is usual for the capacity"), ("yes", "Votes"), ("no", "Does not vote")],
        required=False,
        widget=forms.RadioSelect,
        help_text="Co-opted members do not vote on a committee under section 102(1); councillors "
        "and substitutes vote; advisers and young people do not",
    )
    from_on = day_field("First day")
    until_on = day_field("Last day", required=False, help_text="Leave it empty while it goes on")

    def seat(self) -> dict[str, Any]:
        """The fields of a new seat; the vote only where it was chosen."""
        typed = dict(self.cleaned_data)
        votes = typed.pop("votes")
        return typed | ({"votes": votes == "yes"} if votes else {})


class ChangeSeatForm(SeatForm):
    votes = forms.BooleanField(label="Votes", required=False)
    what = forms.ChoiceField(
        label="What this is",
        choices=[
            (CHANGE, "A change from a day on: what was before stays on record"),
            (CORRECTION, "A correction: it was so from the beginning"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether this is a change or a correction"},
    )
    on = day_field(
        "From which day", required=False, help_text="For a change. For example 17/5/2021"
    )
    from_on = day_field("First day", help_text="For a correction of when the seat began")
    until_on = day_field(
        "Last day", required=False, help_text="For a correction; empty while it goes on"
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("what") == CHANGE and not typed.get("on") and "on" not in self.errors:
            self.add_error("on", "From which day: enter a date")
        return typed

    @property
    def is_correction(self) -> bool:
        return bool(self.cleaned_data["what"] == CORRECTION)

    def seat(self) -> dict[str, Any]:
        """The fields that this changes: days only for a correction."""
        names = ["name", "kind", "office", "represents", "user", "votes"]
        names += ["from_on", "until_on"] if self.is_correction else []
        return {name: self.cleaned_data[name] for name in names}


class EndSeatForm(GovukForm):
    until_on = day_field("Last day")


class OnDayForm(GovukForm):
    says_optional = False
    on = day_field("Members on", required=False, help_text="")
