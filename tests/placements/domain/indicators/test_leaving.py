"""Table OC3 by birthday: who is counted, and what is not known."""

import datetime as dt

import pytest

from tests.placements.domain.cases import cohort, counts, figure

EET = "in-work-or-learning-19-21"


def oc3(child=1, year=2020, in_touch="YES", activity="F5", accommodation="U1"):
    return {
        "child": child,
        "return_year": year,
        "in_touch": in_touch,
        "activity": activity,
        "accommodation": accommodation,
    }


def leavers(*rows, born="2001-06-15", text="", **more):
    return cohort(text, born=born, care_leavers=rows, **more)


class TestAges:
    @pytest.mark.parametrize(
        ("born", "code"),
        [
            (
                "2004-03-31",
                "in-work-or-learning-17-18",
            ),  # 16 in the year before, 17 on its last day
            ("2002-04-01", "in-work-or-learning-17-18"),  # 18 on its first day
            ("2002-03-31", EET),  # 19 on its last day
            ("1999-04-01", EET),  # 21 on its first day
        ],
    )
    def test_go_by_the_birthday_in_the_year(self, born, code):
        assert counts(code, leavers(oc3(), born=born)) == (1, 1)

    @pytest.mark.parametrize("born", ["1999-03-31", "2004-04-01"])
    def test_others_are_in_neither_group(self, born):
        held = leavers(oc3(), born=born)
        assert counts(EET, held) == (0, 0)
        assert counts("in-work-or-learning-17-18", held) == (0, 0)

    def test_who_was_born_on_29_february_has_the_birthday_on_1_march(self):
        held = leavers(oc3(), born="2000-02-29")
        assert counts(EET, held, dt.date(2021, 2, 28)) == (0, 0)
        assert counts(EET, held, dt.date(2021, 3, 1)) == (1, 1)

    def test_twelve_months_take_birthdays_over_two_returns(self):
        rows = [oc3(1, 2019, activity="G5"), oc3(1, 2020), oc3(2, 2020), oc3(2, 2019)]
        held = leavers(*rows, born={1: "2000-06-15", 2: "2000-12-15"})
        found = figure(EET, held, dt.date(2020, 9, 30))
        # The birthdays are 15 June 2020 (this return) and 15 December 2019 (the one before).
        assert (found.numerator, found.denominator) == (2, 2)
        before = figure(EET, held, dt.date(2020, 3, 31))
        assert (before.members.tolist(), before.whole.tolist()) == ([2], [1, 2])


