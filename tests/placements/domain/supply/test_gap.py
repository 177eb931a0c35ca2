"""Places needed against places there are."""

from __future__ import annotations

import pandas as pd
import pytest

from placements.domain.supply.gap import Cell, Enough, gap_table, needed, rows_needed
from placements.domain.supply.kinds import read_kinds

from ...returns import rows_of
from .test_places import AGES

KINDS = read_kinds(rows_of("setting_kinds.csv"), rows_of("gap_rows.csv"))


def children(*rows):
    return pd.DataFrame(rows, columns=["group", "own", "plan"])


def test_need_is_where_the_plan_says_else_where_the_child_lives():
    found = rows_needed(
        children(
            ("foster", True, ""),
            ("foster", False, ""),
            ("foster", False, "foster"),
            ("residential", False, "foster"),  # would come to one of our own carers
            ("secure", False, ""),
            ("residential", True, "home"),
            ("parents", False, ""),
            ("foster", True, "supported"),
        ),
        KINDS,
    )
    assert found.tolist() == [
        "own-foster", "agency-foster", "agency-foster", "own-foster", "homes", "homes", "",
        "supported",
    ]  # fmt: skip


def test_a_child_of_unknown_age_counts_in_the_whole_only():
    rows = pd.Series(["homes", "homes", "homes", ""], dtype="string")
    need = needed(rows, [12, -1, 18, 3], AGES)
    assert need == {"homes": {2: 1, -1: 2}}
    (row,) = gap_table(need, {"homes": (0, 0, 4, 0)}, KINDS, AGES)
    assert row.cells[2] == Cell(4, 1)
    assert row.whole == Cell(4, 3)


@pytest.mark.parametrize(
    ("places", "needs", "state"),
    [
        (0, 0, Enough.NOTHING),
        (5, 5, Enough.ENOUGH),
        (6, 5, Enough.ENOUGH),
        (5, 6, Enough.SHORT),
        (48, 57, Enough.SHORT),
        (48, 58, Enough.FAR_SHORT),
    ],
)
def test_short_by_ten_is_far_short(places, needs, state):
    assert Cell(places, needs).state is state


def test_rows_without_need_and_places_are_left_out():
    rows = gap_table({"homes": {2: 1}}, {"supported": (0, 0, 0, 2)}, KINDS, AGES)
    assert [row.key for row in rows] == ["homes", "supported"]


def test_every_kind_of_setting_has_a_group_and_every_row_a_name():
    from placements.models import SettingKind

    assert set(KINDS.groups) == set(SettingKind.values)
    with pytest.raises(ValueError, match="no row nowhere"):
        read_kinds(
            [{"kind": "home", "group": "residential", "own_row": "nowhere", "other_row": ""}], []
        )
