"""Children in care on a day, by their marks."""

import datetime as dt

import pytest

from placements.domain.bands import read_bands
from placements.domain.days import number, numbers
from placements.domain.profile import NotAnswered, months_between, profile
from placements.measures import registry
from tests.placements.domain.cases import MARCH_2021, around, cohort

HELD = """
    child starts     ends       ls place prov miles placement_district rne
    1     2020-10-01 -          C2 U6    PR1  3.0   E06000018          S
    2     2020-09-30 -          V2 K2    PR4  20.0  E07000170          S
    3     2016-03-31 -          V2 S1    PR4  20.1  -                  S
    4     2019-01-01 -          E1 A6    -    -     E06000018          P
    5     2019-01-01 2020-01-01 E1 A6    PR1  1.0   E06000018          S
    """
BORN = {1: "2020-04-01", 2: "2005-03-31", 3: "2005-04-01", 4: None, 5: "2010-01-01"}


def counted(by, day=MARCH_2021, **more):
    held = cohort(HELD, born=BORN, returns=(2018, 2021), **more)
    rows = profile(held, day, [by], around=around(), bands=registry().bands)
    return dict(zip(rows[by].astype(str), rows["children"], strict=True))


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("age", {"Under 1": 1, "10 to 15": 1, "16 and over": 1, "Not known": 1}),
        ("sex", {"Girls": 4}),
        ("ethnicity", {"White": 4}),
        (
            "legal_status",
            {
                "Full care order": 1,
                "By agreement (section 20)": 2,
                "Placement or freeing order": 1,
            },
        ),
        ("need", {"Abuse or neglect": 4}),
        (
            "placement",
            {
                "Foster care": 1,
                "Children’s homes and residential": 2,
                "Placed for adoption": 1,
            },
        ),
        (
            "placement_dfe",
            {
                "Foster placements": 1,
                "Secure homes and children’s homes": 1,
                "Residential schools": 1,
                "Placed for adoption": 1,
            },
        ),
        ("placement_code", {"A6": 1, "K2": 1, "S1": 1, "U6": 1}),
        ("provider", {"Own provision": 1, "Private provision": 2, "Not known": 1}),
        (
            "distance",
            {
                "Under 5 miles": 1,
                "10 to 20 miles": 1,
                "Over 20 to 50 miles": 1,
                "Not known": 1,
            },
        ),
        ("district", {"E06000018": 2, "E07000170": 1, "Not known": 1}),
        # Of the fourth the beginning is not in the returns.
        (
            "duration",
            {
                "Under 6 months": 1,
                "6 to 12 months": 1,
                "5 years and over": 1,
                "Not known": 1,
            },
        ),
        ("unaccompanied", {"Not unaccompanied": 4}),
    ],
)
def test_by_each_mark(by, expected):
    assert counted(by) == expected


def test_unaccompanied_children_until_their_day():
    asylum = [{"child": 1, "until": "2021-04-01"}, {"child": 2, "until": "2021-03-31"}]
    expected = {"Unaccompanied, seeking asylum": 1, "Not unaccompanied": 3}
    assert counted("unaccompanied", asylum=asylum) == expected


def test_by_two_marks_at_once_in_the_order_of_the_groups():
    held = cohort(HELD, born=BORN)
    rows = profile(held, MARCH_2021, ["age", "placement"], around=around(), bands=registry().bands)
    assert rows.astype(str).to_numpy().tolist() == [
        ["Under 1", "Foster care", "1"],
        ["10 to 15", "Children’s homes and residential", "1"],
        ["16 and over", "Children’s homes and residential", "1"],
        ["Not known", "Placed for adoption", "1"],
    ]


def test_a_day_of_no_return_and_an_unknown_mark_are_refused():
    with pytest.raises(NotAnswered, match="No return holds 1 April 2021"):
        counted("age", dt.date(2021, 4, 1))
    with pytest.raises(KeyError, match="colour"):
        counted("colour")


def test_nobody_in_care_is_no_row():
    rows = profile(cohort(), MARCH_2021, ["age"], around=around(), bands=registry().bands)
    assert rows.empty


@pytest.mark.parametrize(
    ("start", "months"),
    [
        ("2021-03-31", 0),
        ("2021-03-01", 0),
        ("2021-02-28", 1),
        ("2020-03-31", 12),
        ("2020-04-01", 11),
        ("2016-03-31", 60),
    ],
)
def test_completed_months(start, months):
    begun = numbers([dt.date.fromisoformat(start)])
    assert months_between(begun, number(MARCH_2021)).tolist() == [months]


def test_bands_with_a_gap_are_refused():
    row = {"dimension": "age", "key": "a", "name": "A", "from": "0", "below": "1"}
    with pytest.raises(ValueError, match="age: a gap before B"):
        read_bands([row, row | {"name": "B", "from": "2", "below": "3"}])
