"""Figures as other programs read them: all that is held, or only what is printed for everybody."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from performance.services import publish_pack
from reference.domain.periods import quarter
from reporting.models import Edition
from tests.access_samples import OWNED
from tests.callers import PUBLIC, caller
from tests.performance.figures import NOON, a_figure, a_return, a_target, switch_on

pytestmark = pytest.mark.django_db
VISITS, CUSTODY = "visits-on-time", "care-leavers-in-custody"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z?")


@pytest.fixture
def board(nottingham, administrator):
    return caller(nottingham, administrator)


@pytest.fixture
def public(nottingham, administrator):
    return caller(nottingham, administrator, PUBLIC)


def test_a_figure_comes_with_all_that_is_held_of_it(nottingham, board):
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684), standing="provisional")
    [figure] = board.items("figures")
    expected = {
        "measure": VISITS,
        "group": "all",
        "area": "E06000018",
        "area_name": "Nottingham",
        "period": "2020-21-Q4",
        "period_name": "2020-21 quarter 4",
        "starts_on": "2021-01-01",
        "ends_on": "2021-03-31",
        "version": 1,
        "numerator": 570,
        "denominator": 684,
        "value": 83.333333,
        "standing": "provisional",
        "source": "entered",
        "reported_in": "2020-21-Q4",
        "signed_at": "2021-05-04T12:00:00Z",
    }
    assert expected.items() <= figure.items()
    assert not {"entered_by", "signed_by"} & figure.keys(), "no names of people"


def test_only_the_newest_versions_come_unless_all_are_asked_for(nottingham, board):
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(571, 684), version_reason="Late form")
    assert [one["numerator"] for one in board.items("figures")] == [571]
    assert [one["numerator"] for one in board.items("figures", version="current")] == [571]
    both = board.items("figures", version="all")
    assert [(one["version"], one["numerator"]) for one in both] == [(1, 570), (2, 571)]
    assert both[1]["version_reason"] == "Late form"


def test_figures_are_chosen_by_measure_and_by_days(nottingham, board):
    for period in ("2019-20-Q4", "2020-21-Q1", "2020-21-Q4"):
        a_figure(nottingham, VISITS, period, of=(570, 684))
    a_figure(nottingham, CUSTODY, "2020-21-Q4", "18")

    def periods(**asked):
        return [one["period"] for one in board.items("figures", **asked)]

    assert periods(measure=VISITS) == ["2019-20-Q4", "2020-21-Q1", "2020-21-Q4"]
    assert periods(measure=VISITS, **{"from": "2020-21-Q1", "to": "2020-21-Q3"}) == ["2020-21-Q1"]
    assert periods(measure=VISITS, **{"from": "2020-04-01"}) == ["2020-21-Q1", "2020-21-Q4"]
    assert periods(measure=VISITS, to="FY2019-20") == ["2019-20-Q4"]
    assert periods(basis="outturn") == []
    assert len(periods()) == 4


def test_a_long_list_comes_in_pages(nottingham, board):
    for month in range(1, 8):
        a_figure(nottingham, VISITS, f"2020-0{month}", of=(570, 684))
    answer = board.get("figures", {"limit": 3, "offset": 6}).json()
    assert (answer["count"], [one["period"] for one in answer["items"]]) == (7, ["2020-07"])


@pytest.mark.parametrize(
    ("asked", "where", "words"),
    [
        ({"measure": "no-such"}, None, "There is no measure “no-such” in the catalogue of"),
        ({"measure": "a b"}, "query: measure", "match pattern"),
        ({"measure": "a\x00"}, "query: measure", "match pattern"),
        ({"from": "whenever"}, "query: from", "'whenever' is not a period. Write a period as"),
        ({"to": "31 February 2021"}, "query: to", "there is no such day"),
        ({"limit": "501"}, "query: limit", "less than or equal to 500"),
        ({"limit": "0"}, "query: limit", "greater than or equal to 1"),
        ({"offset": "9" * 30}, "query: offset", "less than or equal to"),
        ({"version": "newest"}, "query: version", "'current' or 'all'"),
        ({"mesure": VISITS}, "query: mesure", "There is: basis, from, group, limit, measure"),
    ],
)
def test_what_is_not_possible_is_said_with_its_place(asked, where, words, nottingham, board):
    answer = board.get("figures", asked)
    assert answer.status_code == 422
    told = answer.json()
    if where is None:
        assert words in told["detail"]
    else:
        [problem] = told["problems"]
        assert (problem["where"], words in problem["what"]) == (where, True), problem


def test_another_councils_own_measure_is_unknown_here(nottingham, exampleshire, board):
    theirs = OWNED["code"](exampleshire)
    assert board.get("figures", {"measure": theirs}).status_code == 422
    assert board.get(f"measures/{theirs}").status_code == 404
    assert theirs not in [one["code"] for one in board.items("measures", limit=500)]


# --- For everybody ----------------------------------------------------------------------
@pytest.fixture
def published(nottingham, governance_officer):
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    a_figure(nottingham, CUSTODY, "2020-21-Q4", "3")
    publish_pack(
        council=nottingham, quarter=quarter(2020, 4), audience="public", by=governance_officer
    )
    return nottingham


def test_the_public_reads_what_the_newest_edition_prints_and_no_count(published, public):
    told = {one["measure"]: one for one in public.items("public-figures")}
    visits, custody = told[VISITS], told[CUSTODY]
    assert (visits["value"], visits["hidden"], visits["period"]) == (83, False, "2020-21-Q4")
    assert (custody["value"], custody["hidden"]) == (None, True)
    said = MOMENT.sub("", str(told))  # the hour of publishing may hold any digits
    assert "570" not in said
    assert "684" not in said
    assert "primary" not in said, "why it is hidden would tell that it is one to five"
    assert visits["edition_title"] == Edition.objects.get(pk=visits["edition"]).title


def test_what_no_public_edition_holds_is_not_there(published, public, board, governance_officer):
    a_figure(published, VISITS, "2021-22-Q1", of=(600, 684), quarter="2021-22-Q1")
    assert {one["period"] for one in public.items("public-figures")} == {"2020-21-Q4"}
    publish_pack(
        council=published, quarter=quarter(2021, 1), audience="board", by=governance_officer
    )
    assert {one["period"] for one in public.items("public-figures")} == {"2020-21-Q4"}
    assert {one["period"] for one in board.items("public-figures")} == {"2020-21-Q4"}


def test_a_new_edition_replaces_what_the_public_reads(published, public, governance_officer):
    a_figure(
        published, VISITS, "2020-21-Q4", of=(620, 684), version_reason="Late forms",
        signed_at=NOON + dt.timedelta(days=1),
    )  # fmt: skip
    assert [one["value"] for one in public.items("public-figures", measure=VISITS)] == [83]
    publish_pack(
        council=published, quarter=quarter(2020, 4), audience="public", by=governance_officer
    )
    [now] = public.items("public-figures", measure=VISITS)
    assert (now["value"], now["version"]) == (91, 2)


def test_public_figures_are_chosen_as_others_are(published, public):
    assert public.items("public-figures", measure=VISITS, to="2020-21-Q3") == []
    assert public.get("public-figures", {"measure": "no-such"}).status_code == 422
    assert public.get("public-figures", {"version": "all"}).status_code == 422, "versions are ours"


# --- The catalogue, targets, returns, statistics ----------------------------------------
def test_measures_come_as_the_council_uses_them(nottingham, public):
    switch_on(nottingham, VISITS)
    nottingham.indicators.update(name="Seen in time", basis="period_end")
    told = {one["code"]: one for one in public.items("measures", limit=500)}
    visits = told[VISITS]
    assert (visits["name"], visits["on"], visits["basis"]) == ("Seen in time", True, "period_end")
    assert visits["definition"]
    assert visits["questions"]
    assert told[CUSTODY]["on"] is False
    assert public.get(f"measures/{VISITS}").json() == visits
    assert public.get("measures/no-such").status_code == 404


def test_targets_come_with_the_day_from_which_they_hold(nottingham, board):
    a_target(nottingham, VISITS, "90", from_on=dt.date(2019, 4, 1))
    a_target(nottingham, VISITS, "95", from_on=dt.date(2020, 4, 1))
    told = board.items("targets", measure=VISITS)
    assert [(one["from_on"], one["low"], one["high"]) for one in told] == [
        ("2019-04-01", 90, None),
        ("2020-04-01", 95, None),
    ]
    assert board.get("targets", {"measure": "no-such"}).status_code == 422


def test_returns_say_where_they_stand(nottingham, board):
    a_return(nottingham, "seen", "2020-21-Q4", status="submitted")
    a_return(nottingham, "healthy", "2020-21-Q3")
    told = board.items("returns")
    assert [(one["theme"], one["quarter"], one["status"]) for one in told] == [
        ("seen", "2020-21-Q4", "submitted"),
        ("healthy", "2020-21-Q3", "signed_off"),
    ]
    assert len(board.items("returns", quarter="2020-21-Q3")) == 1


def test_benchmarks_are_those_of_the_release(nottingham, public):
    switch_on(nottingham, "suitable-home-19-21")
    [one] = public.items("benchmarks", year=2025)
    assert one["measure"] == "suitable-home-19-21"
    assert one["own"]["value"] is not None
    assert one["england"]["value"] is not None
    assert one["neighbours_of"] == 10


def test_published_statistics_are_open_to_every_token(nottingham, public):
    [series] = [
        one
        for one in public.items("/api/v1/statistics/series", limit=500)
        if one["code"] == "cla-31-march"
    ]
    asked = {key: series[key] for key in ("table", "heading", "breakdown")}
    rows = public.items("/api/v1/statistics", area="E06000018", year=2025, **asked)
    assert [(one["area"], one["area_name"], one["year"]) for one in rows] == [
        ("E06000018", "Nottingham", 2025)
    ]
    assert rows[0]["count"] > 300
    assert public.items("/api/v1/statistics", area="X99999999") == []


def test_lists_do_not_ask_once_a_row(nottingham, board, django_assert_max_num_queries):
    for period in ("2019-20-Q4", "2020-21-Q1", "2020-21-Q4"):
        a_figure(nottingham, VISITS, period, of=(570, 684))
        a_return(nottingham, "seen", period)
    with django_assert_max_num_queries(6):
        assert len(board.items("figures")) == 3
    with django_assert_max_num_queries(6):
        assert len(board.items("returns")) == 3
