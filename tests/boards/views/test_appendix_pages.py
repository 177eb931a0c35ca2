"""An appendix that was made here is a web page too, for those who may read it; pages in bundles."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from boards.models import AgendaItem, Appendix, Meeting, Override, PaperFile, Report
from boards.packs.agenda import KIND
from boards.packs.agenda.bundle import bundle
from boards.services.publishing import publish_agenda
from boards.services.reports import begin_report, name_reader, reopen_report, sign_off_report
from boards.services.reports.signing import PACK_PUBLIC_TITLE, PACK_TITLE
from reporting.models import Edition
from reporting.services.files import edition_path
from tests.boards.agendas import SECRET, what_is_on_record, with_report
from tests.boards.cast import NOW, a_board
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
FEW = "99.7%"


@pytest.fixture
def report(nottingham: Council, officer: User, approver: User) -> Report:
    """The quarter's pack, with two children whom the public is not told of."""
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 572))
    a_figure(nottingham, "dental-check", "2020-21-Q4", of=(300, 400))
    report = begin_report(
        board=a_board(nottingham), title="Quarter 4", author="Head", by=officer,
        kind=Report.Kind.PERFORMANCE, period="2020-21-Q4",
    )  # fmt: skip
    return sign_off_report(report=report, by=approver, at=NOW)


@pytest.fixture
def published(nottingham: Council, governance_officer: User, report: Report) -> Meeting:
    made = what_is_on_record(nottingham, governance_officer)
    with_report(made, report)
    Override.objects.create(
        meeting=made, check_key="notice", reason="Agreed.", by=governance_officer, at=NOW
    )
    publish_agenda(meeting=made, by=governance_officer, at=NOW)
    made.refresh_from_db()
    return made


def address(name: str, meeting: Meeting, *more: object) -> str:
    return reverse(f"boards:{name}", args=[meeting.board.council.slug, meeting.slug, *more])


def test_the_pack_with_small_numbers_is_a_page_for_board_members(
    client: Client, client_of: ClientOf, published: Meeting, councillor: User, analyst: User
) -> None:
    own = address("board_paper_page", published, "3-A")
    listed = client_of(councillor).get(address("board_papers", published)).content.decode()
    assert f'href="{own}">{PACK_TITLE}</a>' in listed
    answer = client_of(councillor).get(own)
    text = answer.content.decode()
    assert FEW in text
    assert text.count("<h1") == 1
    assert "Not for publication" in text
    # A report that was signed off is no draft.
    assert "Draft" not in text
    assert answer["Cache-Control"] == "private, no-store"
    read = AuditEvent.objects.filter(by=councillor, action="read_board_paper")
    assert read.get().detail == {"paper": "3-A"}
    assert client.get(own).status_code == 302
    assert client_of(analyst).get(own).status_code == 403
    assert client.get(address("paper_page", published, "3-A")).status_code == 404
    public = Edition.objects.get(kind=KIND, audience="public")
    assert FEW not in client.get(address("paper_page", published, "3")).content.decode()
    assert "page" not in next(
        paper for paper in public.beside["papers"] if paper["label"] == "Item 3, Appendix A"
    )


def test_a_paper_names_what_is_behind_it(
    client: Client, client_of: ClientOf, published: Meeting, councillor: User
) -> None:
    text = client.get(address("paper_page", published, "3")).content.decode()
    assert "Papers behind this one" in text
    assert f'data-label="Paper">{PACK_PUBLIC_TITLE}: not published' in text
    assert "Schedule 12A, paragraph 2" in text
    assert "board-papers" not in text
    board = client_of(councillor).get(address("board_paper_page", published, "3"))
    link = f'href="{address("board_paper_page", published, "3-A")}">{PACK_TITLE}</a>'
    assert f'data-label="Paper"><a {link}' in board.content.decode()
    behind = client_of(councillor).get(address("board_paper_page", published, "3-A"))
    assert "Papers behind this one" not in behind.content.decode()


def test_who_is_kept_from_it_gets_no_page_of_it(
    client_of: ClientOf, published: Meeting, report: Report, councillor: User,
    governance_officer: User,
) -> None:  # fmt: skip
    name_reader(report=report, user=councillor, kind="not", reason="x", by=governance_officer)
    own = client_of(councillor)
    assert own.get(address("board_paper_page", published, "3-A")).status_code == 404
    text = own.get(address("board_paper_page", published, "3")).content.decode()
    assert "Item 3, Appendix A: you are kept from this paper" in text
    assert PACK_TITLE not in text
    assert "3-A" not in text


def test_the_page_stays_as_it_was_published(
    client_of: ClientOf, published: Meeting, report: Report, councillor: User, approver: User,
    governance_officer: User,
) -> None:  # fmt: skip
    own = address("board_paper_page", published, "3-A")
    before = client_of(councillor).get(own).content.decode()
    page = Edition.objects.get(kind=KIND, audience="board").beside["papers"][-1]["page"]
    reopen_report(report=report, reason="A figure", by=governance_officer)
    a_figure(report.board.council, "visits-on-time", "2020-21-Q4", of=(569, 572))
    sign_off_report(report=report, by=approver)
    # A sweep takes no file that has a row.
    assert PaperFile.objects.filter(sha256=page).exists()
    assert FEW in before
    assert FEW in client_of(councillor).get(own).content.decode()
    # The next edition has the page of its own sign-off.
    publish_agenda(meeting=published, by=governance_officer, at=NOW)
    after = client_of(councillor).get(own).content.decode()
    assert "99.5%" in after
    assert FEW not in after


