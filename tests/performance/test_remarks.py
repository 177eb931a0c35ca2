"""What officers reported beside the figure of the quarter is told; and what is told is recorded."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import Council, User
from performance.measures import measures_of
from performance.models import Figure
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from performance.rows import MeasureRow, measure_row
from performance.services import publish_pack
from reference.domain.periods import quarter
from reference.models import Area
from tests.performance.figures import NOON, a_figure

Q3, Q4 = quarter(2020, 3), quarter(2020, 4)
VISITS = "visits-on-time"
pytestmark = pytest.mark.django_db


def row_of(council: Council, code: str = VISITS) -> MeasureRow:
    [measure] = [one for one in measures_of(council) if one.code == code]
    return measure_row(measure, Q4, {})


def of_the_agency(figure: Figure) -> None:
    agency, _ = Area.objects.get_or_create(
        code="X10000001", defaults={"name": "Regional agency", "kind": Area.Kind.AGENCY}
    )
    Figure.objects.filter(pk=figure.pk).update(area=agency, version=1)


def test_the_years_that_the_return_reported_stand_in_one_remark(nottingham: Council) -> None:
    a_figure(nottingham, VISITS, "2020-21-Q4", "83.3")
    a_figure(nottingham, VISITS, "2020-21", "87", basis="outturn")
    a_figure(nottingham, VISITS, "2019-20", "85", basis="outturn")
    a_figure(nottingham, VISITS, "2018-19", "80", basis="outturn", quarter="2018-19-Q4")
    row = row_of(nottingham)
    assert row.remarks == ("87% for 2020-21, 85% for 2019-20",)
    assert quarterly_pack(nottingham, Q4, "board").notes == ()  # a number is no doubt
    assert sorted(int(one.value or 0) for one in row.figures) == [83, 85, 87]


def test_a_year_to_date_says_so(nottingham: Council) -> None:
    a_figure(nottingham, "reviews-on-time", "2020-21-Q4", "95.9")
    a_figure(nottingham, "reviews-on-time", "2020-21", "95", basis="year_to_date")
    a_figure(nottingham, "reviews-on-time", "2020-21-Q3", "94", basis="year_to_date")
    assert row_of(nottingham, "reviews-on-time").remarks == (
        "95% for 2020-21, year to date, 94% to 2020-21 quarter 3, year to date",
    )


def test_another_group_is_named(nottingham: Council) -> None:
    code = "suitable-home-19-21"
    a_figure(nottingham, code, "2020-21-Q4", "94.7")
    a_figure(nottingham, code, "2019-20", "89.7", basis="outturn", group="age-not-stated")
    assert row_of(nottingham, code).remarks == ("Care leavers, age not stated: 89.7% for 2019-20",)


def test_an_agency_is_told_with_the_period_before(nottingham: Council) -> None:
    a_figure(nottingham, "placement-orders", "2020-21", "20")
    for period, count in (("2020-21", "117"), ("2019-20", "146"), ("2018-19", "120")):
        of_the_agency(a_figure(nottingham, "placement-orders", period, count))
    said = row_of(nottingham, "placement-orders").remarks
    assert said == (
        "Regional agency: 117, April 2020 to March 2021; 146, April 2019 to March 2020",
    )


def test_quarters_of_the_small_chart_are_not_told_twice(nottingham: Council) -> None:
    a_figure(nottingham, "children-in-care", "2020-21-Q4", "684")
    a_figure(nottingham, "children-in-care", "2020-21-Q3", "670")
    row = row_of(nottingham, "children-in-care")
    assert row.remarks == ()
    assert len(row.figures) == 2


def test_a_year_that_counts_few_is_told_to_the_board_alone(nottingham: Council) -> None:
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    a_figure(nottingham, VISITS, "2019-20", basis="outturn", of=(3, 684))
    a_figure(nottingham, VISITS, "2020-21", basis="outturn", of=(600, 684))
    public, board = (quarterly_pack(nottingham, Q4, one) for one in ("public", "board"))
    assert "0.4% for 2019-20" in pack_html(board, "edition")
    page = pack_html(public, "edition")
    assert "88% for 2020-21" in page
    assert "for 2019-20" not in page


def test_the_record_holds_what_is_told_and_nothing_else(
    nottingham: Council, approver: User
) -> None:
    """An outturn of another return stands on no page: it is in no record, and no "was"."""
    a_figure(nottingham, VISITS, "2020-21-Q4", of=(570, 684))
    a_figure(nottingham, VISITS, "2020-21-Q3", of=(400, 684), quarter="2020-21-Q3")
    earlier = {"basis": "outturn", "quarter": "2019-20-Q4"}
    a_figure(nottingham, VISITS, "2019-20", of=(300, 684), **earlier)
    first = publish_pack(council=nottingham, quarter=Q4, audience="public", by=approver, at=NOON)
    assert set(first.figures.values_list("printed", flat=True)) == {"83%", "58%"}
    assert first.cells.filter(part="value").count() == 2
    after = {"signed_at": NOON + dt.timedelta(days=1), "version_reason": "Corrected"}
    a_figure(nottingham, VISITS, "2019-20", of=(400, 684), **earlier, **after)
    assert quarterly_pack(nottingham, Q4, "public").changes.lines == ()


def test_the_record_holds_every_number_of_the_page(nottingham: Council, approver: User) -> None:
    """Each recorded number stands on the page, and each number of a row and chart is recorded."""
    for number, count in enumerate((12, 19, 27, 38), 1):
        period = f"2020-21-Q{number}"
        a_figure(nottingham, "helped-by-advocate", period, str(count), quarter=period)
    a_figure(nottingham, "helped-by-advocate", "2020-21-Q4", "91", basis="rolling_12")
    pack = quarterly_pack(nottingham, Q4, "public")
    page = pack_html(pack, "edition")
    assert {one.printed for one in pack.figures} == {"12", "19", "27", "38", "91"}
    assert all(one.printed in page for one in pack.figures)
    [chart] = [spec for theme in pack.themes for spec in theme.charts]
    drawn = {str(value) for value in chart.series[0].y if value is not None}
    assert drawn <= {one.printed for one in pack.figures}
