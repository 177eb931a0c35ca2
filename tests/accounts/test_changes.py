"""Whether anything that matters has changed since something was made of a council's data."""

from __future__ import annotations

import pytest

from accounts.changes import Mark, mark_of, mark_since
from accounts.models import AuditEvent, Council
from accounts.services import record_event
from reference.signals import public_data_changed

pytestmark = pytest.mark.django_db
MEETINGS = ("agenda.", "meeting.")


def does(council, *actions):
    for action in actions:
        record_event(council=council, by=None, action=action, subject="Something")


def again(council):
    """As the next request has it."""
    return Council.objects.get(pk=council.pk)


@pytest.fixture
def mark(nottingham):
    does(nottingham, "set_target", "agenda.started")
    return mark_of(again(nottingham))


def test_a_mark_is_the_number_of_changes_and_the_newest_event(nottingham, mark):
    newest = AuditEvent.objects.filter(council=nottingham).latest("pk")
    assert mark == Mark(again(nottingham).changes, newest.pk)


def test_of_a_council_without_events(exampleshire):
    AuditEvent.objects.filter(council=exampleshire).delete()
    assert mark_of(exampleshire) == Mark(exampleshire.changes, 0)


def test_where_nothing_came_no_query_is_made(nottingham, mark, django_assert_num_queries):
    council = again(nottingham)
    with django_assert_num_queries(0):
        assert mark_since(council, mark, MEETINGS) == (mark, True)


def test_deeds_that_do_not_matter_leave_it_and_move_the_mark(
    nottingham, exampleshire, mark, django_assert_num_queries
):
    does(nottingham, "agenda.reordered", "read_minutes", "meeting.changed")
    does(exampleshire, "set_target")
    council = again(nottingham)
    with django_assert_num_queries(1):
        now, holds = mark_since(council, mark, MEETINGS)
    assert holds
    assert now == mark_of(council)


@pytest.mark.parametrize(
    "deeds", [["set_target"], ["agenda.undone", "set_target", "agenda.undone"]]
)
def test_one_that_matters_is_not_hidden_among_them(nottingham, mark, deeds):
    does(nottingham, *deeds)
    now, holds = mark_since(again(nottingham), mark, MEETINGS)
    assert not holds
    assert now == mark_of(again(nottingham))


@pytest.mark.parametrize("deeds", [[], ["agenda.undone"]])
def test_public_data_of_which_no_event_tells_matter(nottingham, mark, deeds):
    public_data_changed.send(sender=None)
    does(nottingham, *deeds)
    assert not mark_since(again(nottingham), mark, MEETINGS)[1]


def test_events_that_were_purged_are_no_proof(nottingham, mark):
    does(nottingham, "agenda.undone", "agenda.undone")
    AuditEvent.objects.filter(council=nottingham).latest("pk").delete()
    assert not mark_since(again(nottingham), mark, MEETINGS)[1]
