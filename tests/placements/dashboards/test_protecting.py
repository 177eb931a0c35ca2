"""What a reader could work out of several tables, an earlier edition, or two groupings."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from placements.dashboards.profile.counting import Counts
from placements.dashboards.profile.protecting import key_of, numbers_of, shielded
from reporting.domain.disclosure import PastCell, ProofRules

DAY = dt.date(2021, 3, 31)
# By code, both groupings of placements, and provider.
CODES = {
    ("U6", "Foster", "Foster", "Own"): 40,
    ("K2", "Homes", "Homes and secure", "Own"): 17,
    ("K1", "Secure", "Homes and secure", "Own"): 3,
}


def counts(**views):
    return Counts(
        day=DAY,
        total=60,
        by_view=views,
        order={view: tuple(groups) for view, groups in views.items()},
        age_by_sex={},
        codes=CODES,
    )


def told(one, past=None):
    numbers = numbers_of([one], {})
    return shielded(numbers, past or {})


def key(view, group):
    return key_of(DAY.isoformat(), view, group)


def test_what_adds_up_to_a_hidden_number_is_hidden():
    shown = told(counts(sex={"Girls": 57, "Boys": 3}))
    assert not shown.may(key("sex", "Boys"))
    assert not shown.may(key("sex", "Girls"))


def test_two_groupings_of_the_same_children_do_not_give_each_other_away():
    """Homes 17 and "homes and secure" 20 side by side would tell that 3 are in secure homes."""
    shown = told(
        counts(
            placement={"Foster": 40, "Homes": 17, "Secure": 3},
            placement_dfe={"Foster": 40, "Homes and secure": 20},
        )
    )
    assert not shown.may(key("placement", "Secure"))
    assert not (
        shown.may(key("placement", "Homes")) and shown.may(key("placement_dfe", "Homes and secure"))
    )


def test_a_provider_that_is_a_kind_of_placement_does_not_give_another_away():
    """Private and parents are 14; parents are 11 in the table of placements: 3 are private."""
    parents = dataclasses.replace(
        counts(
            placement={"Foster": 49, "With parents": 11},
            provider={"Own": 46, "Private": 3, "Parents": 11},
        ),
        codes={
            ("U6", "Foster", "Foster", "Own"): 46,
            ("U6", "Foster", "Foster", "Private"): 3,
            ("P1", "With parents", "With parents", "Parents"): 11,
        },
    )
    shown = told(parents)
    assert not shown.may(key("provider", "Private"))
    assert shown.may(key("placement", "With parents"))
    assert not shown.may(key("provider", "Own"))


def test_of_what_is_hidden_everybody_knows_that_it_is_no_zero():
    """Three groups of one child each are hidden. As 0 would be printed as 0, they could only be one
    each, if the 57 were shown."""
    shown = told(counts(need={"Abuse": 57, "Illness": 1, "Disability": 1, "Low income": 1}))
    assert shown.is_proven
    assert not shown.may(key("need", "Abuse"))


def test_what_an_earlier_edition_showed_and_has_changed_by_a_few_is_hidden():
    one = counts(sex={"Girls": 28, "Boys": 32})
    before = {key("sex", "Girls"): [PastCell("k", "value", "shown", Decimal(26), 1)]}
    assert told(one).may(key("sex", "Girls"))
    assert not told(one, before).may(key("sex", "Girls"))


def test_what_an_earlier_edition_hid_stays_hidden():
    one = counts(sex={"Girls": 28, "Boys": 32})
    before = {key("sex", "Girls"): [PastCell("k", "value", "secondary", None, 1)]}
    assert not told(one, before).may(key("sex", "Girls"))


def test_a_council_may_ask_that_more_values_remain_possible():
    """Girls and boys are seven: each of them one of eight values, unless the others go too."""
    one = counts(sex={"Girls": 3, "Boys": 4, "Others": 53})
    assert told(one).may(key("sex", "Others"))
    strict = shielded(numbers_of([one], {}), {}, ProofRules(min_width=9))
    assert not strict.may(key("sex", "Others"))


def test_without_time_for_a_proof_nothing_but_the_total_is_shown():
    numbers = numbers_of([counts(sex={"Girls": 30, "Boys": 3, "Others": 27})], {})
    shown = shielded(numbers, {}, ProofRules(seconds=0))
    assert not shown.is_proven
    assert [one for one in shown.states if shown.may(one)] == [key_of(DAY.isoformat(), "total")]
    assert shielded(numbers, {}).is_proven


@pytest.mark.parametrize(("recent", "is_stated"), [(9, True), (8, True), (5, False)])
def test_who_is_not_yet_one_has_been_in_care_for_less_than_a_year(recent, is_stated):
    """Where the returns say otherwise the tables tell nothing of it."""
    one = counts(
        age={"Under 1": 8, "1 to 4": 52},
        duration={"Under 6 months": recent - 1, "6 to 12 months": 1, "1 to 2 years": 60 - recent},
    )
    bounds = [relation for relation in numbers_of([one], {}).relations if relation.most is None]
    assert bool(bounds) == is_stated
    for relation in bounds:
        assert relation.least == 0
        assert dict(relation.terms) == {
            key("duration", "Under 6 months"): 1,
            key("duration", "6 to 12 months"): 1,
            key("age", "Under 1"): -1,
        }
