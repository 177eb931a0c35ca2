"""Pages of figures beside what is published: works, wrong council, wrong role, hostile input."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.cache import caches
from django.test import Client

from accounts.models import Council, User
from performance.models import GapExplanation
from reference.models import PublishedStatistic
from reference.signals import public_data_changed
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
EXPLAIN = "/nottingham/told/2021/dental-check/"
COMPARE = "/nottingham/compare/dental-check/"


@pytest.fixture
def told(nottingham: Council) -> Council:
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49")
    return nottingham


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


# --- Told against published -------------------------------------------------------------------
def test_a_councillor_reads_what_was_told(
    told: Council, councillor: User, client_of: ClientOf
) -> None:
    html = body(client_of(councillor), "/nottingham/told/")
    for words in ("49%", "53%", "256 of 484", "4 points lower", "ask why, accuse nobody"):
        assert words in html
    assert "no explanation yet" in html
    assert EXPLAIN not in html


def test_an_officer_explains_and_the_board_reads_it(
    told: Council, officer: User, councillor: User, client_of: ClientOf
) -> None:
    page = client_of(officer)
    assert EXPLAIN in body(page, "/nottingham/told/2021/")
    answer = page.post(EXPLAIN, {"text": "Two dentists <b>reported</b> late.", "seen": 0})
    assert (answer.status_code, answer["Location"]) == (302, "/nottingham/told/2021/")
    html = body(client_of(councillor), "/nottingham/told/2021/")
    assert "Two dentists &lt;b&gt;reported&lt;/b&gt; late." in html
    assert "Performance officer" in html


def test_words_that_came_in_between_are_shown_and_nothing_is_lost(
    told: Council, officer: User, analyst: User, client_of: ClientOf
) -> None:
    client_of(officer).post(EXPLAIN, {"text": "Reported late.", "seen": 0})
    answer = client_of(analyst).post(EXPLAIN, {"text": "Counted otherwise.", "seen": 0})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody else has written since you opened this page" in html
    assert "Reported late." in html
    assert "Counted otherwise." in html
    assert 'name="seen" value="1"' in html
    client_of(analyst).post(EXPLAIN, {"text": "Counted otherwise.", "seen": 1})
    assert GapExplanation.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": "x" * 2001, "seen": "0"}, "2,000 characters or fewer"),
        ({"text": "Why", "seen": "minus one"}, "Error"),
        ({"text": "Why"}, "Error"),
        ({"text": "Why\x00", "seen": "0"}, "Error"),
    ],
)
def test_hostile_input_is_refused_in_words(
    told: Council, officer: User, client_of: ClientOf, data: dict[str, str], words: str
) -> None:
    answer = client_of(officer).post(EXPLAIN, data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not GapExplanation.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/nottingham/told/0/",
        "/nottingham/told/99999/",
        "/nottingham/told/99999/figures.csv",
        "/nottingham/told/2021/no-such-measure/",
        "/nottingham/told/2021/health-assessment/",
        "/nottingham/told/2022/dental-check/",
        "/nottingham/compare/no-such-series/",
    ],
)
def test_what_is_not_there_is_not_found(
    told: Council, officer: User, client_of: ClientOf, path: str
) -> None:
    assert client_of(officer).get(path).status_code == 404


def test_the_box_of_years_leads_to_the_year(
    told: Council, councillor: User, client_of: ClientOf
) -> None:
    page = client_of(councillor)
    assert page.get("/nottingham/told/?year=2021")["Location"] == "/nottingham/told/2021/"
    for nonsense in ("²⁰²¹", "-1", "2021'--", "99999"):
        assert page.get("/nottingham/told/", {"year": nonsense}).status_code == 200
    html = body(page, "/nottingham/told/2023/")
    assert "No figure for 31 March 2023 was both told and published" in html


def test_a_council_that_is_not_real_is_told_so(
    exampleshire: Council, outsider: User, client_of: ClientOf
) -> None:
    page = client_of(outsider)
    assert "Nothing is published about Exampleshire" in body(page, "/exampleshire/told/")
    assert "Exampleshire is not a real area" in body(page, "/exampleshire/compare/cla-rate/")


def test_the_file_is_safe_in_a_spreadsheet(
    told: Council, officer: User, client_of: ClientOf
) -> None:
    page = client_of(officer)
    page.post(EXPLAIN, {"text": "=HYPERLINK(1)", "seen": 0})
    answer = page.get("/nottingham/told/2021/figures.csv")
    assert "nottingham-2021-told-against-published.csv" in answer["Content-Disposition"]
    [row] = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert (row["told"], row["published"], row["explanation"]) == ("49", "53", "'=HYPERLINK(1)")


# --- Comparison -------------------------------------------------------------------------------
def test_a_councillor_compares(told: Council, councillor: User, client_of: ClientOf) -> None:
    html = body(client_of(councillor), COMPARE)
    for words in ("joint 18th of 151", "in the best quartile", "Best quartile", "434 of 466"):
        assert words in html
    assert 'id="ours"' in html
    assert html.count("statistical neighbour</span>") == 10


def test_the_boxes_lead_to_the_measure(
    told: Council, councillor: User, client_of: ClientOf
) -> None:
    page = client_of(councillor)
    chosen = {"measure": "cla-rate", "among": "region", "year": "2024", "release": "2024"}
    answer = page.get("/nottingham/compare/", chosen)
    there = "/nottingham/compare/cla-rate/?among=region&year=2024&release=2024"
    assert answer["Location"] == there
    html = body(page, there)
    assert "the authorities of East Midlands" in html
    assert "There is no published measure" in body(page, "/nottingham/compare/?measure=none")


@pytest.mark.parametrize(
    "query", ["year=1&release=²", "year=99999", "among=<script>", "year=2019&release=2019"]
)
def test_hostile_choices_show_the_usual_page(
    told: Council, councillor: User, client_of: ClientOf, query: str
) -> None:
    html = body(client_of(councillor), f"{COMPARE}?{query}")
    assert "joint 18th of 151" in html
    assert "<script>" not in html.replace('<script src="', "")


def test_what_was_revised_is_said_plainly(
    told: Council, councillor: User, client_of: ClientOf
) -> None:
    html = body(client_of(councillor), "/nottingham/compare/cla-31-march/?year=2024")
    assert "<b>74 of 155 authorities</b> for 31 March 2024 changed" in html
    assert "Ours changed from 674 to 675." in html


def test_the_kept_page_follows_the_public_data(
    told: Council, councillor: User, client_of: ClientOf, settings: object
) -> None:
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "compared"}
    settings.CACHES = {**settings.CACHES, "pages": kept}  # type: ignore[attr-defined]
    caches["pages"].clear()
    page = client_of(councillor)
    assert "joint 18th of 151" in body(page, COMPARE)
    PublishedStatistic.objects.filter(area=told.area_id, year=2025).update(value=1)
    assert "joint 18th of 151" in body(page, COMPARE)  # kept: nobody was told of a change
    public_data_changed.send(sender=PublishedStatistic)
    assert "joint 18th of 151" not in body(page, COMPARE)


def test_a_measure_of_which_nothing_is_held_says_what_comes_next(
    told: Council, councillor: User, client_of: ClientOf
) -> None:
    PublishedStatistic.objects.filter(table="school_moves").delete()
    page = client_of(councillor)
    path = "/nottingham/compare/school-moves-in-year/"
    assert "No published figures of this measure are held" in body(page, path)
    assert page.get(f"{path}figures.csv").status_code == 404


def test_the_comparison_as_a_file(told: Council, councillor: User, client_of: ClientOf) -> None:
    answer = client_of(councillor).get(f"{COMPARE}figures.csv?among=neighbours")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 11
    assert [row["authority"] for row in rows if row["ours"] == "yes"] == ["Nottingham"]


def test_the_dashboard_leads_there(told: Council, councillor: User, client_of: ClientOf) -> None:
    html = body(client_of(councillor), "/nottingham/")
    assert "/nottingham/told/" in html
    assert "/nottingham/compare/" in html
