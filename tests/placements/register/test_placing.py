"""A child comes to a home and leaves it: what is refused, what is asked, what is written."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import AuditEvent
from placements.models import (
    Agreement,
    Child,
    ChildDetails,
    Contract,
    Extension,
    Judgement,
    Lot,
    Placement,
    Return903,
    Search,
    Setting,
    Suspension,
)
from placements.services.placing import (
    agree_price,
    answer_search,
    child_for_placing,
    end_placement,
    flag_irregular,
    match_search,
    open_search,
    place_child,
)
from placements.services.register import LineAsks, LineRefused
from reference.models import OfstedRelease, OfstedSetting

from .cast import DAY

pytestmark = pytest.mark.django_db
PRICE = {"social_care": 4000, "education": 100, "health": 0, "framework": None}


@pytest.fixture
def place(stand, commissioner):
    """Places another child in the home on the day, with what a test says otherwise."""

    def placed(*, child=None, setting=None, price=None, is_right=False, **values):
        child = child or Child.objects.create(
            council=stand.council, pseudonym=f"{Child.objects.count():064}"
        )
        usual = {"route": "framework", "lot": stand.lot.pk, "plan": "home", "starts_on": DAY}
        return place_child(
            council=stand.council,
            child=child,
            setting=setting or stand.setting,
            values=usual | values,
            price=price or PRICE,
            by=commissioner,
            is_right=is_right,
        )

    return placed


def refused(deed, **values):
    with pytest.raises(LineRefused) as refusal:
        deed(**values)
    return dict(refusal.value.errors)


def test_a_child_is_placed_with_its_price_in_the_audit_by_number_only(place, commissioner):
    placed = place(first_choice="no")
    assert (placed.route, placed.first_choice, placed.starts_on) == ("framework", False, DAY)
    assert placed.agreements.get().weekly == 4100
    deeds = AuditEvent.objects.filter(by=commissioner).order_by("pk")
    assert [one.subject for one in deeds] == [
        f"Placements: Placement {placed.pk}",
        f"Agreed prices: Placement {placed.pk} from 2021-05-17",
    ]


def test_usable_places_ask_and_registered_places_refuse(place, stand):
    for _ in range(2):
        place()
    with pytest.raises(LineAsks) as asked:
        place()
    assert "Rowan House has no vacancy on 17 May 2021" in asked.value.questions
    assert "4 children from 17 May 2021, and 3 usable places" in str(asked.value)
    assert Placement.objects.filter(setting=stand.setting).count() == 3
    place(is_right=True)
    assert "4 registered places" in refused(place, is_right=True)[""]


def test_a_suspended_provider_needs_a_reason(place, stand):
    Suspension.objects.create(provider=stand.own, from_on=DAY, reason="A failed check")
    assert "is suspended" in refused(place)["suspended_reason"]
    assert place(suspended_reason="Only home near school").suspended_reason


def test_below_good_needs_reason_and_follow_up(place, stand):
    Judgement.objects.create(
        setting=stand.setting, inspected_on=dt.date(2021, 3, 1), grade="requires-improvement"
    )
    assert refused(place).keys() == {"below_good_reason", "below_good_follow_up"}
    place(below_good_reason="Known to the child", below_good_follow_up="Visit weekly")


def test_what_ofsted_published_wins_over_a_line_of_the_same_day(place, stand):
    day = dt.date(2021, 3, 1)
    Judgement.objects.create(setting=stand.setting, inspected_on=day, grade="inadequate")
    Setting.objects.update(urn="SC1")
    release = OfstedRelease.objects.create(as_at=DAY, rows=1, loaded_at="2021-05-17T09:00Z")
    OfstedSetting.objects.create(
        release=release, urn="SC1", provision_type="home", status="active", authority="A",
        inspected_on=day, overall="good",
    )  # fmt: skip
    stand.setting.refresh_from_db()
    place()


def test_an_age_outside_the_homes_range_is_asked_about_once(place, stand):
    held = Return903.objects.create(
        council=stand.council, year=2020, as_at=DAY, loaded_at="2021-05-17T09:00Z"
    )
    child = Child.objects.create(council=stand.council, pseudonym="2" * 64)
    ChildDetails.objects.create(held_return=held, child=child, born_on=dt.date(2012, 5, 18))
    Setting.objects.update(age_from=10)
    stand.setting.refresh_from_db()
    with pytest.raises(LineAsks) as asked:
        place(child=child)
    (question,) = asked.value.questions
    assert question == "The child is 8 years old on the day, and Rowan House is for ages 10 to 17"
    assert place(child=child, is_right=True).child == child


def test_an_ended_contract_is_refused_until_it_is_extended(place, stand):
    Contract.objects.update(ends_on=dt.date(2021, 5, 16))
    assert "ended on 16 May 2021" in refused(place)[""]
    Extension.objects.create(contract=stand.contract, until_on=DAY, agreed_on=DAY)
    place()


@pytest.mark.parametrize(
    ("price", "words"), [({"social_care": 0}, "costs £0"), ({"social_care": 50_000}, "£30,000")]
)
def test_a_price_of_nothing_or_of_a_fortune_is_refused(place, price, words):
    assert words in refused(place, price=PRICE | {"education": 0} | price)["social_care"]
    assert Placement.objects.count() == 1, "nothing half done"


def test_a_child_is_not_placed_twice_on_a_day(place, stand):
    assert "Placements" in refused(place, child=stand.child)[""]


def test_a_closed_home_is_refused(place, stand):
    Setting.objects.update(closed_on=dt.date(2021, 5, 1))
    Placement.objects.update(ends_on=dt.date(2021, 4, 30), ending="closed")
    stand.setting.refresh_from_db()
    assert "closed on 1 May 2021" in refused(place)[""]


def test_it_ends_with_its_reason_and_the_next_one_begins_that_day(place, stand, commissioner):
    told = {"council": stand.council, "placement": stand.placement, "by": commissioner}
    too_early = refused(end_placement, ends_on=dt.date(2021, 4, 1), ending="planned", **told)
    assert "after the day on which it started" in too_early["ending"]
    stand.placement.refresh_from_db()
    end_placement(ends_on=DAY, ending="carer", **told)
    assert place(child=stand.child).starts_on == DAY


def test_another_price_from_a_day_on_and_one_far_from_its_band_is_asked(stand, commissioner):
    Lot.objects.get().bands.create(name="Standard", from_on=dt.date(2021, 4, 1), weekly=2000)
    values = PRICE | {"from_on": DAY}
    told = {"council": stand.council, "placement": stand.placement, "by": commissioner}
    with pytest.raises(LineAsks, match="bands of its lot"):
        agree_price(values=values, **told)
    agree_price(values=values, is_right=True, **told)
    assert Agreement.objects.count() == 2


def test_temporary_approval_needs_its_end(stand, commissioner):
    values = {"kind": "kin", "from_on": DAY, "reason": "Assessment"}
    told = {"council": stand.council, "placement": stand.placement, "by": commissioner}
    assert "approved_until" in refused(flag_irregular, values=values, **told)
    flag_irregular(values=values | {"approved_until": DAY}, **told)
    assert stand.placement.irregulars.get().kind == "kin"


def test_a_search_from_referral_to_match(stand, commissioner, place):
    told = {"council": stand.council, "by": commissioner}
    child = Child.objects.create(council=stand.council, pseudonym="3" * 64)
    opened = {"child": child, "kind": "home", "opened_on": dt.date(2021, 5, 1)}
    search = open_search(**opened, **told)
    assert "looked for already" in refused(open_search, **opened, **told)["child"]
    asked = {"provider": str(stand.own.pk), "asked_on": dt.date(2021, 5, 2), "answer": "waiting"}
    answer_search(search=search, values=asked, **told)
    answer_search(search=search, values=asked | {"answer": "offered", "answered_on": DAY}, **told)
    assert search.answers.get().answer == "offered"
    place(child=child, search=search.pk)
    search.refresh_from_db()
    assert (search.outcome, search.ended_on) == (Search.Outcome.MATCHED, DAY)
    match_search(search=search, on=dt.date(2021, 6, 1), **told)
    assert search.ended_on == DAY, "what ended stays"


def test_a_case_number_finds_the_child_again(nottingham):
    made = child_for_placing(council=nottingham, number=None, case=" KID77 ", by=None)
    assert child_for_placing(council=nottingham, number=None, case="KID77", by=None) == made
    assert "KID77" not in made.pseudonym + made.sealed_number
    assert child_for_placing(council=nottingham, number=made.pk, case="", by=None) == made
    told = refused(child_for_placing, council=nottingham, number=0, case="", by=None)
    assert told["number"] == "No child has the number 0 here"
