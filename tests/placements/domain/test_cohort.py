"""The tables that calculations rely on."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from placements.domain.cohort import MISSING, Cohort, ReturnYear, typed


def test_an_empty_cohort_has_every_table_with_its_types() -> None:
    tables = Cohort().tables()

    assert set(tables) == {
        "children",
        "episodes",
        "asylum",
        "reviews",
        "health",
        "care_leavers",
        "adoptions",
        "placed_for_adoption",
        "earlier_permanence",
        "missing",
        "social_workers",
        "deprivations",
    }
    assert all(table.empty for table in tables.values())
    assert str(tables["episodes"].dtypes["starts_on"]) == "datetime64[s]"
    assert str(tables["health"].dtypes["convicted"]) == "boolean"


def test_typed_keeps_the_named_columns_only_and_says_which_is_missing() -> None:
    rows = pd.DataFrame(
        {"kind": ["M"], "child": [7], "starts_on": ["2020-05-01"], "ends_on": [None], "more": [1]}
    )
    assert list(typed(rows, MISSING)) == list(MISSING)
    assert typed(rows, MISSING)["starts_on"].iloc[0] == pd.Timestamp(2020, 5, 1)
    with pytest.raises(KeyError, match="kind"):
        typed(rows.drop(columns="kind"), MISSING)


def test_a_return_is_called_by_both_its_years() -> None:
    assert ReturnYear(1999, dt.date(2000, 3, 31)).label == "1999-00"
    assert ReturnYear(2020, dt.date(2021, 3, 31)).starts_on == dt.date(2020, 4, 1)
