"""Of which year a return is."""

from __future__ import annotations

import pandas as pd
import pytest

from placements.domain.reading import (
    YearUnknown,
    is_older,
    parse_year,
    year_in_episodes,
    year_in_name,
)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2018-episodes.csv", 2018),
        ("SSDA903_2018-19_Episodes.csv", 2018),
        ("episodes 201819.csv", 2018),
        ("episodes 2018_2019.csv", 2018),
        ("2019-03-31 header.csv", 2018),
        ("header_20190401.csv", 2019),
        ("episodes.csv", None),
        ("2018 and 2020.csv", None),
    ],
)
def test_a_name_tells_a_year_or_it_does_not(name, year):
    assert year_in_name(name) == year


def test_what_somebody_types():
    assert parse_year("2020/21") == parse_year("2020-21") == parse_year("2020") == 2020
    with pytest.raises(YearUnknown, match="Write it as 2020-21"):
        parse_year("last year")
    for skipped in ("2020-22", "2020/2020", "2021-21"):
        with pytest.raises(YearUnknown, match="Write it as 2020-21"):
            parse_year(skipped)


def days(*texts):
    return pd.to_datetime(pd.Series(texts, dtype=object)).astype("datetime64[s]")


def test_the_dates_tell_it_where_all_episodes_touch_one_year():
    starts = days("2018-05-01", "2020-06-01")
    assert year_in_episodes(starts, days("2020-07-01", None)) == 2020
    assert year_in_episodes(starts, days("2019-07-01", None)) is None
    assert year_in_episodes(days(), days()) is None


def test_episodes_of_an_earlier_year_are_not_of_this_one():
    starts, ends = days("2018-05-01", "2020-06-01"), days("2020-07-01", None)
    assert not is_older(starts, ends, 2020)
    assert is_older(starts, ends, 2021)
    # Nothing happened in the year: nothing ended before it, and all is still open.
    assert not is_older(starts, days(None, None), 2021)
    assert not is_older(days("2021-04-01"), days("2021-03-31"), 2021)
