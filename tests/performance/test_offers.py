"""Computed figures on their way: offered, taken or overridden, signed off, computed anew."""

from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from performance.checking import check_return
from performance.domain.offers import ComputedFrom, Stand
from performance.models import Figure, Offer
from performance.services import OfferError, OfferOutcome
from performance.services.returns import (
    NotAllowed,
    ReturnNotReady,
    reopen_return,
    settle_version,
    sign_off_return,
    submit_return,
    use_offers,
)
from reference.domain.periods import parse
from tests.performance.offers_cast import (
    FAR,
    HOMES,
    LATER_FILE,
    SAME_HOME,
    SETTLED,
    newest,
    offer,
    offered,
)
from tests.performance.returns_cast import (
    STAYING,
    enters,
    entry,
    hand_over,
    opened,
    save,
    second_officer,
    switch_on,
)

COUNTS = {"mode": "counts", "denominator": "684"}
WHY = "Two children moved home and were coded as a placement"


@pytest.fixture
def council(nottingham):
    switch_on(nottingham, HOMES)
    return nottingham


@pytest.fixture
def settled(council, officer):
    enters(officer, council, "settled")
    return opened(council, theme="settled")


def check(found, code=HOMES):
    return next(one for one in check_return(found) if one.indicator.code == code)


def use(found, by, code=HOMES, **fields):
    seen = {entry(found, code).pk: newest(code).pk}
    return use_offers(quarterly_return=found, seen=seen, by=by, **fields)


def override(found, by, number="70", reason=WHY, of=None):
    content = {**COUNTS, "numerator": number, "override_reason": reason}
    save(found, by, (entry(found, HOMES), {**content, "override_of": of or newest().pk}))


class TestOffering:
    def test_an_offer_changes_no_figure_and_says_what_it_was_made_of(self, council):
        assert offer(council, offered()) == OfferOutcome(new=1)
        one = newest()
        assert (one.numerator, one.denominator, one.value) == (68, 684, Decimal("9.941520"))
        assert one.files == [["903-episodes-2021.csv", "3f5a" * 16]]
        assert (one.version, one.group_id, one.area_id) == (1, "all", council.area_id)
        assert not Figure.objects.exists()
        event = AuditEvent.objects.get(action="figures.offered")
        assert event.detail["offers"] == [f"{HOMES} 2020-21-Q4 version 1"]

    def test_the_same_numbers_files_and_rule_change_nothing(self, council):
        offer(council, offered())
        again = offered(completeness="Said in other words")
        assert offer(council, again) == OfferOutcome(unchanged=1)
        assert Offer.objects.count() == AuditEvent.objects.filter(action="figures.offered").count()

    @pytest.mark.parametrize(
        "changed",
        [{"of": (69, 684)}, {"files": (LATER_FILE,)}, {"rule_version": "3"}],
    )
    def test_anything_else_is_a_version_that_supersedes(self, council, changed):
        offer(council, offered())
        assert offer(council, offered(**changed)) == OfferOutcome(changed=1)
        assert [one.version for one in Offer.objects.current()] == [2]
        assert Offer.objects.count() == 2

    def test_what_cannot_be_computed_says_why(self, council):
        offer(council, offered(of=None, unavailable_reason="The OC2 file\x00 is missing"))
        assert (newest().value, newest().unavailable_reason) == (None, "The OC2 file is missing")

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"indicator": "no-such"}, "no measure 'no-such'"),
            ({"group": "no-such"}, "no group"),
            ({"area": "E99"}, "no area"),
            ({"of": (700, 684)}, r"\(700\) must be the same as or less"),
            ({"of": (0, 0)}, "nothing can be worked out of 0"),
            ({"of": None}, "no figure"),
            ({"unavailable_reason": "None"}, "Offer one of them"),
            ({"value": Decimal(10)}, "not what its counts give"),
            ({"files": (ComputedFrom("a.csv", "3F5A" * 16),)}, "no SHA-256"),
            ({"rule": " "}, "rule is missing"),
        ],
    )
    def test_what_can_be_no_figure_is_refused_and_nothing_is_kept(self, council, wrong, words):
        right = offered(SAME_HOME, (143, 232))
        with pytest.raises(OfferError, match=words):
            offer(council, right, offered(**wrong))
        assert not Offer.objects.exists()

    def test_one_figure_is_offered_once(self, council):
        with pytest.raises(OfferError, match="twice"):
            offer(council, offered(), offered(of=(69, 684)))

    def test_councils_do_not_see_each_others(self, council, exampleshire, settled):
        offer(exampleshire, offered())
        assert check(settled).beside.stand is Stand.NONE


