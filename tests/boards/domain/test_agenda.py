"""Order and numbers of business, by hand and by properties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.domain.agenda import (
    AgendaOrderError,
    Row,
    moved,
    numbers,
    ordered,
    put_back,
    put_before,
    put_out,
    put_under,
)

lines = st.tuples(st.integers(0, 9), st.integers(1, 5), st.booleans())


def agenda(drawn: list[tuple[int, int, bool]]) -> list[Row]:
    """Items with some under an earlier one, and some taken off; places may be the same."""
    rows: list[Row] = []
    for item, (under, place, removed) in enumerate(drawn, 1):
        tops = [None, *(row.item for row in rows if row.parent is None)]
        rows.append(Row(item, tops[under % len(tops)], place, removed=removed))
    return rows[::-1]


agendas = st.lists(lines, min_size=1, max_size=9).map(agenda)


def frozen(rows: list[Row]) -> list[Row]:
    """The rows with the numbers that they were given."""
    given_ = numbers(rows)
    return [replace(row, number=given_.get(row.item, "")) for row in rows]


@given(agendas)
def test_each_item_has_one_number_of_its_own(rows: list[Row]) -> None:
    found = numbers(rows)
    assert set(found) == {row.item for row in rows if not row.removed}
    assert len(set(found.values())) == len(found)
    following = [found[row.item] for row in ordered(rows)]
    tops = [int(number) for number in following if "." not in number]
    assert tops == list(range(1, len(tops) + 1))
    for place, number in enumerate(following):
        if "." in number:
            assert following[place - 1].partition(".")[0] == number.partition(".")[0]


@given(agendas, st.data())
def test_a_number_is_given_once_and_stays(rows: list[Row], data: st.DataObject) -> None:
    held = frozen(rows)
    was = {row.item: row.number for row in held if row.number}
    # Late business comes, and something else is taken off.
    off = data.draw(st.sampled_from(held)).item
    late = Row(99, None, data.draw(st.integers(1, 9)))
    now = numbers([*(replace(row, removed=row.removed or row.item == off) for row in held), late])
    assert all(now[item] == number for item, number in was.items() if item in now)
    assert now[99] not in was.values()


@given(agendas, st.data(), st.integers(-9, 9))
def test_moving_loses_nothing_and_keeps_who_stands_under_whom(
    rows: list[Row], data: st.DataObject, by: int
) -> None:
    there = ordered(rows)
    if not there:
        return
    row = data.draw(st.sampled_from(there))
    for found in (moved(rows, row.item, by), put_before(rows, row.item, there[0].item)):
        assert {(one.item, one.parent, one.removed) for one in found} == {
            (one.item, one.parent, one.removed) for one in rows
        }


@given(agendas)
def test_whatever_comes_back_is_on_the_agenda_and_under_something_that_is(rows: list[Row]) -> None:
    for gone in [row for row in rows if row.removed]:
        found = put_back(rows, gone.item)
        there = {row.item: row for row in found if not row.removed}
        assert gone.item in there
        assert there[gone.item].parent is None or there[gone.item].parent in there
        assert len(there) == 1 + sum(not row.removed for row in rows)


def test_under_and_out_again() -> None:
    rows = [Row(1, None, 1), Row(2, None, 2), Row(3, None, 3)]
    below = put_under(rows, 2)
    assert numbers(below) == {1: "1", 2: "1.1", 3: "2"}
    assert numbers(put_out(below, 2)) == {1: "1", 2: "2", 3: "3"}
    with pytest.raises(AgendaOrderError, match="no item before it"):
        put_under(rows, 1)
    with pytest.raises(AgendaOrderError, match="items under it"):
        put_under([Row(0, None, 0), *below], 1)
    with pytest.raises(AgendaOrderError, match="under no other item"):
        put_out(rows, 1)
    with pytest.raises(AgendaOrderError, match="no longer on the agenda"):
        moved([replace(rows[0], removed=True)], 1, 1)
