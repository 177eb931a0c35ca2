"""Pictures of the page of homes: drawn when a reader comes to them, of what the page has read."""

from __future__ import annotations

import re
from html import unescape

import pytest

from placements.dashboards.homes import kept
from placements.models import Placement
from placements.services.placing import end_placement
from reporting.charts import paper

from .homes import LAST, loaded_homes

pytestmark = pytest.mark.django_db
PAGE = "/nottingham/homes/"
AT = f"{PAGE}figures/endings.svg?as_at={LAST:%Y-%m-%d}"


@pytest.fixture
def council(nottingham, tmp_path, kept_pages):
    return loaded_homes(nottingham, tmp_path / "returns")


@pytest.fixture
def reader(council, client_of, councillor):
    return client_of(councillor)


def pictures(reader, query=f"?as_at={LAST:%Y-%m-%d}"):
    page = reader.get(f"{PAGE}{query}").content.decode()
    return [unescape(at) for at in re.findall(r'(?:src|srcset)="([^"]*\.svg\?[^"]*)"', page)]


def test_the_page_draws_nothing_and_names_its_pictures(reader, monkeypatch):
    with monkeypatch.context() as no_drawing:
        no_drawing.delattr(paper, "DRAWERS")
        found = pictures(reader)
    views = {re.findall(r"figures/([a-z-]+)\.svg.*drawn=(screen|phone)", at)[0] for at in found}
    assert {("endings", "screen"), ("endings", "phone"), ("mix", "screen")} <= views
    for at in found:
        answer = reader.get(at)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
        assert b"<svg" in answer.content
        assert answer["Cache-Control"] == "private, max-age=86400"


def test_they_are_drawn_of_what_the_page_has_read(reader, monkeypatch):
    found = pictures(reader, "")
    monkeypatch.delattr(kept, "homes_page")
    assert {reader.get(at).status_code for at in found} == {200}


def test_each_audience_has_its_own(reader):
    public = pictures(reader, f"?as_at={LAST:%Y-%m-%d}&audience=public")
    assert public
    assert all("audience=public" in at for at in public)
    assert not [at for at in public if "endings" in at]
    assert reader.get(f"{AT}&audience=public").status_code == 404


def test_of_a_page_that_has_changed_since_the_newest_is_drawn_and_not_kept(council, reader):
    [before] = [at for at in pictures(reader) if "endings" in at and "drawn=screen" in at]
    placement = Placement.objects.for_council(council).filter(ends_on=None).earliest("starts_on")
    end_placement(council=council, placement=placement, ends_on=LAST, ending="planned", by=None)
    old = reader.get(before)
    assert old["Cache-Control"] == "private, max-age=86400"  # nobody has read the new page yet
    [after] = [at for at in pictures(reader) if "endings" in at and "drawn=screen" in at]
    assert after != before
    new, late = reader.get(after), reader.get(before)
    assert new.content != old.content
    assert late.content == new.content
    assert late["Cache-Control"] == "no-store"


def test_without_a_day_it_is_the_newest(reader):
    answer = reader.get(AT.partition("?")[0])
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("at", [f"{AT}&drawn=paper", f"{AT}0", AT.replace("endings", "cake")])
def test_another_picture_is_not_there(reader, at):
    assert reader.get(at).status_code == 404


def test_a_picture_is_for_members(council, client, client_of, outsider):
    assert client.get(AT).status_code == 302
    assert client_of(outsider).get(AT).status_code == 404
