"""An open item with a part that the public did not hear: the board reads both, the public one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from boards.dashboards.decisions import resolved_about
from boards.dashboards.search import Reader, search
from boards.models import AgendaItem, Minutes, Resolution
from boards.packs.minutes import minutes_document
from boards.packs.minutes_rendering import minutes_docx
from boards.services.actions import raise_action
from boards.services.record.attendance import RecordError, call_roll, open_meeting
from boards.services.record.minutes import ClosedPart, Decision, draft_minutes, keep_minute
from boards.services.record.publishing import publish_minutes
from reporting.services import open_edition_file
from tests.boards.cast import a_meeting, a_member, a_report, an_item
from tests.documents.checks import assert_pdf_ua

pytestmark = pytest.mark.django_db
TWO = dt.datetime(2021, 5, 17, 13, 0, tzinfo=dt.UTC)
SECRET = "Falconhurst"
PART = ClosedPart("3", f"Members asked what {SECRET} costs.")


@pytest.fixture
def item(nottingham: Council, governance_officer: User) -> AgendaItem:
    meeting = a_meeting(nottingham)
    report = a_report(nottingham, governance_officer, "Homes")
    made = an_item(meeting, "Homes", report=report)
    people = {a_member(nottingham, f"Councillor {n}"): "present" for n in (1, 2)}
    people[a_member(nottingham, "Councillor 3", office="chair")] = "present"
    open_meeting(meeting=meeting, at=TWO, by=governance_officer)
    call_roll(meeting=meeting, present=people, by=governance_officer)
    return made


def keep(item: AgendaItem, by: User, closed: ClosedPart | None = PART, seen: int = 0) -> None:
    keep_minute(
        item=item,
        discussion="The report was introduced.",
        public_summary="The board considered the cost of a home.",
        closed=closed,
        decisions=[
            Decision("To note the report"),
            Decision(f"To buy {SECRET}", closed=True, indicator="visits-on-time"),
        ],
        seen=seen,
        by=by,
    )


@pytest.fixture
def minutes(item: AgendaItem, governance_officer: User) -> Minutes:
    keep(item, governance_officer)
    raise_action(
        board=item.meeting.board,
        text=f"Sign for {SECRET}",
        owner="Director",
        raised_on=item.meeting.day,
        due_on=dt.date(2021, 6, 30),
        item=item,
        restricted=True,
        by=governance_officer,
    )
    return draft_minutes(meeting=item.meeting, by=governance_officer)


def all_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return " ".join(archive.read(one).decode(errors="replace") for one in archive.namelist())


def text_of(pdf: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_the_public_document_tells_ground_and_summary_alone(minutes: Minutes) -> None:
    document = minutes_document(minutes, "public")
    section = document.sections[0]
    assert section.paragraphs == ("The report was introduced.",)
    assert [one.text for one in section.resolutions] == ["To note the report"]
    assert section.part is not None
    assert section.part.summary == ("The board considered the cost of a home.",)
    assert section.part.ground.endswith(
        "paragraph 3: financial or business affairs of any particular person"
    )
    assert SECRET not in repr(document)
    assert document.marking == ""


def test_nothing_of_it_is_in_the_bytes_that_are_published(
    minutes: Minutes, governance_officer: User
) -> None:
    edition = publish_minutes(minutes=minutes, audience="public", by=governance_officer, at=TWO)
    page, pdf, word = (open_edition_file(file) for file in edition.files.order_by("pk"))
    assert_pdf_ua(pdf)
    assert "The board considered the cost of a home." in page.decode()
    assert "The public was excluded from this part" in " ".join(text_of(pdf).split())
    assert "cost of a home" in all_of(word)
    for told in (page.decode(), text_of(pdf), all_of(word), repr(edition.beside)):
        assert SECRET not in told


def test_the_board_reads_both_under_the_marking(minutes: Minutes, governance_officer: User) -> None:
    edition = publish_minutes(minutes=minutes, audience="board", by=governance_officer, at=TWO)
    page, pdf, word = (open_edition_file(file) for file in edition.files.order_by("pk"))
    assert_pdf_ua(pdf)
    assert "The board considered the cost of a home." in page.decode()
    for told in (text_of(pdf), all_of(word)):
        assert told.count(SECRET) == 3
        assert "Not for publication" in told


def test_lists_and_search_tell_it_to_board_members_alone(
    minutes: Minutes,
    nottingham: Council,
    client_of: Callable[[User], Client],
    analyst: User,
    councillor: User,
) -> None:
    assert len(search(nottingham, SECRET, Reader(restricted=True)).hits) == 3
    assert search(nottingham, SECRET, Reader(restricted=False)).hits == ()
    assert resolved_about(nottingham, "visits-on-time") == []
    parts = ["nottingham", minutes.meeting.slug]
    for user, told in ((analyst, False), (councillor, True)):
        client = client_of(user)
        for name, args in (("minutes", parts), ("decisions", parts[:1])):
            page = client.get(reverse(f"boards:{name}", args=args)).content.decode()
            assert (SECRET in page) is told


def test_a_closed_part_has_a_ground(item: AgendaItem, governance_officer: User) -> None:
    with pytest.raises(RecordError, match="Say on what ground"):
        keep(item, governance_officer, ClosedPart("", "Said."))
    with pytest.raises(RecordError, match="marked as made in the closed part"):
        keep(item, governance_officer, ClosedPart())


def test_a_part_stays_when_the_whole_item_is_closed(
    minutes: Minutes, item: AgendaItem, governance_officer: User
) -> None:
    report = item.report
    assert report is not None
    report.openness, report.paragraph, report.public_title = "exempt", 3, "A home"
    report.save()
    item.refresh_from_db()
    keep(item, governance_officer, None, seen=item.minute.revision)
    board = minutes_document(minutes, "board").sections[0]
    assert board.part is None
    assert board.paragraphs == ("The report was introduced.", PART.discussion)
    public = minutes_document(minutes, "public")
    assert SECRET not in repr(public)
    assert public.sections[0].paragraphs == ("The board considered the cost of a home.",)


def test_it_is_typed_on_the_page_of_the_item(
    item: AgendaItem, client_of: Callable[[User], Client], governance_officer: User
) -> None:
    page = client_of(governance_officer)
    address = reverse("boards:record_item", args=["nottingham", item.meeting.slug, item.pk])
    typed = {
        "discussion": "Open",
        "closed_discussion": PART.discussion,
        "public_summary": "A home",
        "seen": "0",
        "r1-text": f"To buy {SECRET}",
        "r1-outcome": "agreed",
        "r1-closed": "on",
        "save": "1",
    }
    answer = page.post(address, typed)
    assert "Choose why the public did not hear this part" in answer.content.decode()
    assert PART.discussion in answer.content.decode()
    page.post(address, {**typed, "closed_ground": "3"})
    item.refresh_from_db()
    assert (item.minute.closed_ground, item.minute.closed_discussion) == ("3", PART.discussion)
    assert Resolution.objects.get().closed
    page.post(
        reverse("boards:record_action", args=["nottingham", item.meeting.slug, item.pk]),
        {"text": "Sign", "owner": "Director", "due_on": "2021-06-30", "restricted": "on"},
    )
    assert item.actions.get().restricted


def test_word_of_the_board_keeps_the_parts_order(minutes: Minutes) -> None:
    told = all_of(minutes_docx(minutes_document(minutes, "board")))
    assert told.index("The report was introduced.") < told.index("Part that the public")
    assert told.index("Part that the public") < told.index(PART.discussion)