class TestTaking:
    def test_a_computed_figure_is_taken_and_signed_off_as_computed(
        self, council, settled, officer, approver
    ):
        offer(council, offered())
        assert use(settled, officer).used == 1
        one = entry(settled, HOMES)
        assert (one.mode, one.numerator, one.denominator) == ("counts", "68", "684")
        assert one.updated_by == officer
        hand_over(settled, officer, approver)
        figure = Figure.objects.get()
        assert (figure.source, figure.numerator, figure.offer) == ("computed", 68, newest())
        assert figure.source_note == "Computed from the 903 return"
        assert figure.override_reason == ""

    def test_typed_alike_it_is_computed_too_and_the_officers_own_note_stays(
        self, council, settled, officer, approver
    ):
        offer(council, offered())
        content = {**COUNTS, "numerator": "68", "source_note": "Checked child by child"}
        save(settled, officer, (entry(settled, HOMES), content))
        hand_over(settled, officer, approver)
        figure = Figure.objects.get()
        assert (figure.source, figure.source_note) == ("computed", "Checked child by child")

    def test_without_an_offer_a_figure_is_entered_as_ever(
        self, council, settled, officer, approver
    ):
        save(settled, officer, (entry(settled, HOMES), {**COUNTS, "numerator": "68"}))
        hand_over(settled, officer, approver)
        figure = Figure.objects.get()
        assert (figure.source, figure.offer, figure.source_note) == ("entered", None, "")

    def test_only_the_empty_ones_are_filled_together(self, council, officer):
        switch_on(council, *SETTLED)
        enters(officer, council, "settled")
        found = opened(council, theme="settled")
        offer(
            council,
            offered(),
            offered(SAME_HOME, (143, 232)),
            offered(FAR, None, unavailable_reason="No postcodes in the file"),
        )
        save(found, officer, (entry(found, HOMES), {**COUNTS, "numerator": "70"}))
        seen = {entry(found, code).pk: newest(code).pk for code in SETTLED}
        outcome = use_offers(quarterly_return=found, seen=seen, by=officer, only_empty=True)
        assert outcome.used == 1
        assert entry(found, HOMES).numerator == "70"
        assert entry(found, SAME_HOME).numerator == "143"
        assert entry(found, FAR).mode == ""

    def test_what_could_not_be_computed_is_taken_with_its_reason(
        self, council, settled, officer, approver
    ):
        offer(council, offered(of=None, unavailable_reason="No placements in the file"))
        use(settled, officer)
        hand_over(settled, officer, approver)
        figure = Figure.objects.get()
        assert (figure.value, figure.source) == (None, "computed")
        assert figure.unavailable_reason == "No placements in the file"

    def test_nobody_takes_unseen_what_was_computed_anew(self, council, settled, officer):
        offer(council, offered())
        seen = {entry(settled, HOMES).pk: newest().pk}
        offer(council, offered(of=(69, 684)))
        outcome = use_offers(quarterly_return=settled, seen=seen, by=officer)
        assert (outcome.used, entry(settled, HOMES).numerator) == (0, "")
        assert "computed anew while you were working" in outcome.refused[0]

    def test_only_an_officer_of_the_theme_takes_it(self, council, settled):
        offer(council, offered())
        other = second_officer(council)
        with pytest.raises(NotAllowed):
            use(settled, other)

    def test_what_was_typed_before_stays_in_the_history(self, council, settled, officer):
        offer(council, offered())
        override(settled, officer)
        use(settled, officer)
        one = entry(settled, HOMES)
        assert (one.numerator, one.override_reason, one.override_of) == ("68", "", None)
        assert [r.numerator for r in one.revisions.order_by("revision")] == ["70", "68"]

    def test_a_date_that_nobody_typed_comes_with_the_figure(self, council, officer):
        switch_on(council, STAYING)
        enters(officer, council)
        found = opened(council)
        offer(
            council,
            offered(STAYING, None, value=Decimal(25), period=parse("28 March 2021")),
            offered(STAYING, None, value=Decimal(24), period=parse("28 February 2021")),
        )
        [one] = check_return(found)
        assert one.beside.offer.value == 25
        seen = {one.entry.pk: one.beside.offer.offer_id}
        use_offers(quarterly_return=found, seen=seen, by=officer)
        one.entry.refresh_from_db()
        assert (one.entry.value, one.entry.period) == ("25", "28 March 2021")
        assert check(found, STAYING).beside.stand is Stand.COMPUTED


