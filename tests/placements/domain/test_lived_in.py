"""In which homes children live by the returns: on a few episodes written out."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from placements.domain.cohort import EPISODES
from placements.domain.lived_in import living_by_number

DAY = dt.date(2021, 3, 31)


def living(*rows):
    frame = pd.DataFrame(rows, columns=["child", "urn", "starts_on", "ends_on"])
    frame["urn"] = frame["urn"].astype(EPISODES["urn"])
    for name in ("starts_on", "ends_on"):
        frame[name] = pd.to_datetime(frame[name])
    found = living_by_number(frame, DAY)
    return [(child, urn, since.date()) for child, urn, since in found.itertuples(index=False)]


def test_since_when_a_child_lives_in_a_home_whatever_its_status():
    assert living(
        (1, 7, "2019-05-01", "2020-01-01"),
        (1, 7, "2020-01-01", None),
    ) == [(1, 7, dt.date(2019, 5, 1))]


def test_a_gap_or_another_home_between_begins_anew():
    assert living(
        (1, 7, "2019-05-01", "2020-01-01"),
        (1, 8, "2020-01-01", "2020-02-01"),
        (1, 7, "2020-02-01", None),
        (2, 7, "2019-05-01", "2020-01-01"),
        (2, 7, "2020-01-05", None),
    ) == [(1, 7, dt.date(2020, 2, 1)), (2, 7, dt.date(2020, 1, 5))]


def test_only_who_is_there_on_the_day_and_in_a_home_with_a_number():
    assert living(
        (1, 7, "2020-01-01", "2021-03-31"),
        (2, 7, "2021-04-01", None),
        (3, None, "2020-01-01", None),
        (4, 7, "2021-03-31", "2021-04-01"),
    ) == [(4, 7, dt.date(2021, 3, 31))]


def test_of_two_at_once_the_newer_and_of_nobody_nothing():
    assert living((1, 7, "2020-01-01", None), (1, 8, "2021-01-01", None)) == [
        (1, 8, dt.date(2021, 1, 1))
    ]
    assert living() == []
