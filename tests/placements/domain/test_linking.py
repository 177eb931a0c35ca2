"""Returns linked: worked by hand, then whatever episodes come."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.domain.cohort import ReturnYear
from placements.domain.linking import link
from placements.domain.linking.together import COLUMNS, loose

from ..returns import linkable

RETURNS = [ReturnYear(year, dt.date(year + 1, 3, 31)) for year in (2018, 2019, 2020)]


def episode(year, starts_on, ends_on=None, *, child=1, because="P", ceased="", row=2, **more):
    return {
        "child": child, "return_year": year, "starts_on": starts_on, "ends_on": ends_on,
        "started_because": because, "ceased_because": ceased, "legal_status": "C2",
        "placement": "U6", "row": row,
    } | more  # fmt: skip


def linked(*lines):
    done = link(RETURNS, {"episodes": linkable(*lines)})
    rows = done.cohort.episodes
    spans = [
        (str(start.date()), None if pd.isna(end) else str(end.date()))
        for start, end in zip(rows["starts_on"], rows["ends_on"], strict=True)
    ]
    return spans, {one.rule: one.count for one in done.repairs}, rows


def test_nothing_gives_every_table_with_its_types():
    cohort = link([], {}).cohort
    for name, rows in cohort.tables().items():
        assert rows.empty
        assert list(rows.columns) == list(COLUMNS[name])


def test_an_open_episode_that_a_later_return_closes_is_closed():
    spans, repairs, rows = linked(
        episode(2018, "2018-05-01", because="S"),
        episode(2019, "2018-05-01", "2019-06-01", because="S", ceased="E4A"),
    )
    assert spans == [("2018-05-01", "2019-06-01")]
    assert repairs == {"closed_later": 1}
    assert rows["ceased_because"].tolist() == ["E4A"]


def test_the_later_return_wins_where_both_say_the_same_time():
    spans, repairs, rows = linked(
        episode(2018, "2018-05-01", "2018-07-01", because="S", ceased="X1"),
        episode(2018, "2018-07-01", placement="K2"),
        episode(2019, "2018-07-01", placement="U4"),
    )
    assert spans == [("2018-05-01", "2018-07-01"), ("2018-07-01", None)]
    assert rows["placement"].tolist() == ["U6", "U4"]
    assert repairs == {"changed_later": 1}


def test_what_the_later_return_says_of_a_time_replaces_what_was_said_of_it():
    spans, repairs, _ = linked(
        episode(2018, "2018-06-01", because="S"),
        episode(2019, "2018-05-01", because="S"),
    )
    assert spans == [("2018-05-01", None)]
    assert repairs == {"withdrawn": 1}


def test_an_open_episode_goes_on_in_the_later_returns_first_one():
    spans, repairs, rows = linked(
        episode(2018, "2018-05-01", because="S"), episode(2019, "2019-06-01")
    )
    assert spans == [("2018-05-01", "2019-06-01"), ("2019-06-01", None)]
    assert repairs == {"closed_later": 1}
    assert rows["ceased_because"].tolist()[0] == "X1"


@pytest.mark.parametrize("again", [[], [episode(2019, "2019-08-01", because="S")]])
def test_who_is_not_in_the_next_return_left_with_the_end_of_the_last(again):
    other = episode(2019, "2019-05-01", child=2, because="S")
    spans, repairs, _ = linked(episode(2018, "2018-05-01", because="S"), other, *again)
    assert spans[0] == ("2018-05-01", "2019-04-01")
    assert repairs == {"not_restated": 1}


def test_within_a_return_an_episode_ends_when_the_next_begins():
    spans, repairs, rows = linked(
        episode(2018, "2018-05-01", "2018-09-01", because="S", ceased="X1"),
        episode(2018, "2018-08-01"),
        episode(2018, "2018-10-01", because="S"),
    )
    assert spans == [
        ("2018-05-01", "2018-08-01"), ("2018-08-01", "2018-10-01"), ("2018-10-01", None),
    ]  # fmt: skip
    assert repairs == {"overlap": 1, "left_open": 1}
    assert rows["ceased_because"].isna().tolist() == [False, True, True]


def test_duplicates_and_two_that_begin_on_one_day():
    twice = episode(2018, "2018-05-01", "2018-09-01", because="S", ceased="E8")
    spans, repairs, _ = linked(twice, {**twice, "row": 3})
    assert (spans, repairs) == ([("2018-05-01", "2018-09-01")], {"duplicate": 1})
    longer = {**twice, "ends_on": "2018-10-01", "row": 4}
    spans, repairs, _ = linked(twice, longer)
    assert (spans, repairs) == ([("2018-05-01", "2018-10-01")], {"same_start": 1})


def test_a_gap_is_listed_and_stays():
    spans, repairs, _ = linked(
        episode(2018, "2018-05-01", "2018-07-01", because="S", ceased="X1"),
        episode(2018, "2018-08-01"),
    )
    assert spans == [("2018-05-01", "2018-07-01"), ("2018-08-01", None)]
    assert repairs == {"gap": 1}


def test_examples_name_the_return_and_the_row():
    done = link(
        RETURNS,
        {"episodes": linkable(episode(2018, "2018-05-01", row=7), episode(2019, "2018-05-01"))},
    )
    (repair,) = done.repairs
    assert (repair.rule, repair.table) == ("restated", "episodes")
    assert [(one.return_label, one.row) for one in repair.examples] == [("2018-19", 7)]


def test_of_other_tables_the_later_row_about_the_same_is_right():
    rows = linkable(
        {"child": 1, "sex": "M", "born_on": "2010-01-01", "return_year": 2018},
        {"child": 1, "sex": "F", "born_on": "2010-01-01", "return_year": 2019},
        table="children",
    )
    health = linkable(
        {"child": 1, "return_year": 2018, "sdq_score": 3},
        {"child": 1, "return_year": 2019, "sdq_score": 4},
        table="health",
    )
    done = link(RETURNS, {"children": rows, "health": health})
    assert done.cohort.children["sex"].tolist() == ["F"]
    assert done.cohort.health["sdq_score"].tolist() == [3, 4]
    assert [(one.rule, one.count) for one in done.repairs] == [("changed_later", 1)]


@pytest.mark.parametrize(
    ("codes", "years", "rule"),
    [
        (("PN1", "PN1"), (2018, 2018), "duplicate"),
        (("PN1", "PN2"), (2018, 2018), "same_thing"),
        (("PN1", "PN1"), (2018, 2019), "restated"),
        (("PN1", "PN2"), (2018, 2019), "changed_later"),
    ],
)
def test_what_became_of_a_row_that_gave_way_is_told_as_it_was(codes, years, rule):
    lines = [
        {"child": 1, "reviewed_on": "2018-05-01", "code": code, "return_year": year, "row": row}
        for row, (code, year) in enumerate(zip(codes, years, strict=True), 2)
    ]
    done = link(RETURNS, {"reviews": linkable(*lines, table="reviews")})
    assert done.cohort.reviews["code"].tolist() == [codes[-1]]
    assert [(one.rule, one.count) for one in done.repairs] == [(rule, 1)]


# --- Whatever comes -----------------------------------------------------------------------
DAYS = st.integers(0, 60)


@st.composite
def any_episode(draw):
    year = draw(st.sampled_from([2018, 2019, 2020]))
    start = dt.date(2018, 12, 1) + dt.timedelta(days=20 * draw(DAYS))
    length = draw(st.one_of(st.none(), st.integers(0, 30)))
    end = None if length is None else start + dt.timedelta(days=20 * length)
    return episode(
        year,
        start.isoformat(),
        end.isoformat() if end else None,
        child=draw(st.integers(1, 3)),
        because=draw(st.sampled_from("SPL")),
        ceased="" if end is None else draw(st.sampled_from(["X1", "E4A"])),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(any_episode(), min_size=1, max_size=8))
def test_no_overlap_nothing_lost_and_twice_is_once(lines):
    rows = linkable(*lines).assign(row=range(2, len(lines) + 2))
    done = link(RETURNS, {"episodes": rows})
    kept = done.cohort.episodes
    for _, own in kept.groupby("child"):
        ends = own["ends_on"].fillna(pd.Timestamp("2200-01-01"))
        assert (ends.iloc[:-1].to_numpy() <= own["starts_on"].iloc[1:].to_numpy()).all()
        assert (ends.to_numpy() >= own["starts_on"].to_numpy()).all()
    gone = {"duplicate", "same_start", "restated", "changed_later", "closed_later", "withdrawn"}
    assert len(rows) - len(kept) <= sum(one.count for one in done.repairs if one.rule in gone)

    again = kept.assign(row=0)
    for name, kind in loose("episodes").items():
        if kind == "str":
            again[name] = again[name].astype(object).where(again[name].notna(), "")
    second = link(RETURNS, {"episodes": again})
    pd.testing.assert_frame_equal(second.cohort.episodes, kept, check_categorical=False)
    assert {one.rule for one in second.repairs} <= {"gap"}