class TestOverriding:
    def test_another_number_waits_for_a_reason(self, council, settled, officer):
        offer(council, offered())
        override(settled, officer, reason="")
        assert check(settled).state == "reason"
        with pytest.raises(ReturnNotReady):
            submit_return(quarterly_return=settled, by=officer)
        override(settled, officer)
        assert check(settled).state == "done"

    def test_it_is_signed_off_as_overridden_with_the_reason(
        self, council, settled, officer, approver
    ):
        offer(council, offered())
        override(settled, officer)
        hand_over(settled, officer, approver)
        figure = Figure.objects.get()
        assert (figure.source, figure.numerator, figure.offer) == ("overridden", 70, newest())
        assert (figure.override_reason, figure.entered_by) == (WHY, officer)
        # Notes are printed for everybody: without the number that was not taken.
        assert "68" not in figure.source_note

    def test_not_available_in_its_place_is_an_override_with_its_own_reason(
        self, council, settled, officer, approver
    ):
        offer(council, offered())
        content = {"mode": "unavailable", "unavailable_reason": "The file is not trusted"}
        save(settled, officer, (entry(settled, HOMES), content))
        assert check(settled).state == "done"
        hand_over(settled, officer, approver)
        figure = Figure.objects.get()
        assert (figure.source, figure.override_reason) == ("overridden", "The file is not trusted")

    def test_a_number_where_nothing_could_be_computed_is_an_ordinary_one(
        self, council, settled, officer, approver
    ):
        offer(council, offered(of=None, unavailable_reason="No placements in the file"))
        save(settled, officer, (entry(settled, HOMES), {**COUNTS, "numerator": "68"}))
        hand_over(settled, officer, approver)
        assert Figure.objects.get().source == "entered"

    def test_another_councils_offer_is_no_answer(self, council, settled, officer, exampleshire):
        offer(exampleshire, offered())
        foreign = newest().pk
        offer(council, offered())
        override(settled, officer, of=foreign)
        assert entry(settled, HOMES).override_of is None
        assert check(settled).state == "reason"


class TestComputedAnew:
    def test_a_figure_that_was_taken_is_asked_about_again(
        self, council, settled, officer, approver
    ):
        offer(council, offered())
        use(settled, officer)
        offer(council, offered(of=(69, 684), files=(LATER_FILE,)))
        one = check(settled)
        assert (one.beside.stand, one.state) == (Stand.CHANGED, "reason")
        override(settled, officer, number="68", reason="The correction is wrong")
        assert check(settled).state == "done"
        hand_over(settled, officer, approver)
        figure = Figure.objects.get()
        assert (figure.source, figure.numerator, figure.offer) == ("overridden", 68, newest())

    def test_the_new_figure_can_be_taken(self, council, settled, officer):
        offer(council, offered())
        use(settled, officer)
        offer(council, offered(of=(69, 684)))
        use(settled, officer)
        assert (check(settled).state, entry(settled, HOMES).numerator) == ("done", "69")

    def test_a_reason_speaks_of_the_numbers_it_was_given_against(self, council, settled, officer):
        offer(council, offered())
        override(settled, officer)
        first = newest().pk
        offer(council, offered(files=(LATER_FILE,)))
        # Another file, the same numbers: the reason holds.
        assert check(settled).state == "done"
        offer(council, offered(of=(69, 684), files=(LATER_FILE,)))
        assert check(settled).state == "reason"
        override(settled, officer, of=first)
        assert check(settled).state == "reason"
        override(settled, officer)
        assert check(settled).state == "done"

    def test_between_submission_and_sign_off_it_stops_the_sign_off(
        self, council, settled, officer, approver
    ):
        offer(council, offered())
        use(settled, officer)
        submit_return(quarterly_return=settled, by=officer)
        offer(council, offered(of=(69, 684)))
        with pytest.raises(ReturnNotReady, match="must be sent back first"):
            sign_off_return(quarterly_return=settled, by=approver)
        assert not Figure.objects.exists()


