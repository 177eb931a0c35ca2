"""Public editions for everybody, board editions for members, nothing for strangers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from reporting.models import Edition, EditionFile
from reporting.services import NewFile
from reporting.services.files import edition_path

from ..conftest import PAGE, PDF, Publish, figure, shown

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def public_url(edition: Edition, name: str = "pack.pdf", council: str = "nottingham") -> str:
    return reverse("reporting:edition_file", args=[council, edition.pk, name])


def board_url(edition: Edition, name: str = "pack.pdf", council: str = "nottingham") -> str:
    return reverse("reporting:board_edition_file", args=[council, edition.pk, name])


def test_list_shows_public_editions_to_everybody(client: Client, publish: Publish) -> None:
    publish()
    newer = publish(
        figures=[figure("66%", 2)],
        cells=[shown(66, 2)],
        changes=[{"what": "Visits <b>", "was": "65%", "now": "66%", "why": "Late records"}],
        reason="Late records came in",
    )
    board = publish(audience="board", title="The secret one")
    page = client.get("/nottingham/published/")
    text = page.content.decode()
    assert page.status_code == 200
    assert public_url(newer) in text
    assert text.index("Edition 2") < text.index("Edition 1")
    assert text.count("tag--replaced") == 1
    assert "Visits &lt;b&gt;: 65% before, 66% now" in text
    assert board.title not in text


def test_who_is_signed_in_keeps_their_sections_and_who_is_not_finds_the_way_in(
    client: Client, client_of: ClientOf, officer: User, nottingham: Council
) -> None:
    assert ">Returns</a>" in client_of(officer).get("/nottingham/published/").content.decode()
    outside = client.get("/nottingham/published/").content.decode()
    assert ">Returns</a>" not in outside
    assert '<a href="/nottingham/">Sign in</a>' in outside


def test_size_is_said_as_people_say_it() -> None:
    said = [EditionFile(size=size).size_in_words for size in (0, 1025, 228_000, 1_500_000)]
    assert said == ["1 KB", "2 KB", "223 KB", "1.4 MB"]


def test_empty_list_says_so(client: Client, nottingham: Council) -> None:
    assert b"Nothing is published yet" in client.get("/nottingham/published/").content


def test_unknown_council_has_no_list(client: Client, nottingham: Council) -> None:
    assert client.get("/atlantis/published/").status_code == 404


def test_public_file_is_served_as_published(client: Client, publish: Publish) -> None:
    edition = publish()
    page = client.get(public_url(edition))
    assert page.content == PDF
    assert page["Content-Type"] == "application/pdf"
    assert page["Cache-Control"] == "public, max-age=300, must-revalidate"
    assert page["Content-Disposition"] == 'inline; filename="pack.pdf"'
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["ETag"] == f'"{edition.pdf.sha256}"'  # type: ignore[union-attr]
    again = client.get(public_url(edition), headers={"if-none-match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_public_page_may_use_its_own_styles_only(client: Client, publish: Publish) -> None:
    files = [NewFile("application/pdf", "pack.pdf", PDF), NewFile("text/html", "pack.html", PAGE)]
    edition = publish(files=files)
    page = client.get(public_url(edition, "pack.html"))
    policy = page["Content-Security-Policy"]
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'self'" in policy
    assert "'sha256-" in policy
    assert "unsafe" not in policy


def test_board_edition_is_no_public_file(client: Client, publish: Publish) -> None:
    board = publish(audience="board")
    assert client.get(public_url(board)).status_code == 404
    assert client.get(board_url(board)).status_code == 302


def test_every_look_at_a_board_edition_is_recorded(
    client_of: ClientOf, publish: Publish, councillor: User
) -> None:
    board = publish(audience="board")
    page = client_of(councillor).get(board_url(board))
    assert (page.content, page["Cache-Control"]) == (PDF, "private, no-store")
    event = AuditEvent.objects.get(action="read_board_edition")
    assert (event.by, event.detail["edition"]) == (councillor, board.pk)


def test_outsider_sees_no_board_edition(
    client_of: ClientOf, publish: Publish, outsider: User
) -> None:
    board = publish(audience="board")
    assert client_of(outsider).get(board_url(board)).status_code == 404
    assert client_of(outsider).get(board_url(board, council="exampleshire")).status_code == 404
    assert not AuditEvent.objects.filter(action="read_board_edition").exists()


def test_other_ids_names_and_councils_are_not_there(
    client: Client, publish: Publish, exampleshire: Council
) -> None:
    edition = publish()
    for url in (
        public_url(edition, council="exampleshire"),
        public_url(edition, "other.pdf"),
        "/nottingham/published/999999/pack.pdf",
        "/nottingham/published/99999999999999999999999/pack.pdf",
    ):
        assert client.get(url).status_code == 404


def test_public_file_is_no_board_file(
    client_of: ClientOf, publish: Publish, councillor: User
) -> None:
    assert client_of(councillor).get(board_url(publish())).status_code == 404


def test_damaged_file_is_an_error_not_a_document(client: Client, publish: Publish) -> None:
    edition = publish()
    edition_path(edition.pdf.sha256).unlink()  # type: ignore[union-attr]
    page = client.get(public_url(edition))
    assert page.status_code == 500
    assert "public" not in page.get("Cache-Control", "")
    assert b"restored from the backup" in page.content


def test_only_reading_is_possible(client: Client, publish: Publish) -> None:
    assert client.post(public_url(publish())).status_code == 405
