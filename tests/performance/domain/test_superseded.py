"""Versions that nothing rests on."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from performance.domain.superseded import Saved, superseded

OFFICER, SECOND = 7, 8


def day(number):
    return dt.datetime(2021, 4, number, tzinfo=dt.UTC)


def test_the_version_that_was_signed_off_stays_and_so_does_the_newest():
    saved = [Saved(name, OFFICER, day(n)) for name, n in ((1, 1), (2, 2), (3, 9), (4, 12))]
    assert superseded(saved, [day(5)]) == {1, 3}
    assert superseded(saved, [day(5), day(10)]) == {1}
    assert superseded(saved, []) == {1, 2, 3}


def test_of_everybody_who_typed_it_a_version_stays():
    """Who entered a figure does not sign it off, even when the return is opened again."""
    saved = [
        Saved(1, SECOND, day(1)),
        Saved(2, SECOND, day(2)),
        Saved(3, OFFICER, day(3)),
        Saved(4, OFFICER, day(4)),
    ]
    assert superseded(saved, [day(5)]) == {1, 3}


def test_a_version_saved_in_the_moment_of_the_sign_off_is_the_one_that_was_signed():
    saved = [Saved(1, OFFICER, day(1)), Saved(2, OFFICER, day(5)), Saved(3, OFFICER, day(6))]
    assert superseded(saved, [day(5)]) == {1}
    assert superseded([], [day(5)]) == set()
    assert superseded([Saved(1, OFFICER, day(9))], [day(5)]) == set()


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(7, 9)), max_size=8),
    st.lists(st.integers(1, 30), max_size=4),
)
def test_what_stood_at_a_sign_off_and_whoever_typed_never_go(typed, signed):
    ordered = sorted(typed, key=lambda one: one[0])
    saved = [Saved(number, by, day(d)) for number, (d, by) in enumerate(ordered)]
    gone = superseded(saved, [day(d) for d in signed])
    for moment in signed:
        standing = [one.version for one in saved if one.at <= day(moment)]
        assert not standing or standing[-1] not in gone
    left = [one for one in saved if one.version not in gone]
    assert {one.by for one in left} == {one.by for one in saved}
    assert left[-1:] == saved[-1:]