class TestReopening:
    @pytest.fixture
    def again(self, council, settled, officer, approver):
        offer(council, offered())
        use(settled, officer)
        signed = hand_over(settled, officer, approver)
        return reopen_return(quarterly_return=signed, reason="Another measure", by=approver)

    def test_what_nobody_touches_is_not_asked_about(self, council, again, officer, approver):
        offer(council, offered(of=(69, 684)))
        one = check(again)
        assert (one.beside.stand, one.state) == (Stand.CHANGED, "done")
        hand_over(again, officer, approver)
        assert Figure.objects.get().numerator == 68

    def test_the_new_figure_makes_a_version(self, council, again, officer, approver):
        offer(council, offered(of=(69, 684), files=(LATER_FILE,)))
        use(again, officer)
        hand_over(again, officer, approver)
        first, second = Figure.objects.order_by("version")
        assert (first.offer.version, second.offer.version) == (1, 2)
        assert (second.numerator, second.version_reason) == (69, "Another measure")

    def test_a_comment_alone_makes_no_version_of_what_was_computed(
        self, council, again, officer, approver
    ):
        content = {**COUNTS, "numerator": "68", "comment": "Fewer moves than it seems"}
        save(again, officer, (entry(again, HOMES), content))
        hand_over(again, officer, approver)
        assert Figure.objects.count() == 1

    def test_an_override_says_why_in_the_new_version(self, council, again, officer, approver):
        override(again, officer)
        hand_over(again, officer, approver)
        figure = Figure.objects.get(version=2)
        assert (figure.source, figure.override_reason) == ("overridden", WHY)

    def test_another_reason_alone_is_a_version(self, council, again, officer, approver):
        override(again, officer)
        signed = hand_over(again, officer, approver)
        again = reopen_return(quarterly_return=signed, reason="The reason", by=approver)
        override(again, officer, reason="Three of them were coded so")
        hand_over(again, officer, approver)
        reasons = Figure.objects.order_by("version").values_list("override_reason", flat=True)
        assert list(reasons) == ["", WHY, "Three of them were coded so"]


class TestTwoReturns:
    """Quarter 4 told it as provisional; the next quarter's return made it final."""

    @pytest.fixture
    def both(self, council, settled, officer, approver):
        offer(council, offered())
        use(settled, officer)
        provisional = {"provisional": True, "final_due_on": "30 June 2021"}
        save(
            settled, officer, (entry(settled, HOMES), {**COUNTS, "numerator": "68", **provisional})
        )
        hand_over(settled, officer, approver)
        first = opened(council, parse("2021-22-Q1"), theme="settled")
        asked = first.entries.get(period="2020-21-Q4")
        offer(council, offered(of=(69, 684), files=(LATER_FILE,)))
        return settled, first, asked

    def test_the_final_figure_is_offered_there_and_what_was_told_before_is_kept(
        self, both, council, officer, approver
    ):
        fourth, first, asked = both
        content = {**COUNTS, "numerator": "70", "override_reason": WHY}
        save(first, officer, (asked, {**content, "override_of": newest().pk}))
        now = first.entries.exclude(pk=asked.pk).get()
        missing = {"mode": "unavailable", "unavailable_reason": "Not counted"}
        save(first, officer, (now, missing))
        hand_over(first, officer, approver)
        figure = Figure.objects.get(period="2020-21-Q4", version=2)
        assert (figure.source, figure.offer.version) == ("overridden", 2)

        # The old return is reopened, changed, and then keeps what the newer one said.
        reopen_return(quarterly_return=fourth, reason="Another measure", by=approver)
        save(fourth, officer, (entry(fourth, HOMES), {**COUNTS, "numerator": "71"}))
        one = check(fourth)
        assert one.state == "two_versions"
        settle_version(entry=one.entry, keep_mine=False, against=one.rival.figure_id, by=officer)
        one = check(fourth)
        assert (one.state, one.changes_figure) == ("done", False)
        assert (one.entry.override_reason, one.entry.source_note) == (WHY, "")
        hand_over(fourth, officer, approver)
        assert Figure.objects.filter(period="2020-21-Q4").count() == 2
