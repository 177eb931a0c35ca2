"""Forms of a report: what it is, its sections, what it recommends."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from accounts.models import Membership, Role, User
from boards.models import Board, Priority, Report, ReportSection
from boards.services.reports import Step
from reference.domain.periods import PeriodError, parse

DAY: dict[str, Any] = {
    "input_formats": ["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d"],
    "error_messages": {
        "invalid": "Write the date as day/month/year, for example 17/5/2021",
        "required": "Give a date, for example 17/5/2021",
    },
    "widget": forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
}


# Those whom the permission to write reports names, and those to see them.
WRITERS = (Role.OFFICER, Role.APPROVER, Role.GOVERNANCE, Role.ANALYST, Role.COMMISSIONER)
READERS = (*WRITERS, Role.ADMINISTRATOR)


class ReportDetailsForm(GovukForm):
    title = forms.CharField(
        label="Title",
        max_length=240,
        help_text="As it stands on the agenda",
        error_messages={"required": "Give the report a title"},
    )
    author = forms.CharField(
        label="Report of",
        max_length=200,
        help_text="As printed: a role, for example Head of Service Children in Care",
        error_messages={"required": "Say whose report it is"},
    )
    director = forms.CharField(label="Director", max_length=200, required=False)
    wards = forms.CharField(
        label="Wards affected", max_length=200, required=False, help_text="For example All"
    )
    priority = forms.ModelChoiceField(
        label="Strategic priority",
        queryset=Priority.objects.none(),
        required=False,
        empty_label="None",
    )
    period = forms.CharField(
        label="Period it reports",
        max_length=40,
        required=False,
        help_text="For example 2020-21-Q4. A performance pack needs its quarter.",
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = board.priorities.all()  # type: ignore[attr-defined]

    def clean_period(self) -> str:
        text: str = self.cleaned_data["period"].strip()
        if not text:
            return ""
        try:
            return parse(text).key
        except PeriodError as error:
            raise forms.ValidationError(
                f"“{text}” is no period. Write for example 2020-21-Q4"
            ) from error


class ChangeDetailsForm(ReportDetailsForm):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, report: Report, data: Any = None) -> ChangeDetailsForm:
        names = ("title", "author", "director", "wards", "period")
        known = {name: getattr(report, name) for name in names}
        known |= {"priority": report.priority_id, "revision": report.details_revision}
        return cls(data, board=report.board, initial=known)


class NewReportForm(ReportDetailsForm):
    kind = forms.ChoiceField(
        label="How it is made",
        choices=Report.Kind.choices,
        initial=Report.Kind.WRITTEN,
        widget=forms.RadioSelect,
    )

    field_order = ("title", "kind", "author")


class AuthorsForm(GovukForm):
    """Who else writes it: everybody of the council whose role writes reports."""

    authors = forms.ModelMultipleChoiceField(
        label="Who else writes it",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        writers = Membership.objects.filter(council=report.board.council, role__in=WRITERS)
        others = User.objects.filter(is_active=True, memberships__in=writers).distinct()
        field = self.fields["authors"]
        field.queryset = others.exclude(pk=report.created_by_id).order_by("name")  # type: ignore[attr-defined]


class SectionForm(GovukForm):
    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        help_text="A blank line begins a new paragraph; numbers come by themselves.",
        widget=forms.Textarea(attrs={"rows": 16, "class": "report-box", "spellcheck": "true"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, section: ReportSection) -> SectionForm:
        return cls(initial={"text": section.text, "revision": section.revision})


class RecommendationForm(GovukForm):
    text = forms.CharField(
        label="Recommendation",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StepForm(GovukForm):
    text = forms.CharField(
        label="Step", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    impact = forms.CharField(
        label="Impact meant",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.CharField(label="Who", required=False, max_length=200)
    due_on = forms.DateField(label="By when", required=False, **DAY)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        others = ("impact", "owner", "due_on")
        if not cleaned.get("text") and any(cleaned.get(name) for name in others):
            self.add_error("text", "Say what officers will do, or empty the boxes below it")
        return cleaned

    @property
    def step(self) -> Step:
        cleaned = self.cleaned_data
        return Step(
            cleaned.get("text", ""),
            cleaned.get("impact", ""),
            cleaned.get("owner", ""),
            cleaned.get("due_on"),
        )


class RevisionForm(GovukForm):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


RecommendationSet = forms.formset_factory(RecommendationForm, extra=2, max_num=40)
StepSet = forms.formset_factory(StepForm, extra=1, max_num=40)


class ReasonForm(GovukForm):
    reason = forms.CharField(
        label="Why it is reopened",
        max_length=400,
        error_messages={"required": "Say why the report is reopened"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
