"""Printed numbers: the same in both editions, whatever is withheld, shortened or left blank."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.grafting import plan as planning
from reporting.grafting.plan import Place, PlanError, Slot, front_matter, plan


@st.composite
def a_slot(draw: st.DrawFn) -> Slot:
    withheld = draw(st.booleans())
    public = 0 if withheld else draw(st.integers(1, 30))
    return Slot(str(draw(st.integers(1, 99))), draw(st.integers(1, 30)), public, withheld)


SLOTS = st.lists(a_slot(), max_size=12)
FRONTS = st.integers(1, 6)


def numbers_of(place: Place) -> list[int]:
    """Every printed number that the sides of a place stand for."""
    numbers = ((side.number, side.stands_for) for side in place.sides if side.number is not None)
    return [number + more for number, count in numbers for more in range(count)]


@given(SLOTS, FRONTS, st.booleans())
def test_editions_agree_on_every_number(slots: list[Slot], front: int, two_sided: bool) -> None:
    made = plan(slots, first=front_matter(front, two_sided=two_sided) + 1, two_sided=two_sided)
    for public, board in zip(made.public, made.board, strict=True):
        assert public.printed == board.printed
        assert (public.item, public.first, public.last) == (board.item, board.first, board.last)


@given(SLOTS, FRONTS, st.booleans())
def test_numbers_are_disjoint_and_leave_no_gap(
    slots: list[Slot], front: int, two_sided: bool
) -> None:
    first = front_matter(front, two_sided=two_sided) + 1
    made = plan(slots, first=first, two_sided=two_sided)
    for edition in (made.public, made.board):
        numbers = [number for place in edition for number in numbers_of(place)]
        assert numbers == list(range(first, made.last + 1))


@given(SLOTS, FRONTS)
def test_two_sided_items_begin_on_a_front_in_file_and_number(slots: list[Slot], front: int) -> None:
    made = plan(slots, first=front_matter(front, two_sided=True) + 1, two_sided=True)
    for edition in (made.public, made.board):
        for place in edition:
            assert place.first % 2 == 1
            assert place.page % 2 == 1


@given(SLOTS, FRONTS, st.booleans())
def test_pages_of_the_file_follow_each_other(
    slots: list[Slot], front: int, two_sided: bool
) -> None:
    first = front_matter(front, two_sided=two_sided) + 1
    made = plan(slots, first=first, two_sided=two_sided)
    for edition in (made.public, made.board):
        page = first
        for place in edition:
            assert place.page == page
            page += len(place.sides)
    # In the board edition file and number are one.
    assert all(
        side.number == place.page + n for place in made.board for n, side in enumerate(place.sides)
    )


@given(SLOTS, FRONTS, st.booleans())
def test_bodies_and_withheld_pages_are_whole(
    slots: list[Slot], front: int, two_sided: bool
) -> None:
    made = plan(slots, first=front_matter(front, two_sided=two_sided) + 1, two_sided=two_sided)
    for slot, public, board in zip(slots, made.public, made.board, strict=True):
        assert board.body_pages == slot.board_pages
        assert public.body_pages == slot.public_pages
        withheld = [side for side in public.sides if side.kind == "withheld"]
        assert len(withheld) == slot.withheld
        assert all(side.stands_for == public.last - public.first + 1 for side in withheld)
        assert not any(side.kind == "withheld" for side in board.sides)


def test_worked_by_hand() -> None:
    slots = [Slot("4", 3, 1), Slot("5", 4, withheld=True), Slot("6", 1, 2)]
    made = plan(slots, first=3, two_sided=True)
    assert [place.printed for place in made.board] == ["3 - 5", "7 - 10", "11 - 12"]
    public = [[(side.kind, side.label) for side in place.sides] for place in made.public]
    assert public == [
        [("body", "3"), ("blank", "4"), ("blank", "5"), ("blank", "6")],
        [("withheld", "7-10"), ("blank", "7-10 back")],
        [("body", "11"), ("body", "12")],
    ]
    assert [place.blanks for place in made.board] == [1, 0, 1]
    assert made.last == 12


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        (Slot("4", 0, 1), "Item 4 has no pages"),
        (Slot("4", 1, 0), "Item 4 has no public pages"),
        (Slot("4", 1, 1, withheld=True), "Item 4 is withheld"),
    ],
)
def test_what_cannot_be_planned_is_named(slot: Slot, words: str) -> None:
    with pytest.raises(PlanError, match=words):
        plan([slot], first=1, two_sided=False)


def test_the_example_in_the_module_is_true() -> None:
    assert doctest.testmod(planning).failed == 0
