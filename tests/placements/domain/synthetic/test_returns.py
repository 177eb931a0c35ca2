"""Returns of a made council: valid, without contradictions, and near England's shares."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from placements.domain.synthetic import (
    TABLES,
    Assumptions,
    Gazetteer,
    History,
    Plan,
    make_history,
    return_of,
    with_faults,
)

from .conftest import FIXTURES, PLAN

Returns = dict[int, dict[str, pd.DataFrame]]
COLUMNS_OF = {
    "SEX": ["header", "uasc"],
    "ETHNIC": ["header"],
    "RNE": ["episodes"],
    "LS": ["episodes"],
    "CIN": ["episodes"],
    "PLACE": ["episodes"],
    "PLACE_PROVIDER": ["episodes"],
    "REC": ["episodes"],
    "REASON_PLACE_CHANGE": ["episodes"],
    "REVIEW_CODE": ["reviews"],
    "SDQ_REASON": ["oc2"],
    "IN_TOUCH": ["oc3"],
    "ACTIV": ["oc3"],
    "SEX_ADOPTR": ["ad1"],
    "ACCOM": ["oc3"],
    "REASON_PLACED_CEASED": ["placed_adoption"],
    "PREV_PERM": ["previous_permanence"],
    "MISSING": ["missing"],
}


def _day(words: pd.Series) -> pd.Series:
    return pd.to_datetime(words, format="%d/%m/%Y")


def _codes(folder: Path, year: int) -> dict[str, set[str]]:
    """The codes of a return, by list."""
    found: dict[str, set[str]] = {}
    with (folder / "ssda903_codes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            since, until = row["first_return"][:4] or "0", row["last_return"][:4] or "9999"
            if int(since) <= year <= int(until):
                found.setdefault(row["list"], set()).add(row["code"])
    return found


@pytest.mark.parametrize("year", range(2017, 2022))
def test_codes_are_valid_for_the_year(returns: Returns, year: int) -> None:
    valid = _codes(FIXTURES, year)
    for column, tables in COLUMNS_OF.items():
        for table in tables:
            used = set(returns[year][table][column]) - {""}
            assert used <= valid[column], (column, used - valid[column])


def test_later_returns_have_their_own_codes(assumed: Assumptions, gazetteer: Gazetteer) -> None:
    rng = np.random.default_rng(3)
    history = make_history(rng, assumed, gazetteer, Plan(children=400, years=3, first=2022))
    before, after = return_of(rng, history, 2022), return_of(rng, history, 2024)
    assert set(before["header"]["SEX"]) == {"1", "2"}
    assert set(after["header"]["SEX"]) == {"M", "F"}
    assert "K3" not in set(before["episodes"]["PLACE"])
    assert "H5" not in set(after["episodes"]["PLACE"])
    assert set(after["oc3"]["ACTIV"]) <= _codes(FIXTURES, 2024)["ACTIV"] | {""}


def test_every_table_is_there_with_its_columns(returns: Returns) -> None:
    assert tuple(returns[2017]) == TABLES
    assert list(returns[2017]["episodes"]) == [
        *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"),
        *("REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
    ]
    assert all(len(table) for table in returns[2021].values())


@pytest.mark.parametrize("year", [2017, 2021])
def test_episodes_follow_each_other_without_overlap(returns: Returns, year: int) -> None:
    rows = returns[year]["episodes"].copy()
    rows["DECOM"], rows["DEC"] = _day(rows["DECOM"]), _day(rows["DEC"])
    rows = rows.sort_values(["CHILD", "DECOM"])
    following = rows.groupby("CHILD")["DECOM"].shift(-1)
    assert not (rows["DEC"].isna() & following.notna()).any()
    assert not (rows["DEC"] > following).any()
    assert (rows["DEC"].isna() | (rows["DEC"] > rows["DECOM"])).all()
    goes_on = rows["REC"].eq("X1")
    assert (rows["DEC"][goes_on] == following[goes_on]).all()
    assert rows["REC"].eq("").equals(rows["DEC"].isna())


def test_a_period_starts_with_s_and_reasons_stand_where_placements_change(
    returns: Returns,
) -> None:
    rows = returns[2020]["episodes"].copy()
    rows["DECOM"], rows["DEC"] = _day(rows["DECOM"]), _day(rows["DEC"])
    rows = rows.sort_values(["CHILD", "DECOM"])
    after = rows.groupby("CHILD")["RNE"].shift(-1)
    moved = rows["REC"].eq("X1") & after.isin(["P", "B", "T", "U"])
    assert (rows["REASON_PLACE_CHANGE"].ne("") == moved).all()
    law_only = after.eq("L") & rows["REC"].eq("X1")
    places = rows.groupby("CHILD")["PLACE"].shift(-1)
    assert (places[law_only] == rows["PLACE"][law_only]).all()


def test_a_later_return_says_again_what_was_open(returns: Returns) -> None:
    for year in range(2017, 2021):
        before, after = returns[year]["episodes"], returns[year + 1]["episodes"]
        was_open = before[before["DEC"].eq("")]
        again = was_open.merge(
            after, on=["CHILD", "DECOM", "RNE", "LS", "CIN", "HOME_POST", "PL_POST", "URN"]
        )
        assert len(again) == len(was_open)


def test_the_stock_is_stable_and_near_what_was_asked(returns: Returns) -> None:
    stocks = []
    for year in range(2017, 2022):
        rows = returns[year]["episodes"]
        stocks.append(rows[rows["DEC"].eq("") & ~rows["LS"].isin(["V3", "V4"])]["CHILD"].nunique())
    assert max(stocks) / min(stocks) < 1.07
    assert abs(np.mean(stocks) / PLAN.children - 1) < 0.05


def test_the_children_in_care_are_like_englands(returns: Returns) -> None:
    """Shares of DfE's 2025 release, within four points in a council of 1,500."""
    rows = returns[2021]["episodes"]
    rows = rows[rows["DEC"].eq("") & ~rows["LS"].isin(["V3", "V4"])]
    rows = rows.merge(returns[2021]["header"], on="CHILD")
    age = (pd.Timestamp("2022-03-31") - _day(rows["DOB"])).dt.days / 365.25
    found = {
        "aged 16 on": (age >= 16).mean(),
        "under five": (age < 5).mean(),
        "full care order": rows["LS"].eq("C2").mean(),
        "interim care order": rows["LS"].eq("C1").mean(),
        "voluntary": rows["LS"].eq("V2").mean(),
        "fostered": rows["PLACE"].str.startswith("U").mean(),
        "children's homes": rows["PLACE"].isin(["K1", "K2"]).mean(),
        "own provision": rows["PLACE_PROVIDER"].eq("PR1").mean(),
        "girls": rows["SEX"].eq("2").mean(),
        "white": rows["ETHNIC"].str.startswith("W").mean(),
        "abuse or neglect": rows["CIN"].eq("N1").mean(),
        "alone": rows["CHILD"].isin(returns[2021]["uasc"]["CHILD"]).mean(),
    }
    england = {
        "aged 16 on": 0.27,
        "under five": 0.16,
        "full care order": 0.59,
        "interim care order": 0.16,
        "voluntary": 0.19,
        "fostered": 0.67,
        "children's homes": 0.12,
        "own provision": 0.43,
        "girls": 0.44,
        "white": 0.71,
        "abuse or neglect": 0.67,
        "alone": 0.08,
    }
    wide = {name: (found[name], share) for name, share in england.items()}
    off = {name: pair for name, pair in wide.items() if abs(pair[0] - pair[1]) > 0.05}
    assert not off


