"""The audit is looked through by person, deed, object and day, and taken along as a file."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.services import record_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def deeds(nottingham, exampleshire, officer, approver, outsider):
    def did(by, action, subject, *when, council=nottingham):
        at = dt.datetime(*when, tzinfo=dt.UTC)
        record_event(council=council, by=by, action=action, subject=subject, at=at)

    did(officer, "set_target", "Health checks", 2021, 3, 31, 22, 59)
    # Half past midnight on 1 April in Nottingham, where summer time has begun.
    did(officer, "set_target", "Dental checks", 2021, 3, 31, 23, 30)
    did(approver, "return.signed_off", "Health, Q4", 2021, 4, 20, 9, 0)
    did(None, "load_catalogue", "=HYPERLINK(1)", 2021, 4, 21, 9, 0)
    did(outsider, "set_target", "Health of others", 2021, 4, 21, 9, 0, council=exampleshire)


@pytest.fixture
def subjects(deeds, nottingham, governance_officer, client_of):
    def shown(**asked):
        address = reverse("accounts:audit", args=[nottingham.slug])
        answer = client_of(governance_officer).get(address, asked)
        assert answer.status_code == 200
        return [deed.event.subject for deed in answer.context["deeds"]]

    return shown


def test_without_filters_everything_of_this_council_is_shown(subjects):
    assert subjects() == ["=HYPERLINK(1)", "Health, Q4", "Dental checks", "Health checks"]


def test_each_filter_alone(subjects, officer):
    assert subjects(person=officer.pk) == ["Dental checks", "Health checks"]
    assert subjects(person="operator") == ["=HYPERLINK(1)"]
    assert subjects(action="return.signed_off") == ["Health, Q4"]
    assert subjects(text="HEALTH") == ["Health, Q4", "Health checks"]


def test_days_are_whole_days_of_the_council(subjects):
    assert subjects(to_on="31/3/2021") == ["Health checks"]
    assert subjects(from_on="1 April 2021", to_on="20/04/2021") == ["Health, Q4", "Dental checks"]
    assert subjects(from_on="2021-04-21") == ["=HYPERLINK(1)"]


def test_filters_together_may_leave_nothing(subjects, officer, deeds, nottingham, client_of):
    assert subjects(person=officer.pk, action="return.signed_off") == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"from_on": "31/2/2021"}, "From must be a date, for example 1/4/2025"),
        ({"to_on": "31/12/9999"}, "To must be 2199 or earlier"),
        ({"from_on": "1/1/0001"}, "From must be 1900 or later"),
        ({"from_on": "2/4/2021", "to_on": "1/4/2021"}, "the same day as From or a later one"),
        ({"person": "7; DROP"}, "Who must be one of the list"),
        ({"action": "<script>"}, "What must be one of the list"),
        ({"text": "x" * 201}, "at most 200 characters"),
        ({"text": "\0"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_nothing_is_shown(
    asked, words, deeds, nottingham, governance_officer, client_of
):
    client = client_of(governance_officer)
    page = client.get(reverse("accounts:audit", args=[nottingham.slug]), asked)
    text = page.content.decode()
    assert page.status_code == 200
    assert words in text
    assert "<script>" not in text.split("<main")[1]
    assert "Health, Q4" not in text
    file = client.get(reverse("accounts:audit_csv", args=[nottingham.slug]), asked)
    assert file.status_code == 400
    assert not AuditEvent.objects.filter(action="read_audit_file").exists()


def test_the_list_of_people_and_deeds_is_that_of_this_council(
    deeds, nottingham, outsider, governance_officer, client_of
):
    page = client_of(governance_officer).get(reverse("accounts:audit", args=[nottingham.slug]))
    people = dict(page.context["form"].fields["person"].choices)
    assert "operator" in people
    assert str(outsider.pk) not in people
    actions = dict(page.context["form"].fields["action"].choices)
    assert actions["return.signed_off"] == "Return signed off"


def test_pages_keep_the_filters(nottingham, officer, governance_officer, client_of):
    for number in range(60):
        record_event(
            council=nottingham, by=officer, action="set_target", subject=f"Health {number}"
        )
    address = reverse("accounts:audit", args=[nottingham.slug])
    asked = {"text": "Health", "action": "set_target"}
    page = client_of(governance_officer).get(address, {**asked, "page": "1"})
    assert "page 1 of 2" in page.content.decode()
    assert 'href="?text=Health&amp;action=set_target&amp;page=2"' in page.content.decode()
    second = client_of(governance_officer).get(address, {**asked, "page": "2"})
    assert len(second.context["deeds"]) == 10


def test_the_file_holds_all_that_was_asked_for_and_runs_nothing(
    deeds, nottingham, governance_officer, client_of
):
    address = reverse("accounts:audit_csv", args=[nottingham.slug])
    answer = client_of(governance_officer).get(address, {"from_on": "1/4/2021"})
    assert answer["Content-Disposition"].startswith('attachment; filename="nottingham-audit-')
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line["to what"] for line in lines] == ["'=HYPERLINK(1)", "Health, Q4", "Dental checks"]
    assert lines[0]["who"] == "The operator"
    assert lines[1]["email"] == "head.of.service@nottingham.example"
    assert lines[2]["when"] == "2021-04-01 00:30:00"
    event = AuditEvent.objects.get(action="read_audit_file")
    assert (event.by, event.detail["from_on"]) == (governance_officer, "2021-04-01")


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_needs_as_many_queries_for_fifty_entries_as_for_one(
    count, nottingham, officer, governance_officer, client_of, django_assert_num_queries
):
    for number in range(count):
        record_event(council=nottingham, by=officer, action="set_target", subject=f"{number}")
    client = client_of(governance_officer)
    address = reverse("accounts:audit", args=[nottingham.slug])
    # Session, person, council with roles; people, deeds; how many, the page.
    with django_assert_num_queries(7):
        client.get(address, {"person": officer.pk})
