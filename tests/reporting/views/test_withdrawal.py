"""The page that withdraws an edition, and what its addresses say afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, Role, User
from reporting.models import Edition
from tests.conftest import person

from ..conftest import PDF, Publish

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def page_of(edition: Edition, council: str = "nottingham") -> str:
    return reverse("reporting:edition_withdraw", args=[council, edition.pk])


def test_a_governance_officer_withdraws(
    publish: Publish, client_of: ClientOf, governance_officer: User, client: Client
) -> None:
    edition = publish()
    file = reverse("reporting:edition_file", args=["nottingham", edition.pk, "pack.pdf"])
    etag = client.get(file)["ETag"]
    signed_in = client_of(governance_officer)
    assert "Withdraw this edition?" in signed_in.get(page_of(edition)).content.decode()
    assert "Say why it is withdrawn" in signed_in.post(page_of(edition), {}).content.decode()
    assert client.get(file).content == PDF
    answer = signed_in.post(page_of(edition), {"reason": "Two siblings are recognised"})
    assert answer["Location"] == reverse("reporting:published_list", args=["nottingham"])
    for headers in ({}, {"if-none-match": etag}):
        gone = client.get(file, headers=headers)
        assert gone.status_code == 410
        assert "This edition was withdrawn" in gone.content.decode()
        assert "siblings" not in gone.content.decode()
        assert "public" not in gone.get("Cache-Control", "")
    listed = client.get("/nottingham/published/").content.decode()
    assert "Withdrawn on" in listed
    assert file not in listed
    assert "siblings" not in listed
    assert signed_in.get(page_of(edition)).status_code == 404


def test_a_withdrawn_edition_replaces_nothing(
    publish: Publish, client_of: ClientOf, governance_officer: User, client: Client
) -> None:
    first, second = publish(), publish(reason="Again")
    client_of(governance_officer).post(page_of(second), {"reason": "Why"})
    page = client.get("/nottingham/published/").content.decode()
    assert page.count("tag--published") == 1
    assert reverse("reporting:edition_file", args=["nottingham", first.pk, "pack.pdf"]) in page


def test_a_board_edition_is_withdrawn_too(
    publish: Publish, client_of: ClientOf, governance_officer: User
) -> None:
    board = publish(audience="board")
    signed_in = client_of(governance_officer)
    signed_in.post(page_of(board), {"reason": "Why"})
    file = reverse("reporting:board_edition_file", args=["nottingham", board.pk, "pack.pdf"])
    assert signed_in.get(file).status_code == 410


def test_who_may_not(
    publish: Publish,
    client_of: ClientOf,
    approver: User,
    outsider: User,
    exampleshire: Council,
    client: Client,
) -> None:
    edition = publish()
    assert client.get(page_of(edition)).status_code == 302
    assert client_of(approver).post(page_of(edition), {"reason": "Why"}).status_code == 403
    assert client_of(outsider).post(page_of(edition), {"reason": "Why"}).status_code == 404
    theirs = client_of(person(exampleshire, Role.GOVERNANCE, name="Their governance officer"))
    for url in (page_of(edition), page_of(edition, "exampleshire")):
        assert theirs.post(url, {"reason": "Why"}).status_code == 404
    assert not Edition.objects.exclude(withdrawn_at=None).exists()
