"""The smallest further hiding that passes, and complements that a person wants shown."""

from __future__ import annotations

import pytest

from reporting.domain.disclosure import (
    Dimension,
    Earlier,
    NotAllowedError,
    Override,
    PrimaryCellError,
    Printing,
    Publication,
    Quantity,
    Ratio,
    adds_up,
    audit,
    overridden,
    protect_publication,
    smallest_further_hiding,
    table_publication,
    with_earlier,
    with_margins,
)

ROWS = [[3, 40, 90], [30, 20, 80], [70, 60, 10]]


def table(rows: list[list[int]] = ROWS) -> Publication:
    cells = {(f"r{i}", f"c{j}"): n for i, row in enumerate(rows) for j, n in enumerate(row)}
    dimensions = [Dimension("row"), Dimension("column")]
    return table_publication(with_margins(cells, dimensions), dimensions)


def wish(key: str, reason: str = "The board asks for it", by: str = "A. Officer") -> Override:
    return Override(key, reason, by)


def test_nothing_more_is_needed_where_it_is_proven() -> None:
    done = protect_publication(table())
    found = smallest_further_hiding(table(), done.hidden)
    assert found is not None
    assert found.keys == frozenset()


def test_one_missing_corner_is_found() -> None:
    hidden = protect_publication(table()).hidden
    found = smallest_further_hiding(table(), hidden - {"r1|c1"})
    assert found is not None
    assert found.keys == {"r1|c1"}
    assert found.proof.is_proven


def test_no_pair_is_offered_where_one_cell_is_enough() -> None:
    publication = table([[3, 40, 4], [30, 20, 80], [70, 60, 10]])
    found = smallest_further_hiding(publication, {"r0|c0", "r0|c2", "r1|c0"})
    assert found is not None
    assert len(found.keys) == 1
    told = publication.told({"r0|c0", "r0|c2", "r1|c0", *found.keys})
    assert audit(told).is_proven


def test_small_numbers_that_somebody_forgot_are_among_what_is_offered() -> None:
    found = smallest_further_hiding(table(), ())
    assert found is not None
    assert "r0|c0" in found.keys
    assert len(found.keys) == 4


def test_nothing_is_offered_where_nothing_helps() -> None:
    girls, boys = Quantity.of_people("girls", 3), Quantity("boys", 40, False, Printing.FIXED)
    everybody = Quantity("all", 43, False, Printing.FIXED)
    publication = Publication((girls, boys, everybody), (adds_up("all", ["girls", "boys"]),))
    assert smallest_further_hiding(publication, {"girls"}) is None


def test_a_percentage_can_be_what_has_to_go() -> None:
    counts = (
        Quantity.of_people("n", 4, printing=Printing.NOWHERE),
        Quantity("d", 12, False, Printing.FIXED),
    )
    publication = Publication(counts, (), (Ratio("share", "n", "d"),))
    found = smallest_further_hiding(publication, {"n"})
    assert found is not None
    assert found.keys == {"share"}


def test_a_complement_is_shown_and_others_are_hidden_in_its_place() -> None:
    before = protect_publication(table())
    assert "r1|c1" in before.hidden
    after = overridden(table(), [wish("r1|c1")])
    assert "r1|c1" not in after.hidden
    assert after.proof.is_proven


def test_a_small_number_is_never_shown() -> None:
    with pytest.raises(PrimaryCellError):
        overridden(table(), [wish("r0|c0")])


@pytest.mark.parametrize(
    ("override", "words"),
    [
        (wish("r1|c1", reason=" "), "Say why"),
        (wish("r1|c1", by=""), "who decides"),
        (wish("nowhere"), "no cell"),
    ],
)
def test_a_complement_is_not_shown_without_reason_or_name(override: Override, words: str) -> None:
    with pytest.raises(NotAllowedError, match=words):
        overridden(table(), [override])


def test_what_an_earlier_edition_hid_is_not_shown() -> None:
    known = with_earlier(table(), [Earlier("r1|c1", None)])
    with pytest.raises(NotAllowedError, match="earlier edition"):
        overridden(known, [wish("r1|c1")])


def test_a_percentage_wanted_at_any_price_is_refused_by_the_auditor() -> None:
    counts = (
        Quantity.of_people("n", 4, printing=Printing.NOWHERE),
        Quantity("d", 12, False, Printing.FIXED),
    )
    done = overridden(Publication(counts, (), (Ratio("share", "n", "d"),)), [wish("share")])
    assert done.proof.refused == {"n"}
    with pytest.raises(NotAllowedError, match="nowhere"):
        overridden(Publication((Quantity("n", 40, False, Printing.NOWHERE),)), [wish("n")])
