"""The page of homes is kept for every process, and nobody reads an old figure."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings as product
from django.utils import timezone

from accounts.models import Council
from accounts.services import record_event
from config.management.commands.run_worker import Chores
from placements.dashboards.homes import kept
from placements.dashboards.homes.kept import ELSEWHERE, kept_homes, refresh_homes
from placements.models import Placement
from placements.services.placing import end_placement
from placements.tasks import offer_register
from reference.signals import public_data_changed
from reporting.models import Audience, Build

from ..homes import LAST, loaded_homes

pytestmark = pytest.mark.django_db
BOARD, PUBLIC = Audience.BOARD.value, Audience.PUBLIC.value


@pytest.fixture
def council(nottingham, tmp_path, kept_pages):
    return loaded_homes(nottingham, tmp_path / "returns")


@pytest.fixture
def made(monkeypatch):
    """The audiences for which a page was made, in turn."""
    made = []

    def watched(council, day, audience, **options):
        made.append(audience)
        return real(council, day, audience, **options)

    real = kept.homes_page
    monkeypatch.setattr(kept, "homes_page", watched)
    return made


def read(council, audience=BOARD, day=LAST, today=LAST):
    """As a request has it: the council's row is read anew."""
    return kept_homes(Council.objects.get(pk=council.pk), day, audience, today=today)


def leave(council):
    placement = Placement.objects.for_council(council).filter(ends_on=None).earliest("starts_on")
    end_placement(council=council, placement=placement, ends_on=LAST, ending="planned", by=None)


def does(council, action):
    record_event(council=council, by=None, action=action, subject="Something")


def test_it_is_made_once_for_each_audience_and_day(council, made):
    first = read(council)
    assert "Homes for our children" in first.content
    assert read(council) == first
    assert made == [BOARD]
    assert read(council, PUBLIC).content != first.content
    read(council, PUBLIC)
    read(council, today=LAST.replace(year=LAST.year + 1))
    assert made == [BOARD, PUBLIC, BOARD]


@pytest.mark.parametrize("action", ["agenda.reordered", "return.draft_saved", "read_minutes"])
def test_meetings_and_drafts_leave_it(council, made, action):
    read(council)
    does(council, action)
    read(council)
    assert made == [BOARD]


@pytest.mark.parametrize(
    "change",
    [
        leave,
        lambda council: does(council, "return.signed_off"),
        lambda council: does(council, "set_target"),
        lambda council: public_data_changed.send(sender=None),
    ],
)
def test_whatever_else_comes_makes_it_anew(council, made, change):
    read(council)
    change(council)
    read(council)
    read(council)
    assert made == [BOARD, BOARD]


def test_after_many_events_it_has_a_new_mark(council, made, monkeypatch):
    monkeypatch.setattr(kept, "MOST_EVENTS", 1)
    first = read(council)
    does(council, "agenda.reordered")
    does(council, "agenda.reordered")
    assert read(council).mark == first.mark
    assert read(council).mark.changes == first.mark.changes + 2
    assert made == [BOARD]


def test_what_was_not_proven_in_time_is_asked_again(council, made, monkeypatch):
    real = kept.homes_page

    def in_a_hurry(*args, **options):
        return dataclasses.replace(real(*args, **options), is_proven=False)

    monkeypatch.setattr(kept, "homes_page", in_a_hurry)
    read(council, PUBLIC)
    read(council, PUBLIC)
    assert made == [PUBLIC, PUBLIC]


class TestTheWorker:
    def test_makes_it_again_where_somebody_read_it(self, council, made):
        assert not refresh_homes(council, today=LAST)
        read(council, day=None)
        assert not refresh_homes(council, today=LAST)
        leave(council)
        assert refresh_homes(council, today=LAST)
        assert made == [BOARD, BOARD]
        read(council, day=None)
        assert made == [BOARD, BOARD]

    def test_makes_it_on_another_day_before_anybody_reads_it(self, council, made):
        read(council, day=None)
        tomorrow = LAST + dt.timedelta(days=1)
        assert refresh_homes(council, today=tomorrow)
        assert not refresh_homes(council, today=tomorrow)
        read(council, day=None, today=tomorrow)
        assert made == [BOARD, BOARD]

    def test_makes_none_that_nobody_has_read_for_a_week(self, council, made):
        read(council, day=None)
        for days in (5, 7):
            assert refresh_homes(council, today=LAST + dt.timedelta(days=days))
        assert not refresh_homes(council, today=LAST + dt.timedelta(days=8))
        read(council, day=None, today=LAST + dt.timedelta(days=8))
        assert refresh_homes(council, today=LAST + dt.timedelta(days=15))
        assert made == [BOARD] * 5

    def test_knows_who_reads_what_it_has_made(self, council, made):
        read(council, day=None)
        refresh_homes(council, today=LAST + dt.timedelta(days=7))
        read(council, day=None, today=LAST + dt.timedelta(days=7))
        assert refresh_homes(council, today=LAST + dt.timedelta(days=14))
        assert made == [BOARD] * 3

    def test_does_so_between_its_tasks(self, council, made):
        told = []
        chores = Chores(told.append)
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        chores.refresh()
        read(council, day=None, today=yesterday)
        chores.refresh()
        chores.refresh()
        assert [words.partition(" Made ")[2] for words in told] == [
            "the page of homes of /nottingham/"
        ]
        assert made == [BOARD, BOARD]

    def test_does_so_when_the_register_has_changed(self, council, made, commissioner_build):
        today = timezone.localdate()
        read(council, day=None, today=today)
        leave(council)
        offer_register.call(commissioner_build.pk)
        read(council, day=None, today=today)
        assert made == [BOARD, BOARD]

    @pytest.fixture
    def commissioner_build(self, council, officer):
        now = timezone.now()
        return Build.objects.create(
            council=council,
            kind="register-figures",
            subject="register",
            audience=BOARD,
            asked_by=officer,
            asked_at=now,
            lease_until=now,
        )


def test_no_deed_of_homes_returns_targets_or_councils_is_called_elsewhere():
    """Names of deeds as the services write them; what they change must never be kept."""
    services = ("placements", "accounts", "performance/services/measures", "reporting/services")
    names = set()
    for folder in services:
        for path in Path(product.BASE_DIR, folder).rglob("*.py"):
            if path.name != "kept.py":
                names |= set(re.findall(r'"([a-z_]+(?:[._][a-z_]+)+)"', path.read_text()))
    told = {name for name in names if name.startswith(ELSEWHERE)}
    assert told <= {"ask_build"}
    assert {"keep_forecast", "set_target", "set_own_point", "change_council"} <= names
