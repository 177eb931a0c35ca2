"""A council of 1,500 on a map of its own: a square of ten miles, others about it and far away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from placements.domain.synthetic import (
    Assumptions,
    Gazetteer,
    History,
    Plan,
    gazetteer_of,
    make_history,
    read_assumptions,
    return_of,
)

FIXTURES = Path(__file__).parents[4] / "fixtures"
MILE = 1609.3
PLAN = Plan(children=1500, years=5, first=2017)


def _word(number: int) -> str:
    """A postcode of its own for each number below 40,000, seven characters as the package has."""
    area, rest = divmod(number, 10_000)
    letter = "ABCDEFGHIJ"[number // 10 % 10]
    return f"{'ABCD'[area]}{rest // 100:<3}{number % 10}{letter}A"


@pytest.fixture(scope="session")
def postcodes() -> pd.DataFrame:
    """One a mile over two hundred miles; the middle ten are the council's."""
    miles = np.arange(0, 200, 2)
    east, north = (one.ravel() for one in np.meshgrid(miles, miles))
    inside = (abs(east - 100) <= 5) & (abs(north - 100) <= 5)
    return pd.DataFrame(
        {
            "pcd": [_word(number) for number in range(len(east))],
            "oseast1m": east * MILE,
            "osnrth1m": north * MILE,
            "laua": np.where(inside, "E06000099", "E06000001"),
        }
    )


@pytest.fixture(scope="session")
def assumed() -> Assumptions:
    return read_assumptions(FIXTURES / "synthetic")


@pytest.fixture(scope="session")
def gazetteer(postcodes: pd.DataFrame) -> Gazetteer:
    return gazetteer_of(np.random.default_rng(1), postcodes, ["E06000099"])


@pytest.fixture(scope="session")
def history(assumed: Assumptions, gazetteer: Gazetteer) -> History:
    return make_history(np.random.default_rng(1), assumed, gazetteer, PLAN)


@pytest.fixture(scope="session")
def returns(history: History) -> dict[int, dict[str, pd.DataFrame]]:
    rng = np.random.default_rng(2)
    return {year: return_of(rng, history, year) for year in range(2017, 2022)}
