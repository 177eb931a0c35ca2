"""Who is in care on a day."""

import datetime as dt

import pytest

from performance.domain.population import Estimate
from tests.placements.domain.cases import around, cohort, counts, figure


class TestInCare:
    @pytest.mark.parametrize(
        ("start", "end", "counted"),
        [
            ("2021-03-31", "-", 1),
            ("2021-04-01", "-", 0),
            ("2020-01-01", "2021-03-31", 0),
            ("2020-01-01", "2021-04-01", 1),
        ],
    )
    def test_from_the_day_of_the_start_to_the_day_before_the_end(self, start, end, counted):
        held = cohort(f"child starts ends rec\n1 {start} {end} E4A", returns=(2016, 2022))
        assert counts("children-in-care", held) == (counted, None)

    @pytest.mark.parametrize("status", ["V3", "V4"])
    def test_short_breaks_never_count(self, status):
        held = cohort(f"child starts ls\n1 2020-01-01 {status}\n2 2020-01-01 V2")
        assert figure("children-in-care", held).members.tolist() == [2]

    def test_an_episode_of_a_day_that_ends_as_it_begins_is_none(self):
        held = cohort("child starts ends rec\n1 2021-03-31 2021-03-31 E4A")
        assert counts("children-in-care", held) == (0, None)

    def test_a_day_of_no_return_has_no_figure(self):
        found = figure(
            "children-in-care", cohort("child starts\n1 2020-01-01"), dt.date(2022, 3, 31)
        )
        assert (found.numerator, found.value, found.members.tolist()) == (None, None, [])
        assert found.unavailable.startswith("No return holds 31 March 2022")


class TestRate:
    def test_by_the_mid_year_estimate_before_the_day(self):
        known = [Estimate(2020, "2024", 2500), Estimate(2019, "2024", 1)]
        held = cohort("child starts\n1 2020-01-01\n2 2020-01-01")
        found = figure("children-in-care-rate", held, given=around(population=known))
        assert (found.numerator, found.denominator, found.value) == (2, 2500, 8)

    def test_without_an_estimate_there_is_none(self):
        found = figure("children-in-care-rate", cohort("child starts\n1 2020-01-01"))
        assert found.unavailable == "No population estimate is known for the day."


class TestShares:
    def test_ages_go_by_completed_years(self):
        born = {1: "2016-04-01", 2: "2016-03-31", 3: "2005-04-01", 4: "2005-03-31", 5: None}
        text = "child starts\n" + "\n".join(f"{child} 2020-01-01" for child in born)
        held = cohort(text, born=born)
        assert figure("aged-under-five", held).members.tolist() == [1]
        assert figure("aged-five-to-fifteen", held).members.tolist() == [2, 3]
        assert figure("aged-sixteen-and-over", held).members.tolist() == [4]
        assert figure("aged-under-five", held).completeness_words == "1 of 5 has no date of birth"

    def test_legal_status_and_need(self):
        held = cohort(
            """
            child starts     ls need
            1     2020-01-01 C2 N1
            2     2020-01-01 V2 N2
            3     2020-01-01 E1 -
            """
        )
        assert counts("full-care-orders", held) == (1, 3)
        assert counts("voluntary-care", held) == (1, 3)
        assert counts("abuse-or-neglect", held) == (1, 3)
        assert figure("abuse-or-neglect", held).known == 2

    @pytest.mark.parametrize(("sex", "girls", "known"), [("2", 1, 1), ("F", 1, 1), ("U", 0, 0)])
    def test_girls_by_the_codes_of_old_and_new_returns(self, sex, girls, known):
        found = figure("girls", cohort("child starts\n1 2020-01-01", sex=sex))
        assert (found.numerator, found.denominator, found.known) == (girls, 1, known)

    @pytest.mark.parametrize(
        ("ethnicity", "found"),
        [("WBRI", (0, 1)), ("WIRI", (1, 1)), ("REFU", (0, 0)), ("NOBT", (0, 0))],
    )
    def test_ethnic_minorities_are_of_those_whose_group_is_known(self, ethnicity, found):
        held = cohort("child starts\n1 2020-01-01", ethnicity=ethnicity)
        assert counts("ethnic-minorities", held) == found

    @pytest.mark.parametrize(
        ("until", "counted"), [(None, 1), ("2021-04-01", 1), ("2021-03-31", 0)]
    )
    def test_unaccompanied_until_the_day(self, until, counted):
        held = cohort("child starts\n1 2020-01-01", asylum=[{"child": 1, "until": until}])
        assert counts("came-alone-to-seek-asylum", held) == (counted, None)
