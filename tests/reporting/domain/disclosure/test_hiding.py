"""The method by itself: the cheapest ways, and what is hidden when they are not enough."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from reporting.domain.disclosure import (
    Printing,
    Publication,
    Quantity,
    Ratio,
    Relation,
    adds_up,
    protect_publication,
)
from reporting.domain.disclosure.hiding import Complements
from reporting.domain.disclosure.hiding.moves import Moves


def people(**numbers: int) -> tuple[Quantity, ...]:
    return tuple(Quantity.of_people(key, number) for key, number in numbers.items())


FAMILY = Publication(
    people(girls=3, boys=40, others=60, all=103), (adds_up("all", ["girls", "boys", "others"]),)
)


def test_what_moves_moves_back_somewhere_else() -> None:
    way = Moves(FAMILY).way("girls", 2)
    assert way is not None
    assert way.steps["girls"] == pytest.approx(2)
    assert len(way.uses) == 2


def test_nobody_is_fewer_than_nobody() -> None:
    moves = Moves(FAMILY)
    assert moves.way("girls", -3) is not None
    assert moves.way("girls", -4) is None
    # And where zeros are always shown, a hidden cell holds at least one person.
    always = Publication(FAMILY.quantities, FAMILY.relations, hides_zeros=False)
    assert Moves(always).way("girls", -3) is None


def test_what_is_cheaper_is_taken_and_what_is_hidden_costs_nothing() -> None:
    moves = Moves(FAMILY)
    moves.price([("boys", 100.0), ("all", 100.0)])
    way = moves.way("girls", 2)
    assert way is not None
    assert way.uses == {"girls", "others"}
    assert way.cost(moves.weights, {"girls", "others"}) == 0


def test_what_is_fixed_does_not_move() -> None:
    fixed = tuple(
        one if one.key == "girls" else Quantity(one.key, one.number, False, Printing.FIXED)
        for one in FAMILY.quantities
    )
    assert Moves(Publication(fixed, FAMILY.relations)).way("girls", 1) is None


def test_a_percentage_goes_where_it_is_cheaper_than_a_count() -> None:
    counts = (
        Quantity("n", 4, True, Printing.NOWHERE),
        Quantity("d", 12, False, weight=100),
    )
    publication = Publication(counts, (), (Ratio("share", "n", "d"),))
    way = Moves(publication).way("n", 2)
    assert way is not None
    assert way.uses == {"n", "share"}


def test_ways_of_whole_people() -> None:
    # Girls come in pairs: only a way of two at a time is one of whole people.
    pairs = Publication(
        people(girls=4, pairs=2, boys=40, all=44),
        (adds_up("all", ["girls", "boys"]), Relation((("girls", 1), ("pairs", -2)), 0, 0)),
    )
    assert Moves(pairs).way("girls", 1) is not None
    assert Moves(pairs, whole=True).way("girls", 1) is None
    assert Moves(pairs, whole=True).way("girls", 2) is not None
    chosen = Complements(pairs)
    assert chosen.protect_in_whole_numbers(["girls", "nothing"])
    assert len(chosen.hidden & {"boys", "all"}) == 1
    assert not chosen.protect_in_whole_numbers(["girls"])
    assert protect_publication(pairs).proof.is_proven


def test_at_last_everything_beside_a_refused_cell_goes() -> None:
    chosen = Complements(FAMILY)
    assert chosen.hidden == {"girls"}
    assert chosen.hide_around({"girls"})
    assert chosen.hidden == {"girls", "boys", "others", "all"}
    assert not chosen.hide_around({"girls"})


def test_percentages_beside_a_refused_cell_go_as_well() -> None:
    publication = Publication(people(n=4, d=12), (), (Ratio("share", "n", "d"),))
    chosen = Complements(publication)
    assert chosen.hide_around({"n"})
    assert chosen.hidden == {"n", "share"}


def test_what_no_way_needs_is_shown_again() -> None:
    chosen = Complements(FAMILY)
    chosen.protect_all()
    chosen.hide_around({"girls"})
    assert len(chosen.hidden) == 4
    chosen.tidy()
    assert "girls" in chosen.hidden
    assert len(chosen.hidden) == 2


def test_every_process_hides_the_same():
    """Two processes of one web server answer with one page: what one of them hides, and another
    shows, would be read from both.
    """
    said = {
        subprocess.run(
            [sys.executable, "-m", "tests.reporting.domain.disclosure.ties"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert all(len(line.split()) > 10 for line in said.pop().splitlines())
