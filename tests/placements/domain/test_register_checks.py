"""What cannot be and what is unlikely, each on a register of two or three lines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from placements.domain.register_checks import (
    Band,
    Facts,
    Home,
    Judged,
    PlacesFrom,
    Price,
    Stay,
    Suspended,
    Term,
    brought_about,
    check_register,
)


def day(month, of=1):
    return dt.date(2021, month, of)


HOME = Home(1, "Rowan House", "home")
FOSTER = Home(2, "Household 12", "foster")
PLACES = PlacesFrom(1, 1, day(1), registered=2, usable=1)


def stay(key, *, child=None, home=1, begins=2, ends=None, **more):
    over = None if ends is None else day(ends)
    return Stay(key, child or key, home, day(begins), over, **more)


def found(**facts):
    facts = {"homes": [HOME, FOSTER], "places": [PLACES, PlacesFrom(2, 2, day(1), 1, 1)]} | facts
    return check_register(Facts(**facts))


def rules(findings):
    return [(one.rule, one.blocks) for one in findings]


def test_a_register_that_is_right_says_nothing():
    assert found(stays=[stay(1, ends=4), stay(2, begins=4)]) == ()


@pytest.mark.parametrize(
    ("stays", "words", "blocks"),
    [
        ([stay(1), stay(2)], "2 children from 1 February 2021, and 1 usable place.", False),
        ([stay(1), stay(2), stay(3)], "3 children from 1 February 2021, and 2 registered", True),
    ],
)
def test_more_children_than_places(stays, words, blocks):
    (finding,) = found(stays=stays)
    assert (finding.rule, finding.blocks) == ("capacity", blocks)
    assert words in finding.words
    assert finding.lines[:2] == (("settings", 1), ("places", 1))


def test_a_foster_household_may_be_over_its_approval_by_an_exemption():
    two = [stay(1, home=2), stay(2, home=2)]
    assert rules(found(stays=two)) == [("capacity", False)]


def test_a_day_of_too_many_is_found_though_it_is_long_over():
    stays = [stay(1, begins=2, ends=3), stay(2, begins=2, ends=3), stay(3, begins=5)]
    assert rules(found(stays=stays)) == [("capacity", False)]


def test_places_that_change_count_from_their_day():
    fewer = PlacesFrom(3, 1, day(6), registered=2, usable=0)
    (finding,) = found(stays=[stay(1)], places=[PLACES, fewer])
    assert "1 child from 1 June 2021" in finding.words


@pytest.mark.parametrize(
    ("born", "on", "told"),
    [
        (dt.date(2011, 3, 2), day(3), "1 is younger"),
        (dt.date(2011, 3, 1), day(3), ""),  # ten years old on that very day
        (dt.date(2003, 3, 2), day(3), ""),
        (dt.date(2003, 3, 1), day(3), "1 is older"),
        (dt.date(2016, 1, 1), day(1), ""),  # not there yet
        (dt.date(2016, 1, 1), day(4), ""),  # there no more
        (dt.date(2016, 1, 1), None, ""),
    ],
)
def test_children_in_a_home_for_other_ages(born, on, told):
    home = Home(1, "Rowan House", "home", age_from=10, age_to=17)
    findings = found(homes=[home], stays=[stay(5, ends=4)], born={5: born}, today=on)
    assert rules(findings) == ([("ages", False)] if told else [])
    for one in findings:
        assert one.lines == (("settings", 1), ("placements", 5))
        assert f"for ages 10 to 17. Of the children who live there on 1 March 2021, {told}" in (
            one.words
        )


def test_a_child_without_a_day_of_birth_is_in_no_home_for_other_ages():
    home = Home(1, "Rowan House", "home", age_from=10, age_to=17)
    stays, born = [stay(1), stay(2)], {1: dt.date(2019, 1, 1)}
    (finding,) = check_register(
        Facts([home], [PlacesFrom(1, 1, day(1), 2, 2)], stays, born=born, today=day(5))
    )
    assert finding.lines == (("settings", 1), ("placements", 1))


def test_one_child_in_two_homes():
    (finding,) = found(stays=[stay(1, child=7), stay(2, child=7, home=2, begins=3)])
    assert (finding.rule, finding.blocks) == ("overlap", True)
    assert "both hold on 1 March 2021" in finding.words


def test_a_short_break_may_be_beside_a_placement():
    breaks = Home(3, "Breaks", "short-breaks")
    places = [PLACES, PlacesFrom(3, 3, day(1), 1, 1)]
    stays = [stay(1, child=7), stay(2, child=7, home=3, begins=3, ends=4)]
    assert rules(found(homes=[HOME, breaks], places=places, stays=stays)) == [("overlap", False)]


@pytest.mark.parametrize(
    ("home", "blocked"),
    [
        (Home(1, "A", "home", closed_on=day(1)), True),
        (Home(1, "A", "home", closed_on=day(4)), False),
        (Home(1, "A", "home", opened_on=day(3)), True),
        (Home(1, "A", "home", opened_on=day(2)), False),
    ],
)
def test_a_home_that_was_not_open(home, blocked):
    findings = found(homes=[home], places=[PLACES], stays=[stay(1, begins=2, ends=4)])
    assert rules(findings) == ([("closed", True)] if blocked else [])


@pytest.mark.parametrize(
    ("last_day", "blocked"), [(dt.date(2021, 1, 31), True), (day(2), False), (None, False)]
)
def test_a_contract_that_had_ended(last_day, blocked):
    term = Term(5, "Framework", dt.date(2019, 4, 1), last_day)
    findings = found(stays=[stay(1, contract=5, lot=6)], terms=[term])
    assert rules(findings) == ([("contract", True)] if blocked else [])


@pytest.mark.parametrize(("ends", "blocked"), [(None, False), (4, False), (3, True)])
def test_a_contract_that_came_after_the_placement_may_pay_for_what_is_left_of_it(ends, blocked):
    term = Term(5, "Framework", day(3))
    findings = found(stays=[stay(1, begins=2, ends=ends, contract=5, lot=6)], terms=[term])
    assert rules(findings) == ([("contract", True)] if blocked else [])


@pytest.mark.parametrize(("weekly", "asked"), [(6000, False), (6001, True), (1999, True)])
def test_a_price_far_from_its_bands(weekly, asked):
    """The bands go from 4,000 to 4,000: half as much again is 6,000. Another provider's is none."""
    bands = [Band(6, day(1), Decimal(4000)), Band(6, day(1), Decimal(9000), provider=99)]
    findings = found(
        stays=[stay(1, lot=6)],
        prices=[Price(8, 1, day(2), Decimal(weekly))],
        bands=bands,
        provider_of={1: 3},
    )
    assert rules(findings) == ([("band", False)] if asked else [])


