"""One line of a measure table, on figures worked by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from accounts.models import Council
from performance.measures import measures_of
from performance.models import Figure, SeriesBreak
from performance.rows import MeasureRow, measure_row
from reference.domain.periods import quarter
from tests.performance.figures import a_figure, a_target, an_agency, indicator, switch_on

Q4 = quarter(2020, 4)
pytestmark = pytest.mark.django_db


def row_of(council: Council, code: str, **options: object) -> MeasureRow:
    found = next(m for m in measures_of(council) if m.code == code)
    return measure_row(found, Q4, {}, **options)  # type: ignore[arg-type]


def test_a_row_says_now_target_gap_and_change(nottingham: Council) -> None:
    a_figure(nottingham, "pathway-plan-in-care", "2020-21-Q3", "82")
    a_figure(nottingham, "pathway-plan-in-care", "2020-21-Q4", "86")
    a_target(nottingham, "pathway-plan-in-care", "95")
    row = row_of(nottingham, "pathway-plan-in-care")
    assert (row.now, row.target, row.judgement.words) == ("86%", "95", "9 points short")
    mark = row.change_mark
    assert (mark.arrow, mark.amount, mark.meaning) == ("up", "4.0 points", "better")
    assert mark.verdict == "not tested: no counts"


def test_counts_are_named_to_members_and_not_to_the_public(nottingham: Council) -> None:
    a_figure(nottingham, "audits-care-good", "2020-06-01..2021-03-31", of=(10, 22))
    assert "10 of 22" in row_of(nottingham, "audits-care-good").second
    assert "22" not in row_of(nottingham, "audits-care-good", public=True).second


def test_public_percentages_gaps_and_changes_are_whole(nottingham: Council) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83.3")
    a_target(nottingham, "visits-on-time", "95")
    row = row_of(nottingham, "visits-on-time", public=True)
    assert (row.now, row.judgement.words) == ("83%", "12 points short")


def test_a_hidden_figure_leaves_nothing_in_the_row(nottingham: Council) -> None:
    figure = a_figure(nottingham, "dental-check", "2020-21-Q4", of=(97, 100))
    a_target(nottingham, "dental-check", "90")
    row = row_of(nottingham, "dental-check")
    assert row.held is not None
    hidden = row_of(nottingham, "dental-check", public=True, hidden={row.held.key})
    assert (hidden.now, hidden.held, hidden.spark, hidden.judgement.gap) == ("c", None, None, None)
    assert str(figure.value)[:2] not in repr(hidden.change)


def test_history_that_is_hidden_is_no_point_to_compare_with(nottingham: Council) -> None:
    a_figure(nottingham, "dental-check", "2020-21-Q3", of=(97, 100))
    a_figure(nottingham, "dental-check", "2020-21-Q4", of=(80, 100))
    measure = next(m for m in measures_of(nottingham) if m.code == "dental-check")
    earlier = measure.own[0].key
    row = measure_row(measure, Q4, {}, public=True, hidden={earlier})
    assert row.change.before is None
    assert row.spark is None


def test_the_target_of_the_period_judges(nottingham: Council) -> None:
    a_figure(nottingham, "reviews-on-time", "2020-21-Q4", "95.9")
    a_target(nottingham, "reviews-on-time", "95")
    a_target(nottingham, "reviews-on-time", "97", from_on=dt.date(2021, 1, 1))
    row = row_of(nottingham, "reviews-on-time")
    assert (row.target, row.status.value) == ("97", "close")
    measure = row.measure
    goal = measure.goal_on(dt.date(2020, 12, 31))
    assert goal is not None
    assert goal.low == Decimal(95)


def test_a_provisional_figure_is_marked_and_not_compared(nottingham: Council) -> None:
    a_figure(nottingham, "education-plan", "2020-21-autumn", "58")
    a_figure(
        nottingham,
        "education-plan",
        "2020-21-spring",
        "80.1",
        standing="provisional",
        final_due_on=dt.date(2021, 5, 9),
    )
    row = row_of(nottingham, "education-plan")
    assert row.now == "80.1%"
    assert row.remarks == ("Provisional, final figure due 9 May 2021",)
    assert row.change_mark.arrow == ""
    assert "provisional" in row.change_mark.verdict


def test_not_available_says_why(nottingham: Council) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", unavailable_reason="The system was down")
    row = row_of(nottingham, "visits-on-time")
    assert (row.now, row.remarks) == ("–", ("Not available: The system was down",))
    assert row.status.value == "no_target"


def test_another_basis_stands_beside_and_is_not_compared(nottingham: Council) -> None:
    a_figure(nottingham, "children-in-care", "2020-21-Q3", "700", basis="average")
    a_figure(nottingham, "children-in-care", "2020-21-Q4", "684")
    a_figure(nottingham, "children-in-care", "2020-21-Q4", "676", basis="average")
    row = row_of(nottingham, "children-in-care")
    assert row.now == "684"
    assert row.remarks == ("676 average over the period",)
    assert row.change.before is None


def test_an_outturn_is_never_the_quarters_figure(nottingham: Council) -> None:
    a_figure(nottingham, "visits-on-time", "FY2020-21", "87", basis="outturn")
    assert row_of(nottingham, "visits-on-time").held is None


def test_nothing_is_compared_across_a_break(nottingham: Council, administrator: object) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q3", "80")
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "90")
    SeriesBreak.objects.create(
        council=nottingham,
        indicator=indicator("visits-on-time"),
        from_on=dt.date(2021, 1, 1),
        kind="source",
        reason="New case system",
        by=administrator,
    )
    assert row_of(nottingham, "visits-on-time").change.before is None


def test_a_measure_without_any_figure(nottingham: Council) -> None:
    switch_on(nottingham, "visits-on-time")
    row = row_of(nottingham, "visits-on-time")
    assert (row.now, row.has_figure, row.spark) == ("–", False, None)


def test_only_the_newest_version_counts(nottingham: Council) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83.3")
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "84")
    row = row_of(nottingham, "visits-on-time")
    assert row.now == "84%"
    assert row.held is not None
    assert row.held.version == 2


def test_the_small_chart_has_its_figures_in_words(nottingham: Council) -> None:
    a_figure(nottingham, "pathway-plan-in-care", "2020-21-Q2", "80")
    a_figure(nottingham, "pathway-plan-in-care", "2020-21-Q4", "86.4")
    spark = row_of(nottingham, "pathway-plan-in-care").spark
    assert spark is not None
    assert spark.texts == ("–", "–", "–", "–", "–", "80%", "–", "86.4%")


def test_only_a_percentage_says_so_many_of_so_many(nottingham: Council) -> None:
    a_figure(nottingham, "sdq-average-score", "2020-21-Q4", "14.6", numerator=3843, denominator=263)
    assert "3,843" not in row_of(nottingham, "sdq-average-score").second


def test_a_figure_of_other_days_names_them(nottingham: Council) -> None:
    fields = {"basis": "not_stated", "quarter": "2020-21-Q4"}
    a_figure(nottingham, "seen-in-four-weeks", "2021-04", "91", **fields)
    assert row_of(nottingham, "seen-in-four-weeks").second.endswith("April 2021, basis not stated")


def test_a_figure_stands_once_in_the_small_chart(nottingham: Council) -> None:
    # The survey of September, told in quarter 4, is quarter 4's news and no quarter 2's.
    a_figure(nottingham, "feel-listened-to", "2020-09", of=(30, 35), quarter="2020-21-Q4")
    assert row_of(nottingham, "feel-listened-to").spark is None


def test_old_quarters_keep_their_old_target_in_the_small_chart(nottingham: Council) -> None:
    a_target(nottingham, "visits-on-time", "90")
    a_target(nottingham, "visits-on-time", "95", from_on=dt.date(2020, 10, 1))
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83.3")
    spark = row_of(nottingham, "visits-on-time").spark
    assert spark is not None
    assert [low for low, _ in spark.targets] == [90] * 6 + [95] * 2


def test_with_a_hidden_figure_before_it_no_usual_range_is_told(nottingham: Council) -> None:
    for n in range(12):
        a_figure(
            nottingham, "visits-on-time", quarter(2018 + n // 4, n % 4 + 1).key, str(60 + n % 2)
        )
    seen = row_of(nottingham, "visits-on-time", public=True)
    assert seen.change.usual is not None
    key = next(one.key for one in seen.measure.own if one.period == quarter(2019, 2))
    assert row_of(nottingham, "visits-on-time", public=True, hidden={key}).change.usual is None


def dated(council: Council, value: str, quarter: str, **fields: object) -> None:
    period = fields.pop("period", "2021-03-28")
    a_figure(council, "staying-put-number", str(period), value, quarter=quarter, **fields)


def test_a_dated_figure_stays_where_it_was_told_when_a_later_return_makes_it_final(
    nottingham: Council,
) -> None:
    dated(nottingham, "24", "2020-21-Q3", period="2020-12-30")
    dated(nottingham, "25", "2020-21-Q4", standing="provisional")
    dated(nottingham, "26", "2021-22-Q1")
    dated(nottingham, "31", "2021-22-Q1", period="2021-06-28")
    row = row_of(nottingham, "staying-put-number")
    assert (row.now, row.held and row.held.version) == ("26", 2)
    assert row.spark is not None
    assert [text for text in row.spark.texts if text != "–"] == ["24", "26"]


def test_an_agencys_figure_stays_where_it_was_told(nottingham: Council) -> None:
    agency = an_agency()
    a_figure(nottingham, "children-matched", "2020-21-Q4", "29")
    for value, told, standing in (
        ("134", "2020-21-Q4", "provisional"),
        ("135", "2021-22-Q1", "final"),
    ):
        made = a_figure(
            nottingham, "children-matched", "FY2019-20", value, quarter=told, standing=standing
        )
        Figure.objects.filter(pk=made.pk).update(area=agency, version=1 + (value == "135"))
    assert "Adoption East Midlands: 135" in " ".join(row_of(nottingham, "children-matched").remarks)
