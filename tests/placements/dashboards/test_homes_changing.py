"""Scenarios beside each other, and what of them an empty register cannot tell."""

from __future__ import annotations

import datetime as dt

from placements.dashboards.homes.changing import scenarios_view
from placements.dashboards.homes.saying import Saying
from placements.dashboards.profile.protecting import Numbers, Shown
from placements.domain.supply.changing import Quarter, Weighed
from placements.domain.supply.outlook import Outlook

SAYING = Saying(Numbers(), Shown({}), public=False, colour="#000000")
NONE = (0.0, 0.0, 0.0)


def rows_and_notes(places, cost):
    quarter = Quarter(dt.date(2021, 6, 30), (30.0, 40.0, 50.0), places, (20.0, 30.0, 40.0), cost)
    told = (Weighed("No change in policy", (quarter,)), Weighed("More carers", (quarter,)))
    view = scenarios_view(SAYING, Outlook(dt.date(2021, 3, 31), scenarios=told))
    return [row[3:] for row in view.rows], " ".join(view.notes)


def test_places_gap_and_cost_by_quarter():
    rows, notes = rows_and_notes((10.0, 10.0, 10.0), (900.0, 1000.0, 1100.0))
    assert rows[0] == ("10", "30 (20 to 40)", "£1,000 (£900 to £1,100)")
    assert "told" not in notes


def test_without_places_or_prices_neither_gap_nor_cost_is_told():
    rows, notes = rows_and_notes(NONE, NONE)
    assert rows == [("–", "–", "–")] * 2
    assert "neither places nor a gap" in notes
    assert "no cost is told" in notes
