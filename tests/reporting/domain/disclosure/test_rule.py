"""Nobody learns of one to five people from a public edition."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.disclosure import (
    Cell,
    PastCell,
    State,
    conflicts_with_past,
    is_small,
    protect,
    public_value,
)
from reporting.domain.editions import cell_rows


def d(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def cell(
    key: str = "a",
    n: object = None,
    of: object = None,
    value: object = None,
    unit: str = "percent",
    **rest: object,
) -> Cell:
    settings = {"counts_people": True, **rest}
    return Cell(key, d(n), d(of), d(value), unit, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("numerator", "denominator", "small"),
    [
        (0, 40, False),  # nobody is shown
        (1, 40, True),
        (5, 40, True),
        (6, 40, False),
        (34, 40, False),
        (35, 40, True),  # five are left
        (39, 40, True),
        (40, 40, False),  # everybody is shown
        (0, 5, True),  # of five
        (5, 5, True),
        (0, 0, False),
        (0, 6, False),
        (6, 6, False),
    ],
)
def test_share_is_hidden_when_any_of_its_counts_is_one_to_five(
    numerator: int, denominator: int, small: bool
) -> None:
    assert is_small(cell(n=numerator, of=denominator, value=50)) is small


@pytest.mark.parametrize(("value", "small"), [(0, False), (1, True), (5, True), (6, False)])
def test_count_is_its_own_numerator(value: int, small: bool) -> None:
    assert is_small(cell(value=value, unit="count")) is small
    assert is_small(cell(n=value, value=value, unit="count")) is small


def test_count_told_twice_must_be_large_twice() -> None:
    assert is_small(cell(n=40, value=4, unit="count"))


def test_average_number_of_people_between_five_and_six_is_hidden() -> None:
    assert is_small(cell(value="5.4", unit="count"))
    assert not is_small(cell(value="6.1", unit="count"))


def test_rate_is_hidden_by_its_numerator() -> None:
    assert is_small(cell(n=3, of=67000, value=0, unit="per_10000"))
    assert not is_small(cell(n=684, of=67000, value=102, unit="per_10000"))


def test_sum_of_days_is_no_number_of_people() -> None:
    assert not is_small(cell(n=4, of=20, value="0.2", unit="days"))
    assert is_small(cell(n=1800, of=4, value=450, unit="days"))
    assert is_small(cell(value=450, unit="days", small_cohort=True))
    assert not is_small(cell(n=9000, of=20, value=450, unit="days", small_cohort=True))


def test_what_counts_no_people_is_never_hidden() -> None:
    assert not is_small(cell(n=2, of=4, value=50, counts_people=False))


def test_percentage_without_counts_is_shown_unless_its_cohort_is_small() -> None:
    assert not is_small(cell(value="65.3"))
    assert is_small(cell(value="65.3", small_cohort=True))
    assert is_small(cell(value=0, small_cohort=True))


@pytest.mark.parametrize(
    ("given_", "small"),
    [
        ({"of": 40, "value": 10}, True),  # four of forty
        ({"of": 40, "value": 90}, True),  # four are left
        ({"of": 40, "value": 50}, False),
        ({"of": 684, "value": 1}, True),  # 3.4 to 10.3
        ({"of": 400, "value": 0}, True),  # up to two
        ({"of": 100, "value": 0}, False),  # nobody: half a person is none
        ({"n": 38, "value": 95}, True),  # two are left
        ({"n": 380, "value": 50}, False),
        ({"n": 4, "value": 50}, True),
        ({"of": 4}, True),
    ],
)
def test_count_that_the_value_implies_is_judged(given_: dict[str, int], small: bool) -> None:
    assert is_small(cell(**given_)) is small  # type: ignore[arg-type]


def test_nothing_is_missing_and_stays_so() -> None:
    seen = protect([cell(small_cohort=True, partition="home")])["a"]
    assert (seen.state, seen.value) == (State.SHOWN, None)


def test_hidden_cell_takes_its_partition_of_the_same_period_with_it() -> None:
    cells = [
        cell("total", 30, 30, 100, partition="home", period="Q4"),
        cell("foster", 26, 30, 87, partition="home", period="Q4"),
        cell("foster before", 15, 30, 50, partition="home", period="Q3"),
        cell("visits", 20, 30, 67, partition="seen", period="Q4"),
        cell("alone", 20, 30, 67, period="Q4"),
    ]
    states = {key: seen.state for key, seen in protect(cells).items()}
    assert states == {
        "total": State.SECONDARY,
        "foster": State.PRIMARY,
        "foster before": State.SHOWN,
        "visits": State.SHOWN,
        "alone": State.SHOWN,
    }


def test_hidden_cell_keeps_no_number() -> None:
    seen = protect([cell(n=4, of=40, value=10)])["a"]
    assert (seen.numerator, seen.denominator, seen.value) == (None, None, None)


def test_cell_told_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="told twice"):
        protect([cell("a", 4, 40, 10), cell("a", 20, 40, 50)])


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [("65.5", "percent", "66"), ("98.5", "per_10000", "99"), ("14.96", "score", "15.0")],
)
def test_public_percentages_and_rates_are_whole(value: str, unit: str, shown: str) -> None:
    assert public_value(Decimal(value), unit)[0] == Decimal(shown)


def past(part: str, shown: object, version: int = 1, state: str = "shown") -> PastCell:
    return PastCell("a", part, state, d(shown), version)


@pytest.mark.parametrize(
    ("old", "state"),
    [
        ([past("numerator", 20), past("denominator", 40)], State.SHOWN),  # unchanged
        ([past("numerator", 18), past("denominator", 40)], State.SECONDARY),
        ([past("numerator", 20), past("denominator", 45)], State.SECONDARY),
        ([past("numerator", 10), past("denominator", 27)], State.SECONDARY),  # rest 17, now 20
        ([past("numerator", 10), past("denominator", 20)], State.SHOWN),
        ([past("value", 48)], State.SHOWN),  # a whole percentage tells no count
        ([past("numerator", 30, 1), past("numerator", 19, 2)], State.SECONDARY),
        ([past("numerator", None, 2, "secondary")], State.SECONDARY),  # hidden and unchanged
        ([past("numerator", None, 1, "primary")], State.SHOWN),  # hidden, but another by now
    ],
)
def test_earlier_editions_and_this_one_tell_of_no_few(old: list[PastCell], state: State) -> None:
    now = cell(n=20, of=40, value=50, version=2)
    assert protect([now], old)["a"].state is state


def test_cell_that_yields_to_the_past_takes_its_partition_with_it() -> None:
    cells = [
        cell("a", 20, 40, 50, partition="home", version=2),
        cell("b", 20, 40, 50, partition="home"),
    ]
    assert protect(cells, [past("numerator", 22)])["b"].state is State.SECONDARY


def test_hidden_after_it_was_shown_is_told() -> None:
    (conflict,) = conflicts_with_past([cell(n=4, of=80, value=5)], [past("numerator", 12)])
    assert not conflict.hide
    assert "does not take it back" in conflict.words


def test_rows_for_the_record_hold_no_hidden_number() -> None:
    cells = [cell("a", 4, 40, 10, version=3), cell("b", value="65.3")]
    rows = cell_rows(cells, protect(cells))
    told = [(row.key, row.part, row.state, row.shown, row.version) for row in rows]
    assert told == [
        ("a", "numerator", "primary", None, 3),
        ("a", "denominator", "primary", None, 3),
        ("a", "value", "primary", None, 3),
        ("b", "value", "shown", Decimal(65), 1),
    ]


counts = st.integers(0, 60)


@st.composite
def partitions(draw: st.DrawFn) -> list[Cell]:
    """The parts of a whole and the whole, as an authority's table has them."""
    parts = draw(st.lists(counts, min_size=1, max_size=6))
    whole = sum(parts)
    named = [*((f"part {n}", part) for n, part in enumerate(parts)), ("whole", whole)]
    return [cell(key, n, whole, 0, partition="p", period="Q4") for key, n in named]