def test_some_live_far_from_home_and_outside(returns: Returns, gazetteer: Gazetteer) -> None:
    rows = returns[2021]["episodes"]
    rows = rows[rows["DEC"].eq("")]
    places = {
        word: place
        for pool in (gazetteer.own, gazetteer.near, gazetteer.far)
        for word, place in zip(pool.postcodes, pool.places, strict=True)
    }
    rows = rows[rows["HOME_POST"].ne("")]
    home = np.array([places[one] for one in rows["HOME_POST"]])
    there = np.array([places[one] for one in rows["PL_POST"]])
    miles = np.sqrt(((home - there) ** 2).sum(axis=1)) / 1609.3
    assert 0.13 < (miles > 20).mean() < 0.26


def test_reviews_lie_in_the_year_and_nine_of_ten_children_have_theirs_in_time(
    returns: Returns,
) -> None:
    parts = [returns[year]["reviews"].assign(year=year) for year in range(2017, 2022)]
    rows = pd.concat(parts)
    rows["on"] = _day(rows["REVIEW"])
    assert rows["on"].between("2017-04-01", "2022-03-31").all()
    rows = rows.sort_values(["CHILD", "on"])
    gap = rows.groupby("CHILD")["on"].diff().dt.days
    later = gap[(gap > 140) & (gap < 240)]
    assert 0.9 < (later <= 181).mean() < 0.97


