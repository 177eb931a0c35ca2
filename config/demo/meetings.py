"""The demonstration's boards: rules, members by role, meetings, work programme, the first agenda.

Nottingham's dates, agenda and work plan are those of its public pack of 17 May 2021. Nobody is
named: a seat is called by what it is.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import Council, Role, User
from accounts.services import record_event
from boards.dashboards.lists import LISTS
from boards.models import AgendaItem, Board, Meeting
from boards.services.board import change_board, open_board
from boards.services.lists import add_line
from boards.services.meetings import plan_meeting
from boards.services.members import add_member
from boards.services.programme import plan_work
from reference.fixtures import fixture_rows

from . import nottingham
from .people import People, address
from .tables import rows

# Rules of the board that are numbers.
NUMBERS = frozenset({"clear_days", "civic_year_month"})


@transaction.atomic
def load_meetings(council: Council, people: People) -> bool:
    """A council's board with its year; whether there was anything to do. All of it or nothing."""
    board = open_board(council=council, by=people.governance)
    if board.meetings.exists():
        return False
    _rules(board, people)
    _members(board, people)
    for row in rows(council.slug, "meetings"):
        plan_meeting(
            board=board,
            day=dt.date.fromisoformat(row["day"]),
            time=dt.time.fromisoformat(row["time"]),
            place=row["place"],
            note=row["note"],
            by=people.governance,
        )
    _work(board, people)
    _agenda(board, people)
    return True


def _rules(board: Board, people: People) -> None:
    chosen: dict[str, Any] = {row["field"]: row["value"] for row in rows(_slug(board), "board")}
    chosen |= {name: int(value) for name, value in chosen.items() if name in NUMBERS}
    change_board(board=board, by=people.administrator, **chosen)
    board.refresh_from_db()
    for row in fixture_rows("principles.csv"):
        add_line(board=board, of=LISTS["priorities"], by=people.governance, name=row["name"])


def _members(board: Board, people: People) -> None:
    for row in rows(_slug(board), "members"):
        add_member(
            board=board,
            name=row["name"],
            kind=row["kind"],
            office=row["office"],
            represents=row["represents"],
            votes=row["votes"] == "yes",
            from_on=dt.date.fromisoformat(row["from"]),
            until_on=dt.date.fromisoformat(row["until"]) if row["until"] else None,
            user=_account(board, row["role"]),
            by=people.governance,
        )


def _account(board: Board, role: str) -> User | None:
    if not role:
        return None
    return User.objects.filter(email=address(board.council, Role(role))).first()


def _work(board: Board, people: People) -> None:
    meetings = {meeting.day.isoformat(): meeting for meeting in board.meetings.all()}
    for row in rows(_slug(board), "work_plan"):
        plan_work(
            board=board,
            title=row["title"],
            meeting=meetings[row["meeting"]],
            lead=row["lead"],
            lead_confirmed=row["lead_confirmed"] == "yes",
            verbal=row["verbal"] == "yes",
            period=row["period"],
            by=people.governance,
        )


def _agenda(board: Board, people: People) -> None:
    """The lines of the first meeting's agenda, where there are some: the papers come to them."""
    first = board.meetings.order_by("day").first()
    if first is None or _slug(board) != nottingham.SLUG:
        return
    for row in rows(_slug(board), "agenda"):
        AgendaItem.objects.create(
            meeting=first,
            position=int(row["number"]),
            kind=row["kind"],
            title=row["title"],
            presenter=row["presenter"],
        )
    Meeting.objects.filter(pk=first.pk).update(agenda_started=True)
    record_event(
        council=board.council,
        by=people.governance,
        action="agenda.started",
        subject=str(first),
    )


def _slug(board: Board) -> str:
    return board.council.slug
