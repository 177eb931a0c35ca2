"""The form of a council's own measure."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.forms import GovukForm
from performance.dashboards.measures import principle_names
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from performance.models import Indicator, Theme
from performance.models.catalogue import choices
from performance.services.measures.own import LOCKED, is_used
from reference.models import PublishedSeries


class OwnMeasureForm(GovukForm):
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        label="Theme",
        empty_label="Choose a theme",
        error_messages={
            "required": "Choose a theme",
            "invalid_choice": "Choose a theme of the list",
        },
    )
    name = forms.CharField(
        label="Name",
        max_length=80,
        help_text="In plain words, as a councillor would say it",
        error_messages={"required": "Enter a name"},
    )
    second_line = forms.CharField(
        required=False,
        label="Second line",
        max_length=120,
        help_text="Stands under the name in tables",
    )
    tells = forms.CharField(
        label="What it tells a councillor",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what it tells a councillor"},
    )
    question_1 = forms.CharField(
        label="First question to ask when it worsens",
        max_length=240,
        error_messages={"required": "Enter a question"},
    )
    question_2 = forms.CharField(
        label="Second question",
        max_length=240,
        error_messages={"required": "Enter a second question"},
    )
    question_3 = forms.CharField(required=False, label="Third question", max_length=240)
    definition = forms.CharField(
        label="Definition",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter the definition"},
    )
    unit = forms.ChoiceField(
        label="Unit",
        choices=[(value, label.capitalize()) for value, label in choices(Unit)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the unit"},
    )
    decimals = forms.TypedChoiceField(
        required=False,
        label="Decimals",
        choices=[("", "As usual for the unit"), ("0", "None"), ("1", "One"), ("2", "Two")],
        coerce=int,
        empty_value=None,
    )
    numerator = forms.CharField(
        label="What is counted",
        max_length=240,
        help_text="In words: children with a plan",
        error_messages={"required": "Enter what is counted"},
    )
    denominator = forms.CharField(
        required=False,
        label="Out of what",
        max_length=240,
        help_text="In words: all children in care. Leave it empty for a plain number.",
    )
    polarity = forms.ChoiceField(
        label="Which way is better",
        choices=[(value, label.capitalize()) for value, label in choices(Polarity)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which way is better"},
    )
    frequency = forms.ChoiceField(
        label="How often it is reported",
        choices=[(value, label.capitalize()) for value, label in choices(Frequency)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often it is reported"},
    )
    basis = forms.ChoiceField(
        label="How the figure is counted",
        choices=[(value, label.capitalize()) for value, label in choices(Basis)],
        error_messages={"required": "Choose what of a period it describes"},
    )
    counts_people = forms.BooleanField(
        required=False,
        initial=True,
        label="It counts people",
        help_text="Small numbers of people are hidden in public editions.",
    )
    small_cohort = forms.BooleanField(
        required=False,
        label="It is about a small group of known size",
        help_text="Then its percentage alone could give a small number away.",
    )
    partition = forms.SlugField(
        required=False,
        label="Whole that it is a part of",
        max_length=60,
        help_text="One word in small letters, the same for every part of one whole, for example "
        "homes. Where one part is hidden in public editions, the others are too.",
        error_messages={"invalid": "Write letters, digits and hyphens only"},
    )
    principles = forms.TypedMultipleChoiceField(
        required=False,
        label="Corporate parenting principles that it serves",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    published = forms.ModelChoiceField(
        PublishedSeries.objects.order_by("name"),
        required=False,
        label="Published statistic that it is compared with",
        empty_label="None",
        help_text="Only where both count the same thing in the same way",
    )
    source = forms.CharField(
        label="Where the figure comes from",
        max_length=240,
        error_messages={"required": "Enter where the figure comes from"},
    )

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        """With an `indicator` that has figures, what they hang on cannot be changed."""
        super().__init__(*args, initial=_initial(indicator) if indicator else None, **kwargs)
        principles = self.fields["principles"]
        assert isinstance(principles, forms.TypedMultipleChoiceField)
        principles.choices = list(principle_names().items())
        for name in LOCKED if indicator and is_used(indicator) else ():
            self.fields[name].disabled = True

    def measure(self) -> dict[str, Any]:
        """The cleaned fields, with the questions as one list."""
        fields = dict(self.cleaned_data)
        asked = [fields.pop(f"question_{number}") for number in (1, 2, 3)]
        enums = {"unit": Unit, "polarity": Polarity, "frequency": Frequency, "basis": Basis}
        fields |= {name: enum(fields[name]) for name, enum in enums.items()}
        return fields | {"questions": [question for question in asked if question]}


def _initial(indicator: Indicator) -> dict[str, Any]:
    names = (name for name in OwnMeasureForm.base_fields if hasattr(indicator, name))
    asked = dict(zip(("question_1", "question_2", "question_3"), indicator.questions, strict=False))
    return {name: getattr(indicator, name) for name in names} | asked
