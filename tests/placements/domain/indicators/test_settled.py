"""NI 62, NI 63, the placement mix and own provision, worked by hand."""

import datetime as dt

import pytest

from tests.placements.domain.cases import cohort, counts, figure, figures

NI62, NI63 = "three-or-more-homes", "same-home-two-years"


def many(text, **rules):
    """Whether the one child of the text had three or more placements."""
    found = counts(NI62, cohort(text), **rules)
    assert found[1] == 1
    return found[0] == 1


class TestThreeOrMorePlacements:
    def test_three_moves_in_the_year_count_with_the_one_open_at_its_start(self):
        held = cohort(
            """
            child starts     ends       rne place prov rec
            1     2019-01-10 2020-06-01 S   U6    PR1  X1
            1     2020-06-01 2020-09-01 P   K2    PR4  X1
            1     2020-09-01 -          P   U6    PR4  -
            2     2019-01-10 2020-06-01 S   U6    PR1  X1
            2     2020-06-01 -          P   K2    PR4  -
            """
        )
        found = figure(NI62, held)
        assert (found.numerator, found.denominator) == (1, 2)
        assert found.members.tolist() == [1]
        assert found.whole.tolist() == [1, 2]

    def test_a_placement_that_ended_when_the_year_began_is_not_in_it(self):
        text = """
            child starts     ends       rne place rec
            1     2019-01-10 {end}      S   U6    X1
            1     {end}      2020-09-01 P   K2    X1
            1     2020-09-01 -          P   U6    -
            """
        assert not many(text.format(end="2020-04-01"))  # on 1 April the child was in K2
        assert many(text.format(end="2020-04-02"))

    def test_a_change_of_legal_status_only_is_no_placement(self):
        assert not many(
            """
            child starts     ends       rne ls place rec
            1     2020-05-01 2020-06-01 S   V2 U6    X1
            1     2020-06-01 2020-07-01 L   C1 U6    X1
            1     2020-07-01 2020-08-01 L   C2 U6    X1
            1     2020-08-01 -          L   E1 U6    -
            """
        )

    def test_a_change_of_legal_status_and_placement_at_once_is_one(self):
        assert many(
            """
            child starts     ends       rne ls place rec
            1     2020-05-01 2020-06-01 S   V2 U6    X1
            1     2020-06-01 2020-07-01 B   C1 U4    X1
            1     2020-07-01 -          B   C2 K2    -
            """
        )

    def test_less_than_a_day_is_no_placement_unless_it_is_the_present_one(self):
        one_night = """
            child starts     ends       rne place rec
            1     2020-05-01 2020-06-01 S   U6    X1
            1     2020-06-01 {end}      P   U4    X1
            1     {end}      -          P   K2    -
            """
        assert not many(one_night.format(end="2020-06-01"))
        assert many(one_night.format(end="2020-06-02"))
        assert many(
            """
            child starts     ends       rne place rec
            1     2020-05-01 2020-06-01 S   U6    X1
            1     2020-06-01 2021-03-31 P   U4    X1
            1     2021-03-31 -          P   K2    -
            """
        )

    @pytest.mark.parametrize(("place", "moved"), [("A3", False), ("A5", False), ("A6", True)])
    def test_adoption_by_the_present_carer_is_no_move(self, place, moved):
        text = f"""
            child starts     ends       rne place rec
            1     2020-05-01 2020-06-01 S   K2    X1
            1     2020-06-01 2020-09-01 P   U6    X1
            1     2020-09-01 -          P   {place}    -
            """
        assert many(text) is moved

    HOLIDAY = """
        child starts     ends       rne place prov rec
        1     2020-05-01 2020-06-01 S   U6    PR1  X1
        1     2020-06-01 2020-06-15 P   T3    PR1  X1
        1     2020-06-15 -          P   {back}    PR1  -
        """

    def test_temporary_moves_and_the_return_from_them_do_not_count_unless_the_council_says_so(self):
        assert not many(self.HOLIDAY.format(back="U6"))
        assert many(self.HOLIDAY.format(back="U6"), temporary_moves_count=True)

    def test_after_a_temporary_move_another_home_is_a_move(self):
        text = """
            child starts     ends       rne place prov rec
            1     2020-05-01 2020-06-01 S   U6    PR1  X1
            1     2020-06-01 2020-06-15 P   T4    PR1  X1
            1     2020-06-15 2020-07-01 P   K2    PR4  X1
            1     2020-07-01 -          P   R1    PR4  -
            """
        assert many(text)

    def test_two_temporary_moves_on_end_lead_back_to_the_same_home(self):
        assert not many(
            """
            child starts     ends       rne place rec
            1     2020-04-10 2020-05-01 S   K2    X1
            1     2020-05-01 2020-06-01 P   U6    X1
            1     2020-06-01 2020-06-05 P   T1    X1
            1     2020-06-05 2020-06-09 P   T3    X1
            1     2020-06-09 -          P   U6    -
            """
        )

    def test_care_that_begins_with_a_temporary_move_has_its_first_placement_after_it(self):
        text = """
            child starts     ends       rne place rec
            1     2020-05-01 2020-05-05 S   T4    X1
            1     2020-05-05 2020-06-01 P   U6    X1
            1     2020-06-01 {end}      P   K2    X1
            """
        assert not many(text.format(end="-"))
        assert many(text.format(end="-"), temporary_moves_count=True)

    SAME_CARER = """
        child starts     ends       rne ls place rec
        1     2020-05-01 2020-06-01 S   V2 U6    X1
        1     2020-06-01 2020-07-01 {one}   V2 U4    X1
        1     2020-07-01 -          {two}   C2 U4    -
        """

    def test_t_and_u_do_not_count_unless_the_council_says_so(self):
        text = self.SAME_CARER.format(one="T", two="U")
        assert not many(text)
        assert many(text, same_carer_moves_count=True)
        assert many(self.SAME_CARER.format(one="P", two="B"))

    def test_two_periods_of_care_in_the_year_count_together(self):
        assert many(
            """
            child starts     ends       rne place rec
            1     2020-04-10 2020-05-01 S   U6    E4A
            1     2020-06-01 2020-07-01 S   U6    X1
            1     2020-07-01 -          P   K2    -
            """
        )

    def test_who_has_left_by_the_end_is_not_counted(self):
        held = cohort(
            """
            child starts     ends       rne place rec
            1     2020-05-01 2020-06-01 S   U6    X1
            1     2020-06-01 2020-07-01 P   U4    X1
            1     2020-07-01 2021-03-31 P   K2    E4A
            """
        )
        assert counts(NI62, held) == (0, 0)
        assert figure(NI62, held).value is None

    def test_the_twelve_months_end_with_any_quarter(self):
        held = cohort(
            """
            child starts     ends       rne place rec
            1     2019-07-05 2019-08-01 S   U6    X1
            1     2019-08-01 2019-09-01 P   U4    X1
            1     2019-09-01 -          P   K2    -
            """
        )
        ends = [dt.date(2019, 9, 30), dt.date(2020, 6, 30), dt.date(2020, 9, 30)]
        assert [one.numerator for one in figures(held, ends, codes=[NI62])] == [1, 1, 0]

    def test_prints_the_rule_and_marks_its_version_where_a_choice_was_made(self):
        held = cohort("child starts rne\n1 2020-05-01 S")
        usual, chosen = figure(NI62, held), figure(NI62, held, temporary_moves_count=True)
        assert "T0 to T4) and the return from them do not count." in usual.rule
        assert "T0 to T4) and the return from them count." in chosen.rule
        assert (usual.rule_version, chosen.rule_version) == ("1", "1 temporary_moves_count=yes")

    def test_tells_how_many_have_an_episode_that_says_too_little(self):
        held = cohort("child starts rne\n1 2020-05-01 S\n2 2020-05-01 -")
        assert figure(NI62, held).completeness_words == (
            "1 of 2 has an episode without a reason or a placement"
        )

    def test_needs_all_twelve_months(self):
        held = cohort("child starts rne\n1 2020-05-01 S", returns=(2020, 2021))
        assert figure(NI62, held, dt.date(2021, 3, 31)).unavailable == ""
        assert figure(NI62, held, dt.date(2020, 12, 31)).unavailable == (
            "It needs every day from 1 January 2020 to 31 December 2020: "
            "the returns hold 1 April 2020 to 31 March 2021."
        )


