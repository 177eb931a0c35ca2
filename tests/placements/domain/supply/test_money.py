"""Prices by days, quartiles and months, worked by hand. Money is in pence."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from placements.domain.supply.money import (
    moving_one_in_ten,
    off_framework,
    priced_days,
    prices_on,
    spent_by,
    unit_costs,
)
from placements.domain.supply.register import Register

from .registers import DAY, register

FIRST = dt.date(2021, 3, 1)
SETTINGS = [{"setting": 1, "kind": "home"}, {"setting": 2, "kind": "foster"}]


def held(placed, agreed):
    return register(settings=SETTINGS, placed=placed, agreed=agreed)


def test_a_week_is_weighted_by_the_days_that_each_price_held():
    found = held(
        [{"placement": 1, "child": 1, "setting": 1, "starts_on": "2021-03-11"},
         {"placement": 2, "child": 2, "setting": 1, "ends_on": "2021-03-11"}],
        [{"placement": 1, "weekly": 70_000}, {"placement": 1, "from_on": "2021-03-25",
                                              "weekly": 140_000},
         {"placement": 2, "weekly": 7_000}],
    )  # fmt: skip
    rows = priced_days(found, FIRST, DAY)
    # 11 to 24 March, 25 to 31 March; the other child left on 11 March after ten days.
    assert sorted(zip(rows["days"], rows["weekly"], strict=True)) == [
        (7, 140_000), (10, 7_000), (14, 70_000),
    ]  # fmt: skip
    (cost,) = unit_costs(rows)
    assert (cost.days, cost.children, cost.own) == (31, 2, True)
    assert cost.weekly == Fraction(7 * 140_000 + 10 * 7_000 + 14 * 70_000, 31)
    assert cost.spend == Fraction(7 * 140_000 + 10 * 7_000 + 14 * 70_000, 7)


def test_a_price_before_the_placement_counts_from_its_first_day():
    found = held(
        [{"placement": 1, "child": 1, "setting": 1, "starts_on": "2021-03-31"}],
        [{"placement": 1, "from_on": "2021-01-01", "weekly": 700}],
    )
    assert priced_days(found, FIRST, DAY)["days"].tolist() == [1]


def test_prices_against_the_framework():
    found = held(
        [{"placement": n, "child": n, "setting": 1} for n in (1, 2, 3)],
        [{"placement": 1, "weekly": 500, "framework": 400},
         {"placement": 2, "weekly": 300, "framework": 400}, {"placement": 3, "weekly": 900}],
    )  # fmt: skip
    told = off_framework(prices_on(found, DAY))
    assert (told.above, told.compared, told.excess) == (1, 2, 100)


def test_moving_one_in_ten_sets_means_and_quartiles_against_each_other():
    placed = [{"placement": n, "child": n, "setting": 1 if n < 15 else 2} for n in range(20)]
    agreed = [{"placement": n, "weekly": 1_000 if n < 15 else 300} for n in range(20)]
    told = moving_one_in_ten(prices_on(held(placed, agreed), DAY))
    # Fifteen children in homes: one and a half, rounded up, are two.
    assert (told.children, told.of, told.fostered) == (2, 15, 5)
    assert told.low == told.middle == told.high == 73_000  # 2 x 700 x 365 / 7
    assert moving_one_in_ten(prices_on(Register(), DAY)) is None


def test_a_month_without_a_spend_is_as_foreseen():
    found = register(
        spent=[
            {"month": "2021-02-01", "kind": "home", "budget": 100, "actual": 130, "forecast": 90},
            {"month": "2021-03-01", "kind": "home", "budget": 100, "forecast": 95},
            {"month": "2021-03-01", "kind": "foster", "budget": 50},
        ]
    )
    months = spent_by(found, dt.date(2021, 2, 1), DAY, "month")
    assert months["variance"].tolist() == [30, -5]
    assert months["is_actual"].tolist() == [True, False]
    kinds = spent_by(found, dt.date(2021, 2, 1), DAY, "kind").set_index("kind")["variance"]
    assert kinds.to_dict() == {"foster": 0, "home": 25}
