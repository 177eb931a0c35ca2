"""A count through the year on its way: target and profile, return, sign-off, versions, readers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent, Council, User
from performance import services
from performance.checking import EntryCheck, check_return
from performance.dashboards.indicator.page import indicator_page
from performance.domain.cumulative import NOT_YET
from performance.domain.status import Status
from performance.measures import Measure, measures_of
from performance.models import Figure, Indicator, QuarterlyReturn, Target
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from performance.rows import MeasureRow, measure_row
from performance.services import publish_pack
from performance.services.returns import (
    NotAllowed,
    ReturnNotReady,
    reopen_return,
    sign_off_return,
    submit_return,
)
from reference.domain.periods import Period, parse
from tests.performance.figures import NOON, a_figure, a_target, indicator, switch_on
from tests.performance.returns_cast import enters, entry, hand_over, opened, save

pytestmark = pytest.mark.django_db
HOMES = "permanence-so-far"
Q = {number: parse(f"2020-21-Q{number}") for number in (1, 2, 3, 4)}
STEPS = {"by_q1": Decimal(6), "by_q2": Decimal(14), "by_q3": Decimal(20)}


@pytest.fixture
def council(nottingham: Council) -> Council:
    switch_on(nottingham, HOMES)
    a_target(nottingham, HOMES, "25", **STEPS)
    return nottingham


@pytest.fixture
def second(council: Council, officer: User) -> QuarterlyReturn:
    """The return of quarter 2."""
    enters(officer, council, "adoption")
    return opened(council, Q[2], "adoption")


def say(found: QuarterlyReturn, by: User, **content: Any) -> None:
    save(found, by, (entry(found, HOMES), {"mode": "value", "period": "2020-21-Q2", **content}))


def only(found: QuarterlyReturn) -> EntryCheck:
    [check] = check_return(found, as_at=dt.date(2020, 10, 20))
    return check


def count(council: Council, number: int, value: str, expected: int | None = None, **more: Any):
    period = f"2020-21-Q{number}"
    return a_figure(council, HOMES, period, value, expected=expected, quarter=period, **more)


def measure_of(council: Council) -> Measure:
    [measure] = measures_of(council, code=HOMES)
    return measure


def row_of(council: Council, quarter: Period = Q[2], *, public: bool = False) -> MeasureRow:
    return measure_row(measure_of(council), quarter, {}, public=public)


class TestTheProfileOfATarget:
    def test_it_is_kept_with_the_targets_history(self, council: Council, analyst: User) -> None:
        services.set_target(
            council=council,
            indicator=indicator(HOMES),
            from_period=parse("2021-22"),
            low=Decimal(40),
            high=None,
            by_q1=Decimal(10),
            by_q2=Decimal(20),
            by_q3=Decimal(30),
            by=analyst,
        )
        event = AuditEvent.objects.get(action="set_target")
        assert event.detail["now"]["by_q2"] == "20"
        measure = measure_of(council)
        old, new = (measure.goal_on(day) for day in (Q[2].ends_on, dt.date(2021, 9, 30)))
        assert old is not None
        assert new is not None
        assert (old.profile, new.profile) == (tuple(STEPS.values()), (10, 20, 30))
        assert (old.low, new.low) == (25, 40)

    def test_the_service_refuses_what_falls(self, council: Council, analyst: User) -> None:
        with pytest.raises(services.MeasureError, match="enter 6 or more") as refusal:
            services.set_target(
                council=council,
                indicator=indicator(HOMES),
                from_period=parse("2021-22"),
                low=Decimal(40),
                high=None,
                by_q1=Decimal(6),
                by_q2=Decimal(5),
                by_q3=Decimal(30),
                by=analyst,
            )
        assert refusal.value.field == "by_q2"
        assert Target.objects.count() == 1

    def test_the_database_holds_all_three_or_none(self, council: Council) -> None:
        for steps in ({"by_q2": None}, {"by_q1": 15}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Target.objects.update(**steps)

    def test_a_percentage_has_none(self, council: Council, analyst: User) -> None:
        with pytest.raises(services.MeasureError, match="number that grows"):
            services.set_target(
                council=council,
                indicator=indicator("visits-on-time"),
                from_period=parse("2021-22"),
                low=Decimal(95),
                high=None,
                **STEPS,
                by=analyst,
            )


class TestTheReturn:
    def test_a_forecast_is_signed_off_with_its_count(
        self, second: QuarterlyReturn, officer: User, approver: User
    ) -> None:
        say(second, officer, value="14", expected="11")
        submit_return(quarterly_return=second, by=officer)
        with pytest.raises(NotAllowed):
            sign_off_return(quarterly_return=second, by=officer)
        sign_off_return(quarterly_return=second, by=approver)
        figure = Figure.objects.get()
        assert (figure.value, figure.expected, figure.version) == (14, 11, 1)
        assert (figure.entered_by, figure.signed_by) == (officer, approver)

    def test_one_that_falls_short_wants_words_and_then_passes(
        self, second: QuarterlyReturn, officer: User, approver: User
    ) -> None:
        say(second, officer, value="14", expected="9")
        assert only(second).state == "comment"
        with pytest.raises(ReturnNotReady):
            submit_return(quarterly_return=second, by=officer)
        say(second, officer, value="14", expected="9", comment="Two hearings moved to May.")
        hand_over(second, officer, approver)
        assert Figure.objects.get().expected == 9

    def test_what_cannot_be_read_is_kept_as_typed_and_blocks(
        self, second: QuarterlyReturn, officer: User
    ) -> None:
        say(second, officer, value="14", expected="about nine")
        check = only(second)
        assert check.state == "problem"
        assert check.entry.expected == "about nine"
        assert second.entries.get().revisions.get().expected == "about nine"

    def test_another_forecast_alone_is_a_new_version(
        self, second: QuarterlyReturn, officer: User, approver: User
    ) -> None:
        say(second, officer, value="14", expected="11")
        hand_over(second, officer, approver)
        reopen_return(quarterly_return=second, reason="A hearing was brought forward", by=approver)
        assert not only(second).changes_figure
        say(second, officer, value="14", expected="12")
        hand_over(second, officer, approver)
        versions = Figure.objects.order_by("version").values_list("version", "value", "expected")
        assert list(versions) == [(1, 14, 11), (2, 14, 12)]
        assert Figure.objects.get(version=2).version_reason == "A hearing was brought forward"

    def test_who_makes_the_count_final_forecasts_no_more(
        self, council: Council, second: QuarterlyReturn, officer: User, approver: User
    ) -> None:
        due = {"provisional": True, "final_due_on": "30 November 2020"}
        say(second, officer, value="14", expected="11", **due)
        hand_over(second, officer, approver)
        third = opened(council, Q[3], "adoption")
        earlier = third.entries.get(period="2020-21-Q2")
        save(third, officer, (earlier, {"mode": "value", "value": "15", "period": "2020-21-Q2"}))
        save(
            third,
            officer,
            (
                third.entries.get(period="2020-21-Q3"),
                {"mode": "value", "value": "21", "period": "2020-21-Q3", "expected": "5"},
            ),
        )
        hand_over(third, officer, approver)
        newest = Figure.objects.get(period="2020-21-Q2", version=2)
        assert (newest.value, newest.expected, newest.standing) == (15, 11, "final")

    @pytest.mark.parametrize("standing", ["final", "provisional"])
    def test_a_count_that_falls_asks(
        self, council: Council, second: QuarterlyReturn, officer: User, standing: str
    ) -> None:
        count(council, 1, "15", 10, standing=standing)
        say(second, officer, value="14", expected="11")
        [asked] = only(second).checked.surprises
        assert asked.message.startswith("Is 14 right? It is 1 lower than last quarter (15)")
        say(second, officer, value="14", expected="11", confirmed="14")
        assert only(second).is_ready

    def test_april_begins_anew_and_is_compared_with_the_year_before(
        self, council: Council, second: QuarterlyReturn, officer: User
    ) -> None:
        a_figure(council, HOMES, "2019-20-Q4", "40", quarter="2019-20-Q4")
        a_figure(council, HOMES, "2019-20-Q2", "14", quarter="2019-20-Q2")
        say(second, officer, value="14", expected="11")
        check = only(second)
        assert not check.checked.surprises
        assert check.previous is not None
        assert check.previous.period.key == "2019-20-Q2"
        assert not check.checked.comment_required

    def test_growth_within_the_year_is_no_surprise(
        self, council: Council, second: QuarterlyReturn, officer: User
    ) -> None:
        count(council, 1, "6", 19)
        say(second, officer, value="14", expected="11")
        assert only(second).is_ready


class TestTheRow:
    def test_it_says_the_sum_and_is_measured_to_the_profile(self, council: Council) -> None:
        count(council, 2, "12", 11)
        row = row_of(council)
        assert row.status is Status.OFF_TARGET
        assert row.judgement.words == "2 short of the 14 planned by 30 September"
        assert row.remarks == ("12 so far + 11 expected = 23 by 31 March, target 25: 2 short",)
        assert (row.now, row.target) == ("12", "25")

    def test_without_a_profile_it_is_not_judged_yet(self, council: Council) -> None:
        Target.objects.update(by_q1=None, by_q2=None, by_q3=None)
        count(council, 2, "2")
        row = row_of(council)
        assert (row.status, row.judgement.name) == (Status.NO_TARGET, NOT_YET)
        assert row.remarks == ()
        count(council, 4, "24")
        assert row_of(council, Q[4]).judgement.words == "1 short"

    def test_a_forecast_is_in_no_trend_and_no_comparison(self, council: Council) -> None:
        for number, value in enumerate(("6", "14", "21"), 1):
            count(council, number, value, 99)
        page = indicator_page(council, HOMES, Q[3])
        assert page is not None
        assert page.trend is not None
        row = page.row
        assert row.spark is not None
        drawn = [*row.spark.slots, *page.trend.series[0].y]
        assert Decimal(99) not in drawn
        assert page.trend.series[0].y == (6, 14, 21)
        assert page.trend.series[1].name == "Planned"
        assert page.trend.series[1].y == (6, 14, 20)
        assert not page.trend.targets
        assert "99" not in page.trend.alt
        # The dashed line of the small chart is what was planned by each quarter.
        assert [low for low, _ in row.spark.targets][-3:] == [6, 14, 20]
        assert {one.value for one in row.figures} == {6, 14, 21}

    def test_a_year_without_any_is_a_plan_too(self, council: Council) -> None:
        """ "None in unregistered homes": nought planned by each quarter is drawn."""
        Indicator.objects.filter(code=HOMES).update(polarity="low")
        Target.objects.update(low=None, high=0, by_q1=0, by_q2=0, by_q3=0)
        for number, value in enumerate(("1", "1", "2"), 1):
            count(council, number, value)
        page = indicator_page(council, HOMES, Q[3])
        assert page is not None
        assert page.trend is not None
        assert page.trend.series[1].name == "Planned"
        assert page.trend.series[1].y == (0, 0, 0)

    def test_the_unavailable_has_no_sum(self, council: Council) -> None:
        a_figure(council, HOMES, "2020-21-Q2", quarter="2020-21-Q2")
        assert row_of(council).outlook is None


class TestTheMeasuresPage:
    def test_it_tells_the_year_by_quarter(self, council: Council) -> None:
        count(council, 1, "7", 15)
        count(council, 2, "12", 11)
        count(council, 3, "19", 4)
        page = indicator_page(council, HOMES, Q[2])
        assert page is not None
        year = page.year
        assert year is not None
        assert year.outlook == "12 so far + 11 expected = 23 by 31 March, target 25: 2 short"
        told = [(o.planned, o.so_far, o.against, o.expected, o.outturn) for o in year.lines]
        assert told == [
            ("6", "7", "1 more", "15", "22"),
            ("14", "12", "2 fewer", "11", "23"),
            ("20", "–", "–", "–", "–"),
            ("25", "–", "–", "–", "–"),
        ]
        assert year.chart is not None
        assert [(line.name, line.y) for line in year.chart.series] == [
            ("Nottingham", (7, 12, None, None)),
            ("Planned", (6, 14, 20, 25)),
            ("Forecast", (None, 12, None, 23)),
        ]
        assert year.past == ()
        assert "19" not in year.chart.alt

    def test_the_record_of_forecasts_is_honest(self, council: Council) -> None:
        for number, (value, expected) in enumerate((("7", 15), ("12", 11), ("19", None)), 1):
            count(council, number, value, expected)
        count(council, 4, "21")
        page = indicator_page(council, HOMES, Q[4])
        assert page is not None
        assert page.year is not None
        assert [(o.made_in.key, o.forecast, o.came) for o in page.year.past] == [
            ("2020-21-Q1", 22, 21),
            ("2020-21-Q2", 23, 21),
        ]
        assert page.year.record == "Of 2 earlier forecasts of the year, 2 too high."
        assert page.year.outlook == ""
        a_figure(council, HOMES, "2020-21", "22", basis="outturn")
        again = indicator_page(council, HOMES, Q[4])
        assert again is not None
        assert again.year is not None
        assert [one.words for one in again.year.past] == ["as forecast", "1 fewer than forecast"]

    def test_any_other_measure_has_no_such_part(self, nottingham: Council) -> None:
        a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83")
        page = indicator_page(nottingham, "visits-on-time", Q[4])
        assert page is not None
        assert page.year is None


class TestThePublic:
    def test_a_hidden_count_takes_its_forecast_with_it(self, council: Council) -> None:
        count(council, 2, "3", 20)
        pack = quarterly_pack(council, Q[2], "public")
        [row] = [one for page in pack.themes for one in page.section.rows]
        assert row.hidden
        assert (row.outlook, row.remarks, row.judgement.words) == (None, (), "")
        html = pack_html(pack, "edition")
        assert "expected = 23" not in html
        assert "so far +" not in html
        assert "3 so far + 20 expected = 23" in pack_html(
            quarterly_pack(council, Q[2], "board"), "edition"
        )

    @pytest.mark.parametrize("expected", [1, 5])
    def test_a_forecast_of_few_is_hidden_with_its_sum(
        self, council: Council, expected: int
    ) -> None:
        count(council, 3, "19", expected)
        pack = quarterly_pack(council, Q[3], "public")
        [row] = [one for page in pack.themes for one in page.section.rows]
        assert (row.now, row.hidden, row.outlook) == ("19", False, None)
        assert row.remarks == ("Forecast for 31 March hidden (c)",)
        html = pack_html(pack, "edition")
        assert f"= {19 + expected}" not in html
        assert "so far +" not in html
        board = quarterly_pack(council, Q[3], "board")
        assert board.holds_small_numbers
        assert f"19 so far + {expected} expected" in pack_html(board, "edition")

    @pytest.mark.parametrize("expected", [0, 6])
    def test_any_other_is_told(self, council: Council, expected: int) -> None:
        count(council, 3, "19", expected)
        pack = quarterly_pack(council, Q[3], "public")
        assert f"19 so far + {expected} expected" in pack_html(pack, "edition")
        assert not quarterly_pack(council, Q[3], "board").holds_small_numbers
        assert pack.notes == ()

    def test_officers_words_beside_a_hidden_forecast_are_the_boards(
        self, second: QuarterlyReturn, officer: User, approver: User
    ) -> None:
        words = "Three more are expected before March."
        say(second, officer, value="14", expected="3", comment=words)
        hand_over(second, officer, approver)
        council = second.council
        assert words not in pack_html(quarterly_pack(council, Q[2], "public"), "edition")
        assert words in pack_html(quarterly_pack(council, Q[2], "board"), "edition")

    def test_another_forecast_is_listed_as_a_change(self, council: Council, approver: User) -> None:
        count(council, 2, "14", 11)
        publish_pack(council=council, quarter=Q[2], audience="board", by=approver, at=NOON)
        later = NOON + dt.timedelta(days=2)
        count(council, 2, "14", 12, signed_at=later)
        changes = quarterly_pack(council, Q[2], "board").changes
        assert [(line.when, line.was, line.now) for line in changes.lines] == [
            (
                "forecast",
                "14 so far + 11 expected = 25 by 31 March",
                "14 so far + 12 expected = 26 by 31 March",
            )
        ]
        count(council, 3, "20", 6, signed_at=later)
        assert quarterly_pack(council, Q[3], "board").changes.lines == ()
