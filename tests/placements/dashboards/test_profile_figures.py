"""Figures of packs beside the profile's tables: together they tell of nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import ClassVar

import pandas as pd
import pytest

from placements.dashboards.profile import cohort_profile
from placements.dashboards.profile.counting import CODE, GROUPINGS, Counts
from placements.dashboards.profile.figures import (
    public_figures,
    tell_of_comings,
    true_figures,
)
from placements.dashboards.profile.protecting import key_of, numbers_of, shielded, year_key
from placements.dashboards.profile.shares import TrueFigure, tables_of, tell_of_shares
from placements.measures import computed_figures, surroundings
from reporting.models import Audience

from ...performance.figures import a_figure
from ..synthetic import LAST, made_cohort

DAY = dt.date(2021, 3, 31)
FOSTER, HOME, SECURE = ("U6", "Foster"), ("K2", "Homes"), ("K1", "Secure")


def counts(*children):
    """(code, group) and sex of each child; the child's number is its place."""
    marks = pd.DataFrame(
        [(code, group, group, "Own", sex, "5 to 9") for (code, group), sex in children],
        columns=[CODE, *GROUPINGS, "sex", "age"],
    )
    views = ("placement", "sex", "age")
    return Counts(
        day=DAY,
        total=len(marks),
        by_view={view: dict(Counter(marks[view])) for view in views},
        order={view: tuple(sorted(set(marks[view]))) for view in views},
        age_by_sex=dict(Counter(zip(marks["age"], marks["sex"], strict=True))),
        codes=dict(Counter(marks[[CODE, *GROUPINGS]].itertuples(index=False, name=None))),
        marks=marks,
    )


def shown_beside(day, *figures):
    numbers = numbers_of([day], {})
    tell_of_shares(numbers, [tables_of(day)], figures)
    return shielded(numbers, {})


def of(day, code, keep):
    """A percentage of all children: those whose marks `keep` is true of."""
    kept = [child for child, row in day.marks.iterrows() if keep(row)]
    return TrueFigure(code, DAY, frozenset(kept), frozenset(day.marks.index))


def key(view, group):
    return key_of(DAY.isoformat(), view, group)


@pytest.fixture
def a_hundred():
    return counts(
        *[(FOSTER, "Girls")] * 40,
        *[(FOSTER, "Boys")] * 31,
        *[(HOME, "Boys")] * 26,
        *[(SECURE, "Boys")] * 3,
    )


class TestAShareOfATable:
    def test_is_as_good_as_the_number_where_there_are_a_hundred(self, a_hundred):
        """Beside the three the profile would hide homes. In homes 26% of 100 are 26: foster care
        has to go as well."""
        homes = of(a_hundred, "residential-care", lambda row: row["placement"] == "Homes")
        assert shown_beside(a_hundred).may(key("placement", "Foster"))
        shown = shown_beside(a_hundred, homes)
        assert shown.is_proven
        assert not shown.may(key("placement", "Secure"))
        assert not shown.may(key("placement", "Foster"))

    def test_that_leave_a_few_together_hide_even_the_total(self, a_hundred):
        """71% and 26% of 100: of how many, nobody may know."""
        shares = [
            of(a_hundred, "foster-care", lambda row: row["placement"] == "Foster"),
            of(a_hundred, "residential-care", lambda row: row["placement"] == "Homes"),
        ]
        total = key_of(DAY.isoformat(), "total")
        assert shown_beside(a_hundred, shares[0]).may(total)
        shown = shown_beside(a_hundred, *shares)
        assert shown.is_proven
        assert not shown.may(total)

    def test_of_some_of_a_group_bounds_the_group(self, a_hundred):
        """Half of the girls are in a figure: its others are boys, and none is in two cells."""
        half = of(a_hundred, "half", lambda row: row.name < 20)
        numbers = numbers_of([a_hundred], {})
        tell_of_shares(numbers, [tables_of(a_hundred)], [half])
        part = key_of(DAY.isoformat(), "figure", "half", "part")
        girls = key("sex", "Girls")
        assert numbers.people[key_of(part, girls, "in")] == 20
        assert numbers.people[key_of(part, girls, "out")] == 20
        assert {part, key_of(part, girls, "in")} <= numbers.unprinted

    def test_of_another_day_changes_nothing(self, a_hundred):
        assert shown_beside(a_hundred).states == shielded(numbers_of([a_hundred], {}), {}).states

    def test_that_counts_everybody_makes_the_total_known(self, a_hundred):
        everybody = frozenset(a_hundred.marks.index)
        numbers = numbers_of([a_hundred], {})
        tell_of_shares(
            numbers, [tables_of(a_hundred)], [TrueFigure("children-in-care", DAY, everybody, None)]
        )
        assert numbers.known == {key_of(DAY.isoformat(), "total")}


