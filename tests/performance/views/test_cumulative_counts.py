"""The pages of a count through the year: target, return, its workbook, evidence, other programs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from performance.models import Entry, Figure, Target
from performance.services.returns import save_draft
from tests.callers import PUBLIC, caller
from tests.performance.figures import a_figure, a_target, switch_on
from tests.performance.returns_cast import (
    enters,
    entry,
    hand_over,
    opened,
    save,
    second_officer,
    typed,
)
from tests.performance.sheets import downloaded, upload
from tests.performance.sheets import save as save_upload
from tests.performance.test_cumulative_counts import HOMES, STEPS, Q
from tests.performance.views.test_returns import address, box, post

pytestmark = pytest.mark.django_db
NAME = "Permanent homes found so far this year"
EXPECTED = "Expected in the rest of the year"
SUM = "14 so far + 9 expected = 23 by 31 March, target 25: 2 short"


@pytest.fixture
def council(nottingham):
    switch_on(nottingham, HOMES)
    a_target(nottingham, HOMES, "25", **STEPS)
    return nottingham


@pytest.fixture
def second(council, officer):
    enters(officer, council, "adoption")
    return opened(council, Q[2], "adoption")


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def html_of(client, name, found):
    return client.get(address(name, found)).content.decode()


SENT = {"from_period": "2021-22", "low": "40", "tolerance": "5"}


class TestTheTargetForm:
    def at(self, code=HOMES):
        return reverse("performance:target_add", args=["nottingham", code])

    def test_a_profile_is_entered_and_listed(self, client_of, analyst, council):
        signed_in = client_of(analyst)
        steps = {"by_q1": "10", "by_q2": "20", "by_q3": "30"}
        answer = signed_in.post(self.at(), {**SENT, **steps}, follow=True)
        assert "has been saved" in answer.content.decode()
        made = Target.objects.get(low=40)
        assert (made.by_q1, made.by_q2, made.by_q3) == (10, 20, 30)
        edit = reverse("performance:measure_edit", args=["nottingham", HOMES])
        text = signed_in.get(edit).content.decode()
        assert "10, 20, 30" in text
        assert "6, 14, 20" in text, "the older target keeps its own"

    @pytest.mark.parametrize(
        ("steps", "words"),
        [
            ({"by_q1": "10", "by_q2": "9", "by_q3": "30"}, "enter 10 or more"),
            ({"by_q1": "10", "by_q2": "20", "by_q3": "41"}, "enter 40 or less"),
            ({"by_q1": "10"}, "Enter all three amounts of the profile, or none"),
            ({"by_q1": "ten", "by_q2": "20", "by_q3": "30"}, "Enter a number"),
        ],
    )
    def test_what_is_wrong_stands_at_its_box_and_nothing_is_lost(
        self, client_of, analyst, council, steps, words
    ):
        answer = client_of(analyst).post(self.at(), {**SENT, **steps})
        text = answer.content.decode()
        assert answer.status_code == 200
        assert words in text
        assert all(f'value="{typed}"' in text for typed in steps.values())
        assert Target.objects.count() == 1

    def test_any_other_measure_is_asked_for_none(self, client_of, analyst, council):
        switch_on(council, "visits-on-time")
        text = client_of(analyst).get(self.at("visits-on-time")).content.decode()
        assert "Planned by" not in text
        assert "Planned by 30 June" in client_of(analyst).get(self.at()).content.decode()


class TestTheReturn:
    def test_the_forecast_stands_beside_the_count_with_its_sum(self, page, second):
        html = html_of(page, "return_enter", second)
        assert "Expected from 1 October to 31 March" in html
        assert "Target 25 by 31 March, 14 planned by 30 September, higher is better" in html
        changes = {box(second, HOMES, "value"): "14", box(second, HOMES, "expected"): "9"}
        post(page, second, changes, save="1")
        kept = entry(second, HOMES)
        assert (kept.value, kept.expected) == ("14", "9")
        html = html_of(page, "return_enter", second)
        assert SUM in html
        assert 'data-low="25" data-high="" data-target="25"' in html
        check = html_of(page, "return_check", second)
        assert SUM in check
        assert "does not reach the target of 25 (2 short)" in check

    def test_what_is_wrong_says_so_at_its_box(self, page, second):
        changes = {box(second, HOMES, "value"): "14", box(second, HOMES, "expected"): "<b>nine"}
        post(page, second, changes, check="1")
        html = page.get(f"{address('return_enter', second)}?check=1").content.decode()
        own = box(second, HOMES, "expected")
        assert f'href="#{own}"' in html
        assert "expected in the rest of the year: “&lt;b&gt;nine” is not a number" in html
        assert 'value="&lt;b&gt;nine"' in html

    def test_the_last_quarter_asks_for_none(self, page, second, council):
        last = opened(council, Q[4], "adoption")
        html = html_of(page, "return_enter", last)
        assert "Expected from" not in html
        assert "data-forecast" not in html

    def test_no_profile_is_said(self, page, second):
        Target.objects.update(by_q1=None, by_q2=None, by_q3=None)
        post(page, second, {box(second, HOMES, "value"): "8"}, save="1")
        html = html_of(page, "return_enter", second)
        assert "Target 25 by 31 March, no profile by quarter" in html
        assert "so the count is judged at 31 March" in html

    def test_who_signs_reads_the_forecast(self, page, second, officer, client_of, approver):
        said = {"mode": "value", "value": "14", "expected": "9", "period": "2020-21-Q2"}
        save(second, officer, (entry(second, HOMES), {**said, "comment": "Two hearings moved."}))
        hand_over(second, officer, approver)
        html = html_of(client_of(approver), "return_review", second)
        assert SUM in html
        assert "14, 9 more expected" in html

    def test_two_officers_with_two_forecasts_choose(
        self, page, second, officer, client_of, council
    ):
        other = enters(second_officer(council), council, "adoption")
        base = {"mode": "value", "value": "14", "period": "2020-21-Q2"}
        late = typed(entry(second, HOMES), **base, expected="7")
        save(second, officer, (entry(second, HOMES), {**base, "expected": "9"}))
        outcome = save_draft(quarterly_return=second, typed=[late], by=other)
        assert len(outcome.conflicts) == 1
        html = html_of(client_of(other), "return_enter", second)
        assert f"{EXPECTED}: 7" in html
        assert f"{EXPECTED}: 9" in html
        own = f"e{entry(second, HOMES).pk}"
        post(client_of(other), second, {f"{own}-keep": "mine"}, save="1")
        assert entry(second, HOMES).expected == "7"


class TestTheWorkbook:
    def test_it_goes_out_and_comes_back(self, page, second, officer):
        book = downloaded(page, second)
        assert book.cell(NAME, EXPECTED).value is None
        assert not book.cell(NAME, EXPECTED).protection.locked
        book[NAME, "Value"] = 14
        book[NAME, EXPECTED] = 9
        previewed = upload(page, second, book.data())
        [change] = previewed.context["preview"].changes
        assert (EXPECTED, "–", "9") in [(o.label, o.before, o.after) for o in change.lines]
        assert any("does not reach the target" in note for note in change.notes)
        save_upload(page, second, previewed)
        kept = entry(second, HOMES)
        assert (kept.mode, kept.value, kept.expected) == ("value", "14", "9")
        again = upload(page, second, downloaded(page, second).data())
        assert again.context["preview"].changes == ()

    def test_clearing_it_clears_it_and_words_are_refused(self, page, second, officer):
        said = {"mode": "value", "value": "14", "expected": "9", "period": "2020-21-Q2"}
        save(second, officer, (entry(second, HOMES), said))
        book = downloaded(page, second)
        book[NAME, EXPECTED] = "nine or ten"
        [mistake] = upload(page, second, book.data()).context["preview"].mistakes
        assert mistake.cell == book.cell(NAME, EXPECTED).coordinate
        book[NAME, EXPECTED] = None
        save_upload(page, second, upload(page, second, book.data()))
        assert (entry(second, HOMES).value, entry(second, HOMES).expected) == ("14", "")

    def test_the_column_is_not_shown_where_nothing_is_forecast(self, page, council, officer):
        enters(officer, council, "adoption")
        last = opened(council, Q[4], "adoption")
        sheet = downloaded(page, last).sheet
        head = next(cell for cell in sheet[1] if cell.value == EXPECTED)
        assert sheet.column_dimensions[head.column_letter].hidden


class TestWhoReads:
    @pytest.fixture
    def told(self, council):
        for number, (value, expected) in enumerate((("7", 15), ("14", 9)), 1):
            period = f"2020-21-Q{number}"
            a_figure(council, HOMES, period, value, expected=expected, quarter=period)
        return council

    def test_a_councillor_reads_the_sum_and_the_year(self, client_of, councillor, told):
        signed_in = client_of(councillor)
        board = reverse("performance:dashboard", args=["nottingham", "2020-21-Q2"])
        assert SUM in signed_in.get(board).content.decode()
        measure = reverse("performance:indicator", args=["nottingham", HOMES])
        text = signed_in.get(measure, {"quarter": "2020-21-Q2"}).content.decode()
        assert f"<b>{SUM}.</b>" in text
        assert "So far in 2020-21, and what is expected" in text
        assert "Planned 25" in text or '"Planned' in text
        assert "14, 9 more expected" in text
        assert "How earlier forecasts did" not in text

    def test_without_a_profile_the_page_says_so(self, client_of, councillor, told):
        Target.objects.update(by_q1=None, by_q2=None, by_q3=None)
        board = reverse("performance:dashboard", args=["nottingham", "2020-21-Q2"])
        text = client_of(councillor).get(board).content.decode()
        assert "Not judged yet" in text
        assert "the target has no profile by quarter" in text
        measure = reverse("performance:indicator", args=["nottingham", HOMES])
        assert "judged at 31 March only" in client_of(councillor).get(measure).content.decode()

    def test_files_label_it_as_a_forecast(self, client_of, councillor, told):
        for name, args in (
            ("dashboard_csv", ["nottingham", "2020-21-Q2"]),
            ("indicator_csv", ["nottingham", HOMES]),
        ):
            data = client_of(councillor).get(reverse(f"performance:{name}", args=args))
            text = b"".join(data).decode("utf-8-sig")
            lines = list(csv.DictReader(io.StringIO(text)))
            told = {(o["value"], o["forecast of the rest of the year"]) for o in lines}
            assert ("14", "9") in told

    def test_programs_read_it_apart_from_the_value(self, administrator, told):
        board = caller(told, administrator)
        assert [(o["value"], o["expected"]) for o in board.items("figures")] == [(7, 15), (14, 9)]
        [target] = board.items("targets")
        assert (target["low"], target["by_q1"], target["by_q2"], target["by_q3"]) == (25, 6, 14, 20)
        assert caller(told, administrator, PUBLIC).items("public-figures") == []

    def test_it_is_no_figure_of_its_own(self, told):
        assert Figure.objects.count() == 2
        assert set(Figure.objects.values_list("group", "basis")) == {("all", "year_to_date")}
        assert not Entry.objects.exists()
        assert Figure.objects.filter(value=Decimal(9)).count() == 0
