"""What earlier editions showed or hid counts, and cannot be taken back."""

from __future__ import annotations

from reporting.domain.disclosure import (
    Earlier,
    Printing,
    Publication,
    Quantity,
    State,
    adds_up,
    protect_publication,
    with_earlier,
)


def people(**numbers: int) -> Publication:
    return Publication(
        tuple(Quantity.of_people(key, number) for key, number in numbers.items()),
        (adds_up("all", [key for key in numbers if key != "all"]),),
    )


def test_what_was_shown_cannot_protect_a_small_number_any_more() -> None:
    now = people(girls=3, boys=40, others=90, all=133)
    assert protect_publication(now).secondary == {"boys"}
    done = protect_publication(with_earlier(now, [Earlier("boys", 40)]))
    assert done.proof.is_proven
    assert done.secondary == {"others"}
    assert done.state_of("boys") is State.SHOWN


def test_everything_else_known_leaves_nothing_to_hide_behind() -> None:
    now = people(girls=3, boys=40, all=43)
    done = protect_publication(with_earlier(now, [Earlier("boys", 40), Earlier("all", 43)]))
    assert done.proof.refused == {"girls"}


def test_a_small_number_that_was_shown_stays_hidden_and_is_named() -> None:
    known = with_earlier(people(girls=3, boys=40, all=43), [Earlier("girls", 3)])
    assert known.told_for_good == {"girls"}
    done = protect_publication(known)
    assert done.proof.is_proven
    assert done.state_of("girls") is State.PRIMARY
    assert done.secondary == frozenset()


def test_a_number_that_changed_by_few_since_it_was_shown_is_hidden() -> None:
    known = with_earlier(people(girls=12, boys=40, all=52), [Earlier("girls", 10)])
    done = protect_publication(known)
    assert done.proof.is_proven
    assert "girls" in done.hidden
    assert len(done.secondary) == 2  # girls, and what they would be worked out from
    fewer = with_earlier(people(girls=12, boys=40, all=52), [Earlier("girls", 16)])
    assert "girls" in protect_publication(fewer).hidden
    other = with_earlier(people(girls=12, boys=40, all=52), [Earlier("girls", 30)])
    assert protect_publication(other).secondary == frozenset()


def test_two_editions_apart_tell_of_the_few_that_joined() -> None:
    # Last time girls and boys were told apart, now only all are: two more are told all the same.
    known = with_earlier(people(boys=42, all=42), [Earlier("boys", 40)])
    done = protect_publication(known)
    assert done.hidden >= {"boys", "all"}
    assert done.proof.is_proven


def test_what_was_hidden_stays_hidden_unless_it_has_changed_or_was_shown_elsewhere() -> None:
    now = people(girls=30, boys=40, all=70)
    kept = with_earlier(now, [Earlier("girls", None)])
    assert kept.by_key["girls"].printing is Printing.WITHHELD
    done = protect_publication(kept)
    assert "girls" in done.secondary
    assert done.proof.is_proven
    corrected = with_earlier(now, [Earlier("girls", None, is_same=False)])
    assert protect_publication(corrected).hidden == frozenset()
    elsewhere = with_earlier(now, [Earlier("girls", None), Earlier("girls", 30)])
    assert protect_publication(elsewhere).proof.is_proven


def test_what_is_not_in_the_new_document_is_left_alone() -> None:
    now = people(girls=30, boys=40, all=70)
    assert with_earlier(now, [Earlier("others", 3)]) == now
