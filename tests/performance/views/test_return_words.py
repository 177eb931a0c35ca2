"""What the pages of a return call things, and what they answer to odd presses."""

import datetime as dt
from decimal import Decimal

import pytest

from performance.dashboards.outstanding import outstanding
from performance.models import Indicator, QuarterlyReturn, Target
from performance.services.returns import (
    ReturnError,
    TypedEntry,
    add_entry,
    save_draft,
    submit_return,
)
from reference.domain.periods import parse
from tests.performance.figures import a_figure
from tests.performance.returns_cast import (
    CODES,
    HOME,
    STAYING,
    WORK,
    enters,
    entry,
    opened,
    save,
    second_officer,
    switch_on,
)
from tests.performance.views.test_returns import address, post


@pytest.fixture
def leaving(nottingham, officer):
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    return opened(nottingham)


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def text_of(page, name, found):
    return page.get(address(name, found)).content.decode()


def filled(found, officer):
    save(
        found,
        officer,
        (entry(found, HOME), {"mode": "value", "value": "90"}),
        (entry(found, WORK), {"mode": "value", "value": "60"}),
        (entry(found, STAYING), {"mode": "counts", "numerator": "25", "period": "28 March 2021"}),
    )


def test_a_second_press_of_submit_is_told_that_it_is_done(page, leaving, officer):
    filled(leaving, officer)
    for _ in range(2):
        answer = page.post(address("return_check", leaving), follow=True)
    html = answer.content.decode()
    assert "This return was submitted already, by Performance officer on" in html
    assert "was not saved" not in html
    with pytest.raises(ReturnError, match="submitted already"):
        submit_return(quarterly_return=leaving, by=officer)


def test_a_number_is_not_out_of_anything(page, leaving, officer):
    filled(leaving, officer)
    html = text_of(page, "return_check", leaving)
    assert "out of –" not in html
    assert "<b>25</b>" in html


def test_a_number_that_was_given_as_a_count_stands_in_its_box(page, leaving, officer):
    filled(leaving, officer)
    staying = entry(leaving, STAYING)
    assert f'name="e{staying.pk}-value" value="25"' in text_of(page, "return_enter", leaving)
    post(page, leaving, save="1")
    staying.refresh_from_db()
    assert (staying.mode, staying.revision) == ("counts", 1)
    post(page, leaving, {f"e{staying.pk}-value": "26"}, save="1")
    assert "<b>26</b>" in text_of(page, "return_check", leaving)


@pytest.mark.parametrize("key", ["²", "٣", "1²", "x", "", "9" * 30])
@pytest.mark.parametrize("button", ["remove", "show", "reuse"])
def test_odd_keys_are_answered(page, leaving, button, key):
    assert page.post(address("return_enter", leaving), {button: key}).status_code == 302


def test_an_earlier_figure_of_another_kind_is_not_denied(page, leaving, nottingham, officer):
    a_figure(nottingham, STAYING, "June 2020", "20", quarter="2020-21-Q3")
    filled(leaving, officer)
    html = text_of(page, "return_enter", leaving)
    assert "no earlier figure to compare with" in html


def aim_between(council, code, low, high):
    indicator = Indicator.objects.get(code=code, council=None)
    Target.objects.create(
        council=council,
        indicator=indicator,
        from_on=dt.date(2020, 4, 1),
        low=Decimal(low),
        high=Decimal(high),
    )


def test_a_target_that_is_one_point_is_not_called_a_range(page, leaving, nottingham):
    Indicator.objects.filter(code=HOME).update(polarity="range")
    aim_between(nottingham, HOME, 88, 88)
    assert "Target 88%, near 88% is better" in text_of(page, "return_enter", leaving)
    Target.objects.update(low=80)
    assert "Target 80–88%, inside the range is better" in text_of(page, "return_enter", leaving)


