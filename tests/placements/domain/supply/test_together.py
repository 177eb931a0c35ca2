"""Supply of several councils: what crosses a border, and what a sum would give away."""

from __future__ import annotations

import pandas as pd

from placements.domain.supply.gap import Cell, GapRow
from placements.domain.supply.together import (
    Supplied,
    Untold,
    none_of_it,
    owned,
    shared,
    summed_up,
    supplied,
)

KEPT, UNKNOWN = Untold.KEPT, Untold.UNKNOWN


def row(key: str, needed: int, places: int = 0) -> GapRow:
    return GapRow(key, key, (), Cell(places, needed))


def places(*lines: tuple[str, bool, str, int, int, int]) -> pd.DataFrame:
    """(row, own, owner, registered, fillable, occupied) a home."""
    frame = pd.DataFrame(
        lines, columns=["row", "own", "owner", "registered", "fillable", "occupied"]
    )
    return frame.assign(homes=1, vacant=(frame["fillable"] - frame["occupied"]).clip(lower=0))


def test_to_another_council_one_to_five_children_are_not_told_in_any_way():
    there = places(("homes", False, "A", 8, 7, 5), ("own-foster", True, "Us", 9, 9, 6))
    gap = [row("homes", 5), row("own-foster", 6), row("supported", 3)]
    assert supplied(there, gap, in_full=False) == {
        "homes": Supplied(1, 8, 7, KEPT, KEPT),
        "own-foster": Supplied(1, 9, 9, 3, 6),
        "supported": Supplied(0, 0, 0, 0, KEPT),
    }
    assert supplied(there, gap, in_full=True)["homes"] == Supplied(1, 8, 7, 2, 5)


def test_a_line_for_several_homes_crosses_as_so_many():
    there = places(("homes", False, "A", 8, 7, 0), ("homes", False, "A", 4, 4, 0))
    there["homes"] = [3, 1]
    assert supplied(there, [], in_full=True)["homes"].settings == 4
    prices = pd.DataFrame({"owner": [], "weekly": []})
    assert owned(there, prices, with_prices=False, in_full=True)["a"].settings == 4


def test_no_children_at_all_may_be_told():
    empty = supplied(places(("homes", False, "A", 4, 4, 0)), [row("homes", 0)], in_full=False)
    assert empty["homes"] == Supplied(1, 4, 4, 4, 0)


def test_a_sum_is_not_told_where_one_part_is_not():
    told, kept = Supplied(2, 10, 9, 2, 12), Supplied(1, 4, 4, KEPT, KEPT)
    assert summed_up([told, kept]) == Supplied(3, 14, 13, KEPT, KEPT)
    assert summed_up([told, told]) == Supplied(4, 20, 18, 4, 24)
    assert summed_up([told, told]).short == 6


def test_what_nobody_knows_of_a_council_is_not_nought_of_it_or_of_all():
    there = places(("homes", True, "Us", 8, 7, 0))
    (line,) = supplied(there, None, in_full=True, knows_use=False).values()
    assert line == Supplied(1, 8, 7, UNKNOWN, UNKNOWN)
    assert line.short is UNKNOWN
    known, kept = Supplied(2, 10, 9, 2, 12), Supplied(1, 4, 4, KEPT, KEPT)
    assert summed_up([known, line, kept]) == Supplied(4, 22, 20, UNKNOWN, UNKNOWN)
    # Without a home of a kind none of its places is empty; who needs one is as unknown as before.
    without = none_of_it(knows_need=False)
    assert summed_up([known, without]) == Supplied(2, 10, 9, 2, UNKNOWN)
    assert summed_up([known, none_of_it(knows_need=True)]) == known
    assert without.is_nothing
    assert not line.is_nothing


def prices(*weeks: tuple[str, int]) -> pd.DataFrame:
    return pd.DataFrame(weeks, columns=["owner", "weekly"])


def test_a_price_crosses_under_an_agreement_and_of_six_children():
    there = places(("homes", False, "Larch Care", 8, 8, 6), ("homes", False, "Small", 2, 2, 1))
    weeks = prices(*[("larch care ", 400_000)] * 5, ("Larch Care", 460_000), ("Small", 999_900))
    told = owned(there, weeks, with_prices=True, in_full=False)
    assert (told["larch care"].weekly, told["small"].weekly) == (410_000, None)
    assert owned(there, weeks, with_prices=True, in_full=True)["small"].weekly == 999_900
    without = owned(there, weeks, with_prices=False, in_full=False)
    assert [one.weekly for one in without.values()] == [None, None]


def test_who_is_known_to_two_councils_and_never_the_council_itself():
    ours = owned(
        places(("homes", False, "Larch Care", 8, 8, 6), ("homes", True, "Us", 5, 5, 5)),
        prices(),
        with_prices=False,
        in_full=True,
    )
    theirs = owned(
        places(("homes", False, "LARCH CARE", 3, 3, 0), ("homes", False, "Us", 5, 5, 5)),
        prices(),
        with_prices=False,
        in_full=True,
    )
    assert shared([ours, theirs]) == ["larch care"]
