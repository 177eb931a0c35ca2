"""What a public paper says of Nottingham's own homes stands in the register, and is loaded once."""

from __future__ import annotations

import pytest

from config.demo.homes import load_homes
from config.demo.people import demo_people
from placements.models import Places

pytestmark = pytest.mark.django_db


def test_homes_that_are_told_of_together_stand_together(nottingham):
    people = demo_people(nottingham, "a password of the demonstration")
    assert load_homes(nottingham, people)
    held = Places.objects.for_council(nottingham).select_related("setting")
    assert {(one.setting.kind, one.registered) for one in held} == {
        ("home", 19),
        ("short-breaks", 11),
        ("supported", 23),
    }
    assert "7 homes together" in held.get(registered=19).setting.name
    assert not load_homes(nottingham, people)
