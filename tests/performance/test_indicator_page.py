"""The builder of a measure's page: what it shows, what it refuses to say, how often it asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Council, User
from performance.dashboards.indicator import (
    IndicatorPage,
    figure_rows,
    figure_sheets,
    indicator_page,
)
from performance.models import Commentary, CouncilIndicator, SeriesBreak, SeriesNote
from reference.domain.periods import Period, quarter, shift
from reference.models import PublishedStatistic
from reporting.domain.chart_table import data_table
from reporting.domain.charts import Break, ChartSpec, OpenPoint, Role
from reporting.spreadsheets import csv_text, workbook
from tests.performance.figures import NOON, a_figure, a_return, a_target, indicator, switch_on
from tests.performance.test_quarter_dashboard import comment

pytestmark = pytest.mark.django_db
Q4 = quarter(2020, 4)
HOMES, RATE, VISITS = "suitable-home-19-21", "children-in-care-rate", "visits-on-time"
# Five years are held of the 2025 release; Nottingham's own of 31 March 2021 is 249 of 276.
YEARS = ("2021", "2022", "2023", "2024", "2025")


def page_of(council: Council, code: str, on: Period = Q4) -> IndicatorPage:
    page = indicator_page(council, code, on)
    assert page is not None
    return page


def chart_of(page: IndicatorPage) -> ChartSpec:
    assert page.trend is not None
    return page.trend


def text_of(page: IndicatorPage) -> str:
    return "".join(text for text, _ in page.lead)


def a_series(council: Council, code: str, first: Period, *values: str) -> Period:
    """Quarterly figures from a quarter on, each in its own return; the last of them."""
    period = first
    for n, value in enumerate(values):
        found = shift(first, n)
        assert found is not None
        period = found
        a_figure(council, code, period.key, value, quarter=period.key)
    return period


# --- Told and published ---------------------------------------------------------------------
def test_what_was_told_stands_beside_what_was_published(nottingham: Council) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q4", "94.7")
    a_target(nottingham, HOMES, "90")
    page = page_of(nottingham, HOMES)
    assert text_of(page).startswith("94.7%, at 31 March, meets the target of 90.")
    assert page.trend is None
    assert page.trend_note == "One figure so far, Q4 2020-21: a line needs two of one kind."
    [sentence] = page.provenance.differing
    assert "31 March 2021: 94.7% was told to the board, 90% was published" in sentence
    assert page.published is not None
    assert page.published.x == YEARS
    own = next(line for line in page.published.series if line.role is Role.OWN)
    assert own.y[0] == 90
    assert own.open_points == (OpenPoint(0, Decimal("94.7"), "told", "told 94.7"),)
    both = [
        (line.text, line.counts) for line in page.provenance.lines if line.ends_on == Q4.ends_on
    ]
    assert both == [("90%", "249 of 276"), ("94.7%", "")]


def test_equal_counts_and_unequal_rates_point_at_the_population(nottingham: Council) -> None:
    a_figure(nottingham, RATE, "2020-21-Q4", "99", numerator=684)
    page = page_of(nottingham, RATE)
    [sentence] = page.provenance.differing
    assert "99 was told to the board, 102 was published" in sentence
    assert "Both count 684 children" in sentence
    lines = {line.text: line for line in page.provenance.lines if line.ends_on == Q4.ends_on}
    assert lines["102"].counts.startswith("684 children, 66,943 residents aged 0 to 17")
    assert lines["102"].is_published
    assert lines["99"].signed_on == NOON.date()


def test_equal_figures_are_no_contradiction(nottingham: Council) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q4", "90")
    assert page_of(nottingham, HOMES).provenance.differing == ()


def test_another_basis_was_not_told_for_that_day(nottingham: Council) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q4", "50", basis="average")
    page = page_of(nottingham, HOMES)
    assert page.provenance.differing == ()
    assert page.published is not None
    assert page.published.series[0].open_points == ()


def test_a_value_without_a_date_is_in_no_series(nottingham: Council) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q4", "94.7")
    SeriesNote.objects.create(
        council=nottingham, indicator=indicator(HOMES), printed="90%", when="Earlier, not stated",
        text="Up from 90%", written_at=NOON,
    )  # fmt: skip
    page = page_of(nottingham, HOMES)
    assert [(note.printed, note.when) for note in page.provenance.undated] == [
        ("90%", "Earlier, not stated")
    ]
    assert text_of(page).endswith("There is no earlier figure to compare it with.")
    assert list(figure_rows(page))[-1][2:4] == ("Undated note", "Earlier, not stated")


# --- The line -------------------------------------------------------------------------------
def test_yearly_benchmarks_stand_only_at_their_day(nottingham: Council) -> None:
    a_series(nottingham, HOMES, quarter(2020, 3), "93", "94.7", "95", "96", "95", "94")
    page = page_of(nottingham, HOMES, quarter(2021, 4))
    chart = chart_of(page)
    lines = {line.name: line for line in chart.series}
    neighbours, england = lines["Neighbours"], lines["England"]
    places = [at for at, value in enumerate(neighbours.y) if value is not None]
    assert [f"{chart.x[at]} {chart.x_groups[at]}" for at in places] == ["Q4 2020-21", "Q4 2021-22"]
    assert neighbours.bridged
    assert england.bridged
    assert "Neighbours and England: one published figure a year, at 31 March." in chart.subtitle
    published = lines["Nottingham"].open_points
    assert [(point.at, point.y, point.label) for point in published] == [
        (1, Decimal(90), "published"),
        (5, Decimal(94), "published"),
    ]
    # The newest is named in the drawing, so that names do not lie over each other.
    assert [point.drawn for point in published] == ["", "published 94"]
    assert "90% (published)" in data_table(chart).rows[1]


def test_figures_of_another_basis_are_open_circles(nottingham: Council) -> None:
    a_series(nottingham, VISITS, quarter(2020, 3), "82", "83.3")
    a_figure(nottingham, VISITS, "FY2020-21", "87", basis="outturn")
    chart = chart_of(page_of(nottingham, VISITS))
    [own] = chart.series
    assert own.y == (Decimal(82), Decimal("83.3"))
    assert own.open_points == (OpenPoint(1, Decimal(87), "whole year", "whole year 87"),)
    assert chart.subtitle.endswith("Open circles: whole year.")


def test_an_average_gets_no_benchmark_of_a_day(nottingham: Council) -> None:
    for period, value in (("2020-21-Q3", "93"), ("2020-21-Q4", "94")):
        a_figure(nottingham, HOMES, period, value, basis="average", quarter=period)
    assert [line.name for line in chart_of(page_of(nottingham, HOMES)).series] == ["Nottingham"]


def test_counts_are_not_set_beside_other_councils(nottingham: Council) -> None:
    a_series(nottingham, "children-in-care", quarter(2020, 3), "680", "684")
    page = page_of(nottingham, "children-in-care")
    assert [line.name for line in chart_of(page).series] == ["Nottingham"]
    assert page.neighbours is not None
    assert page.neighbours.chart is None
    assert page.neighbours.note.startswith("Numbers of children depend on the size")


def test_a_break_has_its_words_and_the_range_its_side(nottingham: Council, officer: User) -> None:
    values = ["80", "82"] * 4 + ["60", "62", "60"]
    last = a_series(nottingham, VISITS, quarter(2018, 1), *values)
    SeriesBreak.objects.create(
        council=nottingham, indicator=indicator(VISITS), from_on=dt.date(2020, 4, 1),
        kind="source", before="old system", after="new system", reason="A new system", by=officer,
    )  # fmt: skip
    page = page_of(nottingham, VISITS, last)
    assert chart_of(page).breaks == (Break(8, "old system", "new system"),)
    said = {reading.strong: reading.text for reading in page.readings}
    assert said["3 comparable figures so far."] == (
        "A usual range needs eight of one kind since 1 April 2020: 5 more are needed."
    )
    assert said["The source changed on 1 April 2020."].startswith("A new system. Figures before")


def test_a_point_outside_the_range_is_read_aloud(nottingham: Council) -> None:
    # Average 81, mean moving range 2: limits 81 ± 5.32.
    last = a_series(nottingham, VISITS, quarter(2018, 1), *["80", "82"] * 6, "90")
    page = page_of(nottingham, VISITS, last)
    [strong] = [r for r in page.readings if r.strong == "One figure outside the usual range."]
    assert strong.text.startswith("Q1 2021-22 (90%); the range is 75.7 to 86.3.")
    assert [mark.at for mark in chart_of(page).marks] == [12]


def test_a_provisional_figure_says_when_it_will_be_final(nottingham: Council) -> None:
    due = {"standing": "provisional", "final_due_on": dt.date(2021, 5, 9)}
    a_figure(nottingham, "education-plan", "2020-21-autumn", "58")
    a_figure(nottingham, "education-plan", "2020-21-spring", "80.1", **due)  # type: ignore[arg-type]
    page = page_of(nottingham, "education-plan")
    assert page.readings[0].strong == "The newest figure is provisional."
    assert page.readings[0].text.startswith("The final figure is due on 9 May 2021.")
    assert chart_of(page).x == ("autumn", "spring")
    assert page.provenance.lines[0].standing == "Provisional, final due 9 May 2021"
    assert not page.row.change.compared


# --- Facts, words, versions -----------------------------------------------------------------
def test_six_facts_each_with_a_second_line(nottingham: Council) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q3", of=(250, 276), quarter="2020-21-Q3")
    a_figure(nottingham, HOMES, "2020-21-Q4", of=(249, 276))
    a_target(nottingham, HOMES, "90")
    facts = page_of(nottingham, HOMES).facts
    assert (facts.now.text, facts.now.second) == ("90.2%", "249 of 276")
    assert (facts.target.text, facts.target.second) == ("90", "since April 2019")
    assert (facts.status.text, facts.status.second) == ("On target", "0.2 points above")
    assert (facts.change.name, facts.change.second) == (
        "Change since Q3 2020-21", "could be chance",
    )  # fmt: skip
    assert facts.neighbours.text == "86"
    assert facts.neighbours.second == "10 authorities, 31 March 2021"
    assert facts.england.text == "88"


def test_neighbours_of_the_year_with_our_published_figure(nottingham: Council) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q4", "94.7")
    a_target(nottingham, HOMES, "90")
    page = page_of(nottingham, HOMES)
    assert page.neighbours is not None
    chart = page.neighbours.chart
    assert chart is not None
    by_name = {row.label: row for row in chart.rows}
    assert len(by_name) == 13  # ours, ten neighbours, region, England
    assert by_name["Nottingham"].text == "90%"  # the published one, not the 94.7 that was told
    assert by_name["Nottingham"].role is Role.OWN
    assert [row.label for row in chart.rows if row.open] == ["East Midlands", "England"]
    assert chart.target is not None
    assert chart.target.low == 90


def test_a_hidden_neighbour_is_named_with_its_symbol(nottingham: Council) -> None:
    a_figure(nottingham, HOMES, "2020-21-Q4", "94.7")
    PublishedStatistic.objects.filter(
        area__name="Oldham", year=2021, table="care_leaver_accommodation",
        breakdown="Accommodation considered suitable",
    ).update(value=None, value_symbol="c")  # fmt: skip
    page = page_of(nottingham, HOMES)
    assert page.neighbours is not None
    assert page.neighbours.chart is not None
    oldham = next(row for row in page.neighbours.chart.rows if row.label == "Oldham")
    assert (oldham.value, oldham.text) == (None, "c")
    assert page.facts.neighbours.second == "9 of 10 authorities, 31 March 2021"


def test_a_council_without_neighbours_is_told_so(exampleshire: Council) -> None:
    a_figure(exampleshire, HOMES, "2020-21-Q4", "94.7")
    page = page_of(exampleshire, HOMES)
    assert page.published is None
    assert page.provenance.differing == ()
    assert page.neighbours is not None
    assert page.neighbours.note == (
        "Exampleshire has no statistical neighbours in the published list. England: 88%."
    )


def test_silence_is_said_and_withdrawn_words_are_gone(nottingham: Council) -> None:
    theme = indicator(VISITS).theme_id
    for number in (1, 2, 3):
        a_return(nottingham, theme, f"2020-21-Q{number}")
    a_figure(nottingham, VISITS, "2020-21-Q4", "83.3")
    comment(nottingham, VISITS, "Two posts are empty.")
    said = page_of(nottingham, VISITS).said
    assert [(one.when, one.text) for one in said] == [
        ("2020-21 quarter 4", "Two posts are empty."),
        ("2020-21 quarter 1 to 2020-21 quarter 3", ""),
    ]
    comment(nottingham, VISITS, "", version=2)
    assert [one.text for one in page_of(nottingham, VISITS).said] == [""]
    # Looked at from an earlier quarter, later words are not there yet.
    assert page_of(nottingham, VISITS, quarter(2020, 2)).said[0].when == (
        "2020-21 quarter 1 to 2020-21 quarter 2"
    )


def test_why_words_were_said_again_or_taken_back_is_told(
    nottingham: Council, officer: User, client_of: Callable[[User], Client]
) -> None:
    a_figure(nottingham, VISITS, "2020-21-Q4", "83.3")
    comment(nottingham, VISITS, "Two posts are empty.")
    url = reverse("performance:indicator", args=["nottingham", VISITS])

    def again(text: str, version: int, why: str) -> str:
        said = comment(nottingham, VISITS, text, version=version)
        Commentary.objects.filter(pk=said.pk).update(version_reason=why)
        return client_of(officer).get(url).content.decode()

    page = again("One post is empty.", 2, "A post was filled in March")
    assert "Version 2, which replaces what was signed off before: A post was filled" in page
    page = again("", 3, "It was another team’s")
    assert "The comment was taken back: It was another team’s" in page
    assert "No comment was recorded" not in page
    said = figure_sheets(page_of(nottingham, VISITS))[1]
    assert said.rows[0][1::3] == ("The comment was taken back.", "It was another team’s")


def test_a_comment_of_another_box_is_told_where_it_speaks_of_the_measure(
    nottingham: Council,
) -> None:
    a_figure(nottingham, "dental-check", "2020-21-Q4", "49")
    a_figure(nottingham, "health-assessment", "2020-21-Q4", "87.3")
    said = comment(nottingham, "dental-check", "Both fell.")
    said.indicators.add(indicator("health-assessment"))
    [found] = page_of(nottingham, "health-assessment").said
    assert (found.text, found.also) == ("Both fell.", (indicator("dental-check").name,))
    comment(nottingham, "dental-check", "Only teeth.", version=2)
    assert [one.text for one in page_of(nottingham, "health-assessment").said] == [""]


def test_every_version_stands_with_its_reason(nottingham: Council, officer: User) -> None:
    a_figure(nottingham, VISITS, "2020-21-Q4", "83.3", entered_by=officer)
    a_figure(nottingham, VISITS, "2020-21-Q4", "84", version_reason="Counted again")
    lines = page_of(nottingham, VISITS).provenance.lines
    assert [(line.version, line.text, line.is_newest, line.reason) for line in lines] == [
        (2, "84%", True, "Counted again"),
        (1, "83.3%", False, ""),
    ]
    assert lines[1].entered_by == "Performance officer"
    assert lines[0].source == "Quarterly return, 2020-21 quarter 4"


def test_what_is_not_switched_on_has_no_page(nottingham: Council) -> None:
    assert indicator_page(nottingham, VISITS, Q4) is None
    switch_on(nottingham, VISITS)
    assert page_of(nottingham, VISITS).lead[0][0] == "No figure for this quarter."
    CouncilIndicator.objects.filter(council=nottingham).update(on=False)
    assert indicator_page(nottingham, VISITS, Q4) is None
    assert indicator_page(nottingham, "no-such-measure", Q4) is None


def test_the_measures_beside_it_are_those_of_the_dashboard(nottingham: Council) -> None:
    switch_on(nottingham, VISITS, "dental-check", HOMES)
    first = page_of(nottingham, VISITS)
    assert first.previous is None
    assert first.following is not None
    middle = page_of(nottingham, first.following.code)
    assert middle.previous is not None
    assert middle.previous.code == VISITS


def test_another_councils_figures_are_not_in_it(nottingham: Council, exampleshire: Council) -> None:
    a_figure(nottingham, VISITS, "2020-21-Q4", "83.3")
    a_figure(exampleshire, VISITS, "2020-21-Q4", "11.1", source_note="SECRET")
    comment(exampleshire, VISITS, "SECRET words")
    assert "SECRET" not in repr(page_of(nottingham, VISITS))
    assert [line.text for line in page_of(nottingham, VISITS).provenance.lines] == ["83.3%"]


# --- Files and speed ------------------------------------------------------------------------
def test_the_download_holds_unrounded_numbers_and_runs_nothing(nottingham: Council) -> None:
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684), source_note="=1+1")
    page = page_of(nottingham, VISITS)
    [head, line] = list(figure_rows(page))
    told = dict(zip(head, line, strict=True))
    assert (told["numerator"], told["denominator"]) == (570, 684)
    assert told["value"] == Decimal("83.333333")
    assert (told["first day"], told["last day"]) == (dt.date(2021, 1, 1), Q4.ends_on)
    assert "'=1+1" in csv_text(figure_rows(page))
    sheets = figure_sheets(page)
    assert [sheet.name for sheet in sheets] == ["Figures", "What has been said", "Definition"]
    assert workbook(sheets, title=page.name)[:2] == b"PK"


def test_few_queries_however_many_figures(nottingham: Council, officer: User) -> None:
    a_series(nottingham, HOMES, quarter(2020, 1), "90", "91")
    with CaptureQueriesContext(connection) as few:
        page_of(nottingham, HOMES)
    a_series(nottingham, HOMES, quarter(2020, 3), *["90", "92"] * 9)
    for number in range(2020, 2024):
        a_figure(nottingham, HOMES, f"{number}-{number - 1999}-Q2", "88", entered_by=officer)
    comment(nottingham, HOMES, "Words.")
    with CaptureQueriesContext(connection) as many:
        page_of(nottingham, HOMES, quarter(2024, 4))
    # One more: the indicators of which a comment speaks.
    assert len(many) <= len(few) + 1
    assert len(many) <= 16
