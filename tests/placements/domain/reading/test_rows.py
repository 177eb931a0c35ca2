"""Rows: typed, checked by the return's year, bad ones set aside and listed."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from ...returns import EPISODES, HEADER, read


def episode(**values):
    line = {
        "CHILD": "A1", "DECOM": "01/05/2020", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U6",
        "PLACE_PROVIDER": "PR1",
    } | values  # fmt: skip
    return f"{EPISODES}\n" + ",".join(line.get(name, "") for name in EPISODES.split(","))


def test_british_and_iso_dates_and_those_that_a_spreadsheet_wrote():
    text = f"{HEADER}\nA,1,31/03/2010,WBRI,,,\nB,2,2010-03-31 00:00:00,WBRI,,,\nC,2,40268,WBRI,,,"
    parsed, problems = read(text)
    assert list(parsed.rows["born_on"]) == [pd.Timestamp(2010, 3, 31)] * 3
    assert problems == {}


def test_the_old_codes_of_sex_are_kept_as_the_new_ones():
    parsed, problems = read(f"{HEADER}\nA,1,01/01/2010,WBRI,,,\nB,2.0,01/01/2010,WBRI,,,")
    assert list(parsed.rows["sex"]) == ["M", "F"]
    assert problems == {}
    _, problems = read(f"{HEADER}\nA,1,01/01/2010,WBRI,,,", year=2024)
    assert problems == {("SEX", "other_year", "1"): (2,)}


def test_upn_and_mothers_dates_are_not_even_read():
    parsed, _ = read(f"{HEADER}\nA,1,01/01/2010,WBRI,SECRET,1,01/01/2020")
    assert set(parsed.rows) == {"child", "sex", "born_on", "ethnicity", "row"}


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"DECOM": "soon"}, ("DECOM", "not_a_day", "")),
        ({"DECOM": "31/02/2020"}, ("DECOM", "not_a_day", "")),
        ({"DECOM": "01/05/1020"}, ("DECOM", "impossible_day", "")),
        ({"DECOM": "01/04/2021"}, ("DECOM", "after_return", "")),
        ({"DECOM": ""}, ("DECOM", "missing", "")),
        ({"CHILD": " "}, ("CHILD", "missing", "")),
        ({"DEC": "30/04/2020", "REC": "X1"}, ("DEC", "ends_before_start", "")),
        ({"PLACE": "Q9"}, ("PLACE", "unknown_code", "")),
        ({"LS": "NG1 5AA"}, ("LS", "unknown_code", "")),
        ({"LS": "=1+1"}, ("LS", "formula", "")),
    ],
)
def test_bad_rows_are_set_aside_and_listed_without_what_stood_there(values, problem):
    parsed, problems = read(episode(**values))
    assert problems == {problem: (2,)}
    assert (len(parsed.rows), parsed.count) == (0, 1)


@pytest.mark.parametrize(
    ("values", "year", "problem"),
    [
        ({"REC": "E43", "DEC": "01/06/2020"}, 2020, ("REC", "other_year", "E43")),
        ({"PLACE": "K3"}, 2020, ("PLACE", "other_year", "K3")),
        ({"DEC": "01/06/2020"}, 2020, ("REC", "end_without_reason", "")),
        ({"REC": "E8"}, 2020, ("REC", "reason_without_end", "")),
        ({"URN": "12a"}, 2020, ("URN", "no_register_number", "")),
    ],
)
def test_what_is_only_odd_is_listed_and_kept(values, year, problem):
    parsed, problems = read(episode(**values), year=year)
    assert problems == {problem: (2,)}
    assert len(parsed.rows) == 1


def test_codes_are_right_in_their_years():
    assert read(episode(REC="E43", DEC="01/06/2017", DECOM="01/05/2017"), year=2017)[1] == {}
    assert read(episode(PLACE="K3", DECOM="01/05/2023"), year=2023)[1] == {}


def test_an_end_after_the_return_leaves_the_episode_open():
    parsed, problems = read(episode(DEC="01/06/2021", REC="E8"))
    assert parsed.rows["ends_on"].isna().all()
    assert list(parsed.rows["ceased_because"]) == [""]
    assert ("DEC", "end_after_return", "") in problems


def test_an_extract_ends_on_its_own_day():
    _, problems = read(episode(DECOM="01/02/2021"), as_at=dt.date(2020, 12, 31))
    assert problems == {("DECOM", "after_return", ""): (2,)}


def test_flags_scores_and_reviews():
    head = "CHILD,DOB,SDQ_SCORE,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
    text = f"{head}HEALTH_ASSESSMENT,SUBSTANCE_MISUSE\nA,01/01/2010,40,0,1,1.0,,1,0"
    parsed, problems = read(text)
    assert problems == {}
    assert parsed.rows["sdq_score"].tolist() == [40]
    assert parsed.rows["immunisations"].tolist() == [True]
    assert parsed.rows["teeth_check"].isna().all()
    bad = f"{head}HEALTH_ASSESSMENT,SUBSTANCE_MISUSE\nA,01/01/2010,41,2,1,1,1,1,0"
    assert read(bad)[1] == {
        ("SDQ_SCORE", "not_a_number", ""): (2,),
        ("CONVICTED", "not_a_flag", ""): (2,),
    }


def test_a_review_before_birth_or_after_the_return():
    text = (
        "CHILD,DOB,REVIEW,REVIEW_CODE\nA,01/01/2015,31/12/2014,PN0\nA,01/01/2015,01/04/2021,PN1\n"
        "A,01/01/2015,01/02/2021,PN1"
    )
    parsed, problems = read(text)
    assert problems == {
        ("REVIEW", "before_birth", ""): (2,),
        ("REVIEW", "after_return", ""): (3,),
    }
    assert parsed.rows["row"].tolist() == [4]


def test_a_day_of_which_a_part_is_unknown_is_no_problem():
    text = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nA,01/01/2010,P1,892,zz/zz/2014"
    parsed, problems = read(text)
    assert problems == {}
    assert parsed.rows["on"].isna().all()