@given(partitions())
def test_no_sum_gives_a_hidden_part_back(cells: list[Cell]) -> None:
    seen = protect(cells)
    if any(is_small(one) for one in cells):
        assert all(one.is_hidden for one in seen.values())
    else:
        assert not any(one.is_hidden for one in seen.values())


@given(st.lists(st.tuples(counts, counts, st.booleans()), max_size=8))
def test_nothing_shown_tells_of_few(rows: list[tuple[int, int, bool]]) -> None:
    cells = [
        cell(f"c{n}", a, a + b, 0, partition="p" if joined else "")
        for n, (a, b, joined) in enumerate(rows)
    ]
    for seen in protect(cells).values():
        if seen.is_hidden:
            assert (seen.numerator, seen.denominator, seen.value) == (None, None, None)
        else:
            assert seen.numerator is not None
            assert seen.denominator is not None
            told = (seen.numerator, seen.denominator, seen.denominator - seen.numerator)
            assert not any(1 <= people <= 5 for people in told)


@given(counts, counts, counts, counts)
def test_no_two_editions_differ_by_few(a: int, b: int, c: int, e: int) -> None:
    first = cell("a", a, a + b, 0, version=1)
    told = protect([first])
    old = [PastCell(r.key, r.part, r.state, r.shown, r.version) for r in cell_rows([first], told)]
    second = protect([cell("a", c, c + e, 0, version=2)], old)["a"]
    if not told["a"].is_hidden and not second.is_hidden:
        differences = {abs(c - a), abs(e - b), abs(c + e - a - b)}
        assert not differences & {1, 2, 3, 4, 5}


@given(st.integers(6, 400), st.integers(0, 100))
def test_percentage_with_one_count_is_shown_only_if_no_few_fit(of: int, percent: int) -> None:
    if not is_small(cell(of=of, value=percent)):
        fitting = [
            n for n in range(of + 1) if abs(Decimal(100 * n) / of - percent) <= Decimal("0.5")
        ]
        assert not any(1 <= n <= 5 or 1 <= of - n <= 5 for n in fitting)
