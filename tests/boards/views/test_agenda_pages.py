"""The pages of an agenda: building it, publishing it, reading it as board and as public."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from boards.models import Meeting, Override, Report, ReportSection
from boards.packs.agenda import KIND
from boards.packs.agenda.bundle import bundle
from boards.packs.agenda.readiness import readiness
from boards.packs.live_figures import LiveFigures
from boards.services.publishing import AgendaNotReadyError, publish_agenda
from boards.services.record.minutes import draft_minutes
from boards.services.record.publishing import publish_minutes
from reporting.models import Audience, Edition
from reporting.services import NothingChangedError
from tests.boards.agendas import SECRET, a_full_meeting, exempt, signed, with_report
from tests.boards.cast import NOW, a_report, an_item
from tests.performance.figures import a_figure
from tests.reporting.grafting.checks import everything_in

ClientOf = Callable[[User], Client]


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    made = a_full_meeting(nottingham, governance_officer)
    made.agenda_started = True
    made.save()
    return made


def address(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(f"boards:{name}", args=[meeting.board.council.slug, meeting.slug, *more])


@pytest.fixture
def published(meeting: Meeting, governance_officer: User) -> Meeting:
    publish_agenda(meeting=meeting, by=governance_officer, at=NOW)
    meeting.refresh_from_db()
    return meeting


def test_the_page_shows_items_states_and_pages(
    client_of: ClientOf, meeting: Meeting, governance_officer: User
) -> None:
    answer = client_of(governance_officer).get(address("agenda", meeting))
    text = answer.content.decode()
    assert "3 - 8" in text
    assert "Signed off" in text
    assert "Verbal" in text
    assert "Public and board editions agree" in text


def test_the_queries_do_not_grow_with_the_agenda(
    client_of: ClientOf, meeting: Meeting, governance_officer: User, nottingham: Council
) -> None:
    client = client_of(governance_officer)
    client.get(address("agenda", meeting))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address("agenda", meeting))
    for number in range(4):
        report = signed(nottingham, governance_officer, f"Report {number}", 1)
        with_report(meeting, report)
        an_item(meeting, f"Item {number}")
    client.get(address("agenda", meeting))
    with CaptureQueriesContext(connection) as many:
        client.get(address("agenda", meeting))
    assert len(many) == len(few)
    assert len(few) < 55


def test_findings_of_reports_stand_among_the_checks(
    meeting: Meeting, nottingham: Council, governance_officer: User
) -> None:
    """Figures that moved are to be looked at; what an unsigned report lacks is told once, with its
    sign-off."""
    today = NOW.date()
    assert "Figures" in {one.title for one in readiness(meeting, today=today).passed}
    gone = {"key": "gone", "version": 1, "label": "Visits on time", "printed": "83%"}
    Report.objects.filter(title="Placements strategy").update(figures=[gone])
    draft = a_report(nottingham, governance_officer, "A plan", status=Report.Status.DRAFT)
    ReportSection.objects.create(
        report=draft, order=1, key="summary", heading="Summary", required=True
    )
    item = with_report(meeting, draft)
    found = readiness(meeting, today=today)
    assert [one.title for one in found.look if one.kind == "moved"] == [
        "Item 2: Figures have changed since sign-off: Visits on time"
    ]
    [unsigned] = found.of(item.pk)
    assert "“Summary” must be filled in" in unsigned.detail
    assert "Figures" not in {one.title for one in found.passed}


def test_links_are_called_followed_only_once_they_were(
    meeting: Meeting, governance_officer: User
) -> None:
    links = "Links and bookmarks"
    assert links not in {one.title for one in readiness(meeting, today=NOW.date()).passed}
    publish_agenda(meeting=meeting, by=governance_officer, at=NOW)
    assert links in {one.title for one in readiness(meeting, today=NOW.date()).passed}


def test_approvers_reach_the_checks_from_the_meeting(
    client_of: ClientOf, meeting: Meeting, approver: User, analyst: User
) -> None:
    page, checks = address("meeting_detail", meeting), address("agenda_checks", meeting)
    assert checks in client_of(approver).get(page).content.decode()
    assert checks not in client_of(analyst).get(page).content.decode()


def test_moving_by_arrows_and_undo(
    client_of: ClientOf, meeting: Meeting, governance_officer: User
) -> None:
    client = client_of(governance_officer)
    last = meeting.items.order_by("-position").first()
    assert last is not None
    move = address("agenda_item_move", meeting, last.pk)
    text = client.post(move, {"to": "up", "revision": 0}, follow=True).content.decode()
    assert "moved to item 4 of 5" in text
    assert "Somebody else changed" not in text
    text = client.post(move, {"to": "up", "revision": 0}, follow=True).content.decode()
    assert "Somebody else changed this agenda" in text
    client.post(address("agenda_undo", meeting))
    client.post(address("agenda_undo", meeting))
    last.refresh_from_db()
    assert last == meeting.items.order_by("-position").first()


def test_publishing_is_absent_while_something_stops_it(
    client_of: ClientOf, meeting: Meeting, governance_officer: User
) -> None:
    client = client_of(governance_officer)
    text = client.get(address("agenda", meeting)).content.decode()
    assert "Less than 5 clear days of notice" in text
    assert "Publish both editions" not in text
    with pytest.raises(AgendaNotReadyError, match="clear days"):
        publish_agenda(meeting=meeting, by=governance_officer)
    client.post(address("agenda_override", meeting), {"key": "notice", "reason": ""})
    assert not Override.objects.exists()
    client.post(address("agenda_override", meeting), {"key": "notice", "reason": "Agreed."})
    assert Override.objects.get().by == governance_officer
    text = client.get(address("agenda", meeting)).content.decode()
    assert "Publish both editions" in text
    assert "Agreed." in text


def test_a_check_of_a_long_title_can_be_let_pass(
    client_of: ClientOf, meeting: Meeting, governance_officer: User
) -> None:
    """Its key is cut, here behind a space."""
    title = f"{'Long ' * 16}title"
    an_item(meeting, title)
    an_item(meeting, title)
    key = next(c.key for c in readiness(meeting, today=NOW.date()).look if c.kind == "duplicate")
    asked = {"key": key, "reason": "Both are meant."}
    client_of(governance_officer).post(address("agenda_override", meeting), asked)
    assert Override.objects.get().check_key == key


def test_who_may_not_override_is_refused(
    client_of: ClientOf, meeting: Meeting, approver: User
) -> None:
    key = {"key": "notice", "reason": "Because."}
    client_of(approver).post(address("agenda_override", meeting), key)
    assert not Override.objects.exists()


def test_publishing_freezes_numbers_and_makes_both_editions(published: Meeting) -> None:
    assert published.is_frozen
    assert published.status == Meeting.Status.PUBLISHED
    assert list(published.items.values_list("number", flat=True)) == ["1", "2", "3", "4", "5"]
    editions = Edition.objects.filter(kind=KIND, subject=published.slug)
    assert sorted(edition.audience for edition in editions) == ["board", "public"]
    public = editions.get(audience=Audience.PUBLIC)
    assert {file.media_type for file in public.files.all()} == {"application/pdf", "text/html"}
    assert SECRET not in json.dumps(public.beside) + json.dumps(public.changes)


def test_nothing_is_published_twice_without_a_reason(
    published: Meeting, governance_officer: User
) -> None:
    with pytest.raises(NothingChangedError):
        publish_agenda(meeting=published, by=governance_officer, at=NOW)
    again = publish_agenda(meeting=published, by=governance_officer, at=NOW, reason="Clearer scan")
    assert again.public.number == again.board.number == 2


def test_what_changed_is_told(
    published: Meeting, governance_officer: User, nottingham: Council
) -> None:
    report = signed(nottingham, governance_officer, "Health of children", 1)
    with_report(published, report, late="to_follow")
    again = publish_agenda(meeting=published, by=governance_officer, at=NOW)
    assert again.public.changes[0]["now"] == "Health of children"
    assert again.public.changes[-1]["what"] == "Item 6"
    numbers = published.items.values_list("number", flat=True)
    assert list(numbers) == ["1", "2", "3", "4", "5", "6"]


def test_a_supplement_goes_on_where_the_agenda_ended(
    published: Meeting, governance_officer: User, nottingham: Council
) -> None:
    report = signed(nottingham, governance_officer, "A late paper", 2)
    with_report(published, report, late="supplement")
    made = publish_agenda(meeting=published, by=governance_officer, at=NOW, supplement=True)
    kept = made.public.beside
    assert [item["title"] for item in kept["items"]] == ["A late paper"]
    assert kept["papers"][0]["pages"] == "15 - 16"


def test_a_supplement_is_checked_as_the_agenda_is(
    published: Meeting, governance_officer: User, nottingham: Council
) -> None:
    """A restricted title in a paper of the supplement stops it, and items keep their numbers."""
    report = signed(nottingham, governance_officer, f"See the {SECRET} contract", 2)
    with_report(published, report, late="supplement")
    draft = a_report(nottingham, governance_officer, "A plan", status=Report.Status.DRAFT)
    with_report(published, draft, late="supplement")
    found = readiness(published, today=NOW.date())
    stops = {one.kind: one.title for one in found.stops}
    assert stops["secret-title"].endswith("is printed in the title of item 6")
    assert stops["unsigned"] == "Item 7 is not signed off"
    with pytest.raises(AgendaNotReadyError, match="restricted title"):
        publish_agenda(meeting=published, by=governance_officer, at=NOW, supplement=True)


def test_a_stranger_reads_the_public_page_and_its_papers(
    client: Client, published: Meeting
) -> None:
    text = client.get(address("papers", published)).content.decode()
    assert "Placements strategy" in text
    assert "A commercial matter: not published" in text
    assert SECRET not in text
    paper = client.get(address("paper", published, "2"))
    assert paper["Content-Type"] == "application/pdf"
    assert client.get(address("paper", published, "2-A")).status_code == 404
    assert client.get(address("paper", published, "3")).status_code == 404


def test_nothing_is_there_before_publication(client: Client, meeting: Meeting) -> None:
    assert client.get(address("papers", meeting)).status_code == 404


def test_a_councillor_reads_the_boards_papers_and_it_is_recorded(
    client_of: ClientOf, published: Meeting, councillor: User
) -> None:
    client = client_of(councillor)
    assert f"{SECRET} costs" in client.get(address("board_papers", published)).content.decode()
    assert client.get(address("board_paper", published, "2-A")).status_code == 200
    events = AuditEvent.objects.filter(by=councillor, action__startswith="read_board_paper")
    assert events.count() == 2
    assert all(SECRET not in f"{event.subject}{event.detail}" for event in events)


def test_who_may_not_read_restricted_papers(
    client_of: ClientOf, published: Meeting, analyst: User, outsider: User
) -> None:
    edition = Edition.objects.get(kind=KIND, audience=Audience.BOARD)
    assert edition.pdf is not None
    pdf = reverse("reporting:board_edition_file", args=["nottingham", edition.pk, edition.pdf.name])
    client = client_of(analyst)
    assert client.get(address("board_papers", published)).status_code == 403
    assert client.get(address("board_paper", published, "2-A")).status_code == 403
    assert client.get(pdf).status_code == 403
    assert client_of(outsider).get(address("board_papers", published)).status_code == 404


@pytest.mark.parametrize("audience", ["public", "board"])
def test_the_bundle(
    client_of: ClientOf, published: Meeting, governance_officer: User, audience: str
) -> None:
    answer = client_of(governance_officer).get(address("agenda_bundle", published, audience))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        told = json.loads(archive.read("meeting.json"))
        everything = b"".join(archive.read(name) for name in names if not name.endswith(".pdf"))
    assert told["agendaItem"][1]["auxiliaryFile"][0]["sha256Checksum"]
    assert ("items/item-2-A.pdf" in names) is (audience == "board")
    assert (SECRET.encode() in everything) is (audience == "board")


def test_the_bundle_holds_reports_in_word_and_the_minutes(
    published: Meeting, governance_officer: User
) -> None:
    minutes = draft_minutes(meeting=published, by=governance_officer)
    publish_minutes(minutes=minutes, audience=Audience.PUBLIC, by=governance_officer)
    public, board = names_in(published, "public"), names_in(published, "board")
    assert sum(name.startswith("items/") and name.endswith(".docx") for name in public) == 2
    assert sum(name.startswith("items/") and name.endswith(".docx") for name in board) == 3
    assert "minutes/CPB-2021-05-17-minutes-public.pdf" in public
    assert not any(name.startswith("minutes/") for name in board)
    # What became restricted since, or says something else now, is left out.
    Report.objects.filter(title="Placements strategy").update(**exempt())
    Report.objects.filter(title="Care leavers annual report").update(body_key="other")
    assert not any("items/" in n and n.endswith(".docx") for n in names_in(published, "public"))


def names_in(meeting: Meeting, audience: str) -> list[str]:
    made = bundle(meeting, audience)
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return archive.namelist()


def test_the_command_writes_a_draft(meeting: Meeting, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    call_command("build_agenda_pack", meeting="nottingham-2021-05-17", audience="public", out=out)
    data = out.read_bytes()
    assert SECRET.encode() not in everything_in(data)
    assert b"Draft" in everything_in(data)


@pytest.mark.parametrize("name", ["agenda_item_late", "agenda_item_add"])
def test_a_meeting_that_is_over_refuses_in_words_and_loses_nothing(
    client_of: ClientOf, meeting: Meeting, governance_officer: User, name: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status=Meeting.Status.HELD)
    typed = {"title": "Fire", "kind": "verbal", "late": "urgent", "urgent_reason": "A home shut."}
    answer = client_of(governance_officer).post(address(name, meeting), typed)
    assert "This meeting is over" in answer.content.decode()
    assert 'value="Fire"' in answer.content.decode()


def test_an_edition_accounts_for_the_figures_its_reports_print(
    meeting: Meeting, governance_officer: User, nottingham: Council
) -> None:
    """Disclosure control has to know what the public was told, and by which version."""
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83.3")
    [key] = LiveFigures(nottingham, public=True).shown
    told = {"key": key, "version": 1, "label": "Visits on time", "printed": "83%"}
    report = meeting.items.get(title="Placements strategy").report
    assert report is not None
    Report.objects.filter(pk=report.pk).update(figures=[told])
    Report.objects.exclude(pk=report.pk).update(figures=[{**told, "key": "secret"}])
    Report.objects.filter(title="Care leavers annual report").update(figures=[])
    publish_agenda(meeting=meeting, by=governance_officer, at=NOW)
    public, board = (Edition.objects.get(kind=KIND, audience=one) for one in ("public", "board"))
    assert [one.key for one in public.figures.all()] == [key]
    assert len(board.figures.all()) == 2
    assert {cell.key for cell in public.cells.all()} == {key}
    assert not board.cells.exists()
