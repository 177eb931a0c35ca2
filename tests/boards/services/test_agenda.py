"""Building an agenda: what comes by itself, order, undo, two officers at once, freezing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from boards.dashboards.minuting import item_page
from boards.models import AgendaItem, Meeting, Minute, Resolution, WorkItem
from boards.packs.agenda import agenda_pack
from boards.packs.minutes import minutes_document
from boards.services.agenda.adding import (
    add_deferred,
    add_from_programme,
    add_item,
    add_late_item,
    freeze_agenda,
    start_agenda,
)
from boards.services.agenda.changing import AgendaError
from boards.services.agenda.ordering import (
    move_item,
    put_back_item,
    put_item_before,
    put_item_out,
    put_item_under,
    remove_item,
    undo_step,
)
from boards.services.record.minutes import draft_minutes
from tests.boards.agendas import SECRET, exempt, signed
from tests.boards.cast import NOW, a_meeting, an_item


@pytest.fixture
def meeting(nottingham: Council) -> Meeting:
    return a_meeting(nottingham, first_of_civic_year=True)


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.filter(removed_at=None).values_list("title", flat=True))


def planned(meeting: Meeting, title: str, by: User, **fields: object) -> WorkItem:
    return WorkItem.objects.create(
        board=meeting.board, meeting=meeting, title=title, created_by=by, created_at=NOW, **fields
    )


def test_standing_items_and_the_programme_come_by_themselves(
    meeting: Meeting, governance_officer: User
) -> None:
    planned(meeting, "Health of children in care", governance_officer, lead="Health partners")
    start_agenda(meeting=meeting, by=governance_officer)
    assert titles(meeting) == [
        "Appointment of Vice-Chair",
        "Apologies for absence",
        "Declarations of interests",
        "Health of children in care",
        "Work plan",
        "Dates of future meetings",
    ]
    with pytest.raises(AgendaError, match="started already"):
        start_agenda(meeting=meeting, by=governance_officer)


def test_minutes_come_where_there_was_an_earlier_meeting(
    nottingham: Council, governance_officer: User
) -> None:
    a_meeting(nottingham)
    later = a_meeting(nottingham, dt.date(2021, 7, 19))
    start_agenda(meeting=later, by=governance_officer)
    assert "Minutes of the last meeting" in titles(later)
    assert "Appointment of Vice-Chair" not in titles(later)


def deferred(meeting: Meeting, title: str, **fields: object) -> AgendaItem:
    """An item on which the board resolved to come back to it."""
    made = an_item(meeting, title, **fields)
    minute = Minute.objects.create(item=made)
    Resolution.objects.create(minute=minute, order=1, text="To defer it", outcome="deferred")
    return made


def test_what_was_deferred_comes_back_once_and_knows_where_from(
    nottingham: Council, governance_officer: User
) -> None:
    march = a_meeting(nottingham, dt.date(2021, 3, 15), status=Meeting.Status.HELD)
    report = signed(nottingham, governance_officer, "Placements strategy")
    old = deferred(march, "Placements strategy", kind="report", report=report, presenter="Head")
    verbal = deferred(march, "Children in Care Council update", kind="verbal")
    chair = deferred(march, "Appointment of Vice-Chair")
    deferred(march, "Apologies for absence")
    part = deferred(march, "Homes", kind="verbal")
    Resolution.objects.filter(minute__item=part).update(closed=True)
    may = a_meeting(nottingham)
    again = planned(may, "Placements", governance_officer, report=report)
    start_agenda(meeting=may, by=governance_officer)
    assert titles(may) == [
        "Apologies for absence",
        "Declarations of interests",
        "Minutes of the last meeting",
        "Children in Care Council update",
        "Appointment of Vice-Chair",
        "Placements strategy",
        "Work plan",
        "Dates of future meetings",
    ]
    back = item(may, "Placements strategy")
    assert (back.deferred_from, back.work_item, back.report) == (old, again, report)
    assert item(may, "Children in Care Council update").deferred_from == verbal
    assert item(may, "Appointment of Vice-Chair").deferred_from == chair
    notes = {one.title: one.note for one in agenda_pack(may, "public").items}
    assert notes["Children in Care Council update"] == "Deferred from 15 March 2021"
    assert item_page(back).came_from == march
    assert item_page(verbal).came_back == may
    # Heard in May, it does not come once more; taken off there, it does.
    remove_item(item=item(may, "Appointment of Vice-Chair"), by=governance_officer)
    july = a_meeting(nottingham, dt.date(2021, 7, 19))
    start_agenda(meeting=july, by=governance_officer)
    assert "Appointment of Vice-Chair" in titles(july)
    assert "Placements strategy" not in titles(july)
    assert item_page(chair).came_back == july


def test_what_was_deferred_after_the_agenda_was_started_is_added_from_its_page(
    nottingham: Council,
    governance_officer: User,
    client_of: Callable[[User], Client],
) -> None:
    march = a_meeting(nottingham, dt.date(2021, 3, 15), status=Meeting.Status.HELD)
    may = a_meeting(nottingham)
    start_agenda(meeting=may, by=governance_officer)
    old = deferred(march, "Children in Care Council update", kind="verbal")
    secret = signed(nottingham, governance_officer, f"{SECRET} contract", **exempt())
    kept = deferred(march, secret.title, kind="report", report=secret)
    secret.named_readers.create(
        user=governance_officer, kind="not", reason="x", added_by=governance_officer, added_at=NOW
    )
    page = reverse("boards:agenda_programme", args=["nottingham", may.slug])
    officer = client_of(governance_officer)
    text = officer.get(page).content.decode()
    assert "Deferred by earlier meetings" in text
    assert "15 March 2021" in text
    assert SECRET not in text
    assert officer.post(page, {"deferred": kept.pk}).status_code == 404
    assert officer.post(page, {"deferred": old.pk}).status_code == 302
    assert item(may, old.title).deferred_from == old
    assert titles(may).index(old.title) + 1 == titles(may).index("Work plan")
    assert "Deferred by earlier meetings" not in officer.get(page).content.decode()
    with pytest.raises(AgendaError, match="on a later agenda already"):
        add_deferred(meeting=may, item=old, by=governance_officer)


def test_a_deferred_restricted_report_comes_back_behind_the_exclusion_of_the_public(
    nottingham: Council, governance_officer: User
) -> None:
    march = a_meeting(nottingham, dt.date(2021, 3, 15), status=Meeting.Status.HELD)
    report = signed(nottingham, governance_officer, f"{SECRET} contract", **exempt())
    deferred(march, report.title, kind="report", report=report)
    may = a_meeting(nottingham)
    start_agenda(meeting=may, by=governance_officer)
    found = titles(may)
    assert found.index("Exclusion of the public") + 1 == found.index(report.title)
    told = agenda_pack(may, "public").items
    assert SECRET not in repr(told)
    assert "A commercial matter" in [one.title for one in told]


@pytest.fixture
def started(meeting: Meeting, governance_officer: User) -> Meeting:
    start_agenda(meeting=meeting, by=governance_officer)
    return meeting


def item(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.items.get(title=title)


def test_a_move_is_told_in_words_and_undone(started: Meeting, governance_officer: User) -> None:
    was = titles(started)
    done = move_item(
        item=item(started, "Apologies for absence"), by_places=-1, by=governance_officer
    )
    assert done.words == "Apologies for absence moved to item 1 of 5."
    assert titles(started)[0] == "Apologies for absence"
    undo_step(meeting=started, by=governance_officer)
    assert titles(started) == was
    with pytest.raises(AgendaError, match="nothing to undo"):
        undo_step(meeting=started, by=governance_officer)


def test_the_second_of_two_officers_is_told_and_loses_nothing(
    started: Meeting, governance_officer: User
) -> None:
    seen = started.agenda_revision
    first = move_item(
        item=item(started, "Work plan"), by_places=-4, by=governance_officer, revision=seen
    )
    second = put_item_before(
        item=item(started, "Dates of future meetings"),
        before=item(started, "Declarations of interests").pk,
        by=governance_officer,
        revision=seen,
    )
    assert (first.others_first, second.others_first) == (False, True)
    found = titles(started)
    assert found[0] == "Work plan"
    assert found.index("Dates of future meetings") + 1 == found.index("Declarations of interests")


def test_removed_and_put_back(started: Meeting, governance_officer: User) -> None:
    was = titles(started)
    gone = item(started, "Apologies for absence")
    remove_item(item=gone, by=governance_officer)
    assert "Apologies for absence" not in titles(started)
    put_back_item(item=gone, by=governance_officer)
    assert titles(started) == was


def test_an_item_stands_under_another_and_comes_out_again(
    started: Meeting, governance_officer: User
) -> None:
    sub = item(started, "Apologies for absence")
    put_item_under(item=sub, by=governance_officer)
    sub.refresh_from_db()
    assert sub.parent == item(started, "Appointment of Vice-Chair")
    put_item_out(item=sub, by=governance_officer)
    sub.refresh_from_db()
    assert sub.parent is None
    with pytest.raises(AgendaError, match="no item before it"):
        put_item_under(item=item(started, "Appointment of Vice-Chair"), by=governance_officer)


def test_a_sub_item_that_comes_back_alone_is_an_item_and_is_minuted(
    started: Meeting, governance_officer: User
) -> None:
    sub, above = item(started, "Apologies for absence"), item(started, "Appointment of Vice-Chair")
    put_item_under(item=sub, by=governance_officer)
    remove_item(item=above, by=governance_officer)
    assert "Apologies for absence" not in titles(started)
    put_back_item(item=sub, by=governance_officer)
    sub.refresh_from_db()
    assert sub.parent is None
    assert titles(started)[-1] == "Apologies for absence"
    minutes = draft_minutes(meeting=started, by=governance_officer)
    (section,) = [
        one
        for one in minutes_document(minutes, "board").sections
        if one.title == "Apologies for absence"
    ]
    assert section.number == str(len(titles(started)))
    assert not section.below
    # What came back that way before stands under an item that is off: it is minuted all the same.
    AgendaItem.objects.filter(pk=sub.pk).update(parent=above)
    minutes = draft_minutes(meeting=started, by=governance_officer)
    found = {one.title: one for one in minutes_document(minutes, "board").sections}
    assert found["Apologies for absence"].number
    assert not found["Apologies for absence"].below


def test_the_public_is_excluded_by_an_item_of_its_own(
    started: Meeting, nottingham: Council, governance_officer: User
) -> None:
    report = signed(nottingham, governance_officer, "A contract", **exempt())
    add_item(meeting=started, title=report.title, report=report, by=governance_officer)
    found = titles(started)
    assert found.index("Exclusion of the public") + 1 == found.index("A contract")
    remove_item(item=item(started, "Exclusion of the public"), by=governance_officer)
    add_item(meeting=started, title="Another", by=governance_officer)
    assert "Exclusion of the public" not in titles(started)


def test_an_entry_of_the_programme_comes_once(started: Meeting, governance_officer: User) -> None:
    entry = planned(started, "Fostering", governance_officer)
    add_from_programme(meeting=started, work_item=entry, by=governance_officer)
    assert titles(started)[-3:] == ["Fostering", "Work plan", "Dates of future meetings"]
    with pytest.raises(AgendaError, match="already"):
        add_from_programme(meeting=started, work_item=entry, by=governance_officer)


def test_numbers_are_given_once(started: Meeting, governance_officer: User) -> None:
    freeze_agenda(meeting=started, by=governance_officer)
    given = dict(started.items.values_list("title", "number"))
    assert given["Dates of future meetings"] == "5"
    with pytest.raises(AgendaError, match="frozen"):
        move_item(item=item(started, "Work plan"), by_places=1, by=governance_officer)
    with pytest.raises(AgendaError, match="chair"):
        add_late_item(meeting=started, title="Fire", late="urgent", by=governance_officer)
    add_late_item(
        meeting=started,
        title="Fire",
        late="urgent",
        urgent_reason="A home is closed.",
        by=governance_officer,
    )
    freeze_agenda(meeting=started, by=governance_officer)
    assert item(started, "Fire").number == "6"
    assert item(started, "Work plan").number == given["Work plan"]


def test_only_governance_changes_an_agenda(started: Meeting, councillor: User) -> None:
    with pytest.raises(AgendaError, match="governance officer"):
        remove_item(item=item(started, "Work plan"), by=councillor)


def test_the_audit_tells_no_title(started: Meeting, governance_officer: User) -> None:
    remove_item(item=item(started, "Work plan"), by=governance_officer)
    event = AuditEvent.objects.get(action="agenda.item_removed")
    assert "Work plan" not in f"{event.subject} {event.detail}"
