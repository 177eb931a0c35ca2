"""Scenarios beside each other: what a page says of each quarter, and what a paper has room for."""

from __future__ import annotations

import datetime as dt

import pytest

from placements.dashboards.homes.changing import scenarios_view
from placements.dashboards.homes.saying import Saying
from placements.dashboards.profile.protecting import Numbers, Shown
from placements.domain.supply.changing import Quarter, Weighed
from placements.domain.supply.outlook import Outlook

ENDS = [dt.date(2025 + (n + 2) // 4, 3 * ((n + 2) % 4) + 3, 28) for n in range(12)]


def scenario(name, children, cost=9_366_893.0, places=74.0):
    quarters = tuple(
        Quarter(day, (children - 5.0, children, children + 5.0), (places,) * 3, (-9.0, -6.0, 1.0),
                (cost * 0.9, cost, cost * 1.1))
        for day in ENDS
    )  # fmt: skip
    return Weighed(name, quarters)


def view_of(*scenarios, public=False):
    saying = Saying(Numbers(), Shown({}), public, "#123456")
    return scenarios_view(saying, Outlook(ENDS[0], scenarios=scenarios))


@pytest.mark.parametrize(("cost", "said"), [
    (9_366_893.0, "£9.37m (£8.43m to £10.30m)"),
    (936_689.3, "£937,000 (£843,000 to £1.03m)"),
])  # fmt: skip
def test_a_forecast_of_cost_is_no_finer_than_it_can_be(cost, said):
    view = view_of(scenario("No change", 68.0), scenario("Fewer", 60.0, cost))
    assert view.rows[-1] == ("Fewer", "June 2028", "60 (55 to 65)", "74", "−6 (−9 to 1)", said)


def test_every_quarter_stands_on_the_page_and_two_on_paper():
    view = view_of(scenario("No change", 68.0), scenario("Fewer", 60.0))
    assert len(view.rows) == 24
    assert [row[:2] for row in view.paper_rows] == [
        ("No change", "June 2026"), ("No change", "June 2028"),
        ("Fewer", "June 2026"), ("Fewer", "June 2028"),
    ]  # fmt: skip


def test_without_a_place_or_a_price_to_count_on_neither_gap_nor_cost_is_told():
    """An empty register has not no places: nobody knows how many there are."""
    known = view_of(scenario("No change", 68.0), scenario("Fewer", 60.0))
    assert not [note for note in known.notes if " told" in note]
    empty = {"cost": 0.0, "places": 0.0}
    view = view_of(scenario("No change", 68.0, **empty), scenario("Fewer", 60.0, **empty))
    assert {row[3:] for row in (*view.rows, *view.paper_rows)} == {("–", "–", "–")}
    assert "neither places nor a gap are told" in view.notes[1]
    assert "no cost is told" in view.notes[2]


def test_the_public_is_told_nothing_where_few_children_may_be_left():
    assert not view_of(scenario("No change", 9.0), public=True).rows
    assert view_of(scenario("No change", 12.0), public=True).rows
