"""Slides and briefing of a published pack: frozen with it, opened like it, as public as it."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_papers
from performance.services import publish_pack
from reporting.models import Edition
from reporting.services import open_edition_file, withdraw_edition
from tests.documents.checks import assert_pdf_ua, words_for_pictures
from tests.performance.figures import NOON
from tests.performance.test_packs import Q4, told

__all__ = ["told"]
SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
NAMES = {
    "public": ["nottingham-2020-21-q4-slides.pdf", "nottingham-2020-21-q4-briefing.pdf"],
    "board": ["nottingham-2020-21-q4-slides-board.pdf", "nottingham-2020-21-q4-briefing-board.pdf"],
}
SECRETS = ("45.5", "45%", "4.5%", "10 of 22", "11 of 22", "Sam’s")


@pytest.fixture
def published(told: Council, governance_officer: User) -> Callable[[str], Edition]:
    def publishing(audience: str) -> Edition:
        return publish_pack(
            council=told, quarter=Q4, audience=audience, by=governance_officer, at=NOON
        )

    return publishing


def said(data: bytes) -> str:
    """All that a file says: its text, and the words in place of its pictures."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join([*texts, *words_for_pictures(data)]).split())


@pytest.mark.parametrize("audience", ["public", "board"])
def test_they_are_frozen_with_the_pack_and_accessible(
    published: Callable[[str], Edition], audience: str
) -> None:
    edition = published(audience)
    assert [file.name for file in edition.handouts] == NAMES[audience]
    for file in edition.handouts:
        assert_pdf_ua(open_edition_file(file))
        assert file.get_form_display() in file.words
    event = AuditEvent.objects.get(action="publish_edition")
    assert {*NAMES[audience]} < event.detail["files"].keys()
    assert edition.pdf == edition.ordered_files[0]


def test_they_say_nothing_that_the_public_pack_hides(published: Callable[[str], Edition]) -> None:
    public = [said(open_edition_file(file)) for file in published("public").handouts]
    board = " ".join(said(open_edition_file(file)) for file in published("board").handouts)
    assert all("83%" in words for words in public)
    assert [secret for secret in SECRETS if any(secret in words for words in public)] == []
    assert "Not for publication" in board
    assert "Not for publication" not in " ".join(public)


def test_they_say_the_editions_figures_and_no_others(published: Callable[[str], Edition]) -> None:
    edition = published("public")
    printed = set(edition.figures.values_list("printed", flat=True)) | {"95%"}  # and the target
    for file in edition.handouts:
        shares = set(re.findall(r"(?<![\d.])\d+(?:\.\d+)?%", said(open_edition_file(file))))
        assert shares <= printed


def test_everybody_finds_the_public_ones(
    client: Client, published: Callable[[str], Edition]
) -> None:
    edition, board = published("public"), published("board")
    page = client.get(reverse("reporting:published_list", args=["nottingham"])).content.decode()
    for file in edition.handouts:
        address = reverse("reporting:edition_file", args=["nottingham", edition.pk, file.name])
        assert f'<a href="{address}">{file.words}<' in page
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (200, open_edition_file(file))
    for file in board.handouts:
        assert file.name not in page
        wrong = reverse("reporting:edition_file", args=["nottingham", board.pk, file.name])
        assert client.get(wrong).status_code == 404


def test_members_find_the_boards_and_every_look_is_kept(
    published: Callable[[str], Edition], client_of: SignIn, councillor: User, outsider: User
) -> None:
    edition = published("board")
    pages = (
        ("performance:pack_list", ["nottingham"]),
        (
            "performance:pack_publish",
            ["nottingham", "2020-21-Q4"],
        ),
    )
    slides = edition.handouts[0]
    address = reverse("reporting:board_edition_file", args=["nottingham", edition.pk, slides.name])
    reader = client_of(councillor)
    assert address in reader.get(reverse(pages[0][0], args=pages[0][1])).content.decode()
    assert reader.get(address).content == open_edition_file(slides)
    look = AuditEvent.objects.get(action="read_board_edition")
    assert look.detail["file"] == slides.name
    assert client_of(outsider).get(address).status_code == 404


def test_they_are_withdrawn_with_it(
    client: Client, published: Callable[[str], Edition], governance_officer: User
) -> None:
    edition = published("public")
    withdraw_edition(edition=edition, reason="A child is named", by=governance_officer)
    for file in edition.files.all():
        address = reverse("reporting:edition_file", args=["nottingham", edition.pk, file.name])
        assert client.get(address).status_code == 410
    page = client.get(reverse("reporting:published_list", args=["nottingham"])).content.decode()
    assert "-slides.pdf" not in page


def test_progress_counts_the_pages_of_all_three(told: Council, laid_out_anew: None) -> None:
    heard: list[tuple[str, int, int]] = []
    pack = quarterly_pack(told, Q4, "board")
    papers = pack_papers(pack, progress=lambda *words: heard.append(words))
    every = papers.pack.pages + papers.slides.pages + papers.briefing.pages
    assert heard[-1] == ("Briefing: writing the file", every, every)
    slides = [done for stage, done, _ in heard if stage.startswith("Slides")]
    assert slides[0] == papers.pack.pages + 1
    assert {total for _, _, total in heard if total >= every} == {every}


def test_the_command_writes_what_was_published(
    published: Callable[[str], Edition], tmp_path: Path
) -> None:
    edition, out = published("public"), tmp_path / "slides.pdf"
    given = ("--council", "nottingham", "--period", "2020-21-Q4", "--audience", "public")
    more = ("--as", "slides", "--published", "--out", str(out))
    call_command("build_pack", *given, *more, stdout=StringIO())
    assert out.read_bytes() == open_edition_file(edition.handouts[0])
