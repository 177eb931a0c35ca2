"""Pages of the board, its members, meetings and work programme: they work, and refuse in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Council, User
from boards.models import Board, Meeting, Member, WorkItem
from boards.services.meetings import plan_meetings
from boards.services.programme import plan_work
from tests.boards.cast import a_board, a_member, a_report

pytestmark = pytest.mark.django_db
DAYS = [dt.date(2021, 5, 17), dt.date(2021, 9, 20)]


def to(name: str, *more: object) -> str:
    return reverse(f"boards:{name}", args=["nottingham", *more])


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def board(nottingham: Council) -> Board:
    return a_board(nottingham)


@pytest.fixture
def page(client_of: Callable[[User], Client], governance_officer: User) -> Client:
    return client_of(governance_officer)


@pytest.fixture
def meetings(board: Board, governance_officer: User) -> list[Meeting]:
    return plan_meetings(board=board, days=DAYS, by=governance_officer)


class TestBoard:
    def rules(self, page: Client) -> dict[str, object]:
        form = page.get(to("board_rules")).context["form"]
        values = {name: form[name].value() for name in form.fields}
        values["usual_time"] = "14:00"
        return {k: v for k, v in values.items() if v is not False and v is not None}

    def test_rules_are_shown_in_groups_and_saved(self, page: Client, board: Board) -> None:
        asked = self.rules(page) | {"clear_days": "7", "young_people_named": "on"}
        answer = page.post(to("board_rules"), asked, follow=True)
        assert "The board’s rules have been saved" in text_of(answer)
        board.refresh_from_db()
        assert (board.clear_days, board.young_people_named, board.duplex) == (7, True, True)
        assert "7 clear days" in text_of(answer)

    def test_a_wrong_number_is_named_and_nothing_is_lost(self, page: Client, board: Board) -> None:
        asked = self.rules(page) | {"clear_days": "five", "contact": "Clerk to the board"}
        said = text_of(page.post(to("board_rules"), asked))
        assert "Clear days of notice for agenda and open reports: enter a whole number" in said
        assert "Clerk to the board" in said
        board.refresh_from_db()
        assert board.contact == "Governance officer"

    def test_a_line_is_taken_off_after_a_question_and_put_back(
        self, page: Client, board: Board
    ) -> None:
        line = board.standing_items.all()[0]
        asked = to("line_remove", "standing-items", line.pk)
        assert f"Take off “{line}”?" in text_of(page.get(asked))
        said = page.post(asked, follow=True)
        [removed] = said.context["page"].removed
        said = page.post(
            to("board_list", "standing-items"), {"restore": removed.event}, follow=True
        )
        assert f"{line} has been put back" in text_of(said)

    @pytest.mark.parametrize("kind", ["standing-items", "report-sections", "priorities"])
    def test_lists_take_new_lines(self, page: Client, board: Board, kind: str) -> None:
        asked = {"title": "Tea", "heading": "Tea", "name": "Tea", "kind": "procedural"}
        said = page.post(to("line_add", kind), asked | {"when": "always"}, follow=True)
        assert "Tea has been added" in text_of(said)
        again = page.post(to("line_add", kind), asked | {"when": "always"})
        assert "“Tea” is on the list already" in text_of(again)

    def test_a_closure_day_moves_the_deadline(self, page: Client, meetings: list[Meeting]) -> None:
        page.post(to("line_add", "closure-days"), {"day": "7/5/2021", "reason": "Shut"})
        said = text_of(page.get(to("meeting_detail", "2021-05-17")))
        assert "Thursday 6 May 2021" in said

    def test_there_is_no_other_list(self, page: Client, board: Board) -> None:
        assert page.get(to("board_list", "secrets")).status_code == 404
        assert page.post(to("board_list", "priorities"), {"move": "up-x"}).status_code == 404


class TestMembers:
    def test_a_member_comes_and_goes(self, page: Client, board: Board) -> None:
        seat = {"name": "Rep", "kind": "cooptee", "from_on": "1/5/2020"}
        said = text_of(page.post(to("member_add"), seat, follow=True))
        assert "Rep is on the board from 1 May 2020" in said
        member = Member.objects.get()
        assert not member.votes
        page.post(to("member_end", member.pk), {"until_on": "16/5/2021"})
        on = page.get(to("member_list"), {"on": "16/5/2021"})
        after = page.get(to("member_list"), {"on": "17/5/2021"})
        assert [len(one.context["page"].groups) for one in (on, after)] == [1, 0]
        page.post(to("member_end", member.pk), {"again": "1"})
        member.refresh_from_db()
        assert member.until_on is None

    def test_a_change_needs_its_day_and_a_second_chair_is_refused(
        self, page: Client, nottingham: Council
    ) -> None:
        a_member(nottingham, "Councillor A", office="chair")
        other = a_member(nottingham, "Councillor B")
        seat = {"name": "Councillor B", "kind": "councillor", "office": "chair", "votes": "on"}
        seat |= {"what": "change", "from_on": "1/5/2020"}
        assert "From which day: enter a date" in text_of(
            page.post(to("member_change", other.pk), seat)
        )
        said = text_of(page.post(to("member_change", other.pk), seat | {"on": "17/5/2021"}))
        assert "a board has one Chair on a day" in said
        assert Member.objects.filter(until_on=None).count() == 2

    def test_a_wrong_day_is_said(self, page: Client, board: Board) -> None:
        said = text_of(page.get(to("member_list"), {"on": "yesterday"}))
        assert "write the date as day/month/year" in said


class TestMeetings:
    def test_a_pasted_series(self, page: Client, board: Board) -> None:
        asked = {"days": "Monday 17 May 2021\n19/7/2021", "time": "2pm", "place": "Hall"}
        said = text_of(page.post(to("meeting_plan"), asked, follow=True))
        assert "2 meetings have been planned" in said
        wrong = text_of(page.post(to("meeting_plan"), asked | {"days": "1/9/2021\n31/9/2021"}))
        assert "“31/9/2021” is not a date" in wrong
        assert "1/9/2021 31/9/2021" in wrong
        assert board.meetings.count() == 2

    def test_the_hub_says_what_is_due_and_late(self, page: Client, meetings: list[Meeting]) -> None:
        said = text_of(page.get(to("meeting_detail", "2021-05-17")))
        assert "The agenda should have been published on Friday 7 May 2021" in said
        assert "Nothing planned yet" in said

    def test_after_publication_a_change_asks_for_reason_and_certainty(
        self, page: Client, meetings: list[Meeting]
    ) -> None:
        Meeting.objects.update(published_at=timezone.now(), status="published")
        asked = {"day": "18/5/2021", "time": "14:00", "place": "Hall"}
        said = text_of(page.post(to("meeting_change", "2021-05-17"), asked))
        assert "Tick that you know the agenda has been published" in said
        said = text_of(page.post(to("meeting_change", "2021-05-17"), asked | {"sure": "on"}))
        assert "Say why: the agenda has been published" in said
        sure = {"sure": "on", "reason": "Strike"}
        said = page.post(to("meeting_change", "2021-05-17"), asked | sure, follow=True)
        assert "Changed: Strike" in text_of(said)

    def test_cancelling_needs_a_reason_and_can_be_taken_back(
        self, page: Client, meetings: list[Meeting]
    ) -> None:
        asked = to("meeting_cancel", "2021-05-17")
        assert "Say why" in text_of(page.post(asked, {}))
        assert "Cancelled: Strike" in text_of(page.post(asked, {"reason": "Strike"}, follow=True))
        again = text_of(page.post(asked, {"reason": "Strike"}))
        assert "The meeting is cancelled" in again
        assert Meeting.objects.get(slug="2021-05-17").status == "cancelled"
        assert "takes place again" in text_of(page.post(asked, follow=True))

    @pytest.mark.parametrize("day", ["1/1/0001", "31/12/9999"])
    def test_a_year_that_no_calendar_reaches_is_said(
        self, page: Client, meetings: list[Meeting], day: str
    ) -> None:
        asked = {"day": day, "days": day, "time": "14:00", "place": "Hall"}
        for address in (to("meeting_plan"), to("meeting_change", "2021-05-17")):
            said = text_of(page.post(address, asked))
            assert "must be from 1974 to 2199" in said
        assert text_of(page.get(to("meeting_list")))

    def test_the_notice(self, page: Client, meetings: list[Meeting]) -> None:
        asked = {"day": "7/5/2021", "time": "9am", "posted_by": "Porter"}
        said = text_of(page.post(to("meeting_notice", "2021-05-17"), asked, follow=True))
        assert "Friday 7 May 2021, 9:00am, by Porter" in said

    def test_the_list_without_meetings(
        self, client_of: Callable[[User], Client], councillor: User, board: Board
    ) -> None:
        said = text_of(client_of(councillor).get(to("meeting_list")))
        assert "No meeting is planned" in said
        assert "Plan meetings" not in said

    def test_an_executive_board_is_told_of_private_notices(
        self, page: Client, board: Board, meetings: list[Meeting]
    ) -> None:
        Board.objects.update(access_regime="executive")
        assert "28 clear days" in text_of(page.get(to("meeting_detail", "2021-05-17")))


class TestProgramme:
    def test_a_report_is_planned_deferred_and_warned_about(
        self, page: Client, meetings: list[Meeting]
    ) -> None:
        asked = {"title": "Q2 performance", "meeting": meetings[0].pk, "period": "2021-22 Q2"}
        said = text_of(page.post(to("work_add"), asked, follow=True))
        assert "Q2 performance is planned for 17 May 2021, but its quarter ends" in said
        item = WorkItem.objects.get()
        moved = {"to_meeting": meetings[1].pk, "reason": "The lead is away"}
        said = text_of(page.post(to("work_defer", item.pk), moved, follow=True))
        assert "From 17 May 2021 to 20 September 2021: The lead is away" in said
        assert "planned for 20 September 2021, but its quarter ends on 30 September 2021" in said

    def test_a_wrong_quarter_is_said(self, page: Client, meetings: list[Meeting]) -> None:
        said = text_of(page.post(to("work_add"), {"title": "X", "period": "last one"}))
        assert "write it as 2021-22 Q2" in said
        assert "last one" in said

    def test_files(self, page: Client, meetings: list[Meeting], governance_officer: User) -> None:
        plan_work(board=meetings[0].board, title="=1+1", meeting=meetings[0], by=governance_officer)
        csv = page.get(to("programme_csv"), {"year": "2021"}).content.decode("utf-8-sig")
        assert "'=1+1" in csv
        assert "Nothing planned yet" in csv
        assert page.get(to("programme_xlsx"), {"year": "2021"}).content[:2] == b"PK"

    def test_taking_off_asks_and_can_be_undone(
        self, page: Client, meetings: list[Meeting], governance_officer: User
    ) -> None:
        item = plan_work(board=meetings[0].board, title="Health", by=governance_officer)
        assert "Take off “Health”?" in text_of(page.get(to("work_drop", item.pk)))
        for _ in range(2):
            page.post(to("work_drop", item.pk), {"to": "off"})
            item.refresh_from_db()
            assert item.status == WorkItem.Status.DROPPED
        said = text_of(page.post(to("work_drop", item.pk), {"to": "back"}, follow=True))
        assert "Health has been put back" in said

    def test_the_board_asks(self, page: Client, meetings: list[Meeting]) -> None:
        asked = {"title": "Dental checks", "meeting": meetings[0].pk, "repeats": "every_meeting"}
        said = text_of(page.post(to("work_ask"), asked, follow=True))
        assert "Every meeting · Asked for by the board" in said
        assert WorkItem.objects.count() == 2

    def test_the_title_of_a_restricted_report_is_for_those_who_may_read_it(
        self,
        client_of: Callable[[User], Client],
        nottingham: Council,
        meetings: list[Meeting],
        governance_officer: User,
        councillor: User,
        officer: User,
    ) -> None:
        secret = "Home of child Z"
        exempt = {"openness": "exempt", "paragraph": 1, "public_title": "An exempt matter"}
        report = a_report(nottingham, governance_officer, secret, **exempt)
        plan_work(
            board=meetings[0].board,
            title=secret,
            note=secret,
            meeting=meetings[0],
            report=report,
            by=governance_officer,
        )
        paths = [to("programme") + "?year=2021", to("meeting_detail", "2021-05-17")]
        paths.append(to("programme_csv") + "?year=2021")
        for path in paths:
            said = client_of(officer).get(path).content.decode()
            assert secret not in said
            assert "An exempt matter" in said
            assert secret in client_of(councillor).get(path).content.decode()
        assert not AuditEvent.objects.filter(subject__contains="child Z").exists()

    def test_a_meeting_of_another_council_cannot_be_chosen(
        self, page: Client, board: Board, exampleshire: Council, governance_officer: User
    ) -> None:
        [theirs] = plan_meetings(board=a_board(exampleshire), days=DAYS[:1], by=governance_officer)
        page.post(to("work_add"), {"title": "X", "meeting": theirs.pk})
        assert not WorkItem.objects.exists()

    def test_a_year_costs_as_many_queries_as_an_entry(
        self,
        page: Client,
        meetings: list[Meeting],
        governance_officer: User,
        django_assert_max_num_queries: Callable[[int], object],
    ) -> None:
        for number in range(12):
            plan_work(
                board=meetings[0].board,
                title=f"Report {number}",
                meeting=meetings[number % 2],
                by=governance_officer,
            )
        with django_assert_max_num_queries(26):  # type: ignore[attr-defined]
            page.get(to("programme"), {"year": "2021"})
