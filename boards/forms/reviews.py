"""Forms around a report: who is asked, their answer, whether the public may read it."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from accounts.models import Membership, User
from boards.models import NamedReader, Openness, Paragraph, Report, Review

from .reports import DAY, READERS


class ReaderForm(GovukForm):
    """Somebody of the council who is kept from a report's exempt papers, or let in."""

    user = forms.ModelChoiceField(
        label="Who",
        queryset=User.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Choose who is meant"},
    )
    kind = forms.ChoiceField(
        label="What they may do",
        choices=NamedReader.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they may read the exempt papers"},
    )
    reason = forms.CharField(
        label="Why",
        max_length=240,
        help_text="For example: works for the company that the paper is about",
        error_messages={"required": "Give the reason"},
    )

    def __init__(self, *args: Any, report: Report, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.filter(council=report.board.council)
        people = User.objects.filter(is_active=True, memberships__in=members).distinct()
        field = self.fields["user"]
        field.queryset = people.exclude(pk=by.pk).order_by("name")  # type: ignore[attr-defined]


class AskForm(GovukForm):
    role = forms.ChoiceField(
        label="For what",
        error_messages={"required": "Choose what the reviewer answers for"},
    )
    other = forms.CharField(
        label="If another: for what", required=False, max_length=60, help_text="For example Health"
    )
    reviewer = forms.ModelChoiceField(
        label="Who answers",
        queryset=User.objects.none(),
        required=False,
        empty_label="Anybody of the council who did not write it",
    )
    due_on = forms.DateField(label="By when", **DAY)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        template = report.board.sections.exclude(reviewer="").values_list("reviewer", flat=True)
        roles = list(dict.fromkeys([*template, *(one.role for one in report.reviews.all())]))
        choices = [*((role, role) for role in roles), ("other", "Another")]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        readers = Membership.objects.filter(council=report.board.council, role__in=READERS)
        people = User.objects.filter(is_active=True, memberships__in=readers).distinct()
        written = [report.created_by_id, *report.authors.values_list("user", flat=True)]
        field = self.fields["reviewer"]
        field.queryset = people.exclude(pk__in=written).order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("role") == "other":
            cleaned["role"] = cleaned.get("other", "").strip()
            if not cleaned["role"]:
                self.add_error("other", "Say what the reviewer answers for, for example Health")
        return cleaned


class AnswerForm(GovukForm):
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[
            (Review.Answer.CLEARED.value, "Cleared: my comment below states the implications"),
            (Review.Answer.NONE.value, "No implications"),
            (Review.Answer.REFUSED.value, "Not cleared, for the reason below"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer: silence is no clearance"},
    )
    comment = forms.CharField(
        label="Comment",
        required=False,
        max_length=20_000,
        help_text="Printed in the report under its heading once you clear it. If you do not clear "
        "it, say what must change.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        refused = cleaned.get("answer") == Review.Answer.REFUSED
        if refused and not cleaned.get("comment", "").strip():
            self.add_error("comment", "Say why it is not cleared, so that it can be put right")
        return cleaned


class OpennessForm(GovukForm):
    openness = forms.ChoiceField(
        label="May the public read it?", choices=Openness.choices, widget=forms.RadioSelect
    )
    paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        required=False,
        choices=[("", "Choose a paragraph"), *Paragraph.choices],
        coerce=int,
        empty_value=None,
        help_text="Only for an exempt paper",
    )
    public_interest = forms.CharField(
        label="Why withholding it outweighs publishing it",
        required=False,
        help_text="The public-interest test of paragraph 10. It is printed on the page that stands "
        "in the paper’s place: say nothing that the paper withholds.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    public_title = forms.CharField(
        label="Public title",
        required=False,
        max_length=240,
        help_text="Stands in place of the title wherever the public reads. It may tell nothing of "
        "what is withheld.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        openness = cleaned.get("openness", Openness.OPEN)
        if openness == Openness.EXEMPT and not cleaned.get("paragraph"):
            self.add_error("paragraph", "Choose the paragraph under which it is exempt")
        if openness != Openness.OPEN and not cleaned.get("public_title", "").strip():
            self.add_error("public_title", "Give a public title")
        return cleaned
