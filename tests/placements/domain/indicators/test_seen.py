"""Reviews held in time and taken part in, and missing children."""

import datetime as dt

import pytest

from tests.placements.domain.cases import around, cohort, counts, figure

NI66, MEETINGS = "children-reviewed-on-time", "reviews-on-time"
# 2020: Easter Monday, early May bank holiday (moved to Friday 8 May), spring, summer, Christmas.
HOLIDAYS = frozenset(
    map(dt.date.fromisoformat, ["2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25"])
)
GIVEN = around(holidays=HOLIDAYS)
IN_CARE = "child starts\n1 {start}"


def reviews(*days, child=1, code="PN1"):
    return [{"child": child, "reviewed_on": day, "code": code} for day in days]


def due(start, *days, day=dt.date(2021, 3, 31), code=MEETINGS, **more):
    """Reviews in time and reviews due of a child who came into care on a day."""
    held = cohort(IN_CARE.format(start=start), reviews=reviews(*days))
    return counts(code, held, day, given=GIVEN, **more)


class TestFirstReview:
    """Friday 1 May 2020; without 8 and 25 May the twentieth working day is Tuesday 2 June."""

    @pytest.mark.parametrize(("held", "in_time"), [("2020-06-02", 1), ("2020-06-03", 0)])
    def test_is_due_within_twenty_working_days(self, held, in_time):
        assert due("2020-05-01", held, day=dt.date(2020, 6, 30)) == (in_time, 1)

    def test_is_not_due_before(self):
        assert due("2020-05-01", day=dt.date(2020, 6, 1)) == (0, 0)
        assert due("2020-05-01", day=dt.date(2020, 6, 2)) == (0, 1)

    def test_is_not_owed_to_a_child_who_left_before_it_was_due(self):
        text = "child starts ends rec\n1 2020-05-01 {end} E4A"
        left = cohort(text.format(end="2020-06-02"))
        assert counts(MEETINGS, left, given=GIVEN) == (0, 0)
        stayed = cohort(text.format(end="2020-06-03"))
        assert counts(MEETINGS, stayed, given=GIVEN) == (0, 1)


class TestLaterReviews:
    def test_second_within_three_months_third_within_six(self):
        on_time = ("2020-06-02", "2020-09-02", "2021-03-02")
        assert due("2020-05-01", *on_time) == (3, 3)
        assert due("2020-05-01", "2020-06-02", "2020-09-03", "2021-03-03") == (2, 3)

    def test_each_is_counted_from_the_day_on_which_the_one_before_was_held(self):
        # Held early, on 1 July: the next is due on 1 January.
        assert due("2020-05-01", "2020-06-02", "2020-07-01") == (2, 3)
        assert due("2020-05-01", "2020-06-02", "2020-07-01", "2021-01-01") == (3, 3)

    def test_the_same_review_in_two_returns_is_one(self):
        twice = ("2020-06-02", "2020-06-02", "2020-09-02", "2021-03-02")
        assert due("2020-05-01", *twice) == (3, 3)

    def test_a_review_before_care_began_is_none_of_it(self):
        assert due("2020-05-01", "2020-04-20", day=dt.date(2020, 6, 30)) == (0, 1)

    def test_a_new_period_of_care_begins_anew(self):
        held = cohort(
            """
            child starts     ends       rec
            1     2020-05-01 2020-07-01 E4A
            1     2020-11-02 -          -
            """,
            reviews=reviews("2020-06-02", "2020-11-30"),
        )
        assert counts(MEETINGS, held, dt.date(2020, 12, 31), given=GIVEN) == (2, 2)

    def test_a_review_while_out_of_care_is_none_of_either(self):
        held = cohort(
            """
            child starts     ends       rec
            1     2020-05-01 2020-07-01 E4A
            1     2020-11-02 -          -
            """,
            reviews=reviews("2020-06-02", "2020-09-01"),
        )
        assert counts(MEETINGS, held, dt.date(2020, 12, 31), given=GIVEN) == (1, 2)


