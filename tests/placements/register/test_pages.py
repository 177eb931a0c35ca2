"""Pages of the register: placing a child, data quality, what is due, irregular placements."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from placements.models import (
    Child,
    ChildDetails,
    Contract,
    Irregular,
    Judgement,
    Look,
    Placement,
    Places,
    Return903,
    Setting,
)
from reference.models import OfstedRelease, OfstedSetting
from tests.placements.register.cast import DAY

pytestmark = pytest.mark.django_db
HOME = "/nottingham/homes/register/"
WHY = {"look-reason": "Planning a move"}
IN_HOME = {
    "starts_on": "17/5/2021",
    "route": "spot",
    "lot": "",
    "plan": "home",
    "search": "",
    "first_choice": "yes",
    "social_care": "4,000",
    "education": "0",
    "health": "0",
    "framework": "",
}


def text(answer):
    return answer.content.decode()


def test_the_register_at_its_beginning(client):
    page = text(client.get(HOME))
    assert "Homes and foster households</a> (0)" in page
    assert "Nothing was found" in text(client.get(f"{HOME}quality/"))
    assert "No contract runs out soon" in text(client.get(f"{HOME}due/"))


def test_a_child_is_placed_step_by_step_and_the_vacancy_goes_down(client, stand):
    answer = client.post(f"{HOME}place/", {"case": "KID77", "day": "17/5/2021", "kind": "home"})
    child = Child.objects.latest("pk")
    assert answer["Location"] == f"{HOME}place/{child.pk}/?on=2021-05-17&kind=home"
    choose = text(client.get(answer["Location"]))
    assert "Rowan House" in choose
    assert 'data-label="Free places">2<' in choose
    assert "counted by the register alone" in choose
    address = f"{HOME}place/{child.pk}/{stand.setting.pk}/?on=2021-05-17"
    assert "it has 2 free places of 3 usable, by the register alone" in text(client.get(address))
    done = text(client.post(address, IN_HOME, follow=True))
    assert f"Child {child.pk} is placed in Rowan House. It has 1 free place on that day" in done
    assert not AuditEvent.objects.filter(subject__icontains="KID77").exists()


def test_neither_or_both_of_number_and_case_number(client, stand):
    for who in ({}, {"number": "1", "case": "KID77"}):
        answer = client.post(f"{HOME}place/", {**who, "day": "17/5/2021"})
        assert answer.status_code == 422
        assert "one of both" in text(answer)
    unknown = client.post(f"{HOME}place/", {"number": "99", "day": "31/2/2021"})
    assert "write it as 17/5/2021" in text(unknown)


def test_reasons_are_asked_in_the_form_and_a_tick_where_it_is_unlikely(client, stand):
    Judgement.objects.create(
        setting=stand.setting, inspected_on=dt.date(2021, 3, 1), grade="inadequate"
    )
    Places.objects.update(usable=1)
    child = Child.objects.create(council=stand.council, pseudonym="3" * 64)
    address = f"{HOME}place/{child.pk}/{stand.setting.pk}/?on=2021-05-17"
    assert "Last judged: Inadequate" in text(client.get(address))
    answer = client.post(address, IN_HOME)
    assert answer.status_code == 422
    assert "Say why it is chosen" in text(answer)
    reasons = {"below_good_reason": "Known", "below_good_follow_up": "Weekly"}
    asked = client.post(address, IN_HOME | reasons)
    assert "has no vacancy on 17 May 2021" in text(asked)
    assert 'name="is_right"' in text(asked)
    assert client.post(address, IN_HOME | reasons | {"is_right": "on"}).status_code == 302


def test_a_placement_is_shown_for_a_reason_ended_priced_and_flagged(client, stand, commissioner):
    address = f"{HOME}placements/{stand.placement.pk}/"
    assert "Rowan House" not in text(client.get(address))
    page = text(client.post(address, WHY, follow=True))
    assert "£4,000 a week" in page
    look = Look.objects.get()
    assert (look.child, look.by, look.reason) == (stand.child, commissioner, WHY["look-reason"])
    price = {"from_on": "1/6/2021", "social_care": "4200", "education": "", "health": "0"}
    assert "0 if nothing" in text(client.post(f"{address}price/", price))
    assert client.post(f"{address}price/", price | {"education": "0"}).status_code == 302
    flag = {"kind": "unregistered", "from_on": "1/4/2021", "reason": "No home was found"}
    assert client.post(f"{address}irregular/", flag).status_code == 302
    assert client.post(f"{address}end/", {"ends_on": "1/5/2021"}).status_code == 422
    ended = client.post(f"{address}end/", {"ends_on": "1/5/2021", "ending": "carer"})
    assert ended.status_code == 302
    stand.placement.refresh_from_db()
    assert stand.placement.ending == "carer"


def test_a_search_page(client, stand):
    opened = client.post(
        f"{HOME}searches/open/", {"case": "KID9", "kind": "foster", "opened_on": "1/5/2021"}
    )
    address = opened["Location"]
    client.post(address, WHY)
    asked = {"provider": str(stand.own.pk), "asked_on": "2/5/2021", "answer": "offered"}
    assert client.post(f"{address}answer/", asked).status_code == 302
    assert "1 provider asked, 1 offer" in text(client.get(address))
    assert "has been withdrawn" in text(client.post(f"{address}withdraw/", follow=True))


def test_pages_of_a_home_and_of_a_provider(client, stand):
    home = text(client.get(f"{HOME}settings/{stand.setting.pk}/"))
    assert "2 places free today" in home
    assert "1 child lives here" in home
    assert "Staffing" in home
    stand.own.sector = "private"
    stand.own.save()
    provider = text(client.get(f"{HOME}providers/{stand.own.pk}/"))
    assert "Its review was due on 1 July 2015" in provider
    assert "Rowan House" in provider
    assert "Framework" in provider


def test_what_is_wrong_is_listed_with_its_place_and_children_only_for_who_may(
    client, stand, approver, client_of
):
    Places.objects.update(usable=0, reason="Repairs")
    Setting.objects.update(registered_on=dt.date(2021, 1, 1))
    Judgement.objects.create(setting=stand.setting, inspected_on=dt.date(2020, 1, 1), grade="good")
    page = text(client.get(f"{HOME}quality/"))
    assert "1 thing that cannot be" in page
    assert "1 child from 1 April 2021, and 0 usable places" in page
    assert f"{HOME}placements/{stand.placement.pk}/change/" in page
    theirs = text(client_of(approver).get(f"{HOME}quality/"))
    assert "before it was registered" in theirs
    assert "1 child from" not in theirs
    assert "1 more is about placements" in theirs


@pytest.mark.parametrize(("many", "folded"), [(12, 0), (13, 3)])
def test_of_many_lines_of_one_kind_the_first_ten_are_open(client, stand, many, folded):
    for number in range(many):
        urn = f"SC9{number:05}"
        Setting.objects.create(provider=stand.own, name=f"Home {number}", kind="home", urn=urn)
    release = OfstedRelease.objects.create(
        as_at=dt.date(2021, 3, 31), loaded_at=timezone.now(), rows=0
    )
    OfstedSetting.objects.create(release=release, urn="SC000001")
    page = text(client.get(f"{HOME}quality/"))
    assert page.count("is not in Ofsted’s newest list") == many
    assert (f"{folded} more<" in page) == bool(folded)
    _, _, after = page.partition('<details class="more">')
    assert after.count("is not in Ofsted’s newest list") == folded


def test_a_child_who_outgrew_a_home_is_a_line_of_data_quality(client, stand, approver, client_of):
    """By the newest return; only how many there are is told to who sees no placements."""
    for year, born in ((2019, 2015), (2020, 2000)):
        held = Return903.objects.create(
            council=stand.council, year=year, as_at=DAY, loaded_at="2021-05-17T09:00Z"
        )
        ChildDetails.objects.create(
            held_return=held, child=stand.child, born_on=dt.date(born, 1, 1)
        )
    page = text(client.get(f"{HOME}quality/"))
    assert "Rowan House is for ages 0 to 17. Of the children who live there" in page
    assert "1 is older" in page
    assert f"{HOME}placements/{stand.placement.pk}/change/" in page
    theirs = text(client_of(approver).get(f"{HOME}quality/"))
    assert "Rowan House" not in theirs
    assert "1 more is about placements" in theirs
    Setting.objects.update(age_to=25)
    ChildDetails.objects.filter(born_on__year=2000).update(born_on=dt.date.today())
    assert "Nothing was found" in text(client.get(f"{HOME}quality/"))


def test_what_is_due(client, stand):
    last_week = dt.date.today() - dt.timedelta(days=7)
    Contract.objects.update(ends_on=last_week)
    page = text(client.get(f"{HOME}due/"))
    assert "Framework" in page
    assert "7 days over" in page
    assert "Last visited: never, risk not scored" in page
    assert "No visit in" in page


def test_the_director_sees_irregular_placements_first_and_says_why(
    stand, approver, client_of, councillor
):
    Irregular.objects.create(
        placement=stand.placement, kind="unregistered", from_on=DAY, reason="No home was found"
    )
    director = client_of(approver)
    assert "No home was found" not in text(director.get("/nottingham/homes/irregular/"))
    page = text(director.post("/nottingham/homes/irregular/", WHY, follow=True))
    assert "No home was found" in page
    assert "Not told" in page
    assert "Rowan House" not in page, "the approver does not see where the child lives"
    assert Look.objects.filter(by=approver, list_name="Irregular placements").exists()
    assert client_of(councillor).get("/nottingham/homes/irregular/").status_code == 403
    assert Placement.objects.exists()
