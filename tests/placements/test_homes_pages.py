"""Homes for our children: the page, its spreadsheets, its scenarios."""

from __future__ import annotations

import pytest

from accounts.models import AuditEvent, Role
from placements.models import Irregular, Placement, SavedScenario
from reporting.models import Build

from ..conftest import person
from .homes import loaded_homes

pytestmark = pytest.mark.django_db
PAGE = "/nottingham/homes/"
# The page, built anew with the cohort at hand.
MOST_QUERIES = 15


@pytest.fixture
def council(nottingham, tmp_path):
    return loaded_homes(nottingham, tmp_path / "returns")


@pytest.fixture
def commissioner(nottingham):
    return person(nottingham, Role.COMMISSIONER, name="Commissioner")


def text(answer):
    return answer.content.decode()


def test_a_councillor_reads_the_page_and_takes_a_spreadsheet_away(
    council, client_of, councillor, django_assert_max_num_queries
):
    client = client_of(councillor)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    said = text(answer)
    for words in ("What happened", "What may happen", "Questions to ask", "Our own foster carers"):
        assert words in said
    assert "Make the forecast now" not in said
    assert "style=" not in said
    names = council.providers.values_list("settings__name", flat=True)
    assert not [name for name in names if name and name in said]
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(PAGE)
    _spreadsheets(client)


def _spreadsheets(client):
    """Of the same audience as the page."""
    board = text(client.get(f"{PAGE}figures/week.csv")).splitlines()
    public = text(client.get(f"{PAGE}figures/week.csv?audience=public")).splitlines()
    assert board[0].lstrip("\ufeff") == "day,Kind,A week,Twelve months,Children"
    assert len(board) > len(public) > 1
    assert all("six or more" in line for line in public[1:])
    assert client.get(f"{PAGE}figures/no-such-view.csv").status_code == 404


def test_the_director_is_told_of_irregular_placements_before_anything_else(
    council, client_of, approver, councillor, django_assert_max_num_queries
):
    Irregular.objects.all().delete()
    director = client_of(approver)
    assert "irregular placement today" not in text(director.get(PAGE))
    placement = Placement.objects.for_council(council).first()
    Irregular.objects.create(
        placement=placement, kind="unregistered", from_on=placement.starts_on, reason="None found"
    )
    with django_assert_max_num_queries(MOST_QUERIES):
        said = text(director.get(PAGE))
    told = said.index(
        "1 child is in an irregular placement today</b>; Ofsted has not been told of 1"
    )
    assert told < said.index("<h1>")
    assert "irregular placement today" not in text(director.get(f"{PAGE}?audience=public"))
    assert "irregular placement today" not in text(client_of(councillor).get(PAGE))


def test_an_empty_council_is_told_what_fills_the_page(nottingham, client_of, councillor):
    said = text(client_of(councillor).get(PAGE))
    assert "Two things fill this page" in said


def test_a_day_that_is_none_is_refused_in_words(nottingham, client_of, councillor):
    answer = client_of(councillor).get(f"{PAGE}?as_at=x")
    assert answer.status_code == 404
    assert "write it as 2025-03-31" in text(answer)


def test_an_outsider_finds_nothing(nottingham, client_of, outsider):
    assert client_of(outsider).get(PAGE).status_code == 404


def test_a_commissioner_saves_and_removes_a_scenario(nottingham, client_of, commissioner):
    client = client_of(commissioner)
    assert "Make the forecast now" in text(client.get(PAGE))
    told = {"name": "A home of four", "kind": "new-home", "amount": "4"}
    answer = client.post(f"{PAGE}scenarios/", told)
    assert answer.status_code == 422
    assert "Enter the day on which the home opens" in text(answer)
    assert "For example 1/9/2026" in text(answer)
    wrong = text(client.post(f"{PAGE}scenarios/", told | {"on": "soon"}))
    assert "Write the day as 31/3/2025" in wrong
    client.post(f"{PAGE}scenarios/", told | {"on": "1/9/2021"})
    saved = SavedScenario.objects.get()
    assert saved.numbers == {"amount": 4.0, "on": "2021-09-01"}
    assert Build.objects.filter(kind="homes-forecast").exists()
    again = client.post(f"{PAGE}scenarios/", told | {"on": "2021-09-01"})
    assert "There is a scenario “A home of four” already" in text(again)
    many = client.post(
        f"{PAGE}scenarios/", told | {"name": "Too large", "amount": "400", "on": "2021-09-01"}
    )
    assert "must be 1 to 30" in text(many)
    client.post(f"{PAGE}scenarios/{saved.pk}/")
    assert not SavedScenario.objects.exists()
    deeds = AuditEvent.objects.filter(council=nottingham).values_list("action", flat=True)
    assert {"save_scenario", "remove_scenario"} <= set(deeds)


def test_a_councillor_saves_no_scenario(nottingham, client_of, councillor):
    assert client_of(councillor).get(f"{PAGE}scenarios/").status_code == 403
    assert client_of(councillor).post(f"{PAGE}forecast/").status_code == 403
