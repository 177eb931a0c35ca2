"""The pictures of a comparison: drawn when a reader comes to them, not while the page is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts.models import Council, User
from reporting.charts import paper

SignIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
PAGE = ("performance:comparison", ["nottingham", "dental-check"])


def pictures(page: str) -> list[str]:
    return [unescape(at) for at in re.findall(r'(?:src|srcset)="([^"]*chart\.svg[^"]*)"', page)]


def test_the_page_draws_nothing_and_names_its_pictures(
    nottingham: Council,
    councillor: User,
    client_of: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = client_of(councillor)
    with monkeypatch.context() as no_drawing:
        no_drawing.delattr(paper, "DRAWERS")
        page = reader.get(reverse(PAGE[0], args=PAGE[1])).content.decode()
    assert "data:image/svg" not in page
    found = pictures(page)
    assert [re.findall("chart=(ranking|trend).*drawn=(screen|phone)", at)[0] for at in found] == [
        ("ranking", "screen"),
        ("trend", "phone"),
        ("trend", "screen"),
    ]
    for at in found:
        answer = reader.get(at)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
        assert b"<svg" in answer.content
        assert answer["Cache-Control"] == "private, max-age=86400"


def test_a_picture_shows_the_page_that_names_it(
    nottingham: Council, councillor: User, client_of: SignIn
) -> None:
    reader = client_of(councillor)
    address = reverse(PAGE[0], args=PAGE[1]) + "?among=neighbours&year=2023"
    [ranking, *_] = pictures(reader.get(address).content.decode())
    assert "among=neighbours&year=2023" in ranking
    caches["pages"].clear()  # another process, which has not made the page
    picture = reader.get(ranking).content.decode()
    assert "Nottingham" in picture
    assert "Salford" in picture  # named, as one of few


def test_its_pictures_are_drawn_of_what_the_page_has_read(
    nottingham: Council,
    councillor: User,
    client_of: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    settings: object,
) -> None:
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pictures"}
    settings.CACHES = {**settings.CACHES, "pages": kept}  # type: ignore[attr-defined]
    caches["pages"].clear()
    reader = client_of(councillor)
    found = pictures(reader.get(reverse(PAGE[0], args=PAGE[1])).content.decode())
    monkeypatch.delattr("performance.views.comparison.comparison")
    assert {reader.get(at).status_code for at in found} == {200}


@pytest.mark.parametrize("query", ["?chart=cake", "?drawn=paper", "?chart=ranking%00"])
def test_another_picture_is_not_there(
    nottingham: Council, councillor: User, client_of: SignIn, query: str
) -> None:
    address = reverse("performance:comparison_chart", args=PAGE[1]) + query
    assert client_of(councillor).get(address).status_code == 404


def test_a_picture_is_for_members(
    nottingham: Council, outsider: User, client: Client, client_of: SignIn
) -> None:
    address = reverse("performance:comparison_chart", args=PAGE[1])
    assert client.get(address).status_code == 302
    assert client_of(outsider).get(address).status_code == 404
