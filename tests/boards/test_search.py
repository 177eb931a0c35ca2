"""Search finds what is there, and nothing that the reader may not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from boards.dashboards.search import Reader, excerpt, search
from boards.models import Appendix, Minute, Recommendation, Report, ReportSection, Resolution
from boards.packs.agenda import texts
from reporting.services.files import edition_path
from tests.boards.agendas import exempt
from tests.boards.cast import NOW, a_meeting, a_paper, a_report, an_item
from tests.reporting.grafting.papers import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(nottingham: Council, governance_officer: User) -> None:
    report = a_report(
        nottingham,
        governance_officer,
        "The price of Sunny House",
        status="signed_off",
        openness="exempt",
        paragraph=3,
        public_title="A contract",
    )
    ReportSection.objects.create(
        report=report, order=1, key="summary", heading="Summary", text="Dental Sunny costs"
    )
    meeting = a_meeting(nottingham, published_at=NOW)
    closed = an_item(meeting, "The price of Sunny House", report=report)
    opened = an_item(meeting, "Health")
    for item, words in ((closed, "Sunny asks too much"), (opened, "Dental checks are late")):
        minute = Minute.objects.create(item=item, discussion=words)
        Resolution.objects.create(minute=minute, order=1, text=f"Noted: {words}")


def test_all_words_are_needed(nottingham: Council, papers: None) -> None:
    found = search(nottingham, "dental LATE", Reader(restricted=True))
    assert [hit.kind for hit in found.hits] == ["Minutes", "Decision"]
    assert search(nottingham, "dental zebra", Reader(restricted=True)).hits == ()


def test_closed_papers_are_found_only_by_those_who_may(nottingham: Council, papers: None) -> None:
    kinds = {hit.kind for hit in search(nottingham, "sunny", Reader(restricted=True)).hits}
    assert kinds == {"Report", "Agenda item", "Minutes", "Decision"}
    assert search(nottingham, "sunny", Reader(restricted=False)).hits == ()


def test_a_reader_is_led_where_they_may_go(
    nottingham: Council, governance_officer: User, papers: None
) -> None:
    """A councillor finds reports of published agendas, and opens them there."""
    report = a_report(nottingham, governance_officer, "Visits", status="signed_off")
    Recommendation.objects.create(report=report, order=1, text="To praise kestrels")
    assert search(nottingham, "kestrels", Reader(restricted=True)).hits == ()
    (hit,) = search(nottingham, "kestrels", Reader(restricted=True, sees_reports=True)).hits
    assert hit.address == reverse("boards:report_detail", args=["nottingham", "visits"])
    meeting = report.board.meetings.get()
    an_item(meeting, "Visits", report=report)
    (hit,) = search(nottingham, "kestrels", Reader(restricted=True)).hits
    assert hit.address == reverse("boards:board_papers", args=["nottingham", meeting.slug])
    (hit,) = search(nottingham, "kestrels", Reader(restricted=False)).hits
    assert hit.address == reverse("boards:papers", args=["nottingham", meeting.slug])


@pytest.fixture
def files(nottingham: Council, governance_officer: User) -> Report:
    """A report that came as a PDF with two appendices, one exempt; its agenda is published."""
    paper = a_paper(nottingham, governance_officer, body("Dentists", words="Ospreys wait long."))
    report = a_report(
        nottingham, governance_officer, "Health of children", kind="uploaded", file=paper,
        status="signed_off",
    )  # fmt: skip
    told = a_paper(nottingham, governance_officer, body("Waiting", words="Herons wait less."))
    Appendix.objects.create(report=report, order=1, title="Waiting times", file=told)
    secret = a_paper(nottingham, governance_officer, body("Price", words="Falcons cost much."))
    Appendix.objects.create(report=report, order=2, title="Price of Kites", file=secret, **exempt())
    meeting = a_meeting(nottingham, published_at=NOW)
    an_item(meeting, "Health of children", report=report)
    return report


def test_papers_that_are_pdf_files_are_found_by_title_and_words(
    nottingham: Council, files: Report
) -> None:
    everybody = Reader(restricted=False)
    (hit,) = search(nottingham, "ospreys WAIT", everybody).hits
    assert (hit.kind, hit.title, hit.when) == ("Report", "Health of children", "An uploaded PDF")
    assert hit.excerpt[1] == "Ospreys"
    assert hit.address == reverse("boards:papers", args=["nottingham", "2021-05-17"])
    (hit,) = search(nottingham, "waiting herons", everybody).hits
    assert (hit.kind, hit.when) == ("Appendix", "Appendix A of Health of children")
    kinds = [one.kind for one in search(nottingham, "health", everybody).hits]
    assert kinds == ["Report", "Agenda item"]


def test_an_exempt_appendix_is_found_by_its_title_and_by_those_who_may(
    nottingham: Council, files: Report
) -> None:
    assert search(nottingham, "kites", Reader(restricted=False)).hits == ()
    kept = Reader(restricted=True, kept=frozenset({files.pk}))
    assert search(nottingham, "kites", kept).hits == ()
    assert [one.title for one in search(nottingham, "herons", kept).hits] == ["Waiting times"]
    (hit,) = search(nottingham, "kites", Reader(restricted=True)).hits
    assert (hit.title, hit.excerpt) == ("Price of Kites", ("", "", ""))
    # Its pages are read where a look at them is recorded.
    assert search(nottingham, "falcons", Reader(restricted=True)).hits == ()
    Report.objects.update(**exempt())
    assert search(nottingham, "ospreys", Reader(restricted=True)).hits == ()
    assert search(nottingham, "herons", Reader(restricted=True)).hits == ()


def test_what_is_not_signed_off_or_published_is_not_found(
    nottingham: Council, files: Report
) -> None:
    Report.objects.update(status="draft")
    assert search(nottingham, "ospreys", Reader(restricted=True, sees_reports=True)).hits == ()
    Report.objects.update(status="signed_off")
    files.agenda_items.all().delete()
    assert search(nottingham, "ospreys", Reader(restricted=True)).hits == ()
    assert len(search(nottingham, "ospreys", Reader(True, sees_reports=True)).hits) == 1


def test_a_search_reads_a_few_files_and_says_how_many_are_left(
    nottingham: Council,
    files: Report,
    councillor: User,
    client_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "MOST_NEW", 1)
    page = client_of(councillor)
    address = reverse("boards:search", args=["nottingham"])
    first = page.get(address, {"words": "herons"}).content.decode()
    assert "1 paper that came as a PDF has not been read for the search yet" in first
    assert "Nothing holds all of these words" not in first
    second = page.get(address, {"words": "herons"}).content.decode()
    assert "Waiting times" in second
    assert "not been read" not in second


def test_a_file_that_is_missing_is_found_by_its_title(nottingham: Council, files: Report) -> None:
    assert files.file is not None
    edition_path(files.file.sha256).unlink()
    found = search(nottingham, "health children", Reader(restricted=True))
    assert "Report" in [one.kind for one in found.hits]


def test_another_council_finds_nothing(exampleshire: Council, papers: None) -> None:
    assert search(exampleshire, "dental", Reader(restricted=True)).hits == ()


def test_the_page(
    client_of: Callable[[User], Client], councillor: User, analyst: User, papers: None
) -> None:
    address = reverse("boards:search", args=["nottingham"])
    assert "<h1>Search</h1>" in client_of(councillor).get(address).content.decode()
    found = client_of(councillor).get(address, {"words": "sunny"}).content.decode()
    assert "The price of Sunny House" in found
    hidden = client_of(analyst).get(address, {"words": "sunny"}).content.decode()
    assert "Nothing holds all of these words" in hidden
    assert client_of(analyst).get(address, {"words": "a\x00b" * 300}).status_code == 200


def test_an_excerpt_stands_round_the_first_word() -> None:
    long = "x" * 200 + " dental " + "y" * 200
    before, found, after = excerpt(long, ["dental"])
    assert (found, before[0], after[-1]) == ("dental", "…", "…")
    assert excerpt("Nothing", ["dental"]) == ("Nothing", "", "")
