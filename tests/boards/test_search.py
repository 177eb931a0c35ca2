"""Search finds what is there, and nothing that the reader may not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from boards.dashboards.search import Reader, excerpt, search
from boards.models import Minute, Recommendation, ReportSection, Resolution
from tests.boards.cast import NOW, a_meeting, a_report, an_item

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