class TestChildren:
    def test_one_late_review_makes_the_child_late(self):
        held = cohort(
            "child starts\n1 2020-05-01\n2 2020-05-01\n3 2021-03-15",
            reviews=[
                *reviews("2020-06-02", "2020-09-02", "2021-03-02"),
                *reviews("2020-06-02", "2020-09-03", "2021-03-03", child=2),
            ],
        )
        found = figure(NI66, held, given=GIVEN)
        assert (found.members.tolist(), found.whole.tolist()) == ([1], [1, 2])
        meetings = figure(MEETINGS, held, given=GIVEN)
        assert (meetings.numerator, meetings.denominator) == (5, 6)

    def test_an_overdue_review_stays_due_unless_the_council_says_otherwise(self):
        start, day = "2018-05-01", dt.date(2021, 3, 31)
        assert due(start, day=day, code=NI66) == (0, 1)
        assert due(start, day=day, code=NI66, overdue_reviews_stay_due=False) == (0, 0)
        assert due(start, day=dt.date(2019, 3, 31), code=NI66) == (0, 1)

    def test_it_stays_due_until_it_is_held(self):
        # Due on 31 May 2018 (no holidays given for 2018), held on 1 April 2019 or the day after.
        for held, found in (("2019-03-31", (1, 1)), ("2019-04-01", (1, 1)), ("2019-04-02", (0, 1))):
            days = (held, "2019-06-30", "2019-12-30")
            assert due("2018-05-01", *days, day=dt.date(2020, 3, 31), code=NI66) == found


class TestBeforeTheReturns:
    """The first return begins on 1 April 2020: the review before is presumed on 31 March."""

    def held(self, *days, rne="S"):
        text = f"child starts rne\n1 2015-01-01 {rne}"
        return cohort(text, returns=(2020, 2021), reviews=reviews(*days))

    def test_the_first_known_review_has_six_months_and_is_shown_as_not_known(self):
        found = figure(NI66, self.held("2020-09-30"), given=GIVEN)
        assert (found.numerator, found.denominator) == (0, 1)  # the next, of 30 March, is not held
        assert found.completeness_words.startswith("1 of 1 has a review before the first return")
        assert counts(MEETINGS, self.held("2020-09-30", "2021-03-30")) == (2, 2)
        assert counts(MEETINGS, self.held("2020-10-01", "2021-03-30")) == (0, 1)

    def test_a_review_that_the_returns_tell_of_is_counted_from(self):
        found = figure(MEETINGS, self.held("2020-02-10", "2020-08-10"), given=GIVEN)
        assert (found.numerator, found.denominator, found.known) == (1, 2, 2)


class TestTakingPart:
    def held(self):
        codes = ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", None]
        rows = [
            {"child": 1, "reviewed_on": f"2020-05-{day:02}", "code": code}
            for day, code in enumerate(codes, start=1)
        ]
        early = {"child": 1, "reviewed_on": "2020-03-31", "code": "PN1"}
        return cohort("child starts\n1 2019-01-01", reviews=[*rows, early])

    def test_silent_attendance_is_no_part_unless_the_council_says_so(self):
        assert counts("took-part-in-review", self.held()) == (5, 7)
        assert counts("took-part-in-review", self.held(), silent_attendance_counts=True) == (6, 7)

    def test_silent_attendance_is_shown_apart(self):
        assert counts("attended-without-words", self.held()) == (1, 7)

    def test_a_review_without_a_code_is_shown_as_not_known(self):
        found = figure("took-part-in-review", self.held())
        assert found.completeness_words == "1 of 9 has no code of participation"

    def test_reviews_of_short_breaks_do_not_count(self):
        held = cohort("child starts ls\n1 2019-01-01 V3", reviews=reviews("2020-05-01"))
        assert counts("took-part-in-review", held) == (0, 0)


class TestMissing:
    def held(self, *spans, kind="M"):
        rows = [
            {"child": 1, "kind": kind, "starts_on": start, "ends_on": end} for start, end in spans
        ]
        text = "child starts ends rec\n1 2019-01-01 - -\n2 2019-01-01 {} E4A"
        return cohort(text.format("2020-04-01"), missing=rows)

    @pytest.mark.parametrize(
        ("start", "end", "members"),
        [
            ("2020-05-01", "2020-05-02", [1]),
            ("2020-03-20", "2020-04-01", [1]),  # carried over from the year before
            ("2020-03-20", "2020-03-31", []),
            ("2021-03-31", None, [1]),
            ("2021-04-01", None, []),
        ],
    )
    def test_some_part_of_it_lies_in_the_year(self, start, end, members):
        found = figure("went-missing", self.held((start, end)))
        assert found.members.tolist() == members
        assert found.whole.tolist() == [1, 2]  # also who ceased on 1 April

    def test_away_without_authorisation_is_not_missing(self):
        assert counts("went-missing", self.held(("2020-05-01", None), kind="A")) == (0, 2)

    def test_incidents_are_per_child_who_went_missing(self):
        spans = [("2020-05-01", "2020-05-02"), ("2020-06-01", "2020-06-02"), ("2020-07-01", None)]
        assert counts("missing-incidents-per-child", self.held(*spans)) == (3, 1)
