"""The pages of returns: who may open them, and that whatever is typed survives."""

import datetime as dt
import re
from html import unescape

import pytest
from django.urls import reverse

from performance.models import EntryRevision, Figure, QuarterlyReturn
from performance.services.returns import (
    TypedEntry,
    save_draft,
    sign_off_return,
    submit_return,
)
from tests.performance.returns_cast import (
    CODES,
    HOME,
    Q3,
    STAYING,
    WORK,
    aim,
    enters,
    entry,
    opened,
    second_officer,
    switch_on,
    typed,
)

PAGES = ("return_enter", "return_check", "return_review")


@pytest.fixture
def leaving(nottingham, officer):
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    return opened(nottingham)


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def address(name, found):
    return reverse(f"performance:{name}", args=[found.council.slug, found.quarter, found.theme_id])


def boxes(page, found):
    """Every field of the form as the browser would send it back unchanged."""
    html = page.get(address("return_enter", found)).content.decode()
    names = re.findall(r'<input[^>]* name="(e\d+-[a-z_]+)" value="([^"]*)"', html)
    unchecked = re.findall(r'type="checkbox" id="(e\d+-[a-z_]+)"(?![^>]*checked)', html)
    areas = re.findall(r'name="(e\d+-[a-z_]+)"[^>]*>(?:&#10;)?([^<]*)</textarea>', html)
    names = [(name, unescape(value)) for name, value in [*names, *areas]]
    return {name: value for name, value in names if name not in unchecked}


def post(page, found, changes=(), **buttons):
    data = {**boxes(page, found), **dict(changes), **buttons}
    return page.post(address("return_enter", found), data)


def box(found, code, field):
    return f"e{entry(found, code).pk}-{field}"


