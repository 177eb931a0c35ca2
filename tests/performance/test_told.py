"""Told against published: the cases of the board of May 2021, and what happens to words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import pytest_django

from accounts.models import AuditEvent, Council, User
from performance.dashboards.told import ToldLine, told_csv, told_line, told_page
from performance.models import GapExplanation
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from performance.services import ExplanationChanged, ExplanationError, explain_gap
from reference.domain.periods import quarter
from reference.models import PopulationEstimate, PublishedStatistic
from tests.performance.figures import NOON, a_figure, indicator

Q4 = quarter(2020, 4)
pytestmark = pytest.mark.django_db
# What the board was told on 17 May 2021, and what the Department published later.
CASES = {
    "suitable-home-19-21": ("94.7", "94.7%", "90%", "249 of 276, 90.2%", "4.7 points higher"),
    "in-work-or-learning-19-21": ("68.4", "68.4%", "63%", "179 of 283, 63.3%", "5.4 points higher"),
    "same-home-two-years": ("65.3", "65.3%", "62%", "143 of 232, 61.6%", "3.3 points higher"),
    "three-or-more-homes": ("9", "9%", "10%", "68 of 684, 9.9%", "1 point lower"),
    "dental-check": ("49", "49%", "53%", "256 of 484, 52.9%", "4 points lower"),
    "health-assessment": ("87.3", "87.3%", "88%", "424 of 484, 87.6%", "0.7 points lower"),
}


@pytest.fixture
def told(nottingham: Council) -> Council:
    for code, (value, *_) in CASES.items():
        a_figure(nottingham, code, "2020-21-Q4", value)
    a_figure(nottingham, "children-in-care-rate", "2020-21-Q4", "99", numerator=684)
    return nottingham


def line(council: Council, code: str, year: int = 2021) -> ToldLine:
    found = told_line(council, code, year)
    assert found is not None
    return found


def newest(one: ToldLine) -> tuple[str, str]:
    return one.published[0].text, one.published[0].second


@pytest.mark.parametrize("code", CASES)
def test_the_cases_of_the_board_of_may_2021(told: Council, code: str) -> None:
    _, said, published, counts, gap = CASES[code]
    one = line(told, code)
    assert (one.told, *newest(one), one.gap.words) == (said, published, counts, gap)


def test_a_rate_keeps_what_it_was_told_with(told: Council) -> None:
    """99 then, 102 with the estimate of today: neither is ever worked out again."""
    for vintage in ("before", "after"):
        one = line(told, "children-in-care-rate")
        assert one.told == "99", vintage
        assert one.told_second == "at 31 March, 684 children, estimate of residents not stated"
        assert newest(one) == ("102", "684 of 66,943 residents"), vintage
        assert one.gap.words == "3 lower"
        assert one.held is not None
        assert (one.held.value, one.held.numerator) == (99, 684)
        PopulationEstimate.objects.filter(area=told.area_id).update(population=50_000)


def test_a_rate_says_with_which_estimate_it_was_told(nottingham: Council) -> None:
    a_figure(
        nottingham, "children-in-care-rate", "2020-21-Q4", "99", numerator=684, denominator=69_091,
        population_vintage="mid-2019, in the paper",
    )  # fmt: skip
    assert line(nottingham, "children-in-care-rate").told_second == (
        "at 31 March, 684 children of 69,091 residents, "
        "estimate of residents: mid-2019, in the paper"
    )


def test_every_release_that_prints_the_year_is_told(told: Council) -> None:
    one = line(told, "same-home-two-years")
    assert [cell.release for cell in one.published] == [2025, 2024]
    assert [(p.name, p.text) for p in one.printings] == [("2025 and 2024 releases", "62%")]
    a_figure(told, "children-in-care-rate", "2022-23-Q4", "107", quarter="2022-23-Q4")
    revised = line(told, "children-in-care-rate", 2023)
    assert [(p.name, p.text, p.second) for p in revised.printings] == [
        ("2025 release", "108", "719 of 66,706 residents"),
        ("2024 release", "107", "719 of 66,975 residents"),
    ]
    assert revised.gap.words == "1 lower"


def test_a_known_difference_of_definition_is_said(told: Council) -> None:
    assert "residence is not known" in line(told, "suitable-home-19-21").differs
    assert line(told, "same-home-two-years").differs == ""


def test_the_newest_version_is_compared_and_the_earlier_ones_are_named(told: Council) -> None:
    a_figure(
        told, "dental-check", "2020-21-Q4", "52",
        signed_at=dt.datetime(2021, 8, 5, 12, tzinfo=dt.UTC), version_reason="Late records came in",
    )  # fmt: skip
    one = line(told, "dental-check")
    assert (one.told, one.gap.words) == ("52%", "1 point lower")
    assert one.earlier == ("49% until 5 August 2021: Late records came in",)


def test_a_published_symbol_leaves_no_gap(told: Council) -> None:
    rows = PublishedStatistic.objects.filter(area=told.area_id, year=2021, table__contains="health")
    rows.update(value=None, value_symbol="c", count=None, count_symbol="c")
    one = line(told, "dental-check")
    assert (newest(one), one.gap.words, one.gap.is_known) == (("c", ""), "–", False)


def test_what_is_told_and_not_published_is_named(told: Council) -> None:
    a_figure(told, "living-in-foster-care", "2020-21-Q4", "70")
    page = told_page(told, 2021)
    assert page.unpublished == ("Living in foster care",)
    assert len(page.lines) == len(CASES) + 1


def test_a_figure_that_was_not_available_was_not_told(nottingham: Council) -> None:
    a_figure(nottingham, "dental-check", "2020-21-Q4")
    assert told_line(nottingham, "dental-check", 2021) is None


def test_the_newest_year_with_both_figures_comes_first(told: Council) -> None:
    assert told_page(told).year == 2021
    a_figure(told, "dental-check", "2023-24-Q4", "80", quarter="2023-24-Q4")
    page = told_page(told)
    assert (page.year, page.years) == (2024, (2024, 2021))


def test_a_fictional_council_has_nothing_to_compare(exampleshire: Council) -> None:
    a_figure(exampleshire, "dental-check", "2020-21-Q4", "49")
    page = told_page(exampleshire)
    assert (page.year, page.lines) == (None, ())


def test_queries_do_not_grow_with_the_measures(
    told: Council, django_assert_num_queries: pytest_django.DjangoAssertNumQueries
) -> None:
    told.refresh_from_db()
    assert told.area
    with django_assert_num_queries(6):
        told_page(told)


def test_the_file_has_a_line_for_each_measure_and_release(told: Council) -> None:
    head, *rows = told_csv(told_page(told, 2021))
    found = {(row[1], row[9]): dict(zip(head, row, strict=True)) for row in rows}
    assert len(found) == 7 + 3  # three of the seven stand in both releases
    one = found["suitable-home-19-21", 2025]
    gap = one["told less published"]
    assert (one["told"], one["published"], gap) == (Decimal("94.7"), 90, Decimal("4.7"))
    assert (one["published numerator"], one["published denominator"]) == (249, 276)


# --- Words ------------------------------------------------------------------------------------
def explain(council: Council, by: User, text: str, seen: int) -> GapExplanation | None:
    return explain_gap(
        council=council,
        indicator=indicator("dental-check"),
        year=2021,
        text=text,
        seen=seen,
        by=by,
        at=NOON,
    )


def test_every_version_is_kept_with_who_and_when(told: Council, officer: User) -> None:
    explain(told, officer, " Two dentists reported late. ", 0)
    explain(told, officer, "Two dentists reported in May.", 1)
    explain(told, officer, "", 2)
    kept = GapExplanation.objects.order_by("version").values_list("version", "text", "written_by")
    assert list(kept) == [
        (1, "Two dentists reported late.", officer.pk),
        (2, "Two dentists reported in May.", officer.pk),
        (3, "", officer.pk),
    ]
    one = line(told, "dental-check")
    assert (one.explanation, one.version) == (None, 3)
    assert [said.text for said in one.explanations][1] == "Two dentists reported in May."
    assert one.explanations[0].by == "Performance officer"
    deeds = AuditEvent.objects.filter(council=told, action__contains="expla").order_by("pk")
    assert [deed.action for deed in deeds] == ["explain_gap"] * 2 + ["withdraw_explanation"]
    assert deeds[1].detail == {
        "was": "Two dentists reported late.",
        "now": "Two dentists reported in May.",
    }


def test_the_same_words_make_no_new_version(told: Council, officer: User) -> None:
    explain(told, officer, "Reported late.", 0)
    assert explain(told, officer, "Reported late.", 1) is None
    assert explain_gap(
        council=told, indicator=indicator("health-assessment"), year=2021, text="", seen=0,
        by=officer,
    ) is None  # fmt: skip
    assert GapExplanation.objects.count() == 1


def test_two_writers_lose_nothing(told: Council, officer: User, analyst: User) -> None:
    explain(told, officer, "Reported late.", 0)
    with pytest.raises(ExplanationChanged) as refusal:
        explain(told, analyst, "Another way of counting.", 0)
    assert refusal.value.newest.text == "Reported late."
    assert GapExplanation.objects.count() == 1


def test_there_must_be_a_gap_to_explain(told: Council, officer: User) -> None:
    with pytest.raises(ExplanationError, match="31 March 2022 was both told and published"):
        explain_gap(
            council=told, indicator=indicator("dental-check"), year=2022, text="Why", seen=0,
            by=officer,
        )  # fmt: skip
    with pytest.raises(ExplanationError, match="2,000 characters or fewer"):
        explain(told, officer, "x" * 2001, 0)
    assert not GapExplanation.objects.exists()


# --- The pack ---------------------------------------------------------------------------------
def test_the_pack_has_a_section_for_the_board(told: Council, officer: User) -> None:
    explain(told, officer, "Two dentists reported late.", 0)
    pack = quarterly_pack(told, Q4, "board")
    assert (len(pack.told), pack.told_differing, pack.told_explained) == (7, 7, 1)
    html = pack_html(pack, "paper")
    for words in ("Told against published", "4.7 points higher", "Two dentists reported late."):
        assert words in html


def test_the_public_edition_is_whole_in_figures_and_gaps(told: Council) -> None:
    html = pack_html(quarterly_pack(told, Q4, "public"), "edition")
    assert "5 points higher" in html
    for decimal in ("94.7", "4.7 points", "68.4", "65.3", "87.3"):
        assert decimal not in html


def test_a_hidden_figure_shows_no_gap_and_no_words(told: Council, officer: User) -> None:
    """3 of 484 not checked would be named by 99% told: figure, gap and words stay out."""
    a_figure(told, "dental-check", "2020-21-Q4", of=(481, 484))
    explain(told, officer, "Three children were away.", 0)
    pack = quarterly_pack(told, Q4, "public")
    [one] = [one for one in pack.told if one.measure.code == "dental-check"]
    assert (one.hidden, one.told, one.held, one.explanations) == (True, "c", None, ())
    assert (one.gap.is_known, one.left_out) == (False, True)
    assert newest(one) == ("53%", "256 of 484, 52.9%")
    html = pack_html(pack, "edition")
    assert "Three children" not in html
    assert "481" not in html
    assert "99%" not in html
    assert "Three children" in pack_html(quarterly_pack(told, Q4, "board"), "paper")


def test_words_stay_out_where_the_quarter_before_is_hidden(told: Council, officer: User) -> None:
    """As with comments: "up from 3" would tell of them."""
    a_figure(told, "dental-check", "2020-21-Q3", of=(3, 484), quarter="2020-21-Q3")
    explain(told, officer, "It was three in autumn.", 0)
    [one] = [
        one for one in quarterly_pack(told, Q4, "public").told if one.measure.code == "dental-check"
    ]
    assert (one.hidden, one.left_out, one.explanations) == (False, True, ())
    assert one.gap.words == "4 points lower"


def test_a_pack_of_the_next_quarter_still_has_31_march(told: Council) -> None:
    a_figure(told, "dental-check", "2021-22-Q1", "60", quarter="2021-22-Q1")
    pack = quarterly_pack(told, quarter(2021, 1), "board")
    assert {one.year for one in pack.told} == {2021}
    assert {one.told for one in pack.told if one.measure.code == "dental-check"} == {"49%"}


def test_a_pack_without_told_figures_has_no_such_section(nottingham: Council) -> None:
    a_figure(nottingham, "dental-check", "2019-20-Q2", "60", quarter="2019-20-Q2")
    pack = quarterly_pack(nottingham, quarter(2019, 2), "board")
    assert pack.told == ()
    assert "Told against published" not in pack_html(pack, "paper")


def test_no_number_is_worked_out_anew(told: Council) -> None:
    one = line(told, "suitable-home-19-21")
    assert one.held is not None
    assert (one.held.value, one.held.numerator) == (Decimal("94.7"), None)
