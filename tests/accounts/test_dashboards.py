import pytest

from accounts.dashboards import audit_page, members_of
from accounts.models import Membership, Role, User
from accounts.services import record_event

pytestmark = pytest.mark.django_db


def changes_told(council, **detail):
    record_event(council=council, by=None, action="set_target", subject="X", detail=detail)
    return audit_page(council, None)[1][0].changes


def test_an_event_reads_as_words(nottingham):
    assert changes_told(nottingham, value={"was": None, "now": 90}) == ("Value: none → 90",)
    assert changes_told(nottingham, print_names={"was": True, "now": False}) == (
        "Print names: yes → no",
    )
    assert changes_told(nottingham, given=["officer"], taken=[]) == ("Given: officer",)
    assert audit_page(nottingham, None)[1][0].what == "Set target"


def test_a_long_list_is_cut_and_says_how_much_is_left(nottingham):
    [told] = changes_told(nottingham, measures=[f"m{n}" for n in range(10)])
    assert told == "Measures: m0, m1, m2, m3, m4, m5, m6, m7 and 2 more"


def test_a_new_thing_tells_what_it_is_and_a_changed_one_what_differs(nottingham):
    target = {"from_on": "2020-04-01", "low": None, "high": "17", "note": ""}
    assert changes_told(nottingham, was={}, now=target) == ("From on: 1 April 2020", "High: 17")
    assert changes_told(nottingham, was=target, now={**target, "high": "15", "note": "Cut"}) == (
        "High: 17 → 15",
        "Note: none → Cut",
    )


def test_records_are_counted_checksums_cut_and_a_date_that_is_none_left_alone(nottingham):
    assert changes_told(nottingham, figures=[1176, 1177], reason="") == ("Figures: 2",)
    assert changes_told(nottingham, files={"pack.pdf": "0a" * 32}) == (
        "Files: pack.pdf (SHA-256 0a0a0a0a0a0a…)",
    )
    assert changes_told(nottingham, text="2021-02-31")  # no such day, and no failure


def test_the_audit_of_another_council_is_not_mixed_in(nottingham, exampleshire):
    record_event(council=exampleshire, by=None, action="x", subject="theirs")
    record_event(council=None, by=None, action="x", subject="nobody's")
    assert audit_page(nottingham, None)[1] == []


def test_people_are_listed_once_with_all_roles(
    nottingham, exampleshire, officer, outsider, django_assert_num_queries
):
    Membership.objects.create(user=officer, council=nottingham, role=Role.ADMINISTRATOR)
    waiting = User.objects.create_user("w@example.org", None, name="Aaron")
    Membership.objects.create(user=waiting, council=nottingham, role=Role.COUNCILLOR)
    with django_assert_num_queries(1):
        members = members_of(nottingham)
    assert [(str(m.user), m.roles, m.is_waiting) for m in members] == [
        ("Aaron", ("Councillor",), True),
        ("Performance officer", ("Officer", "Administrator"), False),
    ]
