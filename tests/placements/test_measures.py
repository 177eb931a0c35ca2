"""The registry against the catalogue: codes, units, bases, words."""

import csv
from dataclasses import fields

import pytest
from django.conf import settings

from placements.domain.choices import Rules, as_text
from placements.domain.indicators import MEASURES, read_definitions
from placements.measures import registry

# A quarter's figure by the 903 speaks of the twelve months that end with it, where the catalogue
# speaks of the quarter's own meetings and exits, or of care leavers on a day.
OTHER_BASIS = {
    "reviews-on-time",
    "took-part-in-review",
    "attended-without-words",
    "left-by-adoption-or-guardianship",
    "suitable-home-19-21",
    "in-work-or-learning-19-21",
    "suitable-home-17-18",
    "in-work-or-learning-17-18",
    "in-touch",
    "in-touch-17-18",
    "staying-put-share",
}


def catalogue():
    with (settings.FIXTURES_DIR / "indicators.csv").open(newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_indicator_is_in_the_catalogue_with_its_unit():
    known = catalogue()
    for one in registry().definitions:
        assert one.unit == known[one.code]["unit"], one.code
        expected = "rolling_12" if one.code in OTHER_BASIS else known[one.code]["basis"]
        assert one.basis == expected, one.code


def test_every_indicator_of_the_catalogue_whose_source_is_the_return_is_answered():
    answered = {one.code for one in registry().definitions}
    of_the_return = {
        code for code, row in catalogue().items() if row["source"].startswith("SSDA903")
    }
    assert of_the_return - answered == set()
    assert answered - of_the_return == {"reviews-on-time", "within-own-radius"}


def test_codes_are_there_once_and_every_function_is_used():
    codes = [one.code for one in registry().definitions]
    assert len(set(codes)) == len(codes)
    assert {one.function for one in registry().definitions} == set(MEASURES)


@pytest.mark.parametrize("one", registry().definitions, ids=lambda one: one.code)
def test_a_rule_in_words_names_settings_that_exist(one):
    written = one.rule.format_map(Rules().in_words(registry().wording))
    assert "{" not in written
    assert written.endswith(".")


def test_every_choice_has_words_for_both_its_values():
    for one in fields(Rules):
        if isinstance(one.default, bool):
            assert set(registry().wording[one.name]) == {as_text(True), as_text(False)}


def test_a_function_that_does_not_exist_is_named_with_its_line():
    row = {"function": "settled.nothing"}
    with pytest.raises(ValueError, match=r"line 2: no function settled\.nothing"):
        read_definitions([row])
