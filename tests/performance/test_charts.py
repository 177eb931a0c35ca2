"""From figures to chart specifications, on series worked by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template

from accounts.models import Council, User
from performance.charts import distance_charts, trend_chart
from performance.measures import Measure, measures_of
from performance.models import Indicator, SeriesBreak
from performance.rows import MeasureRow, measure_row
from reference.domain.periods import quarter
from reporting.charts.line import stretches
from reporting.charts.paper import chart_svg
from reporting.charts.screen import plotly_figure
from reporting.domain.axis import axis_of
from reporting.domain.chart_table import data_table
from reporting.domain.charts import (
    Break,
    ChartKind,
    ChartSpec,
    Mark,
    Role,
    Series,
    Size,
    UsualRange,
)
from tests.performance.figures import a_figure, a_target, indicator

pytestmark = pytest.mark.django_db
VISITS = "visits-on-time"
# Twelve points that move by two each time: average 81, mean moving range 2, limits 81 ± 5.32.
STEADY = ["80", "82"] * 6


def measure_of(council: Council, values: list[str], **fields: object) -> Measure:
    for n, value in enumerate(values):
        period = quarter(2018 + n // 4, n % 4 + 1)
        a_figure(council, VISITS, period.key, value, **fields)  # type: ignore[arg-type]
    return next(m for m in measures_of(council) if m.code == VISITS)


def chart_of(measure: Measure, *, public: bool = False, size: Size = Size.HALF) -> ChartSpec:
    options = {"title": "Visits", "colour": "#53284f", "council": "Nottingham"}
    found = trend_chart(measure, measure.own, public=public, size=size, **options)
    assert found is not None
    return found


def test_points_outside_the_usual_range_are_ringed_and_the_newest_is_named(
    nottingham: Council,
) -> None:
    measure = measure_of(nottingham, [*STEADY, "90", "81", "70.4"])
    small, chart = chart_of(measure), chart_of(measure, size=Size.FULL)
    assert small.marks == (Mark(12), Mark(14))
    assert data_table(small).notes[-1] == "Ringed: Q1 2021-22, Q3 2021-22."
    assert chart.usual == (UsualRange(Decimal("75.7"), Decimal("81.0"), Decimal("86.3"), 0, 14),)
    assert chart.marks == (Mark(12), Mark(14, "Q3 2021-22: 70.4%, outside the usual range"))
    assert "Q3 2021-22: 70.4%, outside the usual range." in data_table(chart).notes
    assert chart_svg(chart).count("outside the usual range") == 1
    rings = [t for t in plotly_figure(chart)["data"] if t["name"] == "Outside the usual range"]
    assert [(ring["x"], ring["y"]) for ring in rings] == [([12, 14], [90.0, 70.4])]


def test_nothing_is_ringed_inside_the_range_or_before_there_is_one(nottingham: Council) -> None:
    measure = measure_of(nottingham, [*STEADY[:6], "99"])
    assert chart_of(measure).marks == ()  # seven points give no range
    assert trend_chart(measure, measure.own[:1], title="x", colour="#000", council="y") is None


def test_a_mark_for_the_public_is_no_more_exact_than_its_table(nottingham: Council) -> None:
    measure = measure_of(nottingham, [*STEADY, "70.4"])
    assert (
        chart_of(measure, public=True, size=Size.FULL)
        .marks[-1]
        .label.startswith("Q1 2021-22: 70%,")
    )


def test_old_points_keep_their_old_target(nottingham: Council) -> None:
    a_target(nottingham, VISITS, "90", from_on=dt.date(2018, 4, 1))
    a_target(nottingham, VISITS, "95", from_on=dt.date(2018, 10, 1))
    chart = chart_of(measure_of(nottingham, STEADY[:4]))
    lines = [(target.label, target.first, target.last) for target in chart.targets]
    assert lines == [("Target 90", 0, 1), ("Target 95", 2, 3)]


def test_hidden_points_keep_their_place_and_leave_no_usual_range(nottingham: Council) -> None:
    measure = measure_of(nottingham, [*STEADY, "81"])
    unseen, seen = measure.own[3:4], [*measure.own[:3], *measure.own[4:]]
    options = {"title": "Visits", "colour": "#53284f", "council": "Nottingham"}
    chart = trend_chart(measure, seen, hidden=unseen, public=True, **options)
    assert chart is not None
    assert (chart.series[0].hidden, chart.series[0].y[3], chart.usual) == ((3,), None, ())
    assert data_table(chart).rows[3][1] == "c"


def test_a_break_has_a_word_on_each_side(nottingham: Council, administrator: User) -> None:
    fields = {"from_on": dt.date(2018, 10, 1), "kind": "source", "reason": "A new system"}
    SeriesBreak.objects.create(
        council=nottingham, indicator=indicator(VISITS), by=administrator, **fields
    )
    chart = chart_of(measure_of(nottingham, STEADY[:4]))
    assert chart.breaks == (Break(2, "", "new source"),)
    SeriesBreak.objects.update(before="old system", after="case system")
    measure = next(m for m in measures_of(nottingham) if m.code == VISITS)
    assert chart_of(measure).breaks == (Break(2, "old system", "case system"),)


def rows_with_targets(council: Council, count: int) -> list[MeasureRow]:
    codes = Indicator.objects.filter(council=None, unit="percent", polarity="high")
    for n, code in enumerate(
        codes.order_by("theme", "order").values_list("code", flat=True)[:count]
    ):
        a_figure(council, code, "2020-21-Q4", str(40 + n), basis="not_stated")
        a_target(council, code, "50")
    measures = measures_of(council)
    return [measure_row(measure, quarter(2020, 4), {}) for measure in measures]


def test_fourteen_distances_stand_in_one_chart_and_more_by_theme(nottingham: Council) -> None:
    options = {"title": "Distance", "when": "2020-21 quarter 4", "colour": "#53284f"}
    assert distance_charts([], **options) == ()
    rows = rows_with_targets(nottingham, 15)
    assert len(distance_charts(rows[:14], **options)) == 1
    charts = distance_charts(rows, **options)
    assert sum(len(chart.rows) for chart in charts) == 15
    assert [chart.title for chart in charts] == list(
        dict.fromkeys(row.measure.indicator.theme.name for row in rows)
    )
    assert len({(axis_of(chart).low, axis_of(chart).high) for chart in charts}) == 1


def test_a_line_with_one_figure_a_year_marks_each_and_crosses_our_break() -> None:
    spec = ChartSpec(
        kind=ChartKind.LINE,
        title="x",
        alt="x",
        subtitle="",
        x=("Q4", "Q1", "Q2", "Q3", "Q4"),
        series=(
            Series("Us", tuple(Decimal(n) for n in (60, 61, 62, 63, 64)), Role.OWN),
            Series("England", (Decimal(50), None, None, None, Decimal(54)), bridged=True),
        ),
        breaks=(Break(2),),
    )
    lines = {line.name: list(stretches(line, spec)) for line in spec.series}
    assert [len(piece) for piece in lines["Us"]] == [2, 3]
    assert lines["England"] == [[(0, Decimal(50)), (4, Decimal(54))]]
    england = next(t for t in plotly_figure(spec)["data"] if t["name"] == "England")
    assert (england["mode"], england["x"]) == ("lines+markers", [0, 4])


def test_names_at_the_ends_of_lines_hang_at_their_own_height(nottingham: Council) -> None:
    """Plotly's own choice, by thirds of the plot, pushed neighbouring names over each other."""
    figure = plotly_figure(chart_of(measure_of(nottingham, STEADY)))
    names = [note for note in figure["layout"]["annotations"] if note.get("xref") == "paper"]
    assert names
    assert {note["yanchor"] for note in names} == {"middle"}


def test_a_phone_gets_shorter_words_and_its_own_picture(nottingham: Council) -> None:
    measure = measure_of(nottingham, [*STEADY, "90", "81", "70.4"])
    chart = chart_of(measure, size=Size.FULL)
    narrow = chart_svg(chart, "phone")
    assert 'width="300pt"' in narrow
    assert ">Us 70.4<" in narrow
    assert "outside the usual range" not in narrow
    # The last year is always named, and no two names meet.
    assert ">2021-22<" in narrow or ">21-22<" in narrow
    tag = Template("{% load charts %}{% chart spec %}")
    # A half-wide one too: shrunk to a phone its type would be tiny.
    for spec in (chart, chart_of(measure)):
        assert '<source media="(max-width: 640px)"' in tag.render(Context({"spec": spec}))
