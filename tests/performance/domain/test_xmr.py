"""The usual range: limits from the first points, and the three rules."""

import pytest

from performance.domain.xmr import Rule, usual_range


def rules_at(found, index):
    return {signal.rule for signal in found.at(index)}


def test_limits_are_average_and_mean_moving_range():
    # Average 11; moving ranges are all 2; 2.66 x 2 = 5.32.
    found = usual_range([10, 12, 10, 12, 10, 12, 10, 12])
    assert (found.average, found.mean_moving_range, found.points_used) == (11, 2, 8)
    assert (found.lower, found.upper) == pytest.approx((5.68, 16.32))
    assert found.signals == ()


def test_seven_points_are_too_few():
    assert usual_range([10, 12, 10, 12, 10, 12, 10]) is None
    assert usual_range([]) is None


def test_the_baseline_is_fixed_to_the_first_twelve():
    base = [10, 12] * 6
    found = usual_range([*base, 30, 40, 50])
    assert found.points_used == 12
    assert found.average == 11
    assert rules_at(found, 12) == {Rule.ABOVE}


def test_limits_are_clipped_to_what_is_possible():
    values = [99, 91, 100, 92, 100, 90, 99, 91]
    assert usual_range(values).upper > 100
    assert usual_range(values, floor=0, ceiling=100).upper == 100
    assert usual_range([0, 8, 1, 7, 0, 9, 0, 8], floor=0).lower == 0


def test_below_the_range():
    found = usual_range([10, 12] * 6 + [5])
    assert rules_at(found, 12) == {Rule.BELOW}
    assert found.newest == found.at(12)


def test_eight_on_one_side_and_not_seven():
    base = [10, 14] * 6  # average 12
    seven = usual_range([*base, 13, 13.5, 13, 13.5, 13, 13.5])  # the last of the base is above too
    assert seven.signals == ()
    eight = usual_range([*base, 13, 13.5, 13, 13.5, 13, 13.5, 13])
    assert rules_at(eight, 18) == {Rule.RUN_ABOVE}
    assert eight.newest[0].words == "eight in a row above average"
    eleven = usual_range([*base, *[13, 13.5] * 5])
    assert eleven.newest[0].words == "eleven in a row above average"
    below = usual_range([*base, 11.5, *[11, 11.5] * 4])
    assert rules_at(below, 18) == set()
    assert rules_at(below, 19) == {Rule.RUN_BELOW}


def test_a_point_on_the_average_ends_a_run():
    base = [10, 14] * 6
    found = usual_range([*base, 13, 13.5, 13, 12, 13, 13.5, 13, 13.5])
    assert found.signals == ()


def test_six_in_a_row_rising_and_not_five():
    base = [10, 14] * 6
    # 10, then five more that rise: six points.
    five = usual_range([*base, 10, 10.5, 11, 11.5, 12.2])
    assert five.signals == ()
    six = usual_range([*base, 10, 10.5, 11, 11.5, 12.2, 12.5])
    assert rules_at(six, 17) == {Rule.RISING}
    assert six.newest[0].words == "six in a row rising"
    falling = usual_range([*base, 13.5, 13, 12.5, 11.5, 11])
    assert rules_at(falling, 16) == {Rule.FALLING}  # from 14


def test_equal_neighbours_end_a_trend():
    base = [10, 14] * 6
    assert usual_range([*base, 10, 10.5, 11, 11, 12.2, 12.5]).signals == ()


def test_a_flat_series_flags_the_first_change():
    found = usual_range([0.1 + 0.2] * 8 + [0.3])
    assert found.signals == ()  # only float noise
    assert rules_at(usual_range([0] * 12 + [1]), 12) == {Rule.ABOVE}


def test_old_signals_are_not_the_newest():
    found = usual_range([10, 12] * 6 + [30, 11])
    assert found.newest == ()
    assert rules_at(found, 12) == {Rule.ABOVE}
