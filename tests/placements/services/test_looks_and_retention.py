"""Looks at children's records are for analysts, with a reason, and kept; old returns go."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import TestCase

from accounts.models import AuditEvent
from accounts.services import purge
from placements.models import (
    Child,
    Episode,
    Intake,
    Look,
    Placement,
    Provider,
    Return903,
    Setting,
)
from placements.services import (
    LookRefused,
    load_returns,
    record_child_look,
    record_list_look,
    reveal_case_numbers,
    send_return,
)

from ..returns import year_one, year_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def children(nottingham):
    load_returns(council=nottingham, sources=year_one(), by=None)
    return list(Child.objects.order_by("pk"))


def test_case_numbers_are_shown_to_an_analyst_with_a_reason_and_each_look_is_kept(
    nottingham, exampleshire, analyst, children
):
    load_returns(council=exampleshire, sources=year_two(), by=None)
    theirs = Child.objects.filter(council=exampleshire).values_list("pk", flat=True)
    asked = [*(one.pk for one in children), *theirs]
    found = reveal_case_numbers(
        council=nottingham, by=analyst, reason="Asked by the reviewing officer", children=asked
    )
    assert sorted(found.values()) == ["A1", "B2"]
    assert set(found) == {one.pk for one in children}
    assert [(one.by, one.what, one.reason) for one in Look.objects.all()] == [
        (analyst, "numbers", "Asked by the reviewing officer")
    ] * 2
    event = AuditEvent.objects.get(action="read_children")
    assert event.detail == {
        "what": "numbers", "count": 2, "reason": "Asked by the reviewing officer",
    }  # fmt: skip


def test_without_a_reason_or_the_role_nobody_looks(nottingham, analyst, officer, children):
    for by, reason, words in ((analyst, " ", "Say why"), (officer, "Curious", "for analysts")):
        with pytest.raises(LookRefused, match=words):
            record_child_look(child=children[0], by=by, reason=reason)
        with pytest.raises(LookRefused, match=words):
            reveal_case_numbers(council=nottingham, by=by, reason=reason, children=[children[0].pk])
    assert not Look.objects.exists()


def test_a_look_at_a_record_and_at_a_list(nottingham, analyst, children):
    record_child_look(child=children[0], by=analyst, reason="A check")
    record_list_look(council=nottingham, by=analyst, reason="A check", list_name="In care", count=2)
    assert list(Look.objects.order_by("pk").values_list("what", "count", "list_name")) == [
        ("record", 1, ""), ("list", 2, "In care"),
    ]  # fmt: skip


def test_old_returns_go_with_the_children_whom_no_later_one_names(nottingham, analyst, children):
    load_returns(council=nottingham, sources=year_two(), by=None)
    record_child_look(child=children[1], by=analyst, reason="A check")
    purge(council=nottingham, by=None, today=dt.date(2028, 4, 2))
    assert [one.label for one in Return903.objects.all()] == ["2020-21"]
    assert Child.objects.count() == 2
    assert Look.objects.get().child is None


def test_what_was_sent_and_forgotten_goes_with_its_files(nottingham, analyst, settings):
    at = dt.datetime(2021, 5, 17, 9, 0, tzinfo=dt.UTC)
    send_return(council=nottingham, files=year_one(), by=analyst, at=at)
    with TestCase.captureOnCommitCallbacks(execute=True):
        purge(council=nottingham, by=None, today=dt.date(2021, 9, 1))
    assert not Intake.objects.exists()
    assert list(settings.INTAKES_DIR.iterdir()) == []


@pytest.fixture
def lodging(nottingham):
    """A home of the council's own."""
    provider = Provider.objects.create(council=nottingham, name="The council", sector="own")
    return Setting.objects.create(provider=provider, name="A home", kind="home")


def test_a_child_who_lives_somewhere_stays_when_no_return_names_it(nottingham, children, lodging):
    load_returns(council=nottingham, sources=year_two(), by=None)
    later = Episode.objects.filter(held_return__year=2020).values("child")
    gone = Child.objects.exclude(pk__in=later).get()
    placed = Placement.objects.create(
        child=gone, setting=lodging, route="in-house", plan="home", starts_on=dt.date(2021, 4, 1)
    )
    purge(council=nottingham, by=None, today=dt.date(2028, 4, 2))
    assert Child.objects.filter(pk=gone.pk).exists()
    placed.ends_on, placed.ending = dt.date(2021, 5, 1), "planned"
    placed.save()
    purge(council=nottingham, by=None, today=dt.date(2029, 4, 30))
    assert Placement.objects.exists()
    purge(council=nottingham, by=None, today=dt.date(2029, 5, 3))
    assert not Placement.objects.exists()
    assert not Child.objects.filter(pk=gone.pk).exists()