class TestActivity:
    @pytest.mark.parametrize("activity", ["F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "F3"])
    def test_education_employment_and_training(self, activity):
        assert counts(EET, leavers(oc3(activity=activity))) == (1, 1)

    @pytest.mark.parametrize("activity", ["G4", "G5", "G6"])
    def test_none_of_it(self, activity):
        assert counts(EET, leavers(oc3(activity=activity))) == (0, 1)

    @pytest.mark.parametrize("activity", ["0", None])
    def test_not_known_stays_in_the_whole(self, activity):
        found = figure(EET, leavers(oc3(activity=activity)))
        assert (found.numerator, found.denominator, found.known) == (0, 1, 0)
        assert found.completeness_words == "1 of 1 has no known activity"


class TestLeftOut:
    @pytest.mark.parametrize("in_touch", ["DIED", "RHOM"])
    def test_who_died_or_returned_home_for_six_months(self, in_touch):
        assert counts(EET, leavers(oc3(in_touch=in_touch))) == (0, 0)

    def test_whom_another_council_took_over(self):
        text = "child starts ends rne rec\n1 2018-01-01 2019-06-15 S {}"
        assert counts(EET, leavers(oc3(), text=text.format("E3"))) == (0, 0)
        assert counts(EET, leavers(oc3(), text=text.format("E17"))) == (1, 1)

    @pytest.mark.parametrize("in_touch", ["NO", "REFU", "NREQ"])
    def test_not_who_is_out_of_touch(self, in_touch):
        held = leavers(oc3(in_touch=in_touch))
        assert counts(EET, held) == (1, 1)
        assert counts("in-touch", held) == (0, 1)


class TestInTouch:
    @pytest.mark.parametrize(
        ("born", "young", "older"),
        [
            ("2004-04-01", (0, 0), (0, 0)),  # 17 on the day after the year
            ("2004-03-31", (1, 1), (0, 0)),  # 17 on its last day
            ("2002-04-01", (1, 1), (0, 0)),  # 18 on its first day
            ("2002-03-31", (0, 0), (1, 1)),  # 19 on its last day
            ("1999-04-01", (0, 0), (1, 1)),  # 21 on its first day
            ("1999-03-31", (0, 0), (0, 0)),  # 22 on its last day
        ],
    )
    def test_either_group_by_the_birthday_in_the_year(self, born, young, older):
        held = leavers(oc3(), born=born)
        assert counts("in-touch-17-18", held) == young
        assert counts("in-touch", held) == older

    @pytest.mark.parametrize("in_touch", ["NO", "REFU", "NREQ"])
    def test_who_is_out_of_touch_or_wants_none_stays_in_the_whole(self, in_touch):
        held = leavers(oc3(1), oc3(2, in_touch=in_touch), born="2003-06-15")
        assert counts("in-touch-17-18", held) == (1, 2)

    @pytest.mark.parametrize("in_touch", ["DIED", "RHOM"])
    def test_who_died_or_returned_home_is_in_neither_number(self, in_touch):
        held = leavers(oc3(1), oc3(2, in_touch=in_touch), born="2003-06-15")
        assert counts("in-touch-17-18", held) == (1, 1)

    def test_no_answer_is_told_as_not_known(self):
        found = figure("in-touch-17-18", leavers(oc3(in_touch=None), born="2003-06-15"))
        assert (found.numerator, found.denominator, found.known) == (0, 1, 0)


class TestSuitableHome:
    @pytest.mark.parametrize(
        ("accommodation", "found"),
        [
            ("U1", (1, 1)),
            ("U2", (0, 1)),
            ("X2", (0, 1)),  # custody is unsuitable
            ("G1", (0, 0)),
            ("H2", (0, 0)),
            ("R2", (0, 0)),
            (None, (0, 1)),
            ("0", (0, 1)),
        ],
    )
    def test_counts(self, accommodation, found):
        held = leavers(oc3(accommodation=accommodation))
        assert counts("suitable-home-19-21", held) == found


class TestStayingPut:
    TEXT = "child starts ends rne place rec\n1 2016-01-01 {end} S {place} {rec}"

    def held(self, *, end="2019-06-15", place="U4", rec="E17", **row):
        return leavers(oc3(**row), text=self.TEXT.format(end=end, place=place, rec=rec))

    def test_of_those_who_left_a_foster_placement_at_eighteen(self):
        assert counts("staying-put-share", self.held(accommodation="Z1")) == (1, 1)
        assert counts("staying-put-share", self.held(accommodation="Z2")) == (1, 1)
        assert counts("staying-put-share", self.held(accommodation="U1")) == (0, 1)

    @pytest.mark.parametrize(
        ("end", "whole"),
        [("2019-06-13", 0), ("2019-06-14", 1), ("2019-06-15", 1), ("2019-06-16", 0)],
    )
    def test_on_the_birthday_or_the_day_before_it(self, end, whole):
        assert counts("staying-put-share", self.held(end=end))[1] == whole

    def test_not_of_those_who_left_a_home(self):
        assert counts("staying-put-share", self.held(place="K2")) == (0, 0)

    def test_shows_those_whose_end_of_care_the_returns_do_not_hold(self):
        found = figure("staying-put-share", leavers(oc3()))
        assert found.denominator == 0
        assert found.completeness_words == (
            "1 of 1 has an end of care that the returns do not hold"
        )
