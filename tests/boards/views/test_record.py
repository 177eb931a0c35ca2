"""The pages of a meeting’s record, as the governance officer uses them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, Membership, Role, User
from boards.models import (
    Action,
    AgendaItem,
    Attendance,
    Board,
    Meeting,
    Member,
    Minute,
    Minutes,
    Recommendation,
    Resolution,
)
from boards.packs.minutes import minutes_document
from boards.packs.minutes_rendering import minutes_docx
from boards.services.record.attendance import open_meeting
from boards.services.record.minutes import draft_minutes
from reporting.models import Edition
from tests.boards.cast import a_meeting, a_member, a_report, an_item
from tests.callers import caller

pytestmark = pytest.mark.django_db
TWO = dt.datetime(2021, 5, 17, 13, 0, tzinfo=dt.UTC)
ClientOf = Callable[[User], Client]


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    made = a_meeting(nottingham)
    for number in (1, 2, 3):
        a_member(nottingham, f"Councillor {number}")
    report = a_report(nottingham, governance_officer, "Performance")
    Recommendation.objects.create(report=report, order=1, text="To note the report")
    an_item(made, "Apologies")
    an_item(made, "Performance", report=report, kind="report", presenter="Head of Service")
    return made


@pytest.fixture
def page(client_of: ClientOf, governance_officer: User) -> Client:
    return client_of(governance_officer)


def address(name: str, *parts: object) -> str:
    return reverse(f"boards:{name}", args=["nottingham", "2021-05-17", *parts])


def call_roll(page: Client, present: int) -> None:
    members = Member.objects.order_by("name")
    data = {f"m{m.pk}": "present" if n < present else "apologies" for n, m in enumerate(members)}
    page.post(address("record_roll"), data)


def test_a_meeting_is_opened_and_its_roll_called(page: Client, meeting: Meeting) -> None:
    text = page.get(address("record")).content.decode()
    assert "Nobody is on record yet" in text
    assert "3 of 3 members" in text
    page.post(address("record_open"), {"at": "2.05pm"})
    call_roll(page, 3)
    text = page.get(address("record")).content.decode()
    assert "Quorate:" in text
    assert "Opened at 2:05pm." in text
    assert "not in the attendance: Head of Service" in text


def test_a_time_that_is_none_is_refused_in_words(page: Client, meeting: Meeting) -> None:
    answer = page.post(address("record_open"), {"at": "half past"})
    assert "Time must be a time like 2:05pm" in answer.content.decode()
    assert Meeting.objects.get().opened_at is None


def test_who_leaves_takes_the_quorum_along(page: Client, meeting: Meeting) -> None:
    page.post(address("record_open"), {"at": "14:00"})
    call_roll(page, 3)
    row = Attendance.objects.filter(capacity="member").first()
    assert row is not None
    page.post(address("record_times", row.pk), {"present_until": "3pm", "back_at": "3:20pm"})
    text = page.get(address("record")).content.decode()
    assert "Only 2 of the 3 members needed were present from 3:00pm to 3:20pm" in text
    item = AgendaItem.objects.get(title="Performance")
    data = {"discussion": "", "seen": 0, "r1-text": "To note", "r1-outcome": "agreed"}
    answer = page.post(address("record_item", item.pk), data | {"r1-decided_at": "3:10pm"})
    assert "2 members were present and 3 are needed" in answer.content.decode()
    assert not Resolution.objects.exists()
    page.post(address("record_item", item.pk), data | {"r1-decided_at": "3:25pm"})
    assert Resolution.objects.get().decided_at == dt.time(15, 25)


def test_a_presenter_who_is_not_in_the_attendance_is_warned_of(
    page: Client, meeting: Meeting
) -> None:
    words = "On the agenda, but not in the attendance: Head of Service"
    assert words not in page.get(address("record")).content.decode()
    page.post(address("record_open"), {"at": "14:00"})
    call_roll(page, 3)
    assert words in page.get(address("record")).content.decode()
    page.post(address("record_guest"), {"name": "A. Person", "job": "Head of Service"})
    assert "not in the attendance" not in page.get(address("record")).content.decode()


def test_the_chairs_reason_for_urgent_business_is_in_the_minutes(
    page: Client, meeting: Meeting, governance_officer: User
) -> None:
    an_item(meeting, "Fire at a home", kind="verbal", late="urgent", urgent_reason="It is shut.")
    minutes = draft_minutes(meeting=meeting, by=governance_officer)
    document = minutes_document(minutes, "public")
    assert [one.urgent_reason for one in document.sections] == ["", "", "It is shut."]
    text = page.get(address("minutes")).content.decode()
    assert "<b>Urgent:</b> It is shut." in text
    words = docx.Document(io.BytesIO(minutes_docx(document))).paragraphs
    assert "Urgent: It is shut." in [one.text for one in words]


def test_recommendations_stand_in_the_boxes(page: Client, meeting: Meeting) -> None:
    item = AgendaItem.objects.get(title="Performance")
    text = page.get(address("record_item", item.pk)).content.decode()
    assert "To note the report" in text
    assert "The report’s recommendations stand in the boxes" in text
    assert "A part that the public did not hear" in text
    assert '<details class="more" open>' not in text


def test_an_item_is_minuted_with_votes_and_an_action(page: Client, meeting: Meeting) -> None:
    page.post(address("record_open"), {"at": "14:00"})
    call_roll(page, 3)
    item = AgendaItem.objects.get(title="Performance")
    first = Member.objects.get(name="Councillor 1")
    data = {
        "discussion": "Members asked about dental checks.",
        "seen": 0,
        "r1-text": "To note the report",
        "r1-outcome": "agreed",
        f"r1-v{first.pk}": "against",
        "r2-text": "",
        "r2-outcome": "agreed",
        "next": "1",
    }
    answer = page.post(address("record_item", item.pk), data)
    assert answer.headers["Location"] == address("record")  # it was the last item
    page.post(
        address("record_action", item.pk),
        {"text": "Report on dentists", "owner": "Head of Service", "due_on": "2021-07-01"},
    )
    page.post(address("minutes_draft"))
    text = page.get(address("minutes")).content.decode()
    assert "Members asked about dental checks." in text
    assert "Against (1): Councillor 1" in text
    assert "Report on dentists" in text
    assert Action.objects.get().item == item


def test_a_conflict_shows_both(page: Client, meeting: Meeting) -> None:
    item = AgendaItem.objects.get(title="Performance")
    sent = {"seen": 0, "discussion": "Theirs"}
    page.post(address("record_item", item.pk), sent)
    text = page.post(
        address("record_item", item.pk), sent | {"discussion": "Mine"}
    ).content.decode()
    assert "Somebody else has written" in text
    assert "Theirs" in text
    assert ">\nMine</textarea>" in text
    newest = Minute.objects.get(item=item).revision
    page.post(address("record_item", item.pk), sent | {"discussion": "Both", "seen": newest})
    assert Minute.objects.get(item=item).discussion == "Both"


def test_a_closed_item_is_summed_up_for_the_public(
    page: Client, meeting: Meeting, client_of: ClientOf, analyst: User
) -> None:
    item = AgendaItem.objects.get(title="Performance")
    report = item.report
    assert report is not None
    report.openness, report.paragraph, report.public_title = "exempt", 3, "A contract"
    report.save()
    item.title = "The price of Sunny House"
    item.save()
    sent = {
        "seen": 0,
        "discussion": "Sunny House asks too much.",
        "public_summary": "Members discussed a contract.",
        "r1-text": "To leave Sunny House",
        "r1-outcome": "agreed",
    }
    page.post(address("record_open"), {"at": "14:00"})
    call_roll(page, 3)
    page.post(address("record_item", item.pk), sent)
    page.post(address("minutes_draft"))
    board = page.get(address("minutes")).content.decode()
    assert "Sunny House asks too much." in board
    assert AuditEvent.objects.filter(action="read_minutes").count() == 1
    public = client_of(analyst).get(address("minutes")).content.decode()
    assert "Sunny House" not in public
    assert "Members discussed a contract." in public
    assert "A contract" in public
    assert client_of(analyst).get(address("minutes_file", "board", "docx")).status_code == 404
    register = client_of(analyst).get(reverse("boards:decisions", args=["nottingham"]))
    assert "Sunny House" not in register.content.decode()


def test_the_audit_tells_no_words_of_a_closed_item(
    page: Client, meeting: Meeting, nottingham: Council
) -> None:
    """An administrator reads the audit, and may read no restricted paper."""
    item = AgendaItem.objects.get(title="Performance")
    page.post(address("record_open"), {"at": "14:00"})
    call_roll(page, 3)
    sent = {"seen": 0, "discussion": "Kestrel", "r1-text": "Leave Kestrel", "r1-outcome": "agreed"}
    page.post(address("record_item", item.pk), sent)
    action = {"text": "Write to Kestrel", "owner": "Director", "due_on": "2021-07-01"}
    page.post(address("record_action", item.pk), action)
    number = Action.objects.get().number
    for name in ("action_close", "action_close"):
        page.post(reverse(f"boards:{name}", args=["nottingham", number]), {"words": "Kestrel left"})
    told = list(AuditEvent.objects.filter(council=nottingham).values_list("subject", "detail"))
    assert len(told) > 5
    assert "Kestrel" not in str(told)


def test_young_people_are_not_named_in_public(
    page: Client, meeting: Meeting, client_of: ClientOf, analyst: User
) -> None:
    for name in ("Alex Young", "Sam Young"):
        page.post(address("record_guest"), {"name": name, "young_person": "on"})
    page.post(address("minutes_draft"))
    assert "Alex Young" in page.get(address("minutes")).content.decode()
    public = client_of(analyst).get(address("minutes")).content.decode()
    assert "Young" not in public.replace("young people", "")
    assert "2 young people" in public


def test_minutes_are_agreed_and_signed_on_the_page(
    page: Client, meeting: Meeting, nottingham: Council, governance_officer: User
) -> None:
    page.post(address("minutes_draft"))
    july = a_meeting(nottingham, dt.date(2021, 7, 19))
    open_meeting(meeting=july, at=TWO + dt.timedelta(days=63), by=governance_officer)
    page.post(address("minutes_agree"), {"meeting": july.pk, "corrections": "Item 1: a word\n"})
    text = page.get(address("minutes")).content.decode()
    assert "Agreed as a correct record on 19 July 2021, with the corrections" in text
    assert "Item 1: a word" in text
    page.post(address("minutes_sign"), {"signed_by": "Chair", "signed_on": "2021-07-19"})
    assert Minutes.objects.get(meeting=meeting).status == "signed"
    assert "Signed by Chair on 19 July 2021" in page.get(address("minutes")).content.decode()


def test_minutes_as_files(page: Client, meeting: Meeting, governance_officer: User) -> None:
    draft_minutes(meeting=meeting, by=governance_officer)
    pdf = page.get(address("minutes_file", "public", "pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert "CPB-2021-05-17-minutes-public.pdf" in pdf.headers["Content-Disposition"]
    word = page.get(address("minutes_file", "board", "docx"))
    assert word.content.startswith(b"PK")
    assert page.get(address("minutes_file", "public", "odt")).status_code == 404


def test_before_the_roll_is_called_nothing_is_said_of_a_quorum(
    page: Client, meeting: Meeting
) -> None:
    page.post(address("minutes_draft"))
    text = page.get(address("minutes")).content.decode()
    assert "Attendance has not been recorded yet." in text
    assert "quorate" not in text
    item = AgendaItem.objects.get(title="Performance")
    sent = {"seen": 0, "discussion": "", "r1-text": "To note", "r1-outcome": "agreed"}
    answer = page.post(address("record_item", item.pk), sent | {"r1-decided_at": "3pm"})
    assert "Call the roll first" in answer.content.decode()


def test_before_the_minutes_are_drafted(page: Client, meeting: Meeting) -> None:
    assert "Not drafted yet" in page.get(address("minutes")).content.decode()
    assert page.get(address("minutes_file", "public", "pdf")).status_code == 404


def test_minutes_are_published_once_for_each_state(
    page: Client, meeting: Meeting, nottingham: Council, governance_officer: User
) -> None:
    page.post(address("minutes_draft"))
    page.post(address("minutes_publish"))
    page.post(address("minutes_publish"))
    public = Edition.objects.get(kind="minutes", audience="public")
    assert {file.name for file in public.files.all()} == {
        "CPB-2021-05-17-minutes-public.html",
        "CPB-2021-05-17-minutes-public.pdf",
        "CPB-2021-05-17-minutes-public.docx",
    }
    july = a_meeting(nottingham, dt.date(2021, 7, 19))
    open_meeting(meeting=july, at=TWO + dt.timedelta(days=63), by=governance_officer)
    page.post(address("minutes_agree"), {"meeting": july.pk, "corrections": ""})
    page.post(address("minutes_publish"))
    second = Edition.objects.get(kind="minutes", audience="public", number=2)
    assert second.changes[0]["now"] == "Agreed as a correct record"
    assert "public edition 2" in page.get(address("minutes")).content.decode()


def test_published_minutes_stand_on_the_page_that_everybody_reads(
    page: Client, meeting: Meeting, client: Client, councillor: User, client_of: ClientOf
) -> None:
    page.post(address("minutes_draft"))
    page.post(address("minutes_publish"))
    board = Edition.objects.get(kind="minutes", audience="board")
    for file in board.files.all():
        own = reverse("reporting:board_edition_file", args=["nottingham", board.pk, file.name])
        assert own in page.get(address("minutes")).content.decode()
        assert client_of(councillor).get(own).status_code == 200
        assert client.get(own).status_code == 302


def test_minutes_are_a_frozen_web_page_first(
    page: Client, meeting: Meeting, client: Client
) -> None:
    page.post(address("minutes_draft"))
    page.post(address("minutes_publish"))
    AgendaItem.objects.filter(title="Performance").update(title="Other words")
    public = Edition.objects.get(kind="minutes", audience="public")
    text = page.get(address("minutes")).content.decode()
    assert text.index("minutes-public.html") < text.index("minutes-public.pdf")
    assert "web page</a>" in text
    file = public.files.get(media_type="text/html")
    at = reverse("reporting:edition_file", args=["nottingham", public.pk, file.name])
    answer = client.get(at)
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    found = answer.content.decode()
    assert found.count("<h1") == 1
    assert "Performance" in found
    assert "Other words" not in found
    assert '<link rel="stylesheet"' not in found
    assert "<script" not in found


@pytest.mark.parametrize(
    ("prefix", "name"),
    [("CPB/21", "CPB-21-2021-05-17-minutes"), ('../"', "2021-05-17-minutes"), ("", "2021-05-17")],
)
def test_a_prefix_of_any_signs_breaks_no_address(
    page: Client, meeting: Meeting, client: Client, prefix: str, name: str
) -> None:
    Board.objects.update(reference_prefix=prefix)
    page.post(address("minutes_draft"))
    page.post(address("minutes_publish"))
    public = Edition.objects.get(kind="minutes", audience="public")
    for file in public.files.all():
        assert file.name.startswith(name)
        at = reverse("reporting:edition_file", args=["nottingham", public.pk, file.name])
        assert client.get(at).status_code == 200
        assert at in page.get(address("minutes")).content.decode()
    sent = page.get(address("minutes_file", "public", "docx"))["Content-Disposition"]
    assert sent == f'attachment; filename="{public.files.get(name__endswith="docx").name}"'


def test_the_boards_minutes_are_read_by_right(
    client_of: ClientOf, page: Client, meeting: Meeting, analyst: User, councillor: User
) -> None:
    page.post(address("minutes_draft"))
    page.post(address("minutes_publish"))
    edition = Edition.objects.get(kind="minutes", audience="board")
    assert edition.pdf is not None
    parts = ["nottingham", edition.pk, edition.pdf.name]
    file = reverse("reporting:board_edition_file", args=parts)
    assert client_of(analyst).get(file).status_code == 403
    assert client_of(councillor).get(file).status_code == 200
    listed = reverse("reporting:published_list", args=["nottingham"])
    assert edition.pdf.name not in client_of(analyst).get(listed).content.decode()


def test_the_api_gives_the_boards_minutes_by_right(
    page: Client, meeting: Meeting, nottingham: Council, administrator: User
) -> None:
    """A token reads what whoever made it may read."""
    page.post(address("minutes_draft"))
    page.post(address("minutes_publish"))
    edition = Edition.objects.get(kind="minutes", audience="board")
    assert edition.pdf is not None
    ours = caller(nottingham, administrator)
    path = f"editions/{edition.pk}/files/{edition.pdf.name}"
    assert ours.get(path).status_code == 404
    Membership.objects.create(user=administrator, council=nottingham, role=Role.COUNCILLOR)
    assert ours.get(path).status_code == 200


def test_a_pecuniary_interest_reminds_until_it_is_registered(
    page: Client, meeting: Meeting
) -> None:
    item = AgendaItem.objects.get(title="Performance")
    member = Member.objects.get(name="Councillor 1")
    sent = {"member": member.pk, "kind": "pecuniary", "what": "Runs an agency"}
    page.post(address("record_declaration", item.pk), sent)
    assert "To be registered by 14 June 2021" in page.get(address("record")).content.decode()
    page.post(address("record_declaration", item.pk), sent | {"registered_on": "2021-06-01"})
    assert "To be registered by" not in page.get(address("record")).content.decode()
