"""Groups of codes, and the fixture that holds them."""

import csv

import pandas as pd
import pytest
from django.conf import settings

from placements.domain.codes import is_in, is_known, read_groups
from placements.measures import registry

LISTS = {  # lists of cohort_groups.csv -> the return's list whose every code they must place
    "commissioning": "PLACE",
    "dfe": "PLACE",
    "legal": "LS",
    "needs": "CIN",
    "ethnicity": "ETHNIC",
    "provider": "PLACE_PROVIDER",
    "missing": "MISSING",
}


def column(*codes):
    return pd.Series(codes).astype("category")


def test_a_code_in_two_groups_is_refused():
    rows = [
        {"list": "homes", "group": "a", "name": "A", "codes": "U1 U2"},
        {"list": "homes", "group": "b", "name": "B", "codes": "U2"},
    ]
    with pytest.raises(ValueError, match="homes: U2"):
        read_groups(rows)


def test_positions_are_those_of_the_groups_and_unknown_codes_have_none():
    groups = registry().codes["commissioning"]
    assert groups.positions(column("K2", "U4", None, "Q9")).tolist() == [1, 0, -1, -1]


def test_an_empty_row_is_in_no_group_and_an_empty_text_is_not_known():
    assert is_in(column("M", None, "A"), {"M"}).tolist() == [True, False, False]
    assert is_known(column("M", None, "")).tolist() == [True, False, False]


@pytest.mark.parametrize(("ours", "theirs"), LISTS.items())
def test_every_code_of_the_return_has_its_place(ours, theirs):
    path = settings.FIXTURES_DIR / "ssda903_codes.csv"
    if not path.exists():
        pytest.skip("the return's code lists are not there yet")
    with path.open(newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file) if row["list"] == theirs}
    placed = frozenset().union(*(group.codes for group in registry().codes[ours]))
    assert codes == placed


def test_every_reason_for_leaving_has_its_route():
    routes = registry().codes["ceased"]
    assert routes.codes("guardianship") == {"E43", "E44", "E45", "E46", "E47", "E48"}
    assert routes.codes("adoption") == {"E11", "E12"}
    assert routes.codes("transfer") == {"E3"}