@pytest.mark.parametrize(
    ("until", "told", "blocked"), [(None, False, True), (None, True, False), (2, False, False)]
)
def test_a_suspended_provider_without_a_reason(until, told, blocked):
    suspended = [Suspended(3, day(1), until and day(until))]
    findings = found(stays=[stay(1, told_why=told)], suspended=suspended, provider_of={1: 3, 2: 4})
    assert rules(findings) == ([("suspended", True)] if blocked else [])


@pytest.mark.parametrize(
    ("grades", "asked"),
    [
        ([(day(2), True)], True),
        ([(day(2), False), (day(1), True)], False),
        ([(day(3), True)], False),
    ],
)
def test_a_home_below_good_without_a_reason(grades, asked):
    findings = found(stays=[stay(1)], grades={1: grades})
    assert rules(findings) == ([("below-good", False)] if asked else [])
    assert found(stays=[stay(1, told_below=True)], grades={1: grades}) == ()


def test_judged_before_it_was_registered():
    home = Home(1, "A", "home", registered_on=day(3))
    judged = [Judged(1, 1, day(2)), Judged(2, 1, day(3))]
    (finding,) = found(homes=[home], places=[], judged=judged)
    assert (finding.rule, finding.blocks, finding.lines[0]) == (
        "judged-early",
        True,
        ("judgements", 1),
    )


def test_an_unknown_urn_is_told_only_where_a_list_is_loaded():
    homes = [Home(1, "A", "home", urn="SC1"), Home(2, "B", "home", urn="SC2")]
    assert found(homes=homes) == ()
    (finding,) = found(homes=homes, known_urns=frozenset({"SC1"}))
    assert (finding.rule, finding.lines) == ("urn", (("settings", 2),))


def test_a_home_without_places():
    assert rules(found(stays=[stay(1)], places=[])) == [("no-places", False)]


def test_making_something_less_bad_is_not_held_up():
    three = found(stays=[stay(1), stay(2), stay(3)])
    four = found(stays=[stay(1), stay(2), stay(3), stay(4)])
    assert brought_about(four, three) == []
    assert rules(brought_about(three, four)) == [("capacity", True)]
    assert brought_about((), three) == list(three)
