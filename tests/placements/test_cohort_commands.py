"""The commands that print indicators and counts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command

from placements.domain.forecasting import Attempt, Trial
from placements.management.commands.backtest import row_of
from placements.management.commands.indicators import quarter_ends
from placements.measures import registry

from .returns import year_one, year_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(nottingham, tmp_path):
    """The returns 2019-20 and 2020-21: two children in care at the end."""
    where = tmp_path / "sent"
    where.mkdir()
    for name, data in (*year_one(), *year_two()):
        (where / name).write_bytes(data)
    call_command("import_903", str(where), council="nottingham", stdout=io.StringIO())
    return nottingham


def printed(command, **options):
    out = io.StringIO()
    call_command(command, council="nottingham", as_at="2021-03-31", stdout=out, **options)
    return out.getvalue()


def lines(text):
    return list(csv.DictReader(io.StringIO(text)))


class TestIndicators:
    def test_prints_every_indicator_with_its_rule(self, loaded):
        rows = {row["code"]: row for row in lines(printed("indicators"))}
        assert list(rows) == [one.code for one in registry().definitions]
        stock = rows["children-in-care"]
        assert (stock["numerator"], stock["value"]) == ("2", "2")
        assert stock["rule"].startswith("DECOM on or before the day")
        assert (stock["period_from"], stock["period_to"]) == ("2021-03-31", "2021-03-31")
        foster = rows["living-in-foster-care"]
        assert foster["denominator"] == "2"
        assert rows["three-or-more-homes"]["period_from"] == "2020-04-01"
        assert rows["same-home-two-years"]["not_available"].startswith("It needs every day from")

    def test_the_rate_is_by_the_areas_own_estimate(self, loaded):
        rows = {row["code"]: row for row in lines(printed("indicators"))}
        assert int(rows["children-in-care-rate"]["denominator"]) > 60_000

    def test_a_series_of_quarters_is_oldest_first(self, loaded):
        rows = lines(printed("indicators", quarters=3))
        found = [(row["period_to"], row["numerator"]) for row in rows if "in-care" in row["code"]]
        assert [day for day, _ in found[:3]] == ["2020-09-30", "2020-12-31", "2021-03-31"]

    def test_json_says_the_same(self, loaded):
        told = json.loads(printed("indicators", format="json"))
        assert {row["code"]: row["numerator"] for row in told}["children-in-care"] == 2

    def test_without_returns_every_figure_says_so(self, nottingham):
        rows = lines(printed("indicators"))
        assert {row["numerator"] for row in rows} == {""}
        assert all(row["not_available"] for row in rows)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"council": "nowhere"}, "There is no council 'nowhere'. Known: "),
            ({"as_at": "31/03/2021"}, "'31/03/2021' is no day"),
            ({"as_at": "0001-01-01"}, "'0001-01-01' is no day"),
            ({"as_at": "0202-03-31", "quarters": 12}, "'0202-03-31' is no day"),
            ({"quarters": 0}, "Ask for 1 to 200 quarters, not 0"),
        ],
    )
    def test_says_what_to_type_instead(self, nottingham, options, words):
        asked = {"council": "nottingham", "as_at": "2021-03-31"} | options
        with pytest.raises(CommandError, match=words):
            call_command("indicators", **asked)

    def test_quarters_before_a_day_within_one(self):
        assert quarter_ends(dt.date(2021, 2, 10), 3) == [
            dt.date(2020, 9, 30),
            dt.date(2020, 12, 31),
            dt.date(2021, 2, 10),
        ]


class TestCohort:
    def test_counts_by_two_marks(self, loaded):
        rows = lines(printed("cohort", by="age,placement"))
        assert list(rows[0]) == ["age", "placement", "children"]
        assert sum(int(row["children"]) for row in rows) == 2

    def test_json_says_the_same(self, loaded):
        told = json.loads(printed("cohort", by="sex", format="json"))
        assert sum(row["children"] for row in told) == 2

    def test_an_unknown_mark_and_a_day_of_no_return_are_refused_in_words(self, loaded):
        with pytest.raises(CommandError, match=r"Nothing is counted by colour\. Choose among age"):
            printed("cohort", by="age,colour")
        with pytest.raises(CommandError, match="No return holds 1 April 2030"):
            call_command("cohort", council="nottingham", as_at="2030-04-01")


class TestForecast:
    """The returns 2019-20 and 2020-21 are 24 months, no more."""

    def test_prints_every_month_age_band_and_group(self, loaded):
        rows = lines(forecasted(months=2))
        assert list(rows[0]) == ["month", "age_band", "group", "low", "mid", "high"]
        assert {row["month"] for row in rows} == {"2021-04-30", "2021-05-31"}
        assert {row["age_band"] for row in rows} == {
            "0 to 4",
            "5 to 9",
            "10 to 15",
            "16 and 17",
            "all",
        }
        whole = [row for row in rows if (row["age_band"], row["group"]) == ("all", "all")]
        assert all(0 <= float(row["low"]) <= float(row["mid"]) for row in whole)

    def test_the_same_seed_prints_the_same_bytes(self, loaded):
        assert forecasted(seed=4) == forecasted(seed=4)

    def test_json_says_the_same(self, loaded):
        [first, *_] = json.loads(forecasted(format="json"))
        assert {key: str(value) for key, value in first.items()} == lines(forecasted())[0]

    def test_says_what_to_type_instead(self, loaded):
        for options, words in (
            ({"start": "2021-02-28"}, "needs 24 months of episodes.*: 23 can be used"),
            ({"start": "2021-03-30"}, "ask for 28 February 2021"),
            ({"months": 37}, "1 to 36 months, not 37"),
            ({"simulations": 0}, "one simulation at least, not 0"),
            ({"seed": -1}, "A seed is 0 or more"),
            ({"without": ["lockdown-1349"]}, "no break lockdown-1349. Known: lockdown-2020"),
            ({"without": ["lockdown-2020"]}, r"19 can be used \(5 more are marked as a break\)"),
        ):
            with pytest.raises(CommandError, match=words):
                forecasted(**options)


def forecasted(**options):
    out = io.StringIO()
    asked = {"council": "nottingham", "start": "2021-03-31", "months": 1, "simulations": 20}
    call_command("forecast", stdout=out, **(asked | options))
    return out.getvalue()


def test_a_back_test_needs_returns_before_and_after(loaded):
    with pytest.raises(CommandError, match="24 months of returns before it and 12 after it"):
        call_command("backtest", council="nottingham")


def test_a_back_test_prints_a_line_a_horizon():
    one = Attempt(dt.date(2019, 3, 31), 100, low=90, mid=95, high=99, no_change=90, trend=97)
    assert row_of(Trial(12, (one,))) == {
        "months": 12,
        "starts": 1,
        "stretches": 1,
        "error": 5.0,
        "error_no_change": 10.0,
        "error_trend": 3.0,
        "held_percent": 0,
        "not_beaten": "trend",
    }
