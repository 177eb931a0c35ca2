"""The work programme: recurring entries once, deferral with its trail, what the board asks for."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import AuditEvent, Council, User
from boards.dashboards.programme import programme_lines, programme_page
from boards.models import Board, Meeting, Minute, Resolution, WorkItem
from boards.services.meetings import plan_meeting, plan_meetings
from boards.services.programme import (
    ProgrammeError,
    agenda_entries_for,
    ask_to_report_back,
    change_work,
    defer_work,
    drop_work,
    plan_work,
    restore_work,
    spread_recurring,
)
from tests.boards.agendas import exempt
from tests.boards.cast import a_board, a_report, an_item

pytestmark = pytest.mark.django_db
DAYS = [dt.date(2021, *day) for day in ((5, 17), (7, 19), (9, 20), (11, 15))]
TODAY = dt.date(2021, 5, 4)


@pytest.fixture
def board(nottingham: Council) -> Board:
    return a_board(nottingham)


@pytest.fixture
def meetings(board: Board, governance_officer: User) -> list[Meeting]:
    return plan_meetings(board=board, days=DAYS, by=governance_officer)


def days_of(title: str) -> list[str]:
    items = WorkItem.objects.filter(title=title, status="planned").order_by("meeting__day")
    return [item.meeting.day.isoformat() if item.meeting else "" for item in items]


def test_every_meeting_gets_its_entry_once(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    plan_work(
        board=board,
        title="Update",
        meeting=meetings[0],
        repeats="every_meeting",
        by=governance_officer,
    )
    assert days_of("Update") == [one.isoformat() for one in DAYS]
    later = plan_meeting(board=board, day=dt.date(2022, 1, 17), by=governance_officer)
    assert days_of("Update")[-1] == "2022-01-17"
    assert spread_recurring(meeting=later, by=governance_officer) == []


def test_what_was_deferred_or_taken_off_does_not_come_again(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    plan_work(
        board=board,
        title="Update",
        meeting=meetings[0],
        repeats="every_meeting",
        by=governance_officer,
    )
    [second] = WorkItem.objects.filter(meeting=meetings[1])
    defer_work(item=second, to_meeting=meetings[2], reason="Ill", by=governance_officer)
    [third] = WorkItem.objects.filter(meeting=meetings[3])
    drop_work(item=third, by=governance_officer)
    for meeting in meetings:
        assert spread_recurring(meeting=meeting, by=governance_officer) == []


def test_a_quarterly_report_follows_its_figures(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    plan_work(
        board=board,
        title="Performance",
        meeting=meetings[0],
        period="2020-21-Q4",
        repeats="quarterly",
        by=governance_officer,
    )
    found = WorkItem.objects.order_by("meeting__day").values_list("meeting__day", "period")
    # The figures of the first quarter are signed off by 21 July, those of the second by 21 October.
    assert list(found) == [
        (DAYS[0], "2020-21-Q4"),
        (DAYS[2], "2021-22-Q1"),
        (DAYS[3], "2021-22-Q2"),
    ]


def test_a_deferral_keeps_its_trail(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    item = plan_work(board=board, title="Health", meeting=meetings[0], by=governance_officer)
    with pytest.raises(ProgrammeError, match="Say why"):
        defer_work(item=item, to_meeting=meetings[1], reason="", by=governance_officer)
    with pytest.raises(ProgrammeError, match="for that meeting already"):
        defer_work(item=item, to_meeting=meetings[0], reason="Ill", by=governance_officer)
    moved = defer_work(item=item, to_meeting=meetings[1], reason="Ill", by=governance_officer)
    page = programme_page(board, TODAY)
    assert moved.meeting == meetings[1]
    assert page.meetings[0].rows == []
    assert page.meetings[1].rows[0].trail == ("From 17 May 2021 to 19 July 2021: Ill",)
    assert AuditEvent.objects.get(action="work.deferred").detail["to"] == "2021-07-19"


def test_taking_off_and_putting_back(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    item = plan_work(board=board, title="Health", meeting=meetings[0], by=governance_officer)
    drop_work(item=item, by=governance_officer)
    assert agenda_entries_for(meetings[0]) == []
    assert programme_page(board, TODAY).taken_off == [item]
    restore_work(item=item, by=governance_officer)
    assert agenda_entries_for(meetings[0]) == [item]


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_what_is_put_back_waits_for_a_meeting_where_its_own_is_over(
    board: Board, meetings: list[Meeting], governance_officer: User, status: str
) -> None:
    item = plan_work(board=board, title="Health", meeting=meetings[0], by=governance_officer)
    drop_work(item=item, by=governance_officer)
    Meeting.objects.filter(pk=meetings[0].pk).update(status=status)
    item = WorkItem.objects.get()
    assert restore_work(item=item, by=governance_officer).meeting is None


def test_the_audit_says_nothing_of_a_restricted_report(
    nottingham: Council, board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    """Administrators read the audit, and no restricted papers."""
    report = a_report(nottingham, governance_officer, "Kestrel contract", **exempt())
    item = plan_work(
        board=board,
        title="Kestrel contract",
        meeting=meetings[0],
        report=report,
        by=governance_officer,
    )
    changed = {"title": "Kestrel again", "note": "Kestrel costs", "verbal": True}
    change_work(item=item, by=governance_officer, **changed)
    defer_work(item=item, to_meeting=None, reason="Kestrel is late", by=governance_officer)
    told = {event.action: f"{event.subject} {event.detail}" for event in AuditEvent.objects.all()}
    assert "verbal" in told["work.changed"]
    assert "title" in told["work.changed"]
    assert "2021-05-17" in told["work.deferred"]
    assert not [words for words in told.values() if "Kestrel" in words]


def test_the_board_asks_to_be_told_each_quarter(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    ask_to_report_back(
        board=board,
        title="Dental checks",
        meeting=meetings[0],
        repeats="quarterly",
        by=governance_officer,
    )
    assert days_of("Dental checks") == ["2021-05-17", "2021-07-19", "2021-11-15"]
    assert all(WorkItem.objects.values_list("asked_by_board", flat=True))


def test_a_series_can_end(board: Board, meetings: list[Meeting], governance_officer: User) -> None:
    item = plan_work(
        board=board,
        title="Update",
        meeting=meetings[0],
        repeats="every_meeting",
        by=governance_officer,
    )
    [copy] = WorkItem.objects.filter(meeting=meetings[3])
    change_work(item=copy, repeats="", by=governance_officer)
    item.refresh_from_db()
    assert item.repeats == ""
    plan_meeting(board=board, day=dt.date(2022, 1, 17), by=governance_officer)
    assert len(days_of("Update")) == 4


def test_nottinghams_second_quarter_is_planned_before_it_ends(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    plan_work(
        board=board,
        title="2021/22 Q2 performance",
        meeting=meetings[2],
        period="2021-22-Q2",
        by=governance_officer,
    )
    page = programme_page(board, TODAY)
    [words] = page.warnings
    assert words == (
        "2021/22 Q2 performance is planned for 20 September 2021, but its quarter ends on "
        "30 September 2021, and the figures are signed off by 21 October 2021. The first meeting "
        "after that is on 15 November 2021."
    )
    lines = programme_lines(page)
    assert lines[1][:2] == (DAYS[0], "Nothing planned yet")
    assert words in lines[3]
    assert {len(line) for line in lines} == {12}


def test_another_boards_meeting_is_refused(
    board: Board, exampleshire: Council, governance_officer: User
) -> None:
    theirs = plan_meeting(board=a_board(exampleshire), day=DAYS[0], by=governance_officer)
    with pytest.raises(ProgrammeError, match="this board"):
        plan_work(board=board, title="Health", meeting=theirs, by=governance_officer)


def test_a_resolution_knows_what_it_asked_for(
    board: Board, meetings: list[Meeting], governance_officer: User
) -> None:
    minute = Minute.objects.create(item=an_item(meetings[0], "Health"))
    resolution = Resolution.objects.create(minute=minute, order=1, text="To be told again")
    item = ask_to_report_back(
        board=board,
        title="Dental checks",
        meeting=meetings[1],
        repeats="",
        by=governance_officer,
        resolution=resolution,
    )
    resolution.refresh_from_db()
    assert resolution.report_back == item
