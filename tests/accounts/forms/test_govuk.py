"""The markup of forms: every error and hint is tied to its input, whatever kind that is."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from accounts.forms import GovukForm

CHOICES = [("a", "First"), ("b", "Second")]


class Everything(GovukForm):
    text = forms.CharField(label="Text", help_text="A hint")
    long = forms.CharField(label="Long", widget=forms.Textarea, required=False)
    pick = forms.ChoiceField(label="Pick", choices=CHOICES)
    one = forms.ChoiceField(label="One", choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Many", choices=CHOICES, widget=forms.CheckboxSelectMultiple, help_text="Any"
    )
    tick = forms.BooleanField(label="Tick", help_text="Beside it")
    upload = forms.FileField(label="Upload", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', html)


def summary(form: forms.Form) -> str:
    return render_to_string("accounts/_error_summary.html", {"form": form})


@pytest.mark.parametrize("data", [None, {}])
def test_no_id_twice_and_every_reference_leads_to_one(data):
    form = Everything(data)
    html = str(form)
    assert len(ids(html)) == len(set(ids(html)))
    for names in re.findall(r'aria-describedby="([^"]+)"', html):
        assert set(names.split()) <= set(ids(html)), names
    for name in re.findall(r'<label[^>]* for="([^"]+)"', html):
        assert name in ids(html)


def test_each_line_of_the_summary_leads_to_an_input():
    form = Everything({})
    targets = re.findall(r'href="#([^"]+)"', summary(form))
    assert targets == ["id_text", "id_pick", "id_one_0", "id_many_0", "id_tick"]
    assert set(targets) <= set(ids(str(form)))


def test_hint_and_error_are_both_named_hint_first():
    field = Everything({})["text"]
    assert field.aria_describedby == "id_text_helptext id_text_error"
    assert 'class="govuk-input govuk-input--error"' in str(field)
    assert 'aria-invalid="true"' in str(field)


def test_a_group_is_described_on_its_fieldset():
    html = Everything({})["many"].as_field_group()
    assert (
        '<fieldset class="govuk-fieldset" aria-describedby="id_many_helptext id_many_error">'
        in html
    )
    assert html.count("govuk-checkboxes__input") == 2
    assert html.count("<legend") == 1


def test_a_single_tick_carries_its_hint():
    html = Everything()["tick"].as_field_group()
    assert 'aria-describedby="id_tick_helptext"' in html
    assert html.count('id="id_tick_helptext"') == 1


def test_only_what_may_stay_empty_says_optional_and_filters_do_not():
    html = str(Everything())
    assert "Long (optional)" in html
    assert "Text (optional)" not in html
    form = Everything()
    form.says_optional = False
    assert "(optional)" not in str(form)


def test_the_browser_does_not_complain_in_its_own_words():
    assert " required" not in str(Everything())


def test_what_was_typed_comes_back_escaped():
    html = str(Everything({"text": '"><script>alert(1)</script>'}))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_widgets_own_class_is_kept():
    class Narrow(GovukForm):
        year = forms.CharField(widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}))

    assert 'class="govuk-input--width-4 govuk-input"' in str(Narrow()["year"])


def test_an_error_of_the_whole_form_leads_to_its_first_input():
    form = Everything({})
    form.add_error(None, "They do not fit together")
    assert '<a href="#id_text">They do not fit together</a>' in summary(form)


def test_no_summary_without_errors():
    assert summary(Everything()).strip() == ""


def test_several_forms_on_a_page_keep_their_ids_apart():
    html = str(Everything(prefix="q1")) + str(Everything(prefix="q2"))
    assert len(ids(html)) == len(set(ids(html)))


def test_every_plain_form_of_the_project_is_drawn_the_same():
    class Plain(forms.Form):
        text = forms.CharField()

    assert 'class="govuk-form-group"' in str(Plain())
