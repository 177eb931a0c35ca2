"""Two officers reorder one agenda at the same moment. On PostgreSQL."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from accounts.models import Council, User
from boards.models import AgendaItem, AgendaStep, Meeting
from boards.services.agenda.ordering import put_item_before
from tests.boards.cast import a_meeting, an_item

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs rows that can be held"),
]


def test_neither_order_is_lost(nottingham: Council, governance_officer: User) -> None:
    meeting = a_meeting(nottingham)
    items = [an_item(meeting, title) for title in "ABCDEF"]
    together, said = threading.Barrier(2), []

    def put(item: AgendaItem, before: AgendaItem) -> None:
        together.wait()
        done = put_item_before(item=item, before=before.pk, by=governance_officer, revision=0)
        said.append(done.others_first)
        connection.close()

    threads = [
        threading.Thread(target=put, args=(items[5], items[0])),
        threading.Thread(target=put, args=(items[4], items[1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    titles = "".join(meeting.items.values_list("title", flat=True))
    assert titles == "FAEBCD"
    assert sorted(meeting.items.values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert sorted(said) == [False, True]
    assert Meeting.objects.get().agenda_revision == AgendaStep.objects.count() == 2
