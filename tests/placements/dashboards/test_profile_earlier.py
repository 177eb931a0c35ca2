"""What earlier editions of a profile told of its months and districts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from placements.dashboards.profile.counting import ELSEWHERE, Counts
from placements.dashboards.profile.earlier import (
    by_number,
    cell_key,
    tell_of_earlier_years,
    withhold_other_districts,
)
from placements.dashboards.profile.protecting import Numbers, key_of, numbers_of, shielded, year_key
from placements.domain.cohort import ReturnYear
from placements.measures import surroundings
from reporting.domain.disclosure import PastCell

from ..domain.cases import cohort

pytestmark = pytest.mark.django_db

MARCH, JUNE = dt.date(2021, 3, 31), dt.date(2021, 6, 30)
RETURNS = (ReturnYear(2019, dt.date(2020, 3, 31)), ReturnYear(2020, MARCH), ReturnYear(2021, JUNE))
# Who started by month: 9 in February and March 2021, of whom February's are few.
STARTED = {"2020-08": 8, "2021-02": 2, "2021-03": 7, "2021-04": 4, "2021-05": 9}


def children():
    lines, child = ["child starts ends rne rec"], 0
    for month, many in STARTED.items():
        for _ in range(many):
            child += 1
            lines.append(f"{child} {month}-10 2022-01-01 S E4A")
    held = cohort("\n".join(lines), born="2010-06-15")
    return dataclasses.replace(held, returns=RETURNS)


def past_of(council, told):
    """`told`: numbers by key, None where an edition hid it."""
    return {
        cell_key(council, key): [
            PastCell(
                cell_key(council, key),
                "value",
                "secondary" if shown is None else "shown",
                None if shown is None else Decimal(shown),
                1,
            )
        ]
        for key, shown in told.items()
    }


def june(council, past):
    """What the profile of June may print of the months up to June."""
    months = {month: n for month, n in STARTED.items() if month > "2020-06"}
    day = Counts(JUNE, 30, {}, {}, {}, {})
    numbers = numbers_of([day], {"started": months})
    tell_of_earlier_years(numbers, council, children(), JUNE, surroundings(council), past)
    return numbers, shielded(numbers, by_number(council, numbers, past))


MARCH_TOLD = {
    key_of("started", "2020-08"): 8,
    key_of("started", "2021-02"): None,
    key_of("started", "2021-03"): None,
    year_key("started", MARCH): 17,
}


def test_months_that_an_earlier_year_gives_in_sum_hide_nobody_else(nottingham):
    """March's edition tells that February and March are 9. June's hides them still, with April's
    four: unless May goes too, its total less 9 would be the four."""
    _, without = june(nottingham, past_of(nottingham, {}))
    assert without.may("started|2021-05")
    _, shown = june(nottingham, past_of(nottingham, MARCH_TOLD))
    assert not shown.may("started|2021-04")
    assert not (shown.may("started|2021-05") and shown.may(year_key("started", JUNE)))


def test_the_earlier_year_is_told_by_its_own_months(nottingham):
    numbers, _ = june(nottingham, past_of(nottingham, MARCH_TOLD))
    assert numbers.people[year_key("started", MARCH)] == 8 + 2 + 7
    assert year_key("started", MARCH) in numbers.unprinted
    assert year_key("started", JUNE) not in numbers.unprinted


def test_a_month_that_was_not_over_has_a_number_of_its_own(nottingham):
    fifth = dt.date(2021, 4, 5)
    numbers, _ = june(nottingham, past_of(nottingham, {year_key("started", fifth): 17}))
    assert numbers.people["started|2021-04"] == 4
    assert numbers.people[year_key("started", fifth)] == 17


def test_years_that_the_returns_do_not_hold_are_left_out(nottingham):
    old = year_key("started", dt.date(2020, 3, 31))
    numbers, _ = june(nottingham, past_of(nottingham, {old: 9, year_key("ceased", MARCH): None}))
    assert old not in numbers.people


class TestDistricts:
    def of_the_day(self, **districts):
        return Counts(MARCH, 60, {"district": districts}, {}, {}, {})

    def withheld(self, council, told, **districts):
        day, numbers = self.of_the_day(**districts), Numbers()
        keys = {key_of(MARCH.isoformat(), "district", name): n for name, n in told.items()}
        withhold_other_districts(numbers, council, [day], past_of(council, keys))
        return numbers.withheld

    def test_others_are_hidden_where_an_edition_named_other_ones(self, nottingham):
        """Then: Ashfield 20, others 40, among them Gedling. Now: Gedling's 3 are hidden, others 37:
        40 less 37 would be Gedling."""
        told = {"Ashfield": 20, ELSEWHERE: 40}
        now = {"Ashfield": 20, "Gedling": 3, ELSEWHERE: 37}
        assert self.withheld(nottingham, told, **now) == {
            key_of(MARCH.isoformat(), "district", ELSEWHERE)
        }

    def test_the_same_districts_are_the_same_others(self, nottingham):
        told = {"Ashfield": 20, ELSEWHERE: 40}
        assert self.withheld(nottingham, told, Ashfield=20, **{ELSEWHERE: 40}) == set()
        assert self.withheld(nottingham, {}, Ashfield=20, **{ELSEWHERE: 40}) == set()

    def test_what_is_withheld_is_not_printed(self):
        day = self.of_the_day(Ashfield=20, Gedling=10, **{ELSEWHERE: 30})
        numbers = numbers_of([day], {})
        others = key_of(MARCH.isoformat(), "district", ELSEWHERE)
        assert shielded(numbers, {}).may(others)
        numbers.withheld.add(others)
        assert not shielded(numbers, {}).may(others)