def test_a_page_belongs_to_the_file_beside_which_it_was_kept(
    report: Report, exampleshire: Council
) -> None:
    file = Appendix.objects.get(report=report).file
    page = PaperFile.objects.get(name=file.page_name)
    assert PaperFile.objects.pages_of([file]) == {file.pk: page.sha256}
    file.added_at = NOW.replace(year=2022)
    assert PaperFile.objects.pages_of([file]) == {}
    file.added_at, file.council = page.added_at, exampleshire
    assert PaperFile.objects.pages_of([file]) == {}
    assert PaperFile.objects.pages_of([PaperFile(name=file.name, made_here=False)]) == {}


def opened(meeting: Meeting, audience: str) -> dict[str, bytes]:
    made = bundle(meeting, audience)
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_bundle_holds_each_paper_of_ours_as_a_page_with_its_checksum(
    published: Meeting,
) -> None:
    public, board = opened(published, "public"), opened(published, "board")
    pages = {name for name in public if re.fullmatch(r"items/.*\.html", name)}
    assert pages == {"items/item-1.html", "items/item-2.html", "items/item-3.html"}
    assert {f"items/item-{n}-A.html" for n in (1, 2, 3)} <= set(board)
    told = json.loads(public["meeting.json"])
    kept = {
        file["fileName"]: file
        for item in told["agendaItem"]
        for file in item["auxiliaryFile"]
        if "fileName" in file
    }
    for name in pages:
        text = public[name].decode()
        assert kept[name]["mimeType"] == "text/html"
        assert kept[name]["sha256Checksum"] == hashlib.sha256(public[name]).hexdigest()
        assert text.count("<h1") == 1
        assert '<html lang="en-GB">' in text
        # It stands alone: no style sheet, script or address of the site.
        assert not re.search(r'<script|<link rel="stylesheet|href="/|src="(?!data:)', text)
        assert SECRET not in text
        assert FEW not in text
    assert FEW in board["items/item-3-A.html"].decode()
    assert "Not for publication" in board["items/item-3-A.html"].decode()


def words_of(meeting: Meeting, audience: str) -> dict[str, str]:
    """The text of each Word file of an item that the bundle holds."""
    made = bundle(meeting, audience)
    assert made is not None
    found = {}
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for name in archive.namelist():
            if name.startswith("items/CPB-2021-05-17-item-03") and name.endswith(".docx"):
                document = docx.Document(io.BytesIO(archive.read(name)))
                cells = [cell.text for one in document.tables for cell in one._cells]
                found[name] = "\n".join([*(one.text for one in document.paragraphs), *cells])
    return found


def test_a_bundle_holds_the_pack_in_word_as_long_as_it_says_the_same(published: Meeting) -> None:
    own = "items/CPB-2021-05-17-item-03-quarter-4.docx"
    closed = "items/CPB-2021-05-17-item-03-quarter-4-restricted.docx"
    public, board = words_of(published, "public"), words_of(published, "board")
    assert list(public) == [own]
    assert set(board) == {own, closed}
    assert FEW not in public[own] + board[own]
    assert FEW in board[closed]
    assert "Not for publication" in board[closed]
    assert "draft" not in "".join(board.values())
    # Not one that tells another number than the paper does.
    a_figure(
        published.board.council, "dental-check", "2020-21-Q4", of=(320, 400),
        version_reason="Counted again",
    )  # fmt: skip
    assert words_of(published, "board") == {}


def test_a_bundle_with_a_damaged_file_is_refused_in_words(
    client_of: ClientOf, published: Meeting, governance_officer: User
) -> None:
    public = Edition.objects.get(kind=KIND, audience="public")
    paper = next(one for one in public.beside["papers"] if one["label"] == "Item 3")
    edition_path(paper["page"]).unlink()
    own = client_of(governance_officer)
    answer = own.get(address("agenda_bundle", published, "public"))
    assert answer["Location"] == address("agenda", published)
    text = own.get(address("agenda", published)).content.decode()
    assert "The page of Item 3 is missing from the store" in text
    assert "Nothing was taken away" in text


def test_who_is_kept_from_what_is_repeated_gets_no_link_that_refuses(
    client_of: ClientOf, published: Meeting, councillor: User, governance_officer: User
) -> None:
    """March had a closed report; May's agenda repeats what was said of it."""
    closed = AgendaItem.objects.get(meeting__slug="2021-03-15", number="2").report
    assert closed is not None
    name_reader(report=closed, user=councillor, kind="not", reason="x", by=governance_officer)
    own = client_of(councillor)
    text = own.get(address("board_papers", published)).content.decode()
    assert "these papers repeat business of it, so the pack in one file is not open to you" in text
    assert f'href="{address("papers", published)}"' in text
    shown = set(re.findall(r'href="(/nottingham/[^"#?]+)', text))
    assert address("board_paper", published, "3-A") in shown
    assert address("board_paper", published, "1-A") not in shown
    for link in shown:
        assert own.get(link).status_code < 400, link


def test_whoever_builds_it_and_is_kept_gets_no_link_that_refuses(
    client_of: ClientOf, published: Meeting, governance_officer: User, report: Report,
    approver: User,
) -> None:  # fmt: skip
    own = client_of(governance_officer)
    page = address("agenda", published)
    closed = [address(name, published, "board") for name in ("agenda_bundle", "agenda_preview")]
    before = own.get(page).content.decode()
    assert all(link in before for link in closed)
    report.named_readers.create(
        user=governance_officer, kind="not", reason="x", added_by=approver, added_at=NOW
    )
    text = own.get(page).content.decode()
    assert not any(link in text for link in closed)
    assert "/board-editions/" in before
    assert "/board-editions/" not in text
    assert "that edition, its draft and its bundle are not open to you" in text
    assert address("board_papers", published) in text