def test_the_span_of_a_running_figure_is_said_in_words(page, leaving, officer):
    work = entry(leaving, WORK)
    for basis in ("rolling_12", "year_to_date"):
        add_entry(
            quarterly_return=leaving,
            indicator=work.indicator,
            period=parse("2020-21-Q3"),
            basis=basis,
            by=officer,
        )
    html = text_of(page, "return_enter", leaving)
    assert "12 months to 31 December 2020" in html
    assert "year to 31 December 2020" in html.replace("Year to", "year to")


def test_the_form_speaks_no_jargon(page, leaving):
    html = text_of(page, "return_enter", leaving)
    assert "What of it" not in html
    assert "---------" not in html
    assert "Choose a measure" in html


def conflict(found, first, second, **fields):
    """Both typed on top of the empty entry; the versions differ in `fields` only."""
    work = entry(found, WORK)
    for who, more in ((first, {}), (second, fields)):
        typed = TypedEntry(entry_id=work.pk, revision=0, mode="value", value="60", **more)
        save_draft(quarterly_return=found, typed=[typed], by=who)


def test_versions_that_differ_in_the_small_print_say_in_what(page, leaving, nottingham, officer):
    conflict(
        leaving,
        second_officer(nottingham),
        officer,
        source_note="The September list",
        provisional=True,
        final_due_on="9 May 2021",
        reported_direction="improving",
    )
    html = text_of(page, "return_enter", leaving)
    for words in (
        "Standing: Provisional, final figure due on 9 May 2021",
        "Standing: Final",
        "Source: The September list",
        "Source: –",
        "Officers report: Improving",
    ):
        assert words in html


def test_a_conflict_says_who_saved_while_who_was_working(
    page, leaving, nottingham, officer, client_of
):
    other = second_officer(nottingham, "Colleague")
    conflict(leaving, officer, other, comment="theirs")
    assert "Colleague worked on this measure when you saved it" in text_of(
        page, "return_enter", leaving
    )
    assert "A colleague saved this measure while you were working" in text_of(
        client_of(other), "return_enter", leaving
    )
    third = client_of(second_officer(nottingham, "Deputy"))
    assert "Performance officer saved this measure while Colleague was working" in text_of(
        third, "return_enter", leaving
    )


def test_ones_own_other_window_is_called_that(page, leaving, officer):
    conflict(leaving, officer, officer, comment="again")
    assert "You saved this measure in another window" in text_of(page, "return_enter", leaving)


def unopened(council, officer, today):
    page = outstanding(council, viewer=officer, today=dt.date.fromisoformat(today))
    return [(one.quarter.key, one.is_whole) for one in page.unopened], page.older_unopened


def test_quarters_that_are_over_and_were_never_opened_are_named(leaving, nottingham, officer, page):
    found, older = unopened(nottingham, officer, "2021-10-05")
    assert (found, older) == ([("2021-22-Q2", True), ("2021-22-Q1", True)], 0)
    assert unopened(nottingham, officer, "2021-09-30")[0] == [("2021-22-Q1", True)]
    found, older = unopened(nottingham, officer, "2023-04-01")
    assert (len(found), older) == (6, 2)
    html = page.get("/nottingham/returns/").content.decode()
    assert "Quarters that are over and not opened" in html


def test_a_quarter_of_which_a_theme_is_missing_names_the_theme(leaving, nottingham, officer):
    switch_on(nottingham, "education-plan", "dental-check")
    opened(nottingham, parse("2021-22-Q1"))
    QuarterlyReturn.objects.filter(quarter="2020-21-Q4").update(status="signed_off")
    page = outstanding(nottingham, viewer=officer, today=dt.date(2021, 7, 5))
    [one] = page.unopened
    assert (one.quarter.key, one.is_whole) == ("2020-21-Q4", False)
    assert [str(theme) for theme in one.themes] == ["Healthy", "Learning"]


def test_without_returns_nothing_is_named(nottingham, officer):
    assert unopened(nottingham, officer, "2021-07-05") == ([], 0)