def settled(text, **more):
    """Numerator and denominator of NI 63."""
    return counts(NI63, cohort(text, **more))


class TestSameCarer:
    def test_two_years_and_two_and_a_half_are_reached_on_the_day(self):
        text = """
            child starts     ends       rne place rec
            1     {start} {move} S   U6    X1
            1     {move} -          P   U4    -
            """
        assert settled(text.format(start="2018-09-30", move="2019-03-31")) == (1, 1)
        assert settled(text.format(start="2018-09-30", move="2019-04-01")) == (0, 1)
        assert settled(text.format(start="2018-10-01", move="2019-03-31")) == (0, 0)

    def test_sixteen_on_the_day_is_too_old(self):
        text = "child starts rne\n1 2017-01-01 S"
        assert settled(text, born="2005-04-01") == (1, 1)
        assert settled(text, born="2005-03-31") == (0, 0)

    def test_an_interruption_begins_a_new_period(self):
        assert settled(
            """
            child starts     ends       rne place rec
            1     2017-01-01 2019-01-01 S   U6    E4A
            1     2019-01-01 -          S   U6    -
            """
        ) == (0, 0)

    @pytest.mark.parametrize("rne", ["T", "U", "L"])
    def test_moves_with_the_same_carer_and_legal_changes_are_none(self, rne):
        assert settled(
            f"""
            child starts     ends       rne place rec
            1     2017-01-01 2020-06-01 S   U6    X1
            1     2020-06-01 -          {rne}   U4    -
            """
        ) == (1, 1)

    @pytest.mark.parametrize("place", ["U2", "U5"])
    @pytest.mark.parametrize("rne", ["P", "T"])
    def test_moves_to_carers_who_may_adopt_are_changes(self, place, rne):
        text = f"""
            child starts     ends       rne place rec
            1     2017-01-01 2020-06-01 S   {{before}}    X1
            1     2020-06-01 -          {rne}   {place}    -
            """
        assert settled(text.format(before="U6")) == (0, 1)

    def test_a_new_legal_status_with_carers_who_may_adopt_is_no_move(self):
        assert settled(
            """
            child starts     ends       rne place rec
            1     2017-01-01 2020-06-01 S   U5    X1
            1     2020-06-01 -          L   U5    -
            """
        ) == (1, 1)

    def test_a_holiday_elsewhere_is_none(self):
        assert settled(
            """
            child starts     ends       rne place rec
            1     2017-01-01 2020-06-01 S   U6    X1
            1     2020-06-01 2020-06-15 P   T3    X1
            1     2020-06-15 -          P   U6    -
            """
        ) == (1, 1)

    def test_on_the_day_of_a_temporary_move_the_child_has_the_carer_still(self):
        assert settled(
            """
            child starts     ends       rne place rec
            1     2017-01-01 2021-03-30 S   U6    X1
            1     2021-03-30 -          P   T3    -
            """
        ) == (1, 1)

    @pytest.mark.parametrize(
        ("before", "place", "found"),
        [
            ("2019-03-31", "A6", (1, 1)),  # together exactly two years
            ("2019-04-01", "A6", (0, 1)),
            ("2019-03-31", "A4", (1, 1)),
            ("2019-03-31", "A5", (1, 1)),  # the present carers adopt
            ("2019-03-31", "U4", (0, 1)),  # only adoption joins two placements
        ],
    )
    def test_placed_for_adoption_counts_with_the_placement_before(self, before, place, found):
        assert (
            settled(
                f"""
            child starts     ends       rne place rec
            1     2017-01-01 {before} S   K2    X1
            1     {before} 2020-12-01 P   U6    X1
            1     2020-12-01 -          P   {place}    -
            """
            )
            == found
        )

    def test_of_a_child_who_was_in_care_before_the_returns_the_first_known_day_may_suffice(self):
        text = "child starts rne\n1 2017-01-01 P"
        assert settled(text) == (1, 1)
        late = figure(NI63, cohort("child starts rne\n1 2019-06-01 P"))
        assert (late.numerator, late.denominator) == (0, 0)
        assert late.completeness_words == ("1 of 1 has no known date of birth or beginning of care")

    def test_needs_two_and_a_half_years_of_returns(self):
        held = cohort("child starts rne\n1 2015-01-01 S", returns=(2018, 2021))
        assert figure(NI63, held, dt.date(2020, 9, 30)).unavailable == ""
        assert "from 1 October 2017" in figure(NI63, held, dt.date(2020, 3, 31)).unavailable


