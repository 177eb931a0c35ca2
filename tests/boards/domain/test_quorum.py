"""Quorum at the start and after every coming and going."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.domain.quorum import Gap, Presence, QuorumRule, counted_at, gaps, inquorate_at


def at(hour: int, minute: int = 0) -> dt.time:
    return dt.time(hour, minute)


@pytest.mark.parametrize(
    ("rule", "members", "needed"),
    [
        (QuorumRule(4, is_share=True, least=3), 13, 4),
        (QuorumRule(4, is_share=True, least=3), 12, 3),
        (QuorumRule(4, is_share=True, least=3), 8, 3),
        (QuorumRule(3, is_share=True), 7, 3),
        (QuorumRule(5, is_share=False, least=3), 20, 5),
    ],
)
def test_how_many_are_needed(rule: QuorumRule, members: int, needed: int) -> None:
    assert rule.needed(members) == needed


def test_who_leaves_takes_the_quorum_along_until_somebody_comes_back() -> None:
    presences = [
        Presence(1),
        Presence(2, until=at(15)),
        Presence(3),
        Presence(2, since=at(15, 30)),
        Presence(4, counts=False),
    ]
    assert gaps(presences, 3, at(14)) == [Gap(at(15), at(15, 30), 2)]
    assert not inquorate_at(gaps(presences, 3, at(14)), at(14, 59))
    assert inquorate_at(gaps(presences, 3, at(14)), at(15))
    assert not inquorate_at(gaps(presences, 3, at(14)), at(15, 30))


def test_a_meeting_that_opens_without_a_quorum() -> None:
    assert gaps([Presence(1), Presence(2, since=at(14, 10))], 2, at(14)) == [
        Gap(at(14), at(14, 10), 1)
    ]


def test_leaving_at_the_end_is_no_gap() -> None:
    presences = [Presence(1, until=at(16)), Presence(2, until=at(16))]
    assert gaps(presences, 2, at(14), at(16)) == []


def test_somebody_twice_in_the_book_counts_once() -> None:
    assert counted_at([Presence(1), Presence(1)], at(14)) == 1


times = st.times().map(lambda t: t.replace(microsecond=0, second=0))
stretch = st.builds(
    Presence, st.integers(1, 5), st.booleans(), st.none() | times, st.none() | times
)


@given(st.lists(stretch, max_size=8), st.integers(1, 4), times, times)
def test_gaps_say_what_a_look_at_each_moment_says(
    presences: list[Presence], needed: int, opened: dt.time, moment: dt.time
) -> None:
    if moment >= opened:
        found = inquorate_at(gaps(presences, needed, opened), moment)
        assert found == (counted_at(presences, moment) < needed)
