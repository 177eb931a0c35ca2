"""What lists and pages tell whoever is kept from a closed report: nothing of it but its public
title."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from boards.dashboards.kept import editions_kept_from
from boards.models import (
    Action,
    Appendix,
    Declaration,
    Meeting,
    Minute,
    NamedReader,
    Openness,
    Report,
    Resolution,
    WorkItem,
)
from tests.boards.cast import NOW, a_meeting, a_member, a_paper, a_report, an_item

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
SECRET = "Kestrel House"


def to(name: str, *parts: object) -> str:
    return reverse(f"boards:{name}", args=["nottingham", *parts])


@pytest.fixture
def report(nottingham: Council, governance_officer: User) -> Report:
    return a_report(
        nottingham,
        governance_officer,
        f"Buying {SECRET}",
        slug="a-purchase",
        public_title="A purchase",
        openness=Openness.EXEMPT,
        paragraph=3,
        public_interest="It would cost more",
        status=Report.Status.IN_REVIEW,
    )


@pytest.fixture
def meeting(nottingham: Council, report: Report, governance_officer: User) -> Meeting:
    """The report is planned for it and stands on its agenda between two open items."""
    made = a_meeting(nottingham, agenda_started=True)
    an_item(made, "Homes")
    an_item(made, report.title, report=report, presenter=f"Agent of {SECRET}")
    an_item(made, "Health")
    WorkItem.objects.create(
        board=made.board, meeting=made, title=report.title, report=report, note=f"Ask {SECRET}",
        created_by=governance_officer, created_at=NOW,
    )  # fmt: skip
    return made


def an_action(meeting: Meeting, number: int, **fields: Any) -> Action:
    fields = {"text": f"Instruct {SECRET}", "owner": "Property", "restricted": True, **fields}
    return Action.objects.create(
        board=meeting.board, number=number, due_on=meeting.day, raised_on=meeting.day, **fields
    )


@pytest.fixture
def actions(meeting: Meeting, report: Report) -> list[Action]:
    """One under the item, and one by its resolution alone that nobody marked as restricted."""
    item = meeting.items.get(report=report)
    minute = Minute.objects.create(item=item, number="2", discussion="Agreed")
    resolved = Resolution.objects.create(minute=minute, order=1, text=f"To buy {SECRET}")
    return [
        an_action(meeting, 1, item=item),
        an_action(meeting, 2, resolution=resolved, restricted=False),
    ]


def name(user: User, report: Report) -> None:
    NamedReader.objects.create(
        report=report, user=user, kind="not", reason="Sells it", added_by=user, added_at=NOW
    )


def test_actions_of_closed_business_are_not_on_the_meeting_page(
    meeting: Meeting, actions: list[Action], report: Report, client_of: ClientOf,
    councillor: User, approver: User,
) -> None:  # fmt: skip
    address = to("meeting_detail", meeting.slug)
    name(councillor, report)
    own = client_of(councillor).get(address).content.decode()
    assert SECRET not in own
    assert "A purchase" in own
    other = client_of(approver).get(address).content.decode()
    assert other.count(f"Instruct {SECRET}") == 2


def test_nor_for_a_member_who_declared_an_interest(
    meeting: Meeting, actions: list[Action], nottingham: Council, client_of: ClientOf,
    councillor: User,
) -> None:  # fmt: skip
    page = client_of(councillor)
    assert SECRET in page.get(to("meeting_detail", meeting.slug)).content.decode()
    Declaration.objects.create(
        meeting=meeting,
        member=a_member(nottingham, "Councillor A", user=councillor),
        item=meeting.items.get(report__isnull=False),
        kind=Declaration.Kind.PECUNIARY,
        what="Works for the seller",
    )
    assert SECRET not in page.get(to("meeting_detail", meeting.slug)).content.decode()


@pytest.mark.parametrize(
    "address",
    ["actions", "actions_csv", "decisions", "decisions_csv", "programme", "programme_csv"],
)
def test_registers_and_lists_do_not_tell_it(
    address: str, meeting: Meeting, actions: list[Action], report: Report, client_of: ClientOf,
    councillor: User,
) -> None:  # fmt: skip
    page, asked = client_of(councillor), {"year": "2021", "state": "all"}
    assert SECRET in page.get(to(address), asked).content.decode()
    name(councillor, report)
    assert SECRET not in page.get(to(address), asked).content.decode()


def test_search_does_not_find_it(
    meeting: Meeting, actions: list[Action], report: Report, client_of: ClientOf, councillor: User
) -> None:
    Meeting.objects.update(published_at=NOW)
    page, asked = client_of(councillor), {"words": "Kestrel"}
    assert page.get(to("search"), asked).content.decode().count("Instruct") == 2
    name(councillor, report)
    assert "Instruct" not in page.get(to("search"), asked).content.decode()


def test_an_action_of_nothing_in_particular_is_still_told(
    meeting: Meeting, report: Report, councillor: User
) -> None:
    an_action(meeting, 1, text="Write to the inspectorate")
    told = Action.objects.told_to(restricted=True, kept={report.pk})
    assert [one.number for one in told] == [1]
    assert not Action.objects.told_to(restricted=False).exists()


def test_without_the_right_an_unmarked_action_of_a_closed_report_is_not_told(
    actions: list[Action],
) -> None:
    assert not Action.objects.told_to(restricted=False).exists()


def test_whoever_builds_the_agenda_moves_the_item_by_its_public_title(
    meeting: Meeting, report: Report, client_of: ClientOf, governance_officer: User
) -> None:
    page, item = client_of(governance_officer), meeting.items.get(report=report)
    page.post(to("agenda_item_move", meeting.slug, item.pk), {"to": "up"})
    assert SECRET in page.get(to("agenda", meeting.slug)).content.decode()
    name(governance_officer, report)
    text = page.get(to("agenda", meeting.slug)).content.decode()
    assert SECRET not in text
    assert "A purchase moved to item 1" in text
    undone = page.post(to("agenda_undo", meeting.slug), follow=True).content.decode()
    assert SECRET not in undone
    page.post(to("agenda_item_move", meeting.slug, item.pk), {"to": "off"})
    off = page.get(to("agenda", meeting.slug)).content.decode()
    assert SECRET not in off
    assert 'Put back<span class="visually-hidden">: A purchase' in off


@pytest.mark.parametrize("address", ["agenda_programme", "agenda_item_add", "agenda_item_late"])
def test_nor_may_they_choose_the_report(
    address: str, meeting: Meeting, report: Report, client_of: ClientOf, governance_officer: User
) -> None:
    meeting.items.filter(report=report).delete()
    page = client_of(governance_officer)
    assert SECRET in page.get(to(address, meeting.slug)).content.decode()
    name(governance_officer, report)
    assert SECRET not in page.get(to(address, meeting.slug)).content.decode()


def test_the_title_of_an_exempt_appendix_is_not_in_the_checks(
    meeting: Meeting, nottingham: Council, client_of: ClientOf, approver: User,
    governance_officer: User,
) -> None:  # fmt: skip
    report = a_report(nottingham, governance_officer, "Homes for children", slug="homes")
    an_item(meeting, "Homes for children", report=report)
    an_item(meeting, f"Costs of {SECRET}")
    an_item(meeting, f"Costs of {SECRET}")
    Appendix.objects.create(
        report=report, order=1, title=f"Costs of {SECRET}", public_title="Costs",
        file=a_paper(nottingham, governance_officer, b"%PDF-1.7"), openness=Openness.EXEMPT,
        paragraph=3,
    )  # fmt: skip
    page = client_of(approver)
    assert f"Costs of {SECRET}" in page.get(to("agenda_checks", meeting.slug)).content.decode()
    name(approver, report)
    assert f"Costs of {SECRET}" not in page.get(to("agenda_checks", meeting.slug)).content.decode()


def test_at_the_meeting_it_goes_by_its_public_title(
    meeting: Meeting, report: Report, client_of: ClientOf, governance_officer: User
) -> None:
    page, homes = client_of(governance_officer), meeting.items.get(title="Homes")
    name(governance_officer, report)
    text = page.get(to("record", meeting.slug)).content.decode()
    assert SECRET not in text
    assert "A purchase" in text
    beside = page.get(to("record_item", meeting.slug, homes.pk)).content.decode()
    assert SECRET not in beside
    assert "Next: Health" in beside


@pytest.mark.parametrize("address", ["work_change", "work_defer", "work_drop"])
def test_an_entry_of_the_programme_is_not_theirs_to_change(
    address: str, meeting: Meeting, report: Report, client_of: ClientOf, governance_officer: User
) -> None:
    entry, page = WorkItem.objects.get(), client_of(governance_officer)
    assert page.get(to(address, entry.pk)).status_code == 200
    name(governance_officer, report)
    assert page.get(to(address, entry.pk)).status_code == 404
    assert (
        to(address, entry.pk) not in page.get(to("meeting_detail", meeting.slug)).content.decode()
    )


def test_an_entry_that_was_taken_off_does_not_name_it_either(
    meeting: Meeting, report: Report, client_of: ClientOf, governance_officer: User
) -> None:
    WorkItem.objects.update(status=WorkItem.Status.DROPPED)
    page = client_of(governance_officer)
    assert SECRET in page.get(to("programme"), {"year": "2021"}).content.decode()
    name(governance_officer, report)
    assert SECRET not in page.get(to("programme"), {"year": "2021"}).content.decode()


def test_it_does_not_wait_for_their_sign_off(
    report: Report, client_of: ClientOf, approver: User
) -> None:
    page = client_of(approver)
    assert SECRET in page.get(to("report_list")).content.decode()
    name(approver, report)
    text = page.get(to("report_list")).content.decode()
    assert SECRET not in text
    assert "A purchase" in text


def test_editions_kept_from_somebody_take_as_many_queries_for_many_meetings(
    meeting: Meeting, actions: list[Action], report: Report, nottingham: Council,
    councillor: User, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    with django_assert_num_queries(2):
        assert editions_kept_from(councillor, nottingham) == []
    name(councillor, report)
    later = [a_meeting(nottingham, meeting.day + dt.timedelta(days=60 * n)) for n in range(1, 5)]
    Action.objects.update(closed_on=later[1].day)
    with django_assert_num_queries(6):
        kept = editions_kept_from(councillor, nottingham)
    # Its own, and the next one's, which has the minutes and the open actions before it.
    assert {subject for _, subject in kept} == {meeting.slug, later[0].slug}
    assert len(kept) == 5
    Action.objects.update(closed_on=later[3].day)
    again = editions_kept_from(councillor, nottingham)
    assert {subject for _, subject in again} == {one.slug for one in (meeting, *later[:3])}


def test_a_cancelled_meeting_between_them_changes_nothing(
    meeting: Meeting, report: Report, nottingham: Council, councillor: User
) -> None:
    name(councillor, report)
    a_meeting(nottingham, dt.date(2021, 6, 1), status=Meeting.Status.CANCELLED)
    last = a_meeting(nottingham, dt.date(2021, 7, 1))
    assert last.slug in {subject for _, subject in editions_kept_from(councillor, nottingham)}