@pytest.mark.parametrize("name", PAGES)
def test_other_councils_find_nothing(client_of, outsider, leaving, name):
    assert client_of(outsider).get(address(name, leaving)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_councillor_is_refused(client_of, councillor, leaving, name):
    assert client_of(councillor).get(address(name, leaving)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_signs_in_and_comes_back(client, leaving, name):
    answer = client.post(address(name, leaving))
    assert answer.status_code == 302
    assert f"next={address(name, leaving)}" in answer["Location"]


@pytest.mark.parametrize("name", ["return_enter", "return_check"])
def test_an_officer_of_another_theme_is_refused(client_of, nottingham, leaving, name):
    other = second_officer(nottingham)
    other.themes.all().delete()
    assert client_of(other).get(address(name, leaving)).status_code == 403
    assert client_of(other).post(address(name, leaving)).status_code == 403


@pytest.mark.parametrize(
    "path", ["2020-21-Q4/adoption/", "2020-21-q4/leaving/", "FY2020-21/leaving/", "99-Q4/leaving/"]
)
def test_what_was_not_opened_is_not_found(page, leaving, path):
    assert page.get(f"/nottingham/returns/{path}").status_code == 404


def test_the_empty_list_says_what_to_do(page, nottingham):
    html = page.get(reverse("performance:return_list", args=["nottingham"])).content.decode()
    assert "No return has been opened yet" in html
    assert "switches on the measures" in html


def test_all_themes_of_a_quarter_are_opened_once(page, nottingham):
    switch_on(nottingham, *CODES, "education-plan")
    address = reverse("performance:return_open", args=["nottingham"])
    quarter = "2025-26-Q4"
    for _ in range(2):
        answer = page.post(address, {"quarter": quarter}, follow=True)
    assert "2 returns are open for 2025-26 quarter 4" in answer.content.decode()
    assert QuarterlyReturn.objects.count() == 2


@pytest.mark.parametrize("quarter", ["", "1066-67-Q1", "<b>"])
def test_a_quarter_that_is_not_offered_is_refused_in_words(page, nottingham, quarter):
    address = reverse("performance:return_open", args=["nottingham"])
    answer = page.post(address, {"quarter": quarter})
    assert "There is a problem" in answer.content.decode()
    assert not QuarterlyReturn.objects.exists()


def test_the_list_says_what_is_missing_and_overdue(page, leaving, officer, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: dt.date(2021, 4, 25))
    save_draft(
        quarterly_return=leaving,
        typed=[typed(entry(leaving, WORK), mode="value", value="60")],
        by=officer,
    )
    html = page.get(reverse("performance:return_list", args=["nottingham"])).content.decode()
    assert "Overdue by 2 days" in html
    assert "2 of 3 figures" in html


def test_an_approver_sees_first_what_waits_for_them(client_of, approver, leaving):
    QuarterlyReturn.objects.update(status="submitted")
    html = client_of(approver).get("/nottingham/returns/").content.decode()
    assert html.index("Waiting for sign-off") < html.index("2020-21 quarter 4</h2>")


def test_an_untouched_form_saves_nothing(page, leaving):
    assert post(page, leaving, save="1").status_code == 302
    assert not EntryRevision.objects.exists()


def test_a_saved_form_sent_again_unchanged_saves_nothing(page, leaving):
    words = '\n\nTwo "houses" & a <b>\n  closed.\n'
    typed_boxes = {box(leaving, WORK, "comment"): words, box(leaving, WORK, "numerator"): " 1 "}
    post(page, leaving, typed_boxes, save="1")
    assert entry(leaving, WORK).comment == words
    post(page, leaving, save="1")
    assert EntryRevision.objects.count() == 1


def test_counts_are_worked_out_on_the_server(page, leaving):
    typed_boxes = {box(leaving, WORK, "numerator"): "143", box(leaving, WORK, "denominator"): "232"}
    post(page, leaving, typed_boxes, save="1")
    assert ">61.6%</output>" in page.get(address("return_enter", leaving)).content.decode()


def test_a_double_press_saves_once(page, leaving):
    data = boxes(page, leaving) | {box(leaving, WORK, "value"): "60", "save": "1"}
    for _ in range(2):
        page.post(address("return_enter", leaving), data)
    assert EntryRevision.objects.count() == 1


def test_an_error_reads_the_same_in_the_summary_and_beside_the_box(page, leaving):
    typed_boxes = {box(leaving, WORK, "numerator"): "246", box(leaving, WORK, "denominator"): "226"}
    html = (
        post(page, leaving, typed_boxes, save="1")
        and page.get(address("return_enter", leaving)).content.decode()
    )
    words = "(246) must be the same as or less than"
    assert html.count(words) == 2
    anchor = re.search(rf'<a href="#(e\d+-numerator)">[^<]*{re.escape(words)}', html)[1]
    assert f'id="{anchor}"' in html
    assert "Everything you typed has been kept" in html


@pytest.mark.parametrize(
    "text",
    [
        "x" * 150_000,
        "<script>alert(1)</script>",
        "\U0001f600 naïve ‏",
        "a\x00b",
        "1e999999",
        "NaN",
        "−5",
        "٣",
        "\ud83d",
    ],
)
def test_anything_typed_is_answered(page, leaving, text):
    typed_boxes = {
        box(leaving, WORK, field): text
        for field in (
            "numerator",
            "denominator",
            "value",
            "unavailable_reason",
            "final_due_on",
            "source_note",
            "comment",
            "reported_direction",
            "confirmed",
            "comment_on",
            "mode",
            "revision",
            "provisional",
        )
    } | {box(leaving, STAYING, "period"): text}
    text.encode("utf-8", "replace")
    safe = {name: value.encode("utf-8", "replace").decode() for name, value in typed_boxes.items()}
    assert post(page, leaving, safe, check="1").status_code == 302
    safe.pop(box(leaving, WORK, "revision"))
    assert post(page, leaving, safe, check="1").status_code == 302
    answer = page.get(address("return_enter", leaving) + "?check=1")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_what_cannot_be_stored_is_said(page, leaving):
    name = box(leaving, WORK, "comment")
    post(page, leaving, {name: "Well\x00 done" + "x" * 30_000}, save="1")
    html = page.get(address("return_enter", leaving)).content.decode()
    assert "characters that cannot be stored were left out" in html
    assert "was cut after 20,000" in html
    assert entry(leaving, WORK).comment.startswith("Well done")


def test_ways_of_typing_keep_what_was_typed(page, leaving):
    pk = entry(leaving, WORK).pk
    post(page, leaving, {f"e{pk}-numerator": "12"}, show=f"{pk}:value")
    found = entry(leaving, WORK)
    assert (found.mode, found.numerator) == ("value", "12")
    post(page, leaving, {f"e{pk}-value": "61"}, show=f"{pk}:counts")
    found.refresh_from_db()
    assert (found.mode, found.numerator, found.value) == ("counts", "12", "61")


def test_a_surprise_is_confirmed_and_asked_again_when_the_figure_changes(
    page, leaving, nottingham, officer, approver
):
    third = opened(nottingham, Q3)
    save_draft(
        quarterly_return=third,
        typed=[
            typed(entry(third, HOME), mode="value", value="90"),
            typed(entry(third, WORK), mode="value", value="60"),
            typed(entry(third, STAYING), mode="unavailable", unavailable_reason="New"),
        ],
        by=officer,
    )
    submit_return(quarterly_return=third, by=officer)
    sign_off_return(quarterly_return=third, by=approver)
    post(page, leaving, {box(leaving, HOME, "value"): "9.47", box(leaving, HOME, "mode"): "value"})
    html = page.get(address("return_enter", leaving)).content.decode()
    assert "<b>Is 9.47 right?</b> It is 80.5 points lower than last quarter (90%)." in html
    assert "Yes, 9.47 is right" in html
    post(page, leaving, {box(leaving, HOME, "confirmed"): "9.47"})
    assert entry(leaving, HOME).confirmed == "9.47"
    post(page, leaving, {box(leaving, HOME, "value"): "9.5"})
    html = page.get(address("return_enter", leaving)).content.decode()
    assert not re.search(r'-confirmed" value="[^"]*" checked', html)


def test_the_second_to_save_sees_both_and_loses_nothing(page, leaving, nottingham, client_of):
    mine = boxes(page, leaving)
    other = second_officer(nottingham)
    work = entry(leaving, WORK)
    save_draft(
        quarterly_return=leaving,
        typed=[
            TypedEntry(entry_id=work.pk, revision=0, mode="value", value="60", comment="theirs")
        ],
        by=other,
    )
    mine |= {f"e{work.pk}-value": "62", f"e{work.pk}-mode": "value", f"e{work.pk}-comment": "mine"}
    mine |= {box(leaving, HOME, "value"): "91", box(leaving, HOME, "mode"): "value", "check": "1"}
    page.post(address("return_enter", leaving), mine)
    html = page.get(address("return_enter", leaving)).content.decode()
    assert "Yours, not saved" in html
    assert all(words in html for words in ("62%", "60%", ">mine<", ">theirs<"))
    assert not re.search(r'type="radio"[^>]*checked', html)
    assert entry(leaving, HOME).value == "91"
    assert (
        "Submit for sign-off</button>"
        not in page.get(address("return_check", leaving)).content.decode()
    )
    post(page, leaving, {f"e{work.pk}-keep": "mine"}, save="1")
    assert entry(leaving, WORK).value == "62"


def test_an_added_figure_and_its_removal(page, leaving):
    work = entry(leaving, WORK)
    add = {"add-measure": work.indicator_id, "add-period": "2019-20", "add-basis": "outturn"}
    post(page, leaving, add | {box(leaving, HOME, "comment"): "kept"}, add="1")
    added = leaving.entries.get(asked=False)
    assert (added.period, added.basis) == ("FY2019-20", "outturn")
    assert entry(leaving, HOME).comment == "kept"
    post(page, leaving, remove=str(added.pk))
    assert not leaving.entries.filter(asked=False).exists()
    for key in ("x", "", "999999999999999999999", str(work.pk)):
        assert post(page, leaving, remove=key).status_code == 302
    assert leaving.entries.count() == 3


def test_a_period_that_cannot_be_read_keeps_the_words_typed(page, leaving):
    add = {"add-measure": entry(leaving, WORK).indicator_id, "add-period": "Christmas"}
    html = post(page, leaving, add, add="1").content.decode()
    assert "There is a problem" in html
    assert 'value="Christmas"' in html


def test_what_is_typed_into_a_submitted_return_is_shown_again(page, leaving):
    data = boxes(page, leaving) | {box(leaving, WORK, "comment"): "Not to be lost"}
    QuarterlyReturn.objects.update(status="submitted")
    answer = page.post(address("return_enter", leaving), data)
    assert answer.status_code == 409
    assert "Not to be lost" in answer.content.decode()


def fill(found, officer):
    save_draft(
        quarterly_return=found,
        typed=[
            typed(entry(found, HOME), mode="counts", numerator="90", denominator="100"),
            typed(entry(found, WORK), mode="value", value="60"),
            typed(entry(found, STAYING), mode="unavailable", unavailable_reason="New"),
        ],
        by=officer,
    )


def test_the_way_to_sign_off_and_back(page, client_of, leaving, officer, approver):
    fill(leaving, officer)
    assert post(page, leaving, check="1")["Location"] == address("return_check", leaving)
    assert (
        "Submit for sign-off</button>"
        in page.get(address("return_check", leaving)).content.decode()
    )
    assert page.post(address("return_check", leaving))["Location"] == address(
        "return_review", leaving
    )
    reviewing, review = client_of(approver), address("return_review", leaving)
    assert "enter what" not in reviewing.post(review, {"action": "send_back"}).content.decode()
    assert (
        "Say what should change"
        in reviewing.post(review, {"action": "send_back", "reason": " "}).content.decode()
    )
    reviewing.post(review, {"action": "send_back", "reason": "Check the homes"})
    assert "Check the homes" in page.get(address("return_enter", leaving)).content.decode()
    page.post(address("return_check", leaving))
    assert "somebody else signs it off" not in reviewing.get(review).content.decode()
    reviewing.post(review, {"action": "sign_off"})
    assert Figure.objects.count() == 3
    reviewing.post(review, {"action": "sign_off"})
    assert Figure.objects.count() == 3
    assert page.get(address("return_enter", leaving))["Location"] == review
    reviewing.post(review, {"action": "reopen", "reason": "Late records"})
    assert "Late records" in page.get(address("return_enter", leaving)).content.decode()


def test_an_officer_sees_why_they_may_not_sign_off(page, leaving, officer):
    fill(leaving, officer)
    page.post(address("return_check", leaving))
    answer = page.post(address("return_review", leaving), {"action": "sign_off"}, follow=True)
    assert "An approver signs a return off" in answer.content.decode()
    assert not Figure.objects.exists()


def test_an_unready_return_has_no_submit_button_and_refuses(page, leaving):
    html = page.get(address("return_check", leaving)).content.decode()
    assert "Submit for sign-off</button>" not in html
    assert "0 of 3 figures are ready" in html
    answer = page.post(address("return_check", leaving), follow=True)
    assert "3 of the figures are not ready" in answer.content.decode()


def test_measures_switched_on_later_are_offered(page, leaving, nottingham):
    switch_on(nottingham, "suitable-home-17-18")
    assert "1 figure can be added" in page.get(address("return_enter", leaving)).content.decode()
    post(page, leaving, ask="1")
    assert leaving.entries.count() == 4


def test_queries_do_not_grow_with_the_measures(
    page, leaving, nottingham, django_assert_max_num_queries
):
    aim(nottingham, WORK, 60)
    with django_assert_max_num_queries(29):
        page.get(address("return_enter", leaving))
    switch_on(nottingham, "suitable-home-17-18", "in-touch", "stayed-put-in-year")
    post(page, leaving, ask="1")
    with django_assert_max_num_queries(29):
        page.get(address("return_enter", leaving))


def test_words_typed_for_anothers_theme_are_shown_again(page, leaving, officer):
    data = boxes(page, leaving) | {box(leaving, WORK, "comment"): "Not to be lost"}
    officer.themes.all().delete()
    html = page.post(address("return_enter", leaving), data).content.decode()
    assert "is not one of your themes" in html
    assert "Not to be lost" in html


def test_not_available_asks_for_the_reason_only_when_checked(page, leaving):
    pk = entry(leaving, WORK).pk
    post(page, leaving, show=f"{pk}:unavailable")
    html = page.get(address("return_enter", leaving)).content.decode()
    assert "There is a problem" not in html
    assert f'id="e{pk}-unavailable_reason"' in html
    html = page.get(address("return_enter", leaving) + "?check=1").content.decode()
    assert html.count("say why the figure is not available") == 2


def test_a_figure_to_add_is_added_whatever_button_is_pressed(page, leaving):
    add = {"add-measure": entry(leaving, WORK).indicator_id, "add-period": "2019-20"}
    post(page, leaving, add | {"add-basis": "outturn"}, save="1")
    assert leaving.entries.filter(asked=False, period="FY2019-20").exists()


def test_pages_without_script_reach_every_way_of_typing(page, leaving):
    html = page.get(address("return_enter", leaving)).content.decode()
    pk = entry(leaving, WORK).pk
    for mode in ("value", "unavailable"):
        assert re.search(rf'<button class="as-link" name="show" value="{pk}:{mode}"', html)
