"""What an officer adds to a return beside what it asks: another figure, a value without a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.forms import GovukForm
from performance.asked import areas_of
from performance.council_rules import rules_of
from performance.domain.vocabulary import Basis
from performance.models import Group, Indicator, QuarterlyReturn
from reference.domain.periods import DEFAULT_TERMS, Period, PeriodError, parse
from reference.models import Area


class GroupField(forms.ModelChoiceField[Group]):
    """Whom a figure is about; the measure's own group unless said."""

    def __init__(self, **kwargs: Any) -> None:
        groups = Group.objects.all()
        super().__init__(
            groups, required=False, label="Group", empty_label=None, initial="all", **kwargs
        )

    def clean(self, value: Any) -> str:
        """The group's code."""
        found = super().clean(value)
        return found.pk if found else "all"


def measures_of_theme(quarterly_return: QuarterlyReturn) -> QuerySet[Indicator]:
    """The measures that a return is about: of its theme, and switched on."""
    return Indicator.objects.filter(
        theme=quarterly_return.theme_id,
        uses__council=quarterly_return.council_id,
        uses__on=True,
    )


class AddFigureForm(GovukForm):
    """A figure of another period or basis than the return asks for."""

    measure = forms.ModelChoiceField(
        Indicator.objects.none(),
        label="Measure",
        empty_label="Choose a measure",
        error_messages={"required": "Choose a measure"},
    )
    period = forms.CharField(
        max_length=80,
        label="Period",
        help_text="For example 2019-20, 2020-21 quarter 2, or June 2020 to March 2021",
        error_messages={"required": "Enter the period that the figure describes"},
    )
    basis = forms.ChoiceField(
        choices=[(one.value, one.label) for one in Basis], label="Which figure of the period"
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        required=False,
        label="Area",
        empty_label=None,
        help_text="A regional agency’s figure stands beside the council’s own",
    )
    group = GroupField()

    def __init__(
        self, *args: Any, quarterly_return: QuarterlyReturn | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix="add", **kwargs)
        self.quarterly_return = quarterly_return
        if quarterly_return is not None:
            self._offer(quarterly_return)

    def _offer(self, quarterly_return: QuarterlyReturn) -> None:
        measure, area = self.fields["measure"], self.fields["area"]
        assert isinstance(measure, forms.ModelChoiceField)
        assert isinstance(area, forms.ModelChoiceField)
        measure.queryset = measures_of_theme(quarterly_return)
        known = areas_of(quarterly_return.council)
        area.queryset = Area.objects.filter(pk__in=[one.pk for one in known])
        area.choices = [(one.pk, one.name) for one in known]
        # The council's own: the first, so that who does not look says what they mean.
        area.initial = known[0].pk

    def clean_period(self) -> Period:
        found = self.quarterly_return
        terms = rules_of(found.council).terms if found else DEFAULT_TERMS
        try:
            return parse(self.cleaned_data["period"], terms)
        except (PeriodError, ValueError, OverflowError) as error:
            raise forms.ValidationError(str(error)) from error


class UndatedForm(GovukForm):
    """A value whose period its source does not state."""

    measure = forms.ModelChoiceField(
        Indicator.objects.none(),
        label="Measure",
        empty_label="Choose a measure",
        error_messages={"required": "Choose a measure"},
    )
    printed = forms.CharField(
        max_length=60,
        label="Value as the source prints it",
        help_text="For example 90% or About 400",
        error_messages={"required": "Enter the value"},
    )
    when = forms.CharField(
        max_length=120,
        label="What the source says of its time",
        help_text="For example earlier, day not stated",
        error_messages={"required": "Enter what the source says of its time"},
    )
    text = forms.CharField(required=False, max_length=400, label="What a reader should know of it")
    group = GroupField()

    def __init__(
        self, *args: Any, quarterly_return: QuarterlyReturn | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix="note", **kwargs)
        measure = self.fields["measure"]
        if quarterly_return is not None and isinstance(measure, forms.ModelChoiceField):
            measure.queryset = measures_of_theme(quarterly_return)


ExtraForms = dict[str, AddFigureForm | UndatedForm]


def extra_forms(post: Mapping[str, str], found: QuarterlyReturn) -> ExtraForms:
    """The forms below the figures that were pressed, or typed into: Enter in one of their boxes
    presses "Save draft", and what was typed there is not lost.
    """
    kinds: dict[str, type[AddFigureForm | UndatedForm]]
    kinds = {"add": AddFigureForm, "note": UndatedForm}
    boxes = {"add": ("period",), "note": ("printed", "when", "text")}
    return {
        name: form(post, quarterly_return=found)
        for name, form in kinds.items()
        if name in post or any(post.get(f"{name}-{box}", "").strip() for box in boxes[name])
    }
