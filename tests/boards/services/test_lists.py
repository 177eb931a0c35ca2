"""The board's own lists: added to, reordered, taken off and put back."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import Council, User
from boards.dashboards.lists import LISTS, list_page
from boards.models import Board
from boards.services.board import BoardError, change_board
from boards.services.lists import add_line, change_line, move_line, remove_line, restore_line
from tests.boards.cast import a_board

pytestmark = pytest.mark.django_db
ITEMS, SECTIONS, CLOSURES = (
    LISTS["standing-items"],
    LISTS["report-sections"],
    LISTS["closure-days"],
)


@pytest.fixture
def board(nottingham: Council) -> Board:
    return a_board(nottingham)


def titles(board: Board) -> list[str]:
    return [item.title for item in board.standing_items.all()]


def test_a_line_moves_within_its_part(board: Board, governance_officer: User) -> None:
    before = titles(board)
    second = board.standing_items.get(title=before[1])
    assert move_line(board=board, of=ITEMS, line=second, up=True, by=governance_officer)
    assert titles(board)[:2] == [before[1], before[0]]
    second.refresh_from_db()
    assert not move_line(board=board, of=ITEMS, line=second, up=True, by=governance_officer)
    last_before_reports = board.standing_items.filter(at_end=False).last()
    assert not move_line(
        board=board, of=ITEMS, line=last_before_reports, up=False, by=governance_officer
    )


def test_what_is_taken_off_comes_back_where_it_was(board: Board, governance_officer: User) -> None:
    before = titles(board)
    line = board.standing_items.get(title=before[2])
    event = remove_line(board=board, of=ITEMS, line=line, by=governance_officer)
    assert before[2] not in titles(board)
    assert [one.words for one in list_page(board, ITEMS).removed] == [before[2]]
    restore_line(board=board, of=ITEMS, event=event, by=governance_officer)
    assert titles(board) == before
    assert list_page(board, ITEMS).removed == []
    with pytest.raises(BoardError, match="on the list already"):
        restore_line(board=board, of=ITEMS, event=event, by=governance_officer)


def test_a_section_gets_a_key_of_its_own(board: Board, governance_officer: User) -> None:
    fields = {"heading": "Finance", "wording": "", "required": True, "reviewer": "Finance"}
    made = add_line(board=board, of=SECTIONS, by=governance_officer, **fields)
    assert made == board.sections.get(key="finance-2")
    assert board.sections.last() == made
    with pytest.raises(BoardError, match="on the list already"):
        add_line(board=board, of=SECTIONS, by=governance_officer, **fields)


def test_a_closure_day_comes_back_as_a_day(board: Board, governance_officer: User) -> None:
    day = dt.date(2026, 12, 24)
    line = add_line(board=board, of=CLOSURES, by=governance_officer, day=day, reason="")
    event = remove_line(board=board, of=CLOSURES, line=line, by=governance_officer)
    restore_line(board=board, of=CLOSURES, event=event, by=governance_officer)
    assert board.closure_days.get().day == day


def test_a_line_is_reworded(board: Board, governance_officer: User) -> None:
    line = board.sections.get(key="legal")
    change_line(
        board=board,
        of=SECTIONS,
        line=line,
        by=governance_officer,
        heading="Legal implications",
        required=False,
    )
    line.refresh_from_db()
    assert (line.heading, line.required, line.key) == ("Legal implications", False, "legal")


def test_rules_are_kept_with_what_they_were(board: Board, governance_officer: User) -> None:
    changes = change_board(board=board, by=governance_officer, clear_days=7, contact="Clerk")
    assert changes["clear_days"] == {"was": 5, "now": 7}
    with pytest.raises(BoardError, match="Reports are due before"):
        change_board(board=board, by=governance_officer, report_working_days=1)
