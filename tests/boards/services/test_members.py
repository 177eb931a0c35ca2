"""Seats over time: default votes, one chair on a day, changes that keep what was before."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import AuditEvent, Council, User
from boards.dashboards.members import members_page, seats_of
from boards.models import Board, Member
from boards.services.board import change_board
from boards.services.members import (
    MemberError,
    add_member,
    change_member,
    continue_member,
    correct_member,
    end_member,
)
from tests.boards.cast import a_board

pytestmark = pytest.mark.django_db
MAY_20, MAY_21 = dt.date(2020, 5, 18), dt.date(2021, 5, 17)


@pytest.fixture
def board(nottingham: Council) -> Board:
    return a_board(nottingham)


@pytest.fixture
def chair(board: Board, governance_officer: User) -> Member:
    return add_member(
        board=board, name="Councillor A", office="chair", from_on=MAY_20, by=governance_officer
    )


@pytest.mark.parametrize(
    ("kind", "regime", "votes"),
    [
        ("councillor", "committee", True),
        ("cooptee", "committee", False),
        ("cooptee", "advisory", True),
        ("substitute", "committee", True),
        ("adviser", "informal", False),
        ("young_person", "informal", False),
    ],
)
def test_who_votes_unless_told(
    board: Board, governance_officer: User, kind: str, regime: str, votes: bool
) -> None:
    change_board(board=board, by=governance_officer, access_regime=regime)
    board.refresh_from_db()
    made = add_member(board=board, name="A", kind=kind, from_on=MAY_20, by=governance_officer)
    assert made.votes is votes


def test_one_chair_on_a_day(board: Board, chair: Member, governance_officer: User) -> None:
    asked = {"board": board, "name": "Councillor B", "office": "chair", "from_on": MAY_21}
    with pytest.raises(MemberError, match="Councillor A is Chair from 18 May 2020") as refusal:
        add_member(**asked, by=governance_officer)
    assert refusal.value.field == "office"
    end_member(member=chair, until_on=dt.date(2021, 5, 16), by=governance_officer)
    add_member(**asked, by=governance_officer)
    assert [members_page(board, day).chair.name for day in (MAY_20, MAY_21)] == [  # type: ignore[union-attr]
        "Councillor A",
        "Councillor B",
    ]
    with pytest.raises(MemberError, match="Councillor B is Chair"):
        continue_member(member=chair, by=governance_officer)


def test_a_change_leaves_what_was_before(
    board: Board, chair: Member, governance_officer: User
) -> None:
    after = change_member(member=chair, on=MAY_21, office="", by=governance_officer)
    assert [(one.office, one.from_on, one.until_on) for one in seats_of(after)] == [
        ("", MAY_21, None),
        ("chair", MAY_20, dt.date(2021, 5, 16)),
    ]
    assert members_page(board, MAY_20).chair is not None
    assert members_page(board, MAY_21).chair is None
    assert AuditEvent.objects.filter(action="board.member_changed").count() == 1


def test_a_change_before_the_first_day_is_refused(chair: Member, governance_officer: User) -> None:
    with pytest.raises(MemberError, match="must be after 18 May 2020"):
        change_member(member=chair, on=MAY_20, office="", by=governance_officer)


def test_a_correction_was_always_so(chair: Member, governance_officer: User) -> None:
    correct_member(member=chair, name="Councillor Z", by=governance_officer)
    assert Member.objects.get().name == "Councillor Z"
    with pytest.raises(MemberError, match="cannot be before the first"):
        correct_member(member=chair, until_on=dt.date(2019, 1, 1), by=governance_officer)


def test_only_the_councils_people_have_an_account_here(
    chair: Member, outsider: User, councillor: User, governance_officer: User
) -> None:
    correct_member(member=chair, user=councillor, by=governance_officer)
    with pytest.raises(MemberError, match="this council’s people"):
        correct_member(member=chair, user=outsider, by=governance_officer)


def test_the_page_counts_votes_and_hides_names(
    board: Board, chair: Member, governance_officer: User
) -> None:
    add_member(board=board, name="Sam", kind="young_person", from_on=MAY_20, by=governance_officer)
    page = members_page(board, MAY_21)
    assert (page.voting, [group.name for group in page.groups]) == (
        1,
        ["Councillors", "Young people"],
    )
    assert page.groups[1].rows[0].public == "A young person"
    assert members_page(board, dt.date(2019, 1, 1)).groups == []
