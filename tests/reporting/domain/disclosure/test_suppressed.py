"""Tables that arrive suppressed: what they give away is counted, never told."""

from __future__ import annotations

from reporting.domain.disclosure import (
    Dimension,
    GivenAway,
    SuppressedTable,
    protect_publication,
)


def table(least: int = 0, **numbers: int | None) -> SuppressedTable:
    """`c` cells are those whose number is None."""
    cells = {(label,): number for label, number in numbers.items()}
    hidden = frozenset(labels for labels, number in cells.items() if number is None)
    return SuppressedTable(cells, hidden, [Dimension("need")], least=least)


def test_a_single_hidden_part_is_counted_as_exact() -> None:
    assert table(a=20, b=None, Total=24).gives_away() == GivenAway(hidden=1, exact=1)


def test_two_hidden_parts_that_must_be_one_or_two_are_narrow() -> None:
    shown = table(least=1, a=20, b=None, c=None, Total=23)
    assert shown.gives_away() == GivenAway(hidden=2, narrow=2)
    assert table(least=1, a=20, b=None, c=None, Total=26).gives_away() == GivenAway(hidden=2)
    # Where a hidden cell could be 0, three are possible.
    assert table(a=20, b=None, c=None, Total=22).gives_away() == GivenAway(hidden=2)


def test_what_is_not_known_for_other_reasons_is_not_counted() -> None:
    cells: dict[tuple[str, ...], int | None] = {("a",): 20, ("b",): None, ("Total",): 24}
    assert SuppressedTable(cells, frozenset(), [Dimension("need")]).gives_away() == GivenAway()


def test_a_table_that_does_not_add_up_is_told_apart() -> None:
    found = table(a=30, b=None, Total=24).gives_away()
    assert found == GivenAway(hidden=1, contradictory=1)
    assert table(a=30, b=None, Total=24).publication() is None
    assert table(a=30, Total=24).publication() is None


def test_more_is_hidden_until_it_is_proven_without_knowing_the_numbers() -> None:
    given = table(a=20, b=None, d=40, Total=64)
    publication = given.publication()
    assert publication is not None
    done = protect_publication(publication)
    assert done.proof.is_proven
    assert done.hidden == {"a", "b"}
    complete = table(a=20, d=40, Total=60).publication()
    assert complete is not None
    assert protect_publication(complete).hidden == frozenset()


def test_counts_of_tables_add_up() -> None:
    assert GivenAway(1, 2, 3, 4, 5) + GivenAway(10, 20, 30, 40, 50) == GivenAway(11, 22, 33, 44, 55)
