"""An action from raising to closing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from accounts.models import Council, User
from boards.models import Action
from boards.services import actions
from tests.boards.cast import a_board, a_meeting

pytestmark = pytest.mark.django_db
DAY = dt.date(2021, 5, 17)
NOON = dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)


def raised(council: Council, by: User, **fields: Any) -> Action:
    fields = {"due_on": dt.date(2021, 7, 1), **fields}
    return actions.raise_action(
        board=a_board(council),
        text="Report on dental checks",
        owner="Head of Service",
        raised_on=DAY,
        by=by,
        **fields,
    )


def test_actions_are_numbered_and_open(nottingham: Council, governance_officer: User) -> None:
    first, second = (raised(nottingham, governance_officer) for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    assert Action.objects.overdue_on(dt.date(2021, 7, 1)).count() == 0
    assert Action.objects.overdue_on(dt.date(2021, 7, 2)).count() == 2


def test_a_day_or_a_meeting_is_needed(nottingham: Council, governance_officer: User) -> None:
    with pytest.raises(actions.ActionError, match="until when"):
        raised(nottingham, governance_officer, due_on=None)
    with pytest.raises(actions.ActionError, match="before it was raised"):
        raised(nottingham, governance_officer, due_on=dt.date(2021, 5, 1))
    july = a_meeting(nottingham, dt.date(2021, 7, 19))
    made = raised(nottingham, governance_officer, due_on=None, due_meeting=july)
    assert made.due_words == "the meeting of 19 July 2021"


def test_it_is_told_of_put_off_and_closed(nottingham: Council, governance_officer: User) -> None:
    action = raised(nottingham, governance_officer)
    actions.tell_progress(action=action, text="A dentist is found", by=governance_officer, at=NOON)
    actions.put_off(
        action=action,
        due_on=dt.date(2021, 9, 1),
        due_meeting=None,
        reason="Waiting lists",
        by=governance_officer,
        at=NOON,
    )
    closed = actions.close_action(
        action=action, reason="All seen", on=dt.date(2021, 8, 1), by=governance_officer
    )
    assert [p.text for p in closed.progress.all()] == [
        "A dentist is found",
        "Due 1 September 2021 instead of 1 July 2021: Waiting lists",
    ]
    assert not Action.objects.open_on(dt.date(2021, 8, 2)).exists()
    assert Action.objects.open_on(dt.date(2021, 7, 31)).exists()
    with pytest.raises(actions.ActionError, match="is closed"):
        actions.tell_progress(action=action, text="More", by=governance_officer, at=NOON)
    actions.reopen_action(action=closed, reason="Not all", by=governance_officer, at=NOON)
    assert Action.objects.open().count() == 1
    assert "had been closed: All seen" in closed.progress.last().text  # type: ignore[union-attr]
