"""An invented register: every child in care has a home, no home that is right is over-full, and the
same seed makes the same register.
"""

from __future__ import annotations

from collections import Counter

import pytest
from django.conf import settings

from accounts.models import AuditEvent
from placements.domain.synthetic.homes import read_assumed, stays_of
from placements.frames import cohort_of
from placements.models import Irregular, Placement, Places, Provider, Setting, Spending
from placements.services.homes_example import NoReturns, load_example_homes

from ..synthetic import LAST, load_made_returns

pytestmark = pytest.mark.django_db


def test_a_register_for_the_children_of_the_returns(nottingham, tmp_path):
    load_made_returns(nottingham, tmp_path / "made")
    assert load_example_homes(council=nottingham, seed=7)
    _each_child_in_care_lives_in_a_home(nottingham)
    _no_home_is_over_full_without_a_reason(nottingham)
    event = AuditEvent.objects.get(action="load_homes")
    assert event.detail["settings"] == Setting.objects.for_council(nottingham).count()
    assert {one.kind for one in Irregular.objects.for_council(nottingham)} >= {"unregistered"}
    assert Spending.objects.for_council(nottingham).filter(actual__gt=0).exists()
    assert not load_example_homes(council=nottingham, seed=8)
    assert Provider.objects.for_council(nottingham).filter(sector="own").count() == 1


def test_there_are_as_many_homes_as_are_asked_for(nottingham, tmp_path):
    """And one more: the annexe that nobody had registered."""
    load_made_returns(nottingham, tmp_path / "made")
    load_example_homes(council=nottingham, seed=7, homes=75)
    assert Setting.objects.for_council(nottingham).count() == 75 + 1
    _each_child_in_care_lives_in_a_home(nottingham)
    _no_home_is_over_full_without_a_reason(nottingham)


def _each_child_in_care_lives_in_a_home(council):
    codes = read_assumed(settings.FIXTURES_DIR / "synthetic").tables["codes"]
    stays = [one for one in stays_of(cohort_of(council), codes, LAST) if not one.ends_on]
    placed = Placement.objects.for_council(council).open_on(LAST)
    assert placed.count() == len(stays) == placed.values("child").distinct().count() > 40
    kinds = Counter(placed.filter(irregulars=None).values_list("setting__kind", flat=True))
    assert (
        kinds["foster"]
        == Counter(one.kind for one in stays)["foster"]
        - placed.filter(irregulars__kind="kin").count()
    )


def _no_home_is_over_full_without_a_reason(council):
    lived = Counter(
        Placement.objects.for_council(council).open_on(LAST).values_list("setting", flat=True)
    )
    held = {line.setting_id: line for line in Places.objects.filter(from_on__lte=LAST)}
    over = [held[setting] for setting, n in lived.items() if n > held[setting].fillable]
    assert {line.reason for line in over} <= {"A bedroom is being repaired"}
    assert Setting.objects.open_on(LAST).filter(pk__in=lived).count() == len(lived)


def test_without_returns_nothing_is_invented(exampleshire):
    with pytest.raises(NoReturns, match="no returns of children"):
        load_example_homes(council=exampleshire, seed=1)
    assert not Provider.objects.exists()
