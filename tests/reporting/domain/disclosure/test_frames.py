"""Count tables as frames: margins made or recognised, one table an area, clear refusals."""

from __future__ import annotations

import pandas as pd
import pytest

from reporting.domain.disclosure.frames import TableError, protect_frame


def frame(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["sex", "age", "children"])


PLAIN = frame(
    ("girls", "under 10", 3), ("girls", "10 and over", 40), ("boys", "under 10", 30),
    ("boys", "10 and over", 20), ("others", "under 10", 70), ("others", "10 and over", 60),
)  # fmt: skip


def shown(done: pd.DataFrame) -> dict[tuple[str, ...], object]:
    return {tuple(row[:2]): row[2] for row in done.itertuples(index=False)}


def test_margins_are_made_where_there_are_none() -> None:
    done = protect_frame(PLAIN, value="children", by=["sex", "age"])
    assert done.is_proven
    assert not done.unproven
    numbers = shown(done.frame)
    assert numbers["Total", "Total"] == 223
    assert numbers["girls", "under 10"] is pd.NA
    states = done.frame["state"].value_counts().to_dict()
    assert states == {"shown": 8, "secondary": 3, "primary": 1}
    assert str(done.frame["children"].dtype) == "Int64"


def test_the_frame_given_is_not_changed() -> None:
    before = PLAIN.copy()
    protect_frame(PLAIN, value="children", by=["sex", "age"])
    pd.testing.assert_frame_equal(PLAIN, before)


def test_margins_that_stand_there_are_recognised_and_no_others_made() -> None:
    told = frame(("girls", "all", 3), ("boys", "all", 40), ("Total", "all", 43))
    done = protect_frame(told, value="children", by=["sex", "age"])
    assert len(done.frame) == 3
    assert done.frame["state"].tolist() == ["primary", "secondary", "shown"]


def test_equal_totals_of_two_headings_are_one_number_of_children() -> None:
    # Sex needs its total hidden; the same total stands under "age" and goes as well.
    told = frame(
        ("sex", "girls", 2), ("sex", "boys", 0), ("sex", "Total", 2),
        ("age", "young", 2), ("age", "Total", 2),
    )  # fmt: skip
    done = protect_frame(told, value="children", by=["sex", "age"], hides_zeros=False)
    numbers = shown(done.frame)
    assert numbers["sex", "Total"] is pd.NA
    assert numbers["age", "Total"] is pd.NA
    assert numbers["sex", "boys"] == 0


def test_each_area_is_a_table_by_itself() -> None:
    told = pd.concat([PLAIN.assign(area="A"), PLAIN.assign(area="B", children=40)])
    done = protect_frame(told, value="children", by=["sex", "age"], within=["area"])
    hidden = done.frame[done.frame["children"].isna()]
    assert set(hidden["area"]) == {"A"}
    assert set(done.areas) == {("A",), ("B",)}


def test_subtotals_are_protected_too() -> None:
    told = frame(("foster", "x", 2), ("kinship", "x", 30), ("home", "x", 20))
    parents = {"sex": {"foster": "family", "kinship": "family"}}
    done = protect_frame(told, value="children", by=["sex"], parents=parents)
    numbers = {row[0]: row[1] for row in done.frame[["sex", "children"]].itertuples(index=False)}
    assert numbers["family"] == 32
    assert numbers["kinship"] is pd.NA
    assert numbers["Total"] == 52


def test_an_empty_table_is_an_empty_table() -> None:
    done = protect_frame(PLAIN.iloc[:0], value="children", by=["sex", "age"])
    assert done.is_proven
    assert done.frame.empty
    assert list(done.frame.columns) == ["sex", "age", "children", "state"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (frame(("girls", "x", 2.5)), "Row 1, children: 2.5 is not a whole number"),
        (frame(("girls", "x", 6), ("boys", "x", -1)), "Row 2, children: -1 is not"),
        (frame(("girls", "x", None)), "not a whole number"),
        (frame(("girls", "x", "c")), "not a whole number"),
        (frame(("girls", "x", True)), "not a whole number"),
        (frame(("girls", "x", 6), ("girls", "x", 7)), "girls, x stands there twice"),
        (frame(("girls", "x", 6), ("Total", "x", 7)), "do not add up"),
    ],
)
def test_what_is_no_count_table_is_refused(told: pd.DataFrame, words: str) -> None:
    with pytest.raises(TableError, match=words):
        protect_frame(told, value="children", by=["sex", "age"])


def test_missing_and_repeated_columns_are_named() -> None:
    with pytest.raises(TableError, match="no column 'colour'"):
        protect_frame(PLAIN, value="children", by=["colour"])
    with pytest.raises(TableError, match="'sex' is named twice"):
        protect_frame(PLAIN, value="children", by=["sex"], within=["sex"])
