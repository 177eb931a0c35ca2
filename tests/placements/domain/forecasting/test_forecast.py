"""Forecasts of councils so small that the answer is known."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from placements.domain.forecasting import ALL, Break, Choices, TooShort
from placements.domain.forecasting.panel import kinds_of, panel_of
from placements.measures import known_breaks, registry
from tests.placements.domain.cases import around
from tests.placements.domain.forecasting.worlds import (
    NO_DRIFT,
    START,
    council,
    drawn,
    held,
    monthly,
    of,
)

LASTING = [("2004-06-15", "2016-05-01", None), ("2012-01-01", "2016-05-01", None)]
COMING_AND_GOING = [
    *LASTING,
    *(("2009-05-01", day, None) for day in monthly("2018-05-01", 34)),
    *(("2013-02-01", day, "2021-01-15") for day in monthly("2018-05-01", 20)),
    *(("2006-02-01", day, f"{int(day[:4]) + 1}{day[4:]}") for day in monthly("2018-05-01", 20)),
]


class TestWhoIsThere:
    def test_a_closed_council_ages_out_on_eighteenth_birthdays(self):
        total = of(council(LASTING), 24).rows()
        for column in ("low", "mid", "high"):
            told = dict(zip(total["month"], total[column], strict=True))
            assert told[dt.date(2022, 5, 31)] == 2
            assert told[dt.date(2022, 6, 30)] == 1
            assert told[dt.date(2023, 3, 31)] == 1

    def test_children_grow_into_the_next_band(self):
        made = of(council(LASTING), 12)
        old = made.rows(age_band="10 to 15")
        told = dict(zip(old["month"], old["mid"], strict=True))
        assert (told[dt.date(2021, 12, 31)], told[dt.date(2022, 1, 31)]) == (0, 1)
        assert made.rows(age_band="5 to 9")["mid"].tolist() == [1] * 9 + [0] * 3

    def test_without_ends_the_stock_grows_by_entries(self):
        stays = [("2015-01-01", day, None) for day in monthly("2018-04-01", 36)]
        draws = drawn(council(stays), 12, simulations=2000)
        assert draws.opening.sum() == 36
        assert (np.diff(draws.total, axis=0) >= 0).all()
        assert draws.total.mean(axis=1) == pytest.approx(36 + np.arange(1, 13), rel=0.02)

    def test_without_entries_nobody_is_there_but_those_of_the_start(self):
        gone = [("2012-01-01", "2016-05-01", day) for day in monthly("2018-04-01", 36)]
        there = [("2012-01-01", "2016-05-01", None)] * 30
        draws = drawn(council([*gone, *there]), 24)
        assert (np.diff(draws.total, axis=0) <= 0).all()
        assert 0 < draws.total[-1].mean() < 30

    def test_a_temporary_move_stays_with_the_home_before(self):
        places = [("2017-01-01", "2021-03-01", "K2", "S"), ("2021-03-01", None, "T1", "P")]
        rows = [
            {
                "child": 1,
                "starts_on": start,
                "ends_on": end,
                "placement": place,
                "started_because": began,
                "ceased_because": "X1" if end else None,
            }
            for start, end, place, began in places
        ]
        made = of(held(rows, ["2012-01-01"]), 3)
        assert made.rows(group="Children’s homes and residential")["mid"].tolist() == [1, 1, 1]

    def test_a_child_without_date_of_birth_counts_in_all_of_them(self):
        stays = [*LASTING, (None, "2016-05-01", None)]
        assert of(council(stays), 1).rows()["mid"].tolist() == [3]

    def test_who_is_born_on_29_february_is_nought_at_the_end_of_it(self):
        """Such birthdays count as of March: at the end of February the month is still to come."""
        stays = council([*LASTING, ("2020-02-29", "2020-02-29", None)])
        draws = drawn(stays, 12, start=dt.date(2020, 2, 29))
        assert draws.opening.sum(axis=1).tolist() == [1, 1, 1, 0]
        assert (draws.counts[:, 0].sum(axis=1) >= 1).all()

    def test_whose_beginning_is_unknown_has_not_been_in_care_for_longer_than_since_birth(self):
        row = {"starts_on": "2016-03-10", "ends_on": None, "started_because": "P"}
        stays = held([row, row], ["2016-02-01", "2003-02-01"])
        kinds = kinds_of(around(), registry().bands)
        made = panel_of(stays, [START], dt.date(2016, 4, 1), around=around(), kinds=kinds)
        baby, older = made.duration[0]
        assert baby <= 61
        assert older > 61

    def test_nobody_in_care_is_no_error(self):
        assert of(council([]), 2).rows()["high"].tolist() == [0, 0]


class TestDraws:
    def test_parts_sum_to_the_whole_in_every_simulation_and_in_the_middle(self):
        draws = drawn(council(COMING_AND_GOING), 24, seed=3)
        assert draws.counts.min() >= 0
        assert (draws.counts.sum(axis=(1, 2)) == draws.total).all()
        frame = of(council(COMING_AND_GOING), 24, seed=3).frame
        parts = frame[frame["age_band"].ne(ALL) & frame["group"].ne(ALL)]
        whole = frame[frame["age_band"].eq(ALL) & frame["group"].eq(ALL)]
        assert parts.groupby("month")["mid"].sum().to_numpy() == pytest.approx(whole["mid"])

    def test_ranges_of_all_are_of_the_sums_and_not_sums_of_ranges(self):
        frame = of(council(COMING_AND_GOING), 24, simulations=300).frame
        last = frame[frame["month"].eq(dt.date(2023, 3, 31)) & frame["group"].eq(ALL)]
        width = last["high"] - last["low"]
        assert width.iloc[-1] < width.iloc[:-1].sum()
        draws = drawn(council(COMING_AND_GOING), 24, simulations=300)
        assert last.iloc[-1]["low"] == np.quantile(draws.total[-1], 0.1)
        assert last.iloc[-1]["high"] == np.quantile(draws.total[-1], 0.9)
        assert last.iloc[-1]["mid"] == draws.total[-1].mean()

    def test_the_range_holds_the_middle_and_the_table_is_whole(self):
        frame = of(council(COMING_AND_GOING), 2).frame
        kinds = kinds_of(around(), registry().bands)
        assert len(frame) == 2 * (len(kinds.ages) + 1) * (len(kinds.groups) + 1)
        assert (frame["low"] <= frame["mid"]).all()
        assert (frame["mid"] <= frame["high"]).all()

    def test_the_same_seed_gives_the_same(self):
        one, same, other = (of(council(COMING_AND_GOING), seed=seed).frame for seed in (1, 1, 2))
        assert one.equals(same)
        assert not one.equals(other)

    def test_drift_widens_the_range_and_leaves_the_middle(self):
        told = [
            of(council(COMING_AND_GOING), 24, simulations=400, choices=choices).rows().iloc[-1]
            for choices in (Choices(starts_drift=NO_DRIFT, ends_drift=NO_DRIFT), Choices())
        ]
        steady, drifting = ((one["high"] - one["low"]) for one in told)
        assert drifting > steady * 1.1
        assert told[1]["mid"] == pytest.approx(told[0]["mid"], rel=0.05)


def test_what_happened_later_changes_nothing():
    known = council(COMING_AND_GOING)
    ended = [(born, start, end or "2021-06-30") for born, start, end in COMING_AND_GOING]
    later = council(
        [*ended, *(("2015-01-01", day, None) for day in monthly("2021-04-01", 30))],
        years=(2016, 2024),
    )
    assert of(known).frame.equals(of(later).frame)


class TestThePast:
    def test_below_24_months_there_is_none(self):
        stays = council(COMING_AND_GOING, years=(2019, 2021))
        assert len(of(stays, 1).frame)
        with pytest.raises(TooShort, match="needs 24 months of episodes") as told:
            of(stays, 1, start=dt.date(2021, 2, 28))
        assert "from 1 March 2019 on: 23 can be used. The returns hold 1 April 2019" in str(
            told.value
        )
        with pytest.raises(TooShort, match="hold 1 April 2019 to 31 March 2021"):
            of(stays, 1, start=dt.date(2022, 3, 31))

    def test_it_starts_at_the_end_of_a_month(self):
        with pytest.raises(ValueError, match="not on 1 April 2021: ask for 31 March 2021"):
            of(council(LASTING), 1, start=dt.date(2021, 4, 1))

    @pytest.mark.parametrize("months", [0, 37])
    def test_it_is_of_1_to_36_months(self, months):
        with pytest.raises(ValueError, match=f"1 to 36 months, not {months}"):
            of(council(LASTING), months)

    def test_months_of_a_break_are_no_guide(self):
        stays = [
            *[("2012-01-01", "2017-05-01", "2020-05-10")] * 20,
            *[("2012-01-01", "2017-05-01", None)] * 20,
        ]
        closed = Break("Closed", dt.date(2020, 5, 1), dt.date(2020, 5, 31))
        choices = Choices(starts_drift=NO_DRIFT, ends_drift=NO_DRIFT)
        assert of(council(stays), choices=choices).rows()["mid"].iloc[-1] < 20
        choices = Choices(breaks=(closed,), starts_drift=NO_DRIFT, ends_drift=NO_DRIFT)
        assert of(council(stays), choices=choices).rows()["low"].tolist() == [20] * 24

    def test_a_break_may_cut_off_what_was_before(self):
        stays = [
            *[("2012-01-01", "2016-05-01", "2018-12-10")] * 20,
            *[("2012-01-01", "2016-05-01", None)] * 20,
        ]
        cut = Break("New rules", dt.date(2019, 1, 20), dt.date(2019, 1, 20), cuts=True)
        draws = drawn(council(stays), choices=Choices(breaks=(cut,)))
        assert (draws.total == 20).all()
        assert draws.window.first == dt.date(2019, 2, 1)
        assert draws.window.used == 26
        late = Break("New rules", dt.date(2019, 4, 2), dt.date(2019, 4, 2), cuts=True)
        with pytest.raises(TooShort, match=r"23 can be used \(37 more are marked as a break\)"):
            drawn(council(stays), choices=Choices(breaks=(late,)))

    def test_a_break_of_later_days_is_not_known_yet(self):
        later = Choices(breaks=(known_breaks()["supported-2023"],))
        assert drawn(council(LASTING), 1, choices=later).window.used == 36

    def test_a_break_ends_after_it_begins(self):
        with pytest.raises(ValueError, match="the break ends before it begins"):
            Break("Wrong", START, dt.date(2021, 3, 30))
