"""A rate by itself: the count behind it is seen by everybody who signs for it."""

import pytest

from performance.models import Figure
from performance.services.returns import sign_off_return, submit_return
from reference.models import PopulationEstimate
from tests.performance.returns_cast import enters, entry, opened, switch_on
from tests.performance.sheets import downloaded, save, upload
from tests.performance.views.test_returns import address, post

RATE = "children-in-care-rate"


@pytest.fixture
def care(nottingham, officer):
    switch_on(nottingham, RATE)
    enters(officer, nottingham, "care")
    return opened(nottingham, theme="care")


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def typed(care, **boxes):
    pk = entry(care, RATE).pk
    return {f"e{pk}-{name}": text for name, text in boxes.items()}


def text_of(page, name, found):
    return page.get(address(name, found)).content.decode()


def test_a_count_left_beside_a_rate_stays_in_sight(page, care, client_of, approver, officer):
    post(page, care, typed(care, numerator="68", denominator="67085"), save="1")
    post(page, care, typed(care, value="102"), show=f"{entry(care, RATE).pk}:value")
    html = text_of(page, "return_enter", care)
    shown = html[html.index('data-mode="counts percentage"') :]
    assert not shown.startswith('data-mode="counts percentage" hidden')
    assert html.count(f'id="e{entry(care, RATE).pk}-numerator"') == 1
    assert "(68 children in care)" in text_of(page, "return_check", care)
    submit_return(quarterly_return=care, by=officer)
    assert "(68 children in care)" in text_of(client_of(approver), "return_review", care)
    sign_off_return(quarterly_return=care, by=approver)
    assert Figure.objects.get().numerator == 68


def test_without_a_count_none_is_printed(page, care):
    post(page, care, typed(care, value="102", mode="value"), save="1")
    assert "children in care)" not in text_of(page, "return_check", care)


def test_a_count_that_is_no_number_is_refused_beside_its_box(page, care):
    post(page, care, typed(care, value="102", numerator="68x", mode="value"), save="1")
    html = text_of(page, "return_enter", care)
    assert html.count("“68x” is not a number") == 2


def test_the_population_of_the_mid_year_before_stands_at_its_box(page, care):
    html = text_of(page, "return_enter", care)
    assert "66,943 in mid-2020 (ONS mid-2024, in DfE 2025 release)" in html


@pytest.mark.parametrize(
    ("population", "words"),
    [
        ("66943", "66,943, mid-2020, ONS mid-2024, in DfE 2025 release"),
        ("67,085", "67,085, an estimate that is not among those known here"),
    ],
)
def test_review_says_of_which_estimate_the_population_is(
    page, care, client_of, approver, officer, population, words
):
    post(page, care, typed(care, numerator="684", denominator=population), save="1")
    submit_return(quarterly_return=care, by=officer)
    assert words in text_of(client_of(approver), "return_review", care)
    sign_off_return(quarterly_return=care, by=approver)
    kept = Figure.objects.get().population_vintage
    assert kept in ("not stated", "mid-2020, ONS mid-2024, in DfE 2025 release")
    assert (kept == "not stated") == ("not among" in words)


# --- The population is filled in ---------------------------------------------------------
def kept(care):
    one = entry(care, RATE)
    return (one.numerator, one.denominator, one.revision)


def test_the_box_is_filled_and_names_its_estimate(page, care):
    html = text_of(page, "return_enter", care)
    pk = entry(care, RATE).pk
    assert f'name="e{pk}-denominator" value="66943"' in html
    assert "Filled in: 66,943 in mid-2020 (ONS mid-2024, in DfE 2025 release)." in html


def test_it_is_nobodys_word_before_a_count_is_typed(page, care):
    post(page, care, save="1")
    assert kept(care) == ("", "", 0), "an untouched form saves nothing"
    post(page, care, typed(care, comment="Later."), save="1")
    assert kept(care) == ("", "", 1)
    assert 'denominator" value="66943"' in text_of(page, "return_enter", care)
    post(page, care, typed(care, unavailable_reason="No system", mode="unavailable"), save="1")
    assert kept(care)[1] == ""
    post(page, care, typed(care, value="102", numerator="684", mode="value"), save="1")
    assert kept(care)[:2] == ("684", "")


