"""What was made last of a council is kept while it would be made of the same."""

from __future__ import annotations

import pytest

from placements.frames.keeping import Last


@pytest.fixture
def made():
    return []


@pytest.fixture
def last(made):
    def make(of):
        made.append(of)
        return object()

    kept = Last(councils=2)
    return lambda council, of: kept.made(council, of, make)


def test_made_once_of_the_same_and_again_of_another(last, made):
    first = last(1, [1, 2])
    assert last(1, [1, 2]) is first
    assert last(1, [1, 3]) is not first
    assert last(1, [1, 2]) is not first
    assert made == [[1, 2], [1, 3], [1, 2]]


def test_councils_do_not_share_and_the_longest_unread_goes(last, made):
    one, two = last(1, "a"), last(2, "a")
    assert one is not two
    assert last(1, "a") is one
    last(3, "a")
    assert last(1, "a") is one
    assert last(2, "a") is not two
