"""The profile: now, a year ago, England; and for the public nothing that tells of a few."""

from __future__ import annotations

import datetime as dt

import pytest

from placements.dashboards.profile import NoReturns, cohort_profile, days_of
from placements.dashboards.profile.beside import england
from placements.dashboards.profile.building import first_sentence
from placements.dashboards.profile.counting import Counts
from placements.dashboards.profile.days import march_before, year_before
from placements.dashboards.profile.telling import Teller
from placements.domain.cohort import ReturnYear
from reporting.models import Audience

from ..synthetic import LAST, made_cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile_for(nottingham, tmp_path):
    cohort = made_cohort(nottingham, tmp_path / "returns")

    def profile(audience, day=LAST):
        return cohort_profile(nottingham, day, audience, cohort=cohort)

    return profile


def view(page, key):
    return next(one for one in page.views if one.key == key)


def number(text):
    return int(text.replace(",", ""))


def test_every_table_adds_up_to_the_children_looked_after(profile_for):
    page = profile_for(Audience.BOARD)
    total = number(page.total)
    assert 60 < total < 120
    for one in page.views:
        assert sum(number(line.now) for line in one.lines) == total, one.key
        assert sum(number(line.then) for line in one.lines) == number(page.total_then), one.key
    assert number(page.age_by_sex.rows[-1][1][-1]) == total
    both = sum(number(one.children) for one in page.flows if one.after != "Not in care")
    assert both == total


def test_months_explain_the_change_of_a_year(profile_for):
    page = profile_for(Audience.BOARD)
    assert [page.months[0].name, page.months[-1].name] == ["April 2020", "Twelve months"]
    started, ceased = number(page.months[-1].started), number(page.months[-1].ceased)
    assert number(page.total) - number(page.total_then) == started - ceased


def test_ethnicity_stands_beside_everybody_in_the_area(profile_for):
    page = profile_for(Audience.BOARD)
    white = next(line for line in view(page, "ethnicity").lines if line.label == "White")
    # Census 2021: 213,430 of 323,635 people in Nottingham.
    assert white.area == "65.9%"
    assert any("all ages" in note for note in view(page, "ethnicity").notes)


def test_a_year_without_figures_of_england_says_so(profile_for):
    page = profile_for(Audience.BOARD)
    assert not any(line.england.endswith("%") for line in view(page, "need").lines)
    notes = " ".join(view(page, "need").notes)
    assert "The 2025 release" in notes.replace("the 2025", "The 2025")
    assert "31 March 2021" in notes


def test_england_is_as_the_department_printed_it():
    shares = england(2025)
    assert shares.share("legal_status", "Full care order") == "59%"
    assert shares.share("sex", "Boys") == "56%"
    assert shares.share("need", "Low income") == "k"
    assert shares.share("age", "16 and over") == "27%"


def test_the_public_sees_no_small_number_and_no_flow(profile_for):
    page = profile_for(Audience.PUBLIC)
    told = [text for one in page.views for line in one.lines for text in (line.now, line.then)]
    told += [cell for _, cells in page.age_by_sex.rows for cell in cells]
    told += [text for month in page.months for text in (month.started, month.ceased)]
    assert "c" in told
    assert not {"1", "2", "3", "4", "5"} & set(told)
    assert page.flows == ()
    assert page.flows_chart is None
    assert page.hidden_count > 0
    hidden = [line for one in page.views for line in one.lines if line.now == "c"]
    assert all(line.value is None and line.now_share == "c" for line in hidden)


@pytest.mark.parametrize(
    ("public", "before", "end"),
    [
        (False, 513, ", 4 more than a year before."),
        (True, 513, "; a year before 513."),
        (True, 511, ", 6 more than a year before."),
        (True, 517, ", as many as a year before."),
    ],
)
def test_a_change_by_a_few_children_is_no_number_for_the_public(public, before, end):
    now, then = (
        Counts(dt.date(year, 3, 31), total, {}, {}, {}, {})
        for year, total in ((2025, 517), (2024, before))
    )
    said = first_sentence(now, then, Teller(public=public, may=lambda key: True))
    assert said == f"517 children were looked after on 31 March 2025{end}"


def test_the_public_cannot_subtract_one_hidden_number(profile_for):
    page = profile_for(Audience.PUBLIC)
    for one in page.views:
        assert sum(line.now == "c" for line in one.lines) != 1, one.key
    drawn = {row.label for one in page.views if one.chart for row in one.chart.rows if row.value}
    assert drawn


def test_cells_say_of_each_number_whether_it_was_shown(profile_for):
    page = profile_for(Audience.PUBLIC)
    assert len({cell.key for cell in page.cells}) == len(page.cells)
    assert all((cell.shown is None) == (cell.state != "shown") for cell in page.cells)
    assert not any(cell.shown in range(1, 6) for cell in page.cells)
    assert profile_for(Audience.BOARD).cells == ()


def test_without_a_year_before_there_is_no_comparison(profile_for):
    page = profile_for(Audience.BOARD, dt.date(2019, 6, 30))
    assert page.then is None
    assert page.flows == ()
    assert page.months == ()


def test_a_day_that_no_return_holds_is_refused(profile_for):
    with pytest.raises(NoReturns, match="No return holds 31 March 2019"):
        profile_for(Audience.BOARD, dt.date(2019, 3, 31))


def test_no_return_is_refused(nottingham):
    with pytest.raises(NoReturns, match="No return has been loaded"):
        cohort_profile(nottingham, None, Audience.BOARD)


def test_days_are_quarters_and_the_day_of_an_extract():
    returns = [ReturnYear(2019, dt.date(2020, 3, 31)), ReturnYear(2020, dt.date(2020, 11, 15))]
    assert days_of(returns)[:3] == (
        dt.date(2020, 11, 15),
        dt.date(2020, 9, 30),
        dt.date(2020, 6, 30),
    )
    assert len(days_of(returns)) == 7


def test_days_a_year_before():
    assert year_before(dt.date(2024, 2, 29)) == dt.date(2023, 2, 28)
    assert march_before(dt.date(2025, 3, 30)) == 2024
    assert march_before(dt.date(2025, 3, 31)) == 2025
