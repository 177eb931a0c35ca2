"""Ways round disclosure control: what a public edition could tell by a side door."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Council, User
from performance.models import CouncilIndicator, Figure, SeriesNote
from performance.packs import QuarterlyPack, quarterly_pack
from performance.packs.cells import Shown
from performance.packs.rendering import pack_html
from performance.rows import MeasureRow
from performance.services import publish_pack
from reference.domain.periods import quarter
from reference.models import Area
from tests.performance.figures import NOON, a_figure, a_target, indicator
from tests.performance.test_quarter_dashboard import comment

Q4 = quarter(2020, 4)
MIX = ("living-in-foster-care", "living-in-residential-care", "semi-independent")
pytestmark = pytest.mark.django_db


def rows(pack: QuarterlyPack) -> dict[str, MeasureRow]:
    return {row.code: row for page in pack.themes for row in page.section.rows}


def not_hidden(pack: QuarterlyPack) -> list[Shown]:
    """The figures that the public may see, whether this pack prints them or not."""
    return [one for one in pack.shown.values() if not one.shielded.is_hidden]


def later(days: int) -> dict[str, Any]:
    return {"signed_at": NOON + dt.timedelta(days=days), "version_reason": "Counted again"}


def switch_off(council: Council, code: str) -> None:
    CouncilIndicator.objects.filter(council=council, indicator=indicator(code)).update(on=False)


def test_a_part_switched_off_still_protects_its_whole(nottingham: Council) -> None:
    for code, count in zip(MIX, (70, 27, 3), strict=True):
        a_figure(nottingham, code, "2020-21-Q4", of=(count, 100))
    switch_off(nottingham, "semi-independent")
    public = rows(quarterly_pack(nottingham, Q4, "public"))
    assert {code: row.hidden for code, row in public.items()} == dict.fromkeys(MIX[:2], True)


def test_words_about_a_measure_switched_off_are_left_out(nottingham: Council) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    a_figure(nottingham, "seen-in-four-weeks", "2020-21-Q4", of=(3, 100))
    comment(nottingham, "seen-in-four-weeks", "Only three children were seen.")
    switch_off(nottingham, "seen-in-four-weeks")
    SeriesNote.objects.create(
        council=nottingham,
        indicator=indicator("seen-in-four-weeks"),
        printed="80%",
        when="not stated",
        text="Three were missed",
        written_at=NOON,
    )
    page = pack_html(quarterly_pack(nottingham, Q4, "public"), "edition").lower()
    assert "only three" not in page
    assert "three were" not in page


@pytest.mark.parametrize("hidden", [{"basis": "average"}, {"period": "2020-21-Q3"}])
def test_a_comment_beside_a_hidden_figure_is_left_out(
    nottingham: Council, hidden: dict[str, str]
) -> None:
    """Now is large, but the comment may say "up from three"."""
    a_figure(nottingham, "care-leavers-in-custody", "2020-21-Q4", "18", basis="period_end")
    period, basis = hidden.get("period", "2020-21-Q4"), hidden.get("basis", "period_end")
    a_figure(nottingham, "care-leavers-in-custody", period, "3", basis=basis, quarter=period)
    comment(nottingham, "care-leavers-in-custody", "Up from three.")
    public = quarterly_pack(nottingham, Q4, "public")
    assert "Up from three" not in pack_html(public, "edition")
    assert sum(page.comments_left_out for page in public.themes) == 1
    assert "Up from three" in pack_html(quarterly_pack(nottingham, Q4, "board"), "edition")


def test_a_comment_on_a_measure_without_hidden_figures_stays(nottingham: Council) -> None:
    a_figure(nottingham, "care-leavers-in-custody", "2020-21-Q4", "18")
    comment(nottingham, "care-leavers-in-custody", "Visited each month.")
    assert "Visited each month." in pack_html(quarterly_pack(nottingham, Q4, "public"), "edition")


@pytest.mark.parametrize("printed", ["3", "3 of 19", "Three", "About 4", "2 (both moved)"])
def test_an_undated_value_with_a_small_number_is_kept_back(
    nottingham: Council, printed: str
) -> None:
    assert notes(nottingham, printed) == []


@pytest.mark.parametrize("printed", ["31", "About 400", "67", "3%", "3.5", "1,204", "0"])
def test_other_undated_values_are_printed(nottingham: Council, printed: str) -> None:
    assert len(notes(nottingham, printed)) == 1


def notes(council: Council, printed: str) -> list[str]:
    a_figure(council, "care-leavers-in-custody", "2020-21-Q4", "18")
    SeriesNote.objects.create(
        council=council,
        indicator=indicator("care-leavers-in-custody"),
        printed=printed,
        when="not stated",
        text="In custody",
        written_at=NOON,
    )
    return [n.text for n in quarterly_pack(council, Q4, "public").notes if "custody" in n.text]


def test_a_version_hidden_by_a_small_correction_never_comes_out(
    nottingham: Council, approver: User
) -> None:
    """676 is read; 679 is hidden, for the three; then "was 679, now 690" would tell of them."""
    published = {"council": nottingham, "quarter": Q4, "audience": "public", "by": approver}
    for day, count in enumerate(("676", "679", "690")):
        a_figure(nottingham, "children-in-care", "2020-21-Q4", count, **later(2 * day))
        a_figure(nottingham, "visits-on-time", "2020-21-Q4", "83", **later(2 * day))
        at = NOON + dt.timedelta(days=2 * day + 1)
        edition = publish_pack(**published, at=at, reason="Counted again")
        printed = edition.figures.filter(key__contains="children-in-care/")
        assert [figure.printed for figure in printed] == ([] if count == "679" else [count])
        assert "679" not in str(edition.changes)
        page = pack_html(quarterly_pack(nottingham, Q4, "public"), "edition")
        assert "679" not in page


def test_what_changed_speaks_only_of_what_both_packs_print(
    nottingham: Council, approver: User
) -> None:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    publish_pack(council=nottingham, quarter=Q4, audience="board", by=approver, at=NOON)
    for value in ("40", "60"):
        after = {**later(1), "quarter": "2021-22-Q1"}
        a_figure(nottingham, "visits-on-time", "2021-22-Q1", value, **after)
    assert quarterly_pack(nottingham, Q4, "board").changes.lines == ()


def test_another_areas_figure_is_accounted_for(nottingham: Council, approver: User) -> None:
    agency = Area.objects.get_or_create(
        code="X10000001", defaults={"name": "Regional agency", "kind": Area.Kind.FICTIONAL}
    )[0]
    a_figure(nottingham, "placement-orders", "2020-21", "12")
    theirs = a_figure(nottingham, "placement-orders", "2020-21", "90")
    type(theirs).objects.filter(pk=theirs.pk).update(area=agency, version=1)
    edition = publish_pack(council=nottingham, quarter=Q4, audience="public", by=approver, at=NOON)
    assert set(edition.figures.values_list("printed", flat=True)) == {"12", "90"}
    assert edition.cells.filter(key__contains="X10000001", state="shown").exists()


def test_public_drawings_are_no_more_exact_than_the_tables(nottingham: Council) -> None:
    """The length of a bar can be measured: 83.3333 and its 684 children must not be in it."""
    for period in ("2020-21-Q3", "2020-21-Q4"):
        a_figure(nottingham, "visits-on-time", period, of=(570, 684), quarter=period)
    for code, count in zip(MIX, (701, 202, 97), strict=True):
        a_figure(nottingham, code, "2020-21-Q4", of=(count, 1000))
    a_target(nottingham, "visits-on-time", "95")
    pack = quarterly_pack(nottingham, Q4, "public")
    drawn = [spec for page in pack.themes for spec in page.charts]
    assert pack.glance.charts
    drawn += pack.glance.charts
    values = [row.value for spec in drawn for row in spec.rows]
    values += [value for spec in drawn for line in spec.series for value in line.y]
    for row in rows(pack).values():
        values += row.spark.slots if row.spark else ()
    told = {value for value in values if value is not None}
    assert told == {Decimal(n) for n in (83, -12, 70, 20, 10)}


def test_a_chart_leaves_a_gap_where_a_figure_is_hidden(nottingham: Council) -> None:
    for period, count in (("2020-21-Q2", "18"), ("2020-21-Q3", "3"), ("2020-21-Q4", "20")):
        a_figure(nottingham, "children-in-care", period, count, basis="period_end", quarter=period)
    pack = quarterly_pack(nottingham, Q4, "public")
    [chart] = [spec for page in pack.themes for spec in page.charts]
    assert chart.series[0].y == (Decimal(18), None, Decimal(20))
    spark = rows(pack)["children-in-care"].spark
    assert spark is not None
    assert spark.slots[-3:] == (Decimal(18), None, Decimal(20))
    assert "Q3" not in chart.alt


def test_a_years_sum_does_not_give_back_what_one_of_its_quarters_hides(
    nottingham: Council,
) -> None:
    """Three quarters of 10 and a year of 33 would tell of the three."""
    code = "left-by-adoption-or-guardianship"
    for number, count in enumerate(("10", "3", "10", "10"), 1):
        period = f"2020-21-Q{number}"
        a_figure(nottingham, code, period, count, basis="over_period", quarter=period)
    a_figure(nottingham, code, "2020-21-Q4", "33", basis="outturn")
    a_figure(nottingham, code, "2019-20-Q4", "12", basis="over_period", quarter="2019-20-Q4")
    pack = quarterly_pack(nottingham, Q4, "public")
    assert rows(pack)[code].hidden
    assert {one.held.period.key for one in not_hidden(pack)} == {"2019-20-Q4"}
    assert pack.figures == ()


def test_the_year_to_date_hides_with_the_outturn_of_the_same_day(nottingham: Council) -> None:
    code = "permanence-so-far"
    for period, count in (("2020-21-Q3", "20"), ("2020-21-Q4", "4")):
        a_figure(nottingham, code, period, count, basis="year_to_date", quarter=period)
    a_figure(nottingham, code, "2020-21", "40", basis="outturn")
    pack = quarterly_pack(nottingham, Q4, "public")
    assert {one.held.value for one in not_hidden(pack)} == {Decimal(20)}
    assert pack.figures == ()


ADOPTED = "left-by-adoption-or-guardianship"


def quarters_of_a_year(council: Council, code: str, counts: str, basis: str) -> None:
    for number, count in enumerate(counts.split(), 1):
        period = f"2020-21-Q{number}"
        a_figure(council, code, period, count, basis=basis, quarter=period)


@pytest.mark.parametrize(
    ("basis", "period"),
    [("rolling_12", "2020-21-Q4"), ("over_period", "2020-21"), ("year_to_date", "2020-21-Q4")],
)
def test_a_sum_over_the_year_does_not_give_a_hidden_quarter_back(
    nottingham: Council, basis: str, period: str
) -> None:
    """10, c, 10 and 10 beside 33."""
    quarters_of_a_year(nottingham, ADOPTED, "10 3 10 10", "over_period")
    a_figure(nottingham, ADOPTED, period, "33", basis=basis)
    pack = quarterly_pack(nottingham, Q4, "public")
    assert rows(pack)[ADOPTED].hidden
    assert pack.figures == ()
    assert "33 rolling" not in pack_html(pack, "edition")


def test_a_year_to_date_does_not_give_a_hidden_month_back(nottingham: Council) -> None:
    for number in range(12):
        period = f"{2020 + (number > 8)}-{(number + 3) % 12 + 1:02}"
        count = "3" if number == 4 else "10"
        a_figure(nottingham, ADOPTED, period, count, basis="over_period")
    a_figure(nottingham, ADOPTED, "2020-21-Q4", "113", basis="year_to_date")
    assert quarterly_pack(nottingham, Q4, "public").figures == ()


def test_steps_of_a_year_to_date_tell_of_no_few(nottingham: Council) -> None:
    """7, 9, 20 and 24 are two people in quarter 2 and four in quarter 4."""
    quarters_of_a_year(nottingham, "permanence-so-far", "7 9 20 24", "year_to_date")
    pack = quarterly_pack(nottingham, Q4, "public")
    assert {one.printed for one in pack.figures} == {"9", "24"}
    row = rows(pack)["permanence-so-far"]
    assert row.spark is not None
    assert row.spark.slots[-4:] == (None, Decimal(9), None, Decimal(24))
    [chart] = [spec for page in pack.themes for spec in page.charts]
    assert chart.series[0].y == (None, Decimal(9), None, Decimal(24))
    assert "Q3" not in chart.alt


def test_a_year_to_date_yields_to_what_was_published(nottingham: Council, approver: User) -> None:
    """Quarter 1 said 7; 9 in quarter 2 would tell of two people."""
    a_figure(nottingham, "permanence-so-far", "2020-21-Q1", "7", quarter="2020-21-Q1")
    q1, q2 = quarter(2020, 1), quarter(2020, 2)
    publish_pack(council=nottingham, quarter=q1, audience="public", by=approver, at=NOON)
    a_figure(nottingham, "permanence-so-far", "2020-21-Q2", "9", quarter="2020-21-Q2")
    assert rows(quarterly_pack(nottingham, q2, "public"))["permanence-so-far"].hidden
    assert not rows(quarterly_pack(nottingham, q2, "board"))["permanence-so-far"].hidden


def figures(council: Council, *told: tuple[str, str | None, tuple[int, int] | None, str]) -> None:
    for code, value, of, basis in told:
        a_figure(council, code, "2020-21-Q4", value, of=of, basis=basis)


def hidden_codes(council: Council) -> set[str]:
    return {code for code, row in rows(quarterly_pack(council, Q4, "public")).items() if row.hidden}


def test_parts_on_different_bases_are_parts_of_one_whole(nottingham: Council) -> None:
    """3, 40 and 17 of 60 children."""
    figures(
        nottingham,
        ("aged-under-five", None, (3, 60), "period_end"),
        ("aged-five-to-fifteen", None, (40, 60), "not_stated"),
        ("aged-sixteen-and-over", None, (17, 60), "average"),
    )
    assert len(hidden_codes(nottingham)) == 3


def test_what_known_parts_leave_of_a_whole_is_protected(nottingham: Council) -> None:
    figures(
        nottingham,
        ("full-care-orders", None, (30, 60), "period_end"),
        ("voluntary-care", None, (27, 60), "period_end"),
    )
    assert hidden_codes(nottingham) == {"full-care-orders", "voluntary-care"}


def test_a_complement_without_counts_is_hidden_with_its_measure(nottingham: Council) -> None:
    figures(
        nottingham,
        ("over-20-miles", None, (3, 60), "period_end"),
        ("not-at-a-distance", "95", None, "period_end"),
    )
    assert hidden_codes(nottingham) == {"over-20-miles", "not-at-a-distance"}


def test_a_percentage_of_the_printed_children_in_care_is_a_count(nottingham: Council) -> None:
    """6% of 34 children are two; of residential care the pack prints no number."""
    figures(
        nottingham,
        ("children-in-care", "34", None, "period_end"),
        ("living-independently", "6", None, "not_stated"),
        ("own-childrens-homes", "25", None, "period_end"),
    )
    assert hidden_codes(nottingham) == {"living-independently"}


def test_a_percentage_corrected_by_three_children_is_hidden(
    nottingham: Council, approver: User
) -> None:
    figures(nottingham, ("children-in-care", "60", None, "period_end"))
    a_figure(nottingham, "girls", "2020-21-Q4", of=(30, 60))
    publish_pack(council=nottingham, quarter=Q4, audience="public", by=approver, at=NOON)
    a_figure(nottingham, "girls", "2020-21-Q4", of=(33, 60), **later(1))
    assert hidden_codes(nottingham) == {"girls"}


def test_the_councils_own_mark_hides_a_percentage_without_counts(nottingham: Council) -> None:
    figures(nottingham, ("own-childrens-homes", "25", None, "period_end"))
    assert hidden_codes(nottingham) == set()
    CouncilIndicator.objects.filter(council=nottingham).update(small_cohort=True)
    assert hidden_codes(nottingham) == {"own-childrens-homes"}


def agency() -> Area:
    return Area.objects.get_or_create(
        code="X10000001", defaults={"name": "Regional agency", "kind": Area.Kind.FICTIONAL}
    )[0]


def of_the_agency(figure: Figure, **fields: str) -> None:
    Figure.objects.filter(pk=figure.pk).update(area=agency(), version=1, **fields)


@pytest.mark.parametrize(("theirs", "printed"), [("23", False), ("26", True)])
def test_the_agencys_figure_less_ours_is_no_few(
    nottingham: Council, theirs: str, printed: bool
) -> None:
    a_figure(nottingham, "placement-orders", "2020-21", "20")
    of_the_agency(a_figure(nottingham, "placement-orders", "2020-21", theirs))
    public = rows(quarterly_pack(nottingham, Q4, "public"))["placement-orders"]
    assert public.now == "20"
    assert any("Regional agency" in remark for remark in public.remarks) is printed
    board = rows(quarterly_pack(nottingham, Q4, "board"))["placement-orders"]
    assert any("Regional agency" in remark for remark in board.remarks)


def test_another_groups_figure_of_the_agency_is_not_taken_for_its_own(nottingham: Council) -> None:
    a_figure(nottingham, "placement-orders", "2020-21", "20")
    of_the_agency(a_figure(nottingham, "placement-orders", "2020-21", "90"))
    of_the_agency(a_figure(nottingham, "placement-orders", "2020-21", "40", group="age-not-stated"))
    said = rows(quarterly_pack(nottingham, Q4, "board"))["placement-orders"].remarks
    assert "Regional agency: 90, April 2020 to March 2021" in said