HOMES = """
    child starts     place prov
    1     2020-05-01 U1    PR1
    2     2020-05-01 U4    PR4
    3     2020-05-01 U6    PR1
    4     2020-05-01 U2    -
    5     2020-05-01 K2    PR1
    6     2020-05-01 R1    PR4
    7     2020-05-01 K1    PR3
    8     2020-05-01 P1    PR0
    9     2020-05-01 K3    PR4
    10    2020-05-01 P2    PR4
    11    2020-05-01 A5    PR1
    12    2020-05-01 R5    PR3
    """


class TestPlacementMix:
    @pytest.mark.parametrize(
        ("code", "children"),
        [
            ("living-in-foster-care", [1, 2, 3, 4]),
            ("living-in-residential-care", [5, 6]),
            ("semi-independent", [9]),
            ("living-independently", [10]),
            ("other-placement", [7, 8, 11, 12]),
            ("living-with-parents", [8]),
            ("placed-for-adoption", [11]),
            ("in-secure-home", [7]),
            ("in-custody", [12]),
            ("in-health-placement", []),
            ("in-family-centre", []),
            ("in-other-placement-type", []),
        ],
    )
    def test_each_child_is_in_one_kind_of_home(self, code, children):
        found = figure(code, cohort(HOMES))
        assert found.members.tolist() == children
        assert found.denominator == 12

    def test_the_five_kinds_sum_to_all(self):
        kinds = [
            "living-in-foster-care",
            "living-in-residential-care",
            "living-independently",
            "semi-independent",
            "other-placement",
        ]
        found = figures(cohort(HOMES), [dt.date(2021, 3, 31)], codes=kinds)
        assert sum(one.numerator for one in found) == 12

    def test_own_provision_is_of_fostered_and_of_residential_children(self):
        held = cohort(HOMES)
        fostered = figure("own-foster-carers", held)
        assert (fostered.numerator, fostered.denominator) == (2, 4)
        assert fostered.completeness_words == "1 of 4 has no provider code"
        assert counts("own-childrens-homes", held) == (1, 2)

    def test_long_term_is_of_fostered_children(self):
        assert counts("long-term-fostering", cohort(HOMES)) == (2, 4)
