"""No sum or difference of counts over days gives one to five people away."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.domain.disclosure import Cell, PastCell, protect
from reporting.domain.disclosure.windows import Window, giving_away

# Stretches of days are numbered: a window from 0 up to 4 holds the stretches 0, 1, 2 and 3.
DAYS = [dt.date(2020, 1, 1) + dt.timedelta(days=91 * n) for n in range(12)]


def window(first: int, after: int, count: int, key: str = "") -> Window:
    return Window(key or f"{first}-{after}", DAYS[first], DAYS[after], Decimal(count))


def withheld(shown: list[Window], *hidden: Window, known: tuple[Window, ...] = ()) -> list[str]:
    return sorted(giving_away(shown, hidden, known))


class TestWhatIsWorkedOut:
    def test_quarters_and_a_rolling_year_give_the_hidden_quarter_back(self) -> None:
        others = [window(0, 1, 10), window(2, 3, 10), window(3, 4, 10), window(0, 4, 33)]
        assert withheld(others, window(1, 2, 3)) == ["0-1", "0-4", "2-3", "3-4"]

    def test_without_the_year_nothing_is_worked_out(self) -> None:
        others = [window(0, 1, 10), window(2, 3, 10), window(3, 4, 10)]
        assert withheld(others, window(1, 2, 3)) == []

    def test_another_year_stays(self) -> None:
        year = [window(4, 5, 10), window(6, 7, 10), window(7, 8, 10), window(4, 8, 33)]
        before = [window(n, n + 1, 10) for n in range(4)] + [window(0, 4, 40)]
        assert withheld(year + before, window(5, 6, 3)) == ["4-5", "4-8", "6-7", "7-8"]

    def test_two_rolling_years_and_a_quarter_give_another_quarter_back(self) -> None:
        """The year to a quarter less the year before it is the new quarter less the old."""
        shown = [window(0, 4, 40), window(1, 5, 34), window(0, 1, 9)]
        assert withheld(shown, window(4, 5, 3)) == ["0-1", "0-4", "1-5"]

    def test_months_and_a_year_to_date(self) -> None:
        months = [window(n, n + 1, 10) for n in range(8) if n != 4]
        assert len(withheld([*months, window(0, 8, 73)], window(4, 5, 3))) == 8

    def test_what_hangs_on_by_one_day_stays(self) -> None:
        """The year to date of quarter 3 says nothing of a hidden year."""
        assert withheld([window(0, 3, 20), window(0, 4, 40)], window(0, 4, 4, "year")) == ["0-4"]


class TestStepsOfATotal:
    def test_a_step_of_one_to_five_hides_the_earlier_point(self) -> None:
        shown = [window(0, n, count) for n, count in enumerate((7, 9, 20, 24), 1)]
        assert withheld(shown) == ["0-1", "0-3"]

    def test_larger_steps_and_none_are_shown(self) -> None:
        shown = [window(0, n, count) for n, count in enumerate((7, 7, 20, 26), 1)]
        assert withheld(shown) == []

    def test_what_is_known_makes_the_newer_point_yield(self) -> None:
        first = window(0, 1, 7)
        assert withheld([first, window(0, 2, 9)], known=(first,)) == ["0-2"]

    def test_outturn_and_year_to_date_of_one_day_differ_by_few(self) -> None:
        assert withheld([window(0, 4, 24), window(0, 4, 27, "outturn")]) in (["0-4"], ["outturn"])

    def test_a_total_that_falls_by_few_hides_the_earlier_point(self) -> None:
        assert withheld([window(0, 3, 20), window(0, 4, 18)]) == ["0-3"]

    def test_a_quarter_that_nobody_entered_is_protected_too(self) -> None:
        """36 in the year less 10, 12 and 11 leaves 3 in the second quarter."""
        shown = [window(0, 1, 10), window(2, 3, 12), window(3, 4, 11), window(0, 4, 36)]
        assert withheld(shown) == ["0-1"]

    def test_a_stretch_in_two_pieces(self) -> None:
        """A year of 30, 27 of them from its second to its third quarter."""
        assert withheld([window(0, 4, 30), window(1, 3, 27)]) == ["1-3"]

    def test_numbers_that_only_bound_a_stretch_are_judged(self) -> None:
        """Of 11, at least 6 and at least 4: what is left lies between 1 and 5."""
        shown = [window(0, 6, 11), window(0, 4, 6), window(2, 6, 6)]
        assert len(withheld(shown)) == 1

    def test_windows_apart_from_each_other_are_shown(self) -> None:
        assert withheld([window(n, n + 1, 6) for n in range(8)]) == []


LENGTH = 4
MOST = 14
# Every way to spread up to 14 people over each of four stretches.
SPREADS = list(itertools.product(range(MOST + 1), repeat=LENGTH))


@st.composite
def series(draw: st.DrawFn) -> list[Window]:
    """Windows over four stretches, from numbers that are true of one another."""
    true = draw(st.lists(st.integers(0, 9), min_size=LENGTH, max_size=LENGTH))
    every = [(a, b) for a in range(LENGTH) for b in range(a + 1, LENGTH + 1)]
    chosen = draw(st.lists(st.sampled_from(every), min_size=2, max_size=6, unique=True))
    return [window(a, b, sum(true[a:b])) for a, b in chosen]


def place(one: Window) -> tuple[int, int]:
    return DAYS.index(one.first), DAYS.index(one.after)


def counted(spread: tuple[int, ...], one: Window) -> int:
    first, after = place(one)
    return sum(spread[first:after])


def as_cell(one: Window) -> Cell:
    return Cell(
        key=one.key,
        numerator=one.count,
        denominator=None,
        value=one.count,
        unit="count",
        counts_people=True,
        series="left",
        first=one.first,
        after=one.after,
    )


@settings(max_examples=150, deadline=None)
@given(series())
def test_no_hidden_window_is_determined_or_narrowed_to_few(windows: list[Window]) -> None:
    """By brute force: all spreads that fit what is shown, and what each makes of the rest."""
    states = protect([as_cell(one) for one in windows])
    shown = [one for one in windows if not states[one.key].is_hidden]
    told = [(place(one), int(one.count)) for one in shown]
    fitting = [
        spread
        for spread in SPREADS
        if all(sum(spread[first:after]) == count for (first, after), count in told)
    ]
    for one in windows:
        if states[one.key].is_hidden:
            possible = {counted(spread, one) for spread in fitting}
            # A spread of more than 14 people in a stretch is possible too, but is not listed.
            assert len(possible) > 1, f"{one.key} is {possible}"
            assert not possible <= {1, 2, 3, 4, 5}, f"{one.key} is {possible}"
    for first, after in itertools.combinations(range(LENGTH + 1), 2):
        possible = {sum(spread[first:after]) for spread in fitting}
        assert not possible <= {1, 2, 3, 4, 5}, f"{first}-{after} is {possible}"


@pytest.mark.parametrize(
    ("before", "now", "seen"),
    [
        ((0, 1, 7), (0, 2, 9), False),  # 7 was published, 9 would tell of two
        ((0, 1, 7), (0, 2, 16), True),
        ((0, 4, 40), (0, 3, 37), False),  # the newer one was published already
    ],
)
def test_editions_tell_of_no_step(
    before: tuple[int, int, int], now: tuple[int, int, int], seen: bool
) -> None:
    old, new = as_cell(window(*before, key="old")), as_cell(window(*now, key="new"))
    past = [PastCell("old", "value", "shown", old.value, 1)]
    assert protect([old, new], past)["new"].is_hidden is not seen


def test_a_number_corrected_since_tells_of_no_step() -> None:
    """7 was corrected to 30: nobody takes it from 35 any more, but 30 they do."""
    old, new = as_cell(window(0, 1, 30, "old")), as_cell(window(0, 2, 39, "new"))
    past = [PastCell("old", "value", "shown", Decimal(37), 1)]
    assert not protect([old, new], past)["new"].is_hidden
