"""Beginnings and ends of care, the routes out of it, and the days that adoption took."""

import datetime as dt

import pytest

from tests.placements.domain.cases import cohort, counts, figure


class TestStartedAndCeased:
    @pytest.mark.parametrize(
        ("start", "counted"), [("2020-03-31", 0), ("2020-04-01", 1), ("2021-03-31", 1)]
    )
    def test_a_start_in_the_year(self, start, counted):
        assert counts("started-care", cohort(f"child starts\n1 {start}")) == (counted, None)

    @pytest.mark.parametrize(
        ("end", "counted"), [("2020-03-31", 0), ("2020-04-01", 1), ("2021-03-31", 1)]
    )
    def test_an_end_in_the_year(self, end, counted):
        held = cohort(f"child starts ends rec\n1 2019-01-01 {end} E4A")
        assert counts("ceased-care", held) == (counted, None)

    def test_a_child_who_comes_and_goes_twice_is_one(self):
        held = cohort(
            """
            child starts     ends       rec
            1     2020-05-01 2020-06-01 E4A
            1     2020-07-01 2020-08-01 E4B
            """
        )
        assert counts("started-care", held) == (1, None)
        assert counts("ceased-care", held) == (1, None)

    def test_a_transfer_is_an_end(self):
        held = cohort("child starts ends rec\n1 2019-01-01 2020-08-01 E3")
        assert counts("ceased-care", held) == (1, None)

    @pytest.mark.parametrize("code", ["ceased-care", "left-by-adoption"])
    def test_an_end_without_a_reason_is_not_known(self, code):
        """The third is in the next return no more; the fourth is still in care."""
        held = cohort(
            """
            child starts     ends       rec
            1     2019-01-01 2020-08-01 E11
            2     2019-01-01 2020-08-01 E4A
            3     2019-01-01 2020-04-01 -
            4     2019-01-01 -          -
            """
        )
        found = figure(code, held)
        assert found.completeness_words == "1 of 3 has no known reason for the end of care"
        assert len(found.whole) == 2 if code == "left-by-adoption" else found.numerator == 2

    def test_moves_are_neither(self):
        held = cohort(
            """
            child starts     ends       rne rec
            1     2019-01-01 2020-08-01 S   X1
            1     2020-08-01 -          P   -
            """
        )
        assert counts("started-care", held) == (0, None)
        assert counts("ceased-care", held) == (0, None)

    @pytest.mark.parametrize("status", ["V3", "V4"])
    def test_short_breaks_are_neither(self, status):
        held = cohort(f"child starts ends ls rec\n1 2020-05-01 2020-06-01 {status} E4A")
        assert counts("started-care", held) == (0, None)
        assert counts("ceased-care", held) == (0, None)

    def test_care_that_follows_short_breaks_begins_with_them(self):
        held = cohort(
            """
            child starts     ends       rne ls rec
            1     2019-05-01 2020-06-01 S   V3 X1
            1     2020-06-01 -          L   C2 -
            """
        )
        assert counts("started-care", held) == (1, None)


ROUTES = """
    child starts     ends       place rec
    1     2019-01-01 2020-05-01 A6    E11
    2     2019-01-01 2020-05-01 A6    E12
    3     2019-01-01 2020-05-01 U1    E45
    4     2019-01-01 2020-05-01 U1    E43
    5     2019-01-01 2020-05-01 U1    E41
    6     2019-01-01 2020-05-01 P1    E4A
    7     2019-01-01 -          P1    -
    8     2019-01-01 -          A6    -
    """


class TestRoutes:
    @pytest.mark.parametrize(
        ("code", "members"),
        [
            ("left-by-adoption", [1, 2]),
            ("left-by-guardianship", [3, 4]),
            ("left-by-child-arrangements", [5]),
        ],
    )
    def test_are_of_all_who_ceased_and_a_placement_is_no_exit(self, code, members):
        found = figure(code, cohort(ROUTES))
        assert (found.members.tolist(), found.denominator) == (members, 6)

    def test_the_number_by_adoption_and_guardianship(self):
        assert counts("left-by-adoption-or-guardianship", cohort(ROUTES)) == (4, None)

    def test_only_the_last_end_of_the_year_counts(self):
        held = cohort(
            """
            child starts     ends       rec
            1     2019-01-01 2020-05-01 E41
            1     2020-07-01 2020-09-01 E4A
            """
        )
        assert counts("left-by-child-arrangements", held) == (0, 1)
        assert counts("left-by-child-arrangements", held, dt.date(2020, 6, 30)) == (1, 1)


A1, A10, A2 = "adoption-days-to-family", "adoption-days-to-family-foster", "adoption-days-to-match"
ADOPTED = """
    child starts     ends       rne ls place rec
    1     2019-01-01 2019-02-01 S   C1 K2    X1
    1     2019-02-01 2019-06-01 P   C1 U6    X1
    1     2019-06-01 2019-12-01 L   E1 U6    X1
    1     2019-12-01 2020-08-01 T   E1 A5    E12
    """


def adoption(by_foster_carer=False, matched_on="2019-10-01"):
    return {
        "child": 1,
        "decided_on": "2019-05-01",
        "matched_on": matched_on,
        "by_foster_carer": by_foster_carer,
    }


def placed(on):
    return {"child": 1, "placed_on": on}


class TestAdoptionDays:
    def test_from_entering_care_to_the_day_of_being_placed(self):
        rows = {"adoptions": [adoption()], "placed_for_adoption": [placed("2019-11-27")]}
        assert counts(A1, cohort(ADOPTED, **rows)) == (330, 1)  # 1 January to 27 November

    def test_without_that_day_the_episodes_tell(self):
        assert counts(A1, cohort(ADOPTED, adoptions=[adoption()])) == (334, 1)

    def test_a_foster_carers_adoption_stops_the_clock_when_the_child_moved_in(self):
        held = cohort(ADOPTED, adoptions=[adoption(by_foster_carer=True)])
        assert counts(A1, held) == (334, 1)
        assert counts(A10, held) == (31, 1)  # 1 January to 1 February
        assert counts(A10, cohort(ADOPTED, adoptions=[adoption()])) == (334, 1)

    def test_from_the_placement_order_to_the_match(self):
        assert counts(A2, cohort(ADOPTED, adoptions=[adoption()])) == (122, 1)

    def test_a_missing_date_is_shown_and_is_in_no_mean(self):
        found = figure(A2, cohort(ADOPTED, adoptions=[adoption(matched_on=None)]))
        assert (found.numerator, found.denominator) == (0, 0)
        assert found.completeness_words == "1 of 1 has no known first or last day"
        unknown = figure(A1, cohort(ADOPTED.replace("S ", "P ", 1), adoptions=[adoption()]))
        assert (unknown.denominator, unknown.known, unknown.of) == (0, 0, 1)

    def test_of_children_adopted_without_a_placement_order_none_is_expected(self):
        held = cohort(ADOPTED.replace("E1 ", "C1 "), adoptions=[adoption()])
        found = figure(A2, held)
        assert (found.denominator, found.of) == (0, 0)

    def test_takes_the_three_years_that_end_with_the_day(self):
        held = cohort(ADOPTED, adoptions=[adoption()], returns=(2016, 2024))
        days = {dt.date(2020, 7, 31): 0, dt.date(2023, 7, 31): 1, dt.date(2023, 8, 1): 0}
        for day, adopted in days.items():
            assert counts(A1, held, day)[1] == adopted
        short = cohort(ADOPTED, adoptions=[adoption()], returns=(2019, 2021))
        assert "from 1 April 2018" in figure(A1, short).unavailable
