"""The method hides enough: so say the auditor, and an attacker who tries every table."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.domain.disclosure import (
    Dimension,
    Printed,
    Printing,
    Publication,
    Quantity,
    Ratio,
    State,
    Verdict,
    adds_up,
    audit,
    merged,
    protect_publication,
    table_publication,
    with_margins,
)

from .attacker import possible

SEX, AGE = Dimension("sex"), Dimension("age")
PLACE = Dimension("place", parents={"foster": "family", "kinship": "family"})


def table(rows: list[list[int]], **rule: object) -> Publication:
    """A table of numbered rows and columns with its margins."""
    cells = {
        (f"r{i}", f"c{j}"): number for i, row in enumerate(rows) for j, number in enumerate(row)
    }
    dimensions = [Dimension("row"), Dimension("column")]
    return table_publication(with_margins(cells, dimensions), dimensions, **rule)  # type: ignore[arg-type]


def people(**numbers: int) -> tuple[Quantity, ...]:
    return tuple(Quantity.of_people(key, number) for key, number in numbers.items())


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    done = protect_publication(table([[6, 7], [8, 0]]))
    assert done.hidden == frozenset()
    assert done.proof.is_proven


def test_one_small_number_takes_the_three_other_corners_of_a_rectangle() -> None:
    done = protect_publication(table([[3, 40, 90], [30, 20, 80], [70, 60, 10]]))
    assert done.proof.is_proven
    assert done.state_of("r0|c0") is State.PRIMARY
    assert done.secondary == {"r0|c1", "r1|c0", "r1|c1"}
    assert done.state_of("r0|c1") is State.SECONDARY
    assert done.state_of("Total|Total") is State.SHOWN


def test_showing_any_one_complement_makes_the_auditor_refuse() -> None:
    publication = table([[3, 40, 90], [30, 20, 80], [70, 60, 10]])
    hidden = protect_publication(publication).hidden
    for key in hidden:
        assert audit(publication.told(hidden - {key})).verdict is Verdict.REFUSED


def test_zeros_are_hidden_only_where_nothing_else_serves() -> None:
    done = protect_publication(table([[2, 0, 0], [0, 30, 30], [0, 30, 30]]))
    assert done.proof.is_proven
    # Either zeros go or the row's and the column's totals; margins are cheaper here.
    assert "r0|Total" in done.hidden
    assert all(done.state_of(key) is State.SHOWN for key in ("r0|c1", "r0|c2", "r1|c0"))


def test_where_zeros_are_always_shown_readers_know_that_nothing_hidden_is_zero() -> None:
    rows = [[1, 1, 40], [1, 1, 40], [40, 40, 40]]
    assert protect_publication(table(rows)).secondary == frozenset()
    done = protect_publication(table(rows, hides_zeros=False))
    assert done.proof.is_proven
    assert done.secondary


def test_a_total_is_hidden_where_its_parts_cannot_protect_each_other() -> None:
    publication = Publication(people(girls=2, all=2), (adds_up("all", ["girls"]),))
    done = protect_publication(publication)
    assert done.hidden == {"girls", "all"}
    assert done.proof.is_proven


def test_what_nothing_can_protect_is_refused_and_never_published() -> None:
    fixed = Quantity("all", 43, False, Printing.FIXED)
    boys = Quantity("boys", 40, False, Printing.FIXED)
    girls = Quantity.of_people("girls", 3)
    done = protect_publication(
        Publication((girls, boys, fixed), (adds_up("all", ["girls", "boys"]),))
    )
    assert done.proof.refused == {"girls"}
    assert not done.proof.is_proven


def test_a_small_number_that_is_shown_is_refused() -> None:
    publication = Publication(people(girls=3, boys=40))
    proof = audit(publication.told(frozenset()))
    assert proof.refused == {"girls"}


def test_subtotals_are_cells_of_their_own() -> None:
    cells = {("foster",): 2, ("kinship",): 30, ("home",): 20, ("hostel",): 9}
    publication = table_publication(with_margins(cells, [PLACE]), [PLACE])
    done = protect_publication(publication)
    assert done.hidden == {"foster", "kinship"}
    assert publication.numbers["family"] == 32
    assert publication.numbers["Total"] == 61


def test_the_same_quantity_in_another_table_is_hidden_there_too() -> None:
    sex = table_publication(with_margins({("girls",): 3, ("boys",): 40}, [SEX]), [SEX])
    # A second table breaks the boys down: their total is the same number of the same children.
    ages = Publication(people(boys=40, young=15, old=25), (adds_up("boys", ["young", "old"]),))
    done = protect_publication(merged([sex, ages]))
    assert done.proof.is_proven
    assert {"girls", "boys"} <= done.hidden
    assert {"young", "old"} & done.hidden


def test_tables_that_disagree_are_refused() -> None:
    with pytest.raises(ValueError, match="boys is 40 here and 41 there"):
        merged([Publication(people(boys=40)), Publication(people(boys=41))])
    with pytest.raises(ValueError, match="one rule"):
        merged([Publication(people(boys=40)), Publication(people(boys=40), min_width=4)])
    with pytest.raises(ValueError, match="do not add up"):
        Publication(people(girls=3, all=4), (adds_up("all", ["girls"]),))
    with pytest.raises(ValueError, match="no quantity"):
        Publication(people(girls=3), (adds_up("all", ["girls"]),))
    with pytest.raises(ValueError, match="told twice"):
        Publication((*people(girls=3), *people(girls=3)))


def shared(numerator: int, denominator: int, shown: bool) -> Publication:
    """A percentage whose counts are printed (the denominator) or stand nowhere."""
    nowhere = Printing.NOWHERE
    return Publication(
        (
            Quantity.of_people("n", numerator, printing=nowhere),
            Quantity.of_people("rest", denominator - numerator, printing=nowhere),
            Quantity.of_people("d", denominator, printing=Printing.FIXED if shown else nowhere),
        ),
        (adds_up("d", ["n", "rest"]),),
        (Ratio("share", "n", "d"),),
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown", "printed"),
    [
        (3, 40, True, Printed.BANDED),  # 8% of 40 are three; "under 10%" are 0 to 3
        (3, 40, False, Printed.SHOWN),  # 8% of nobody knows how many
        (37, 40, True, Printed.BANDED),  # the three others count as well
        (20, 40, True, Printed.SHOWN),  # nobody small is behind it
        (4, 12, True, Printed.HIDDEN),  # 33% of 12 are four, and there is no band in the middle
        (1, 10, True, Printed.HIDDEN),  # 10% is not under 10%
        (2, 2000, True, Printed.SHOWN),  # 0% of 2,000 are 0 to 9
    ],
)
def test_percentages_are_shown_banded_or_hidden(
    numerator: int, denominator: int, shown: bool, printed: Printed
) -> None:
    done = protect_publication(shared(numerator, denominator, shown))
    assert done.printed("share") is printed
    assert done.proof.is_proven


def test_a_percentage_that_was_printed_before_cannot_be_hidden() -> None:
    publication = shared(3, 40, shown=True)
    known = Publication(
        publication.quantities, publication.relations, (Ratio("share", "n", "d", known=True),)
    )
    done = protect_publication(known)
    assert done.proof.refused >= {"n"}


def test_out_of_time_is_not_proven() -> None:
    done = protect_publication(table([[3, 40], [30, 20]]), seconds=0)
    assert done.proof.verdict is Verdict.NOT_PROVEN


counts = st.one_of(st.integers(0, 5), st.integers(0, 12), st.integers(0, 200))


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(counts, min_size=n, max_size=n), min_size=2, max_size=5)
    ),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_auditor_never_finds_a_leak_in_two_dimensions(rows: list[list[int]], zeros: bool) -> None:
    done = protect_publication(table(rows, hides_zeros=zeros))
    assert done.proof.is_proven


@st.composite
def cubes(draw: st.DrawFn) -> Publication:
    """Three dimensions, one of which has subtotals; cells may be missing."""
    dimensions = [Dimension("a"), Dimension("b"), PLACE]
    labels = itertools.product(
        "xy", "uvw"[: draw(st.integers(2, 3))], ("foster", "kinship", "home")
    )
    cells = {one: draw(counts) for one in labels if draw(st.integers(0, 9))}
    return table_publication(
        with_margins(cells, dimensions), dimensions, hides_zeros=draw(st.booleans())
    )


@given(cubes())
@settings(max_examples=40, deadline=None)
def test_auditor_never_finds_a_leak_in_three_dimensions(publication: Publication) -> None:
    assert protect_publication(publication).proof.is_proven


@st.composite
def linked(draw: st.DrawFn) -> Publication:
    """Two tables of the same children, by age and sex and by age and place: ages are in both."""
    ages = [draw(st.lists(counts, min_size=2, max_size=3)) for _ in range(3)]
    first, second = {}, {}
    for i, row in enumerate(ages):
        for j, number in enumerate(row):
            first[f"age{i}", f"sex{j}"] = number
        here = draw(st.integers(0, sum(row)))
        second[f"age{i}", "foster"] = here
        second[f"age{i}", "home"] = sum(row) - here
    dimensions = [Dimension("age"), Dimension("breakdown")]
    return merged(
        table_publication(with_margins(t, dimensions), dimensions) for t in (first, second)
    )


@given(linked())
@settings(max_examples=40, deadline=None)
def test_auditor_never_finds_a_leak_in_linked_tables(publication: Publication) -> None:
    assert protect_publication(publication).proof.is_proven


@st.composite
def tiny(draw: st.DrawFn) -> Publication:
    """Two by two or three, of few people whose total everybody knows, with percentages of rows."""
    width = draw(st.integers(2, 3))
    rows = [[draw(st.sampled_from([0, 0, 1, 1, 2])) for _ in range(width)] for _ in range(2)]
    base = table(rows, hides_zeros=draw(st.booleans()))
    ratios = tuple(
        Ratio(f"share{i}", f"r{i}|c0", f"r{i}|Total") for i in range(2) if draw(st.booleans())
    )
    everybody = Quantity("Total|Total", base.numbers["Total|Total"], False, Printing.FIXED)
    quantities = tuple(everybody if one.key == everybody.key else one for one in base.quantities)
    return Publication(quantities, base.relations, ratios, 3, base.hides_zeros)


@given(tiny())
@settings(max_examples=20, deadline=None)
def test_attacker_who_tries_every_table_agrees_that_no_small_number_is_pinned(
    publication: Publication,
) -> None:
    done = protect_publication(publication)
    everybody = publication.numbers["Total|Total"]
    attainable = possible(publication.told(done.hidden, done.banded), everybody)
    for cell in done.proof.cells:
        assert publication.numbers[cell.key] in attainable[cell.key]
        assert (len(attainable[cell.key]) < cell.needed) is (cell.key in done.proof.refused)
    assert {cell.key for cell in done.proof.cells} >= publication.small


def test_numbers_stay_what_they_were() -> None:
    numbers: Mapping[str, int] = table([[3, 40], [30, 20]]).numbers
    assert numbers["r0|Total"] == 43
    assert numbers["Total|Total"] == 93