class TestComings:
    MONTHS: ClassVar = {
        "started": {"2021-01": 3, "2021-02": 7},
        "ceased": {"2021-01": 8, "2021-02": 6},
    }

    def test_a_figure_that_prints_the_year_makes_it_known(self, a_hundred):
        numbers = numbers_of([a_hundred], self.MONTHS)
        tell_of_comings(numbers, {("started-care", DAY): frozenset([Decimal(10)])})
        assert numbers.known == {year_key("started", DAY)}
        shown = shielded(numbers, {})
        assert not shown.may("started|2021-01")
        assert not shown.may("started|2021-02")

    def test_another_number_tells_nothing(self, a_hundred):
        numbers = numbers_of([a_hundred], self.MONTHS)
        tell_of_comings(numbers, {("started-care", DAY): frozenset([Decimal(11)])})
        assert numbers.known == set()


@pytest.mark.django_db
class TestWhatTheCouncilHolds:
    @pytest.fixture
    def computed(self, nottingham, tmp_path):
        cohort = made_cohort(nottingham, tmp_path / "returns")
        (found,) = computed_figures(nottingham, cohort, [LAST], codes=["living-in-foster-care"])
        return cohort, found

    def test_figures_of_the_days_that_the_public_reads(self, nottingham, computed):
        _, found = computed
        a_figure(nottingham, found.code, "2020-21-Q4", of=(found.numerator, found.denominator))
        a_figure(nottingham, found.code, "2020-21-Q3", of=(50, 80))
        a_figure(nottingham, "placed-for-adoption", "2020-21-Q4", of=(2, found.denominator))
        told = public_figures(nottingham, [LAST], None)
        assert set(told) == {(found.code, LAST)}
        assert public_figures(nottingham, [], None) == {}
        assert public_figures(nottingham, [LAST], {}) == {}

    def test_the_profile_knows_of_them(self, nottingham, computed, monkeypatch):
        cohort, found = computed
        a_figure(nottingham, found.code, "2020-21-Q4", of=(found.numerator, found.denominator))
        asked = []
        from placements.dashboards.profile import building

        def watching(numbers, *rest):
            asked.append(numbers)
            return shielded(numbers, *rest)

        monkeypatch.setattr(building, "shielded", watching)
        cohort_profile(nottingham, LAST, Audience.PUBLIC, cohort=cohort)
        part = key_of(LAST.isoformat(), "figure", found.code, "part")
        assert asked[0].people[part] == found.numerator
        assert part in asked[0].unprinted

    def test_a_number_of_a_figures_children_is_exact(self, nottingham, computed):
        cohort, found = computed
        at = (found.code, LAST)
        around = surroundings(nottingham)

        def figures(told, counted):
            return true_figures(nottingham, cohort, told, counted, around)

        (exact,) = figures({}, {at: frozenset([Decimal(found.numerator)])})
        assert (len(exact.members), exact.whole) == (found.numerator, None)
        assert figures({}, {at: frozenset([Decimal(found.numerator + 1)])}) == ()
        rounded = Decimal(round(100 * found.numerator / found.denominator))
        (share,) = figures({at: frozenset([rounded])}, {})
        assert len(share.whole) == found.denominator

    def test_a_figure_that_says_otherwise_than_the_returns_tells_nothing_of_them(
        self, nottingham, computed
    ):
        cohort, found = computed
        before = cohort_profile(nottingham, LAST, Audience.PUBLIC, cohort=cohort)
        a_figure(
            nottingham,
            found.code,
            "2020-21-Q4",
            of=(found.denominator // 4, 2 * (found.denominator // 4)),
        )
        after = cohort_profile(nottingham, LAST, Audience.PUBLIC, cohort=cohort)
        assert before.cells == after.cells
