"""Computed figures on pages: used by a press, overridden with a reason, compared."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from performance.models import Figure
from performance.packs import quarterly_pack
from performance.packs.rendering import pack_html
from performance.services.returns import submit_return, use_offers
from tests.callers import PUBLIC, caller
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
from tests.performance.returns_cast import Q4, enters, entry, hand_over, opened, save, switch_on
from tests.performance.sheets import downloaded, upload
from tests.performance.sheets import save as save_sheet

NAME = "Three or more homes in a year"
WHY = "Two children moved home and were coded as a placement"
GAP = "0.3 points higher than computed: 70 instead of 68"


@pytest.fixture
def council(nottingham, officer):
    switch_on(nottingham, *SETTLED)
    enters(officer, nottingham, "settled")
    return nottingham


@pytest.fixture
def settled(council):
    return opened(council, theme="settled")


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def address(name, found):
    return reverse(f"performance:{name}", args=[found.council.slug, found.quarter, found.theme_id])


def computed(name="offer_list", quarter="2020-21-Q4"):
    return reverse(f"performance:{name}", args=["nottingham", quarter])


def box(found, field, code=HOMES):
    return f"e{entry(found, code).pk}-{field}"


def shown(page, found, query=""):
    return page.get(address("return_enter", found) + query).content.decode()


def hidden(found, *codes):
    """What every block of the page posts beside what is typed."""
    return {
        box(found, field, code): value
        for code in codes or SETTLED
        for field, value in (
            ("revision", entry(found, code).revision),
            ("offered", newest(code).pk),
        )
    }


def post(page, found, codes=(HOMES,), **typed):
    return page.post(address("return_enter", found), hidden(found, *codes) | typed, follow=True)


def overridden(found, officer, reason=WHY):
    content = {"mode": "counts", "numerator": "70", "denominator": "684"}
    of = {"override_reason": reason, "override_of": newest().pk}
    save(found, officer, (entry(found, HOMES), {**content, **of}))


def ready(found, officer):
    """The two other measures are not available, so that the return can be handed over."""
    missing = {"mode": "unavailable", "unavailable_reason": "Not counted"}
    save(found, officer, *((entry(found, code), missing) for code in (SAME_HOME, FAR)))


class TestTheForm:
    def test_an_offer_stands_beside_the_boxes_and_one_press_uses_it(self, council, settled, page):
        offer(council, offered())
        html = shown(page, settled)
        assert "From the 903 return: 68 of 684 = 9.9%" in html
        assert "903-episodes-2021.csv" in html
        assert "3f5a" * 16 in html
        assert "All 684 children have placements in the file" in html
        answer = post(page, settled, use=f"{entry(settled, HOMES).pk}:{newest().pk}")
        assert "1 computed figure is in the draft now" in answer.content.decode()
        assert entry(settled, HOMES).numerator == "68"
        assert "In use" in shown(page, settled)

    def test_all_that_are_offered_are_used_at_once(self, council, settled, page):
        offer(council, offered(), offered(SAME_HOME, (143, 232)), offered(FAR, (95, 684)))
        assert "Use all 3 offered figures" in shown(page, settled)
        # What was typed for one of them in the same page stays as it was typed.
        typed = {box(settled, "numerator"): "70", box(settled, "denominator"): "684"}
        answer = post(page, settled, SETTLED, use_all="1", **typed)
        assert "2 computed figures are in the draft now" in answer.content.decode()
        numbers = [entry(settled, code).numerator for code in SETTLED]
        assert numbers == ["70", "143", "95"]

    def test_another_number_asks_why_and_shows_the_gap(self, council, settled, page):
        offer(council, offered())
        typed = {box(settled, "numerator"): "70", box(settled, "denominator"): "684"}
        html = post(page, settled, check="1", **typed).content.decode()
        assert "use the computed figure, or say why another is right" in html
        assert GAP in html
        typed[box(settled, "override_reason")] = WHY
        post(page, settled, save="1", **typed)
        one = entry(settled, HOMES)
        assert (one.override_reason, one.override_of) == (WHY, newest())
        assert "say why another is right" not in shown(page, settled, "?check=1")

    def test_what_was_computed_anew_is_asked_about_until_somebody_answers(
        self, council, settled, page, officer
    ):
        offer(council, offered())
        overridden(settled, officer)
        offer(council, offered(of=(69, 684), files=(LATER_FILE,)))
        html = shown(page, settled, "?check=1")
        assert "The reason was given against 68 of 684 = 9.9%" in html
        same = {
            box(settled, "numerator"): "70",
            box(settled, "denominator"): "684",
            box(settled, "override_reason"): WHY,
        }
        # Saving the page as it stands answers nothing.
        post(page, settled, save="1", **same)
        assert entry(settled, HOMES).override_of.version == 1
        post(page, settled, save="1", **same, **{box(settled, "holds"): "1"})
        assert entry(settled, HOMES).override_of.version == 2
        assert "The reason was given against" not in shown(page, settled, "?check=1")

    def test_a_figure_in_use_that_changed_says_from_what_to_what(
        self, council, settled, page, officer
    ):
        offer(council, offered())
        seen = {entry(settled, HOMES).pk: newest().pk}
        use_offers(quarterly_return=settled, seen=seen, by=officer)
        offer(council, offered(of=(69, 684)))
        html = shown(page, settled, "?check=1")
        assert "has changed since: 68 of 684 = 9.9% → 69 of 684 = 10.1%" in html
        assert "use the new computed figure, or say why the earlier one stays" in html

    @pytest.mark.parametrize("sent", ["", "x:1", "1:x", "9" * 30 + ":1", "1"])
    def test_a_press_that_names_nothing_changes_nothing(self, council, settled, page, sent):
        offer(council, offered())
        assert post(page, settled, use=sent).status_code == 200
        assert entry(settled, HOMES).numerator == ""


class TestWhoReadsIt:
    def test_the_approver_sees_the_gap_and_the_reason(
        self, council, settled, officer, approver, client_of
    ):
        offer(council, offered())
        overridden(settled, officer)
        ready(settled, officer)
        check = client_of(officer).get(address("return_check", settled)).content.decode()
        submit_return(quarterly_return=settled, by=officer)
        review = client_of(approver).get(address("return_review", settled)).content.decode()
        for html in (check, review):
            assert "68 of 684 = 9.9%, from the 903 return" in html
            assert GAP in html
            assert WHY in html

    def test_the_board_reads_the_reason_and_only_officers_the_number_not_taken(
        self, council, settled, officer, approver, councillor, client_of
    ):
        offer(council, offered())
        overridden(settled, officer)
        ready(settled, officer)
        hand_over(settled, officer, approver)
        at = reverse("performance:indicator", args=["nottingham", HOMES])
        board = client_of(councillor).get(at).content.decode()
        assert "Entered in place of the computed figure, 2020-21 quarter 4" in board
        assert WHY in board
        assert "903-episodes-2021.csv (SHA-256 3f5a3f5a3f5a…)" in board
        # The Department published the same counts: they stand there apart.
        assert "68 of 684 = 9.9%" not in board
        assert GAP not in board
        own = client_of(officer).get(at).content.decode()
        assert f"Computed from the 903 return: 68 of 684 = 9.9%. {GAP}" in own
        file = reverse("performance:indicator_csv", args=["nottingham", HOMES])
        assert WHY in client_of(councillor).get(file).content.decode()

    def test_a_figure_that_was_taken_says_from_what(
        self, council, settled, officer, approver, councillor, client_of
    ):
        offer(council, offered())
        seen = {entry(settled, HOMES).pk: newest().pk}
        use_offers(quarterly_return=settled, seen=seen, by=officer)
        ready(settled, officer)
        hand_over(settled, officer, approver)
        at = reverse("performance:indicator", args=["nottingham", HOMES])
        html = client_of(councillor).get(at).content.decode()
        assert "Computed from the 903 return, 2020-21 quarter 4" in html
        assert "Rule version 2: Three or more placements of 24 hours" in html

    def test_what_the_public_reads_says_nothing_of_the_offer(
        self, council, settled, officer, approver
    ):
        offer(council, offered())
        overridden(settled, officer)
        ready(settled, officer)
        hand_over(settled, officer, approver)
        public = pack_html(quarterly_pack(council, Q4, "public"), "edition")
        assert NAME in public
        for secret in (WHY, "68 of 684 = 9.9%", "than computed", "903-episodes", "3f5a3f5a"):
            assert secret not in public


class TestThePack:
    def test_what_many_figures_have_in_common_is_noted_once(
        self, council, settled, officer, approver
    ):
        offer(council, offered(), offered(SAME_HOME, (143, 232)))
        ready(settled, officer)
        seen = {entry(settled, code).pk: newest(code).pk for code in (HOMES, SAME_HOME)}
        use_offers(quarterly_return=settled, seen=seen, by=officer)
        hand_over(settled, officer, approver)
        notes = quarterly_pack(council, Q4, "public").notes
        [one] = [note for note in notes if note.text == "Computed from the 903 return."]
        assert one.measure.split("; ") == [NAME, "Same home for two years or more"]


class TestTheList:
    def test_every_offer_of_the_quarter_stands_beside_what_is_entered(
        self, council, settled, officer, page
    ):
        offer(council, offered(), offered(SAME_HOME, (143, 232)), offered(FAR, (95, 684)))
        overridden(settled, officer)
        content = {"mode": "counts", "numerator": "143", "denominator": "232"}
        save(settled, officer, (entry(settled, SAME_HOME), content))
        html = page.get(computed()).content.decode()
        assert (
            "<b>1 of 3 differs</b> from what is entered; 1 is in use; 1 is not entered yet" in html
        )
        assert GAP in html
        assert WHY in html
        assert "In the draft" in html
        only = page.get(computed(), {"differs": "1"}).content.decode()
        assert NAME in only
        assert "Placed over 20 miles" not in only

    def test_a_file_of_it_holds_the_numbers_as_they_are(self, council, settled, officer, page):
        offer(council, offered(), offered(SAME_HOME, (143, 232)))
        overridden(settled, officer)
        text = page.get(computed("offer_csv"), {"differs": "1"}).content.decode("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(text))
        assert (row["code"], row["computed numerator"], row["entered numerator"]) == (
            HOMES, "68", "70",
        )  # fmt: skip
        assert row["SHA-256"] == "3f5a" * 16
        assert row["why another figure"] == WHY
        assert row["entered less computed"].startswith("0.29239")

    def test_a_figure_that_no_return_asks_for_is_listed(self, council, page):
        offer(council, offered())
        html = page.get(computed()).content.decode()
        assert "No return of the quarter asks for it" in html

    def test_a_signed_off_figure_stands_where_the_return_is_closed(
        self, council, settled, officer, approver, page
    ):
        overridden_without = {"mode": "counts", "numerator": "70", "denominator": "684"}
        save(settled, officer, (entry(settled, HOMES), overridden_without))
        ready(settled, officer)
        hand_over(settled, officer, approver)
        offer(council, offered())
        html = page.get(computed()).content.decode()
        assert "Signed off, version 1" in html
        assert "No reason given" in html

    def test_an_empty_quarter_says_what_comes_next(self, council, page):
        html = page.get(computed()).content.decode()
        assert "Nothing was computed for this quarter" in html

    def test_it_is_not_for_board_members(self, council, councillor, client_of):
        assert client_of(councillor).get(computed()).status_code == 403
        assert client_of(councillor).get(computed("offer_csv")).status_code == 403

    def test_a_quarter_that_is_none_is_not_there(self, council, page):
        assert page.get(computed(quarter="2020-21")).status_code == 404


class TestSpreadsheets:
    def test_an_untouched_file_changes_nothing_and_a_computed_figure_stays_computed(
        self, council, settled, page, officer
    ):
        offer(council, offered())
        seen = {entry(settled, HOMES).pk: newest().pk}
        use_offers(quarterly_return=settled, seen=seen, by=officer)
        book = downloaded(page, settled)
        assert book.cell(NAME, "Computed").value == "68 of 684 = 9.9%"
        preview = upload(page, settled, book.data()).context["preview"]
        assert preview.changes == ()

    def test_another_number_without_a_reason_is_a_mistake_of_that_cell(
        self, council, settled, page
    ):
        offer(council, offered())
        book = downloaded(page, settled)
        book[NAME, "Count"], book[NAME, "Out of"] = 70, 684
        answer = upload(page, settled, book.data())
        assert answer.status_code == 422
        [mistake] = answer.context["preview"].mistakes
        assert "The computed figure is 68 of 684 = 9.9%. Enter it, or say here" in mistake.message
        assert mistake.cell == book.cell(NAME, "Why not the computed figure").coordinate

    def test_with_a_reason_it_is_an_override(self, council, settled, page):
        offer(council, offered())
        book = downloaded(page, settled)
        book[NAME, "Count"], book[NAME, "Out of"] = 70, 684
        book[NAME, "Why not the computed figure"] = WHY
        save_sheet(page, settled, upload(page, settled, book.data()))
        one = entry(settled, HOMES)
        assert (one.numerator, one.override_reason, one.override_of) == ("70", WHY, newest())

    def test_a_reason_against_an_older_computation_is_asked_about(self, council, settled, page):
        offer(council, offered())
        book = downloaded(page, settled)
        book[NAME, "Count"], book[NAME, "Out of"] = 70, 684
        book[NAME, "Why not the computed figure"] = WHY
        offer(council, offered(of=(69, 684)))
        [mistake] = upload(page, settled, book.data()).context["preview"].mistakes
        assert "computed anew after the file was made: 69 of 684" in mistake.message

    def test_a_file_that_went_out_before_there_were_offers_is_still_read(
        self, council, settled, page, officer
    ):
        offer(council, offered())
        overridden(settled, officer)
        book = downloaded(page, settled)
        for head in ("Why not the computed figure", "Computed", "Computed version"):
            book.sheet.delete_cols(book.columns[head])
            book.columns = {cell.value: cell.column for cell in book.sheet[1]}
        book[NAME, "Comment"] = "Fewer moves than it seems"
        save_sheet(page, settled, upload(page, settled, book.data()))
        one = entry(settled, HOMES)
        assert (one.comment, one.override_reason) == ("Fewer moves than it seems", WHY)

    def test_without_offers_nothing_of_it_is_in_sight(self, settled, page):
        book = downloaded(page, settled)
        spans = [(one.min, one.max) for one in book.sheet.column_dimensions.values() if one.hidden]
        for head in ("Why not the computed figure", "Computed", "Computed version"):
            assert any(first <= book.columns[head] <= last for first, last in spans), head


class TestPrograms:
    def test_a_token_for_the_board_reads_offers_and_the_public_does_not(
        self, council, administrator
    ):
        offer(council, offered())
        offer(council, offered(of=(69, 684)))
        [one] = caller(council, administrator).items("computed-figures")
        assert (one["measure"], one["numerator"], one["version"]) == (HOMES, 69, 2)
        assert one["files"] == [{"name": "903-episodes-2021.csv", "sha256": "3f5a" * 16}]
        address = "/api/v1/councils/nottingham/computed-figures"
        assert caller(council, administrator, PUBLIC).get(address).status_code in (401, 403)

    def test_a_figure_says_what_it_takes_or_stands_in_the_place_of(
        self, council, settled, officer, approver, administrator
    ):
        offer(council, offered())
        overridden(settled, officer)
        ready(settled, officer)
        hand_over(settled, officer, approver)
        figures = caller(council, administrator).items("figures")
        [one] = [figure for figure in figures if figure["measure"] == HOMES]
        told = (one["source"], one["computed_version"], one["override_reason"])
        assert told == ("overridden", 1, WHY)
        assert Figure.objects.filter(offer=None).count() == 2
