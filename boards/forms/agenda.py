"""What is typed while an agenda is built."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from accounts.forms import GovukForm
from boards.models import CLOSED, AgendaItem, Meeting, Report


class ItemForm(GovukForm):
    """A new item: a heading of business, a verbal report, or a report of this board."""

    KINDS = (
        (AgendaItem.Kind.REPORT.value, "A report"),
        (AgendaItem.Kind.VERBAL.value, "Verbal, without a paper"),
        (AgendaItem.Kind.PROCEDURAL.value, "Other business"),
    )
    title = forms.CharField(
        max_length=240,
        label="Title",
        error_messages={"required": "Enter the title that the agenda prints"},
    )
    kind = forms.ChoiceField(label="Kind", choices=KINDS, initial=AgendaItem.Kind.REPORT.value)
    report = forms.ModelChoiceField(
        Report.objects.none(),
        required=False,
        label="Its report",
        help_text="Leave it empty for a report to follow",
        empty_label="None yet",
    )
    presenter = forms.CharField(
        max_length=200, required=False, label="Presented by", help_text="A role, below the title"
    )

    def __init__(
        self, meeting: Meeting, *args: Any, kept: Collection[int] = (), **kwargs: Any
    ) -> None:
        """Closed reports that whoever fills it in is `kept` from are not to be chosen."""
        super().__init__(*args, **kwargs)
        there = meeting.items.filter(removed_at=None).exclude(report=None).values("report")
        chooser = self.fields["report"]
        if isinstance(chooser, forms.ModelChoiceField):
            found = Report.objects.filter(board=meeting.board).exclude(pk__in=there)
            chooser.queryset = found.exclude(pk__in=kept, openness__in=CLOSED)


class LateItemForm(ItemForm):
    """Business that comes after publication."""

    late = forms.ChoiceField(
        label="How it comes",
        choices=(
            (AgendaItem.Late.URGENT.value, "Urgent, by the chair’s leave"),
            (AgendaItem.Late.SUPPLEMENT.value, "In a supplement"),
        ),
        initial=AgendaItem.Late.URGENT.value,
    )
    urgent_reason = forms.CharField(
        required=False,
        label="The chair’s reason for urgency",
        help_text="For urgent business. The minutes print it",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        held = super().clean() or self.cleaned_data
        urgent = held.get("late") == AgendaItem.Late.URGENT
        if urgent and not (held.get("urgent_reason") or "").strip():
            self.add_error("urgent_reason", "Enter the chair’s reason for urgency")
        return held


class ReportForm(ItemForm):
    """The report of an item that is there."""

    field_order = ("report",)

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(meeting, *args, **kwargs)
        for name in ("title", "kind", "presenter"):
            del self.fields[name]
        self.fields["report"].required = True
        self.fields["report"].help_text = ""
        self.fields["report"].error_messages = {"required": "Choose a report"}


class OverrideForm(GovukForm):
    # As it is: a key that ends in white space is another one without it.
    key = forms.CharField(max_length=120, strip=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=500,
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the reason: it is kept with the agenda"},
    )


class PublishForm(GovukForm):
    reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why it is published again",
        help_text="Everybody can read it. Leave it empty the first time",
    )
    supplement = forms.BooleanField(required=False, label="Publish the supplement alone")
