"""Forms for a council's measures, their targets and breaks, and its officers' themes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from accounts.forms import GovukForm
from performance.domain.cumulative import STEPS
from performance.domain.reporting_rules import MOST_SMALL, MOST_SURPRISE, MOST_TOLERANCE, Rules
from performance.domain.vocabulary import Basis
from performance.models import Indicator, SeriesBreak, Theme
from reference.domain.periods import (
    DEFAULT_TERMS,
    TERM_ORDER,
    Period,
    PeriodError,
    TermDates,
    parse,
)
from reference.domain.rounding import plain

NARROW = {"class": "govuk-input--width-5", "inputmode": "decimal"}
NUMBER = "Enter a number, for example 95 or 62.5"


class PeriodField(forms.CharField):
    """A period as people write it; its clean value is a Period. `terms` are the council's."""

    terms: TermDates = DEFAULT_TERMS

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("help_text", "For example 2021-22, 2021-22 Q3 or 1 October 2021")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text, self.terms)
        except (PeriodError, OverflowError) as error:
            raise forms.ValidationError(str(error)) from error


class NumberField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 9)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("widget", forms.TextInput(attrs=dict(NARROW)))
        super().__init__(**kwargs)
        self.error_messages["invalid"] = NUMBER


class MeasureForm(GovukForm):
    on = forms.BooleanField(
        required=False,
        label="Switched on",
        help_text="Returns ask for it, and the dashboard and the pack show it.",
    )
    name = forms.CharField(
        required=False,
        label="Your own name for it",
        max_length=80,
        help_text="Leave it empty to use the catalogue’s name",
    )
    basis = forms.ChoiceField(
        required=False,
        label="How the figure is counted",
        help_text="Figures already entered keep the way they were counted",
    )
    small_cohort = forms.BooleanField(
        required=False,
        label="It is about a small group of known size here",
        help_text="Public editions then hide its percentage where the counts are not entered: "
        "the percentage alone could tell of one to five children.",
    )
    rule = forms.CharField(
        required=False,
        label="The rule where the definition leaves a choice",
        max_length=240,
        help_text="For example within 20 miles of the city centre, or moves of T0 to T4 do not "
        "count. Printed under the definition.",
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = indicator.council_id is not None
        if own:
            self.fields["name"].help_text = f"Leave it empty to call it “{indicator.name}”"
        usual, told = Basis(indicator.basis), "as defined" if own else "as in the catalogue"
        others = [(one.value, one.label.capitalize()) for one in Basis if one is not usual]
        if indicator.small_cohort:
            del self.fields["small_cohort"]  # the catalogue says so for every council
        field = self.fields["basis"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", f"{usual.label.capitalize()} ({told})"), *others]


class TargetForm(GovukForm):
    from_period = PeriodField(
        label="From which period on",
        error_messages={"required": "Enter the first period that the target holds for"},
    )
    low = NumberField(
        required=False,
        label="Lowest value that meets the target",
        help_text="Alone: at least this. With a highest value: a range.",
    )
    high = NumberField(
        required=False,
        label="Highest value that meets the target",
        help_text="Alone: at most this.",
    )
    by_q1 = NumberField(
        required=False,
        label="Planned by 30 June",
        help_text="The profile of a count that grows through the year: enter all three amounts, or "
        "none. Without them the count is judged at 31 March only.",
    )
    by_q2 = NumberField(required=False, label="Planned by 30 September")
    by_q3 = NumberField(
        required=False,
        label="Planned by 31 December",
        help_text="By 31 March the target itself is due",
    )
    tolerance = NumberField(
        label="Tolerance",
        help_text="How far off still counts as close: points of a percentage, percent of a number",
        error_messages={"required": "Enter a tolerance; 0 means that nothing counts as close"},
    )
    note = forms.CharField(
        required=False,
        label="Note",
        max_length=240,
        help_text="Who decided it, or why it changed",
    )

    def __init__(self, *args: Any, rules: Rules, grows: bool = False, **kwargs: Any) -> None:
        """`grows`: the measure is a count through the year, so its target may have a profile."""
        initial = {"tolerance": plain(rules.tolerance), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        if not grows:
            for name in STEPS:
                del self.fields[name]
        self.fields["from_period"].terms = rules.terms  # type: ignore[attr-defined]


class BreakForm(GovukForm):
    from_period = PeriodField(
        label="From which period on",
        error_messages={"required": "Enter the first period after the change"},
    )
    kind = forms.ChoiceField(
        label="What changed",
        choices=SeriesBreak.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what changed"},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=240,
        help_text="Stands beside the chart",
        error_messages={"required": "Enter the reason: readers of the chart will ask"},
    )
    before = forms.CharField(required=False, label="A word for the time before", max_length=60)
    after = forms.CharField(required=False, label="A word for the time after", max_length=60)

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_period"].terms = rules.terms  # type: ignore[attr-defined]


class AgencyForm(GovukForm):
    name = forms.CharField(
        label="Agency’s name",
        max_length=100,
        help_text="For example a regional adoption agency, as its papers name it",
        error_messages={"required": "Enter the agency’s name"},
    )


class RulesForm(GovukForm):
    """A council's own rules for its figures."""

    tolerance = NumberField(
        label="What counts as close to a target",
        max_value=MOST_TOLERANCE,
        help_text="Points of a percentage, percent of any other figure. Offered for new targets, "
        "and used where a measure without one gets worse.",
    )
    small_group = forms.IntegerField(
        label="Smallest group that is tested for chance",
        min_value=1,
        max_value=MOST_SMALL,
        help_text="A percentage of fewer children is called a small group",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    surprise_points = NumberField(
        label="Jump that is asked about",
        min_value=Decimal("0.1"),
        max_value=MOST_SURPRISE,
        help_text="Points of a percentage since the last figure: the officer confirms it",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for term in TERM_ORDER:
            for end, word in (("start", "begins on"), ("end", "ends on")):
                self.fields[f"{term.value}_{end}"] = forms.CharField(
                    label=f"{term.value.capitalize()} term {word}",
                    max_length=20,
                    help_text="A day and a month, for example 1 September",
                    widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
                )


class ThemesForm(GovukForm):
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(),
        required=False,
        label="Themes that they enter",
        help_text="Choose all that apply",
        widget=forms.CheckboxSelectMultiple,
    )
