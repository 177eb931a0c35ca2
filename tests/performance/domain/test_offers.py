"""A computed figure beside an entered one, by tiny literals."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from performance.domain.checks import Checked
from performance.domain.offers import (
    Offered,
    Stand,
    changed_words,
    difference,
    gap_words,
    note_of,
    offer_words,
    own_note,
    stand_of,
    taken_version,
)
from performance.domain.vocabulary import Source, Unit
from reference.domain.periods import parse
from reference.domain.rounding import as_decimal, share

Q4 = parse("2020-21-Q4")


def offer(top=68, bottom=684, version=1, **fields):
    """A share computed of the 903 return; 68 of 684 is 9.941520 percent."""
    known = {
        "offer_id": version,
        "version": version,
        "period": Q4,
        "numerator": Decimal(top) if top is not None else None,
        "denominator": Decimal(bottom) if bottom is not None else None,
        "value": as_decimal(share(top, bottom)) if bottom else None,
        "unavailable_reason": "",
        "completeness": "",
        "rule": "Three or more placements",
        "rule_version": "2",
        "source": "903 return",
        "files": (),
        "as_at": dt.date(2021, 3, 31),
        "offered_at": dt.datetime(2021, 4, 20, 9, tzinfo=dt.UTC),
    }
    return Offered(**{**known, **fields})


NOTHING = offer(None, None, unavailable_reason="No OC2 file")


def entered(top=None, bottom=None, value=None, held=1):
    if value is None:
        value = as_decimal(share(top, bottom))
    numbers = (None if one is None else Decimal(one) for one in (top, bottom, value))
    numerator, denominator, figure = numbers
    return Checked(
        numerator=numerator,
        denominator=denominator,
        value=figure,
        decimals_held=held,
        complete=True,
    )


def percent(one, *versions, available=True):
    return stand_of(one, versions, Unit.PERCENT, available=available)


def test_what_says_the_same_numbers_is_computed_whoever_typed_it():
    assert percent(entered(68, 684), offer()) is Stand.COMPUTED


def test_another_number_differs_and_one_that_was_computed_before_has_changed_since():
    assert percent(entered(70, 684), offer()) is Stand.OVERRIDDEN
    assert percent(entered(68, 684), offer(), offer(69, version=2)) is Stand.CHANGED
    assert percent(entered(70, 684), offer(), offer(69, version=2)) is Stand.OVERRIDDEN


def test_the_same_share_of_other_counts_is_another_figure():
    assert percent(entered(34, 342), offer()) is Stand.OVERRIDDEN


@pytest.mark.parametrize(
    ("typed", "held", "stand"),
    [
        ("9.9", 1, Stand.AGREES),
        ("9.94", 2, Stand.AGREES),
        ("10", 0, Stand.AGREES),
        ("9.8", 1, Stand.OVERRIDDEN),
        ("9.95", 2, Stand.OVERRIDDEN),
    ],
)
def test_a_percentage_without_its_counts_agrees_where_it_rounds_alike(typed, held, stand):
    assert percent(entered(value=typed, held=held), offer()) is stand


def test_a_rate_without_its_population_agrees_only_with_the_same_count():
    rate = offer(684, 67085, value=Decimal("101.960200"))
    same, other = entered(684, value=102, held=0), entered(683, value=102, held=0)
    assert stand_of(same, [rate], Unit.RATE) is Stand.AGREES
    assert stand_of(other, [rate], Unit.RATE) is Stand.OVERRIDDEN


def test_nothing_computed_and_nothing_entered():
    assert percent(entered(68, 684)) is Stand.NONE
    assert percent(None, offer()) is Stand.OPEN


def test_not_available_is_computed_too_and_a_number_in_its_place_is_an_officers_own():
    missing = Checked(complete=True)
    assert percent(missing, NOTHING, available=False) is Stand.COMPUTED
    assert percent(missing, offer(), available=False) is Stand.OVERRIDDEN
    assert percent(entered(68, 684), NOTHING) is Stand.BY_HAND
    # What could be computed before and cannot any more: the number is the officer's now.
    lost = dataclasses.replace(NOTHING, version=2)
    assert percent(entered(68, 684), offer(), lost) is Stand.BY_HAND


def test_a_count_by_itself_is_its_value():
    count = offer(25, None, value=Decimal(25))
    assert stand_of(entered(value=25, held=0), [count], Unit.COUNT) is Stand.COMPUTED
    assert stand_of(entered(value=26, held=0), [count], Unit.COUNT) is Stand.OVERRIDDEN


def test_the_version_that_was_taken_is_the_newest_that_says_so():
    versions = [offer(), offer(69, version=2), offer(version=3)]
    assert taken_version(entered(68, 684), versions).version == 3
    assert taken_version(entered(69, 684), versions).version == 2
    assert taken_version(entered(70, 684), versions) is None


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (entered(70, 684), "0.3 points higher than computed: 70 instead of 68"),
        (
            entered(66, 690),
            "0.4 points lower than computed: 66 instead of 68, out of 690 instead of 684",
        ),
        (entered(value="9.9"), "less than 0.1 points lower than computed"),
        (
            entered(34, 342),
            "The same figure from other counts: 34 instead of 68, out of 342 instead of 684",
        ),
        (entered(68, 684), ""),
        (Checked(complete=True), ""),
    ],
)
def test_the_gap_in_points_and_numbers(one, words):
    assert gap_words(one, offer(), Unit.PERCENT, decimals=1) == words


def test_the_gap_of_a_count_is_a_number():
    count = offer(25, None, value=Decimal(25))
    one = entered(value=22, held=0)
    assert gap_words(one, count, Unit.COUNT, decimals=0) == "3 lower than computed"
    assert difference(one, count) == -3
    assert difference(one, NOTHING) is None


def test_an_offer_in_words():
    assert offer_words(offer(), Unit.PERCENT, decimals=1) == "68 of 684 = 9.9%"
    assert offer_words(NOTHING, Unit.PERCENT, decimals=1) == "not available (No OC2 file)"
    count = offer(25, None, value=Decimal(25))
    assert offer_words(count, Unit.COUNT, decimals=0) == "25"
    words = changed_words(offer(), offer(69), Unit.PERCENT, decimals=1)
    assert words == "68 of 684 = 9.9% → 69 of 684 = 10.1%"


def test_the_note_of_a_figure_holds_no_number_and_is_told_from_an_officers_own():
    computed, other = (note_of(source, offer()) for source in (Source.COMPUTED, Source.OVERRIDDEN))
    assert computed == "Computed from the 903 return"
    assert other == "Entered by an officer in place of what was computed from the 903 return"
    assert note_of(Source.ENTERED, offer()) == note_of(Source.COMPUTED, None) == ""
    assert (own_note("computed", computed), own_note("overridden", other)) == ("", "")
    assert own_note("computed", "Counted by hand") == "Counted by hand"
    assert own_note("entered", computed) == computed