def test_with_a_count_it_is_kept_as_it_stands(page, care, officer, approver):
    post(page, care, typed(care, numerator="684"), save="1")
    assert kept(care) == ("684", "66943", 1)
    html = text_of(page, "return_check", care)
    assert "66,943, mid-2020" in html
    assert "The reference data have" not in html


def test_a_newer_estimate_never_takes_the_place_of_a_kept_one(page, care):
    post(page, care, typed(care, numerator="684"), save="1")
    newer = PopulationEstimate.objects.get(area=care.council.area_id, year=2020)
    PopulationEstimate.objects.create(
        area_id=newer.area_id, year=2020, population=70000, vintage="ONS mid-2030"
    )
    html = text_of(page, "return_enter", care)
    assert 'denominator" value="66943"' in html
    assert "70,000 in mid-2020 (ONS mid-2030)" in html
    post(page, care, save="1")
    assert kept(care) == ("684", "66943", 1)
    post(page, care, typed(care, denominator=""), save="1")
    assert 'denominator" value=""' in text_of(page, "return_enter", care), "cleared stays cleared"


def test_another_population_is_told_to_who_checks_and_who_signs(
    page, care, client_of, approver, officer
):
    post(page, care, typed(care, numerator="684", denominator="67085"), save="1")
    words = "The reference data have 66,943 (mid-2020, ONS mid-2024, in DfE 2025 release)."
    html = text_of(page, "return_check", care)
    assert f"{words} “Where the figure comes from” can say why" in html
    post(page, care, typed(care, source_note="Our own estimate of June"), save="1")
    submit_return(quarterly_return=care, by=officer)
    html = text_of(client_of(approver), "return_review", care)
    assert words in html
    assert "can say why" not in html
    sign_off_return(quarterly_return=care, by=approver)
    assert words not in text_of(client_of(approver), "return_review", care), "signed is signed"


def test_where_no_estimate_is_known_the_box_is_empty(page, care):
    PopulationEstimate.objects.all().delete()
    html = text_of(page, "return_enter", care)
    assert 'denominator" value=""' in html
    assert "prefilled" not in html


# --- The round trip ----------------------------------------------------------------------
NAME = "Children in care per 10,000"


def test_the_sheet_brings_it_and_takes_it_back_as_nobodys_word(page, care):
    book = downloaded(page, care)
    assert book.cell(NAME, "Out of").value == 66943
    validations = [one.prompt or "" for one in book.sheet.data_validations.dataValidation]
    assert any("66,943 in mid-2020" in words for words in validations)
    answer = upload(page, care, book.data())
    assert "The file says what the draft says already" in answer.content.decode()
    book[NAME, "Count"] = 684
    save(page, care, upload(page, care, book.data()))
    assert kept(care) == ("684", "66943", 1)


def test_the_rate_alone_is_no_contradiction(page, care):
    book = downloaded(page, care)
    book[NAME, "Value"] = 102
    book[NAME, "Count"] = 684
    save(page, care, upload(page, care, book.data()))
    assert (entry(care, RATE).mode, kept(care)[:2]) == ("value", ("684", ""))


def test_no_figure_beside_what_was_filled_in_is_no_contradiction(page, care):
    book = downloaded(page, care)
    book[NAME, "Not available"], book[NAME, "Why not available"] = "Yes", "No system"
    save(page, care, upload(page, care, book.data()))
    assert (entry(care, RATE).mode, kept(care)[1]) == ("unavailable", "")


def test_a_sheet_of_before_a_new_estimate_changes_nothing_by_itself(page, care):
    book = downloaded(page, care)
    PopulationEstimate.objects.create(
        area_id=care.council.area_id, year=2020, population=70000, vintage="ONS mid-2030"
    )
    answer = upload(page, care, book.data())
    assert "The file says what the draft says already" in answer.content.decode()


def test_another_population_in_the_sheet_is_told_before_it_is_saved(page, care):
    book = downloaded(page, care)
    book[NAME, "Count"], book[NAME, "Out of"] = 684, 67085
    previewed = upload(page, care, book.data())
    assert "The reference data have 66,943 residents" in previewed.content.decode()
    save(page, care, previewed)
    assert kept(care) == ("684", "67085", 1)
    again = downloaded(page, care)
    assert again.cell(NAME, "Out of").value == 67085, "what is kept is never written over"
