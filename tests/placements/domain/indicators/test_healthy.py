"""Table OC2: who is counted, when its rows hold, and what a refusal is."""

import datetime as dt

import pytest

from tests.placements.domain.cases import cohort, counts, figure

LONG = "child starts\n" + "\n".join(f"{child} 2019-01-01" for child in range(1, 6))


def oc2(child, year=2020, **cells):
    return {"child": child, "return_year": year, **cells}


class TestFlags:
    def test_a_refusal_is_not_done_and_a_missing_row_is_shown(self):
        rows = [oc2(1, teeth_check=True), oc2(2, teeth_check=False), oc2(3)]
        found = figure("dental-check", cohort(LONG, health=rows))
        assert found.members.tolist() == [1]
        assert (found.denominator, found.known) == (5, 2)
        assert found.completeness_words == "3 of 5 have no answer in table OC2"

    def test_rows_hold_at_the_end_of_their_return_only(self):
        held = cohort(LONG, health=[oc2(1, 2019, immunisations=True), oc2(2, immunisations=True)])
        assert figure("immunisations", held, dt.date(2020, 3, 31)).members.tolist() == [1]
        assert figure("immunisations", held, dt.date(2021, 3, 31)).members.tolist() == [2]
        between = figure("immunisations", held, dt.date(2020, 12, 31))
        assert between.numerator is None
        assert "have no dates: they hold on" in between.unavailable

    def test_rows_of_an_extract_hold_on_its_day(self):
        rows = [oc2(1, health_assessment=True)]
        held = cohort(LONG, health=rows, as_at="2020-12-31")
        assert counts("health-assessment", held, dt.date(2020, 12, 31)) == (1, 5)
        assert figure("health-assessment", held, dt.date(2021, 3, 31)).unavailable

    def test_development_is_asked_of_under_fives(self):
        born = {1: "2016-04-01", 2: "2016-03-31", 3: "2020-01-01", 4: "2010-01-01", 5: None}
        rows = [oc2(child, health_check=True) for child in born]
        found = figure("development-assessment", cohort(LONG, born=born, health=rows))
        assert found.whole.tolist() == [1, 3]  # the second is five on the day

    def test_convictions_are_of_those_aged_ten(self):
        born = {1: "2011-03-31", 2: "2011-04-01", 3: "2005-01-01", 4: "2005-01-01", 5: "2005-01-01"}
        rows = [oc2(1, convicted=True), oc2(2, convicted=True), oc2(3, convicted=False)]
        found = figure("convicted", cohort(LONG, born=born, health=rows))
        assert (found.members.tolist(), found.whole.tolist()) == ([1], [1, 3, 4, 5])


BORN = {1: "2016-04-01", 2: "2016-04-02", 3: "2004-04-01", 4: "2004-03-31", 5: "2010-01-01"}


class TestQuestionnaires:
    def held(self, **cells):
        rows = [oc2(child, **cells) for child in BORN]
        return cohort(LONG, born=BORN, health=rows)

    def test_asks_those_aged_four_when_the_year_began_and_under_seventeen_when_it_ended(self):
        found = figure("sdq-completed", self.held(sdq_score=10))
        assert found.whole.tolist() == [1, 3, 5]
        assert found.numerator == 3

    def test_a_reason_is_no_score_but_tells_why(self):
        found = figure("sdq-completed", self.held(sdq_reason="SDQ2"))
        assert (found.numerator, found.denominator, found.known) == (0, 3, 3)

    def test_mean_and_bands(self):
        scores = {1: 0, 2: 40, 3: 13, 4: 40, 5: 14}
        rows = [oc2(child, sdq_score=score) for child, score in scores.items()]
        held = cohort(LONG, born=BORN, health=rows)
        mean = figure("sdq-average-score", held)
        assert (mean.numerator, mean.denominator, mean.value) == (27, 3, 9)
        assert counts("sdq-as-most", held) == (2, 3)
        assert counts("sdq-borderline", held) == (1, 3)
        assert counts("sdq-worry", held) == (0, 3)

    @pytest.mark.parametrize(("score", "band"), [(16, "sdq-borderline"), (17, "sdq-worry")])
    def test_edges_of_bands(self, score, band):
        assert counts(band, self.held(sdq_score=score)) == (3, 3)


def continuously(text, day=dt.date(2021, 3, 31)):
    return figure("health-assessment", cohort(text), day).whole.tolist()


class TestContinuouslyForTwelveMonths:
    @pytest.mark.parametrize(
        ("start", "counted"), [("2020-03-31", [1]), ("2020-04-01", [1]), ("2020-04-02", [])]
    )
    def test_a_start_on_1_april_still_counts(self, start, counted):
        assert continuously(f"child starts rne\n1 {start} S") == counted

    @pytest.mark.parametrize(
        ("end", "rec", "counted"),
        [
            ("2021-03-30", "E4A", []),
            ("2021-03-31", "E4A", [1]),  # left on the last day
            ("2020-04-01", "E4A", []),
            ("2020-03-31", "E4A", []),  # not in care in the year
        ],
    )
    def test_an_end_before_31_march_does_not(self, end, rec, counted):
        text = f"child starts ends rne rec\n1 2015-01-01 {end} S {rec}"
        assert continuously(text) == counted

    def test_moves_do_not_interrupt(self):
        assert continuously(
            """
            child starts     ends       rne place rec
            1     2015-01-01 2020-06-01 S   U6    X1
            1     2020-06-01 -          P   K2    -
            """
        ) == [1]

    @pytest.mark.parametrize("status", ["V3", "V4"])
    def test_short_breaks_in_the_year_do(self, status):
        assert (
            continuously(
                f"""
            child starts     ends       rne ls rec
            1     2015-01-01 2020-06-01 S   {status} X1
            1     2020-06-01 -          L   C2 -
            """
            )
            == []
        )