def test_outcomes_are_near_englands(returns: Returns) -> None:
    rows = pd.concat([returns[year]["oc2"] for year in range(2017, 2022)])
    assert rows["HEALTH_ASSESSMENT"].eq("1").mean() == pytest.approx(0.9, abs=0.02)
    assert rows["TEETH_CHECK"].eq("1").mean() == pytest.approx(0.81, abs=0.02)
    assert rows["IMMUNISATIONS"].eq("1").mean() == pytest.approx(0.84, abs=0.02)
    scores = rows["SDQ_SCORE"][rows["SDQ_SCORE"].ne("")].astype(int)
    assert scores.between(0, 40).all()
    assert scores.mean() == pytest.approx(14.9, abs=0.6)


def test_children_alone_stay_until_their_eighteenth_birthday_at_most(returns: Returns) -> None:
    rows = returns[2019]["episodes"].merge(returns[2019]["uasc"], on="CHILD")
    ended = rows[rows["DEC"].ne("")]
    assert (_day(ended["DEC"]) <= _day(ended["DUC"])).all()


def test_care_leavers_are_17_to_21_and_not_in_care_on_their_birthday(returns: Returns) -> None:
    rows = returns[2021]["oc3"]
    ages = {int(day[6:]) for day in rows["DOB"]}
    assert min(ages) >= 2000
    assert max(ages) <= 2005
    assert not rows["CHILD"].duplicated().any()
    assert 0.4 < len(rows) / PLAN.children < 0.9


def test_every_child_of_a_table_is_in_the_header_once(returns: Returns) -> None:
    header = returns[2020]["header"]["CHILD"]
    assert not header.duplicated().any()
    for name, table in returns[2020].items():
        assert set(table["CHILD"]) <= set(header), name


def test_the_same_seed_makes_the_same_return(assumed: Assumptions, gazetteer: Gazetteer) -> None:
    def made() -> pd.DataFrame:
        rng = np.random.default_rng(5)
        plan = Plan(children=60, years=1, first=2020)
        return return_of(rng, make_history(rng, assumed, gazetteer, plan), 2020)["episodes"]

    pd.testing.assert_frame_equal(made(), made())


def test_faults_are_few_and_of_every_kind(returns: Returns, assumed: Assumptions) -> None:
    before = returns[2020]["episodes"].copy()
    faulty = with_faults(np.random.default_rng(4), assumed, returns[2020])
    rows, reviews = faulty["episodes"], faulty["reviews"]
    assert rows.duplicated().any()
    assert rows["PL_POST"].isin(["ZZ99 3VZ", "XX1 1XX", "QQ9 9QQ"]).any()
    assert (_day(reviews["REVIEW"]) > pd.Timestamp("2021-03-31")).any()
    ordered = rows.assign(a=_day(rows["DECOM"]), b=_day(rows["DEC"])).sort_values(["CHILD", "a"])
    assert (ordered["b"] > ordered.groupby("CHILD")["a"].shift(-1)).any()
    assert len(rows) - len(before) < 0.01 * len(before)
    pd.testing.assert_frame_equal(returns[2020]["episodes"], before)


def test_a_history_refuses_other_years_and_nobody(
    history: History, assumed: Assumptions, gazetteer: Gazetteer
) -> None:
    with pytest.raises(ValueError, match="no return of 2030"):
        return_of(np.random.default_rng(1), history, 2030)
    with pytest.raises(ValueError, match="one child"):
        make_history(np.random.default_rng(1), assumed, gazetteer, Plan(0, 1, 2020))


def test_an_area_without_postcodes_is_refused(postcodes: pd.DataFrame) -> None:
    from placements.domain.synthetic import gazetteer_of

    with pytest.raises(ValueError, match="No postcode lies in E06000050"):
        gazetteer_of(np.random.default_rng(1), postcodes, ["E06000050"])
