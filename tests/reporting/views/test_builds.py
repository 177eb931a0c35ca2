"""The page of a build: working, failed, done; only for members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from reporting.models import Build

from ..conftest import NOON, Publish

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def make(nottingham: Council, officer: User) -> Callable[..., Build]:
    def made(**changed: Any) -> Build:
        given = {"kind": "performance-pack", "subject": "2020-21-Q4", "audience": "board"}
        return Build.objects.create(
            council=nottingham, asked_by=officer, asked_at=NOON, **(given | changed)
        )

    return made


def url(build: Build, name: str = "build_detail", council: str = "nottingham") -> str:
    return reverse(f"reporting:{name}", args=[council, build.pk])


def test_working_counts_pages(
    client_of: ClientOf, councillor: User, make: Callable[..., Build]
) -> None:
    build = make(status="running", stage="Laying out", done=12, total=30)
    text = client_of(councillor).get(url(build)).content.decode()
    assert "Building the board edition" in text
    assert "Page 12 of 30. You can leave this page." in text
    assert 'value="12" max="30"' in text
    assert url(build) in text  # a plain link for those without script


def test_before_the_pages_are_known_it_says_how_far_it_is(
    client_of: ClientOf, councillor: User, make: Callable[..., Build]
) -> None:
    build = make(status="running", stage="Laying out", done=12, total=0)
    text = client_of(councillor).get(url(build)).content.decode()
    assert "Laying out, page 12 so far. You can leave this page." in text
    assert "max=" not in text


def test_waiting_says_so(client_of: ClientOf, councillor: User, make: Callable[..., Build]) -> None:
    assert b"Waiting for its turn." in client_of(councillor).get(url(make())).content


def test_failure_says_what_and_that_nothing_was_lost(
    client_of: ClientOf, councillor: User, make: Callable[..., Build]
) -> None:
    build = make(status="failed", error="Item <7> is encrypted", finished_at=NOON)
    text = client_of(councillor).get(url(build)).content.decode()
    assert "The board edition was not built" in text
    assert "Item &lt;7&gt; is encrypted. Nothing was published and nothing was lost." in text
    assert "data-refresh" not in text
    assert "Go back and build again" not in text  # only who asked for it may ask again


def test_who_asked_finds_the_way_back_to_asking_again(
    client_of: ClientOf, officer: User, make: Callable[..., Build]
) -> None:
    build = make(status="failed", error="The store is full.", finished_at=NOON)
    text = client_of(officer).get(url(build)).content.decode()
    assert reverse("performance:pack_publish", args=["nottingham", build.subject]) in text


def test_done_leads_to_the_edition(
    client_of: ClientOf, councillor: User, make: Callable[..., Build], publish: Publish
) -> None:
    edition = publish(audience="board")
    build = make(status="done", edition=edition)
    page = client_of(councillor).get(url(build))
    address = f"/nottingham/board-editions/{edition.pk}/pack.pdf"
    assert (page.status_code, page["Location"]) == (302, address)
    state = client_of(councillor).get(url(build, "build_state")).json()
    assert (state["status"], state["edition"]) == ("done", address)


def test_state_is_told_to_scripts(
    client_of: ClientOf, councillor: User, make: Callable[..., Build]
) -> None:
    build = make(status="running", stage="Laying out", done=12, total=30)
    assert client_of(councillor).get(url(build, "build_state")).json() == {
        "status": "running",
        "stage": "Laying out",
        "done": 12,
        "total": 30,
        "words": "Page 12 of 30.",
        "error": "",
        "edition": "",
    }


@pytest.mark.parametrize("name", ["build_detail", "build_state"])
def test_build_is_for_members(
    name: str, client: Client, client_of: ClientOf, outsider: User, make: Callable[..., Build]
) -> None:
    build = make()
    assert client.get(url(build, name)).status_code == 302
    assert client_of(outsider).get(url(build, name)).status_code == 404
    assert client_of(outsider).get(url(build, name, "exampleshire")).status_code == 404
