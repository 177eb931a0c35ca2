"""Figures of another area or group in a return: named everywhere, and offered again."""

import pytest

from performance.checking import check_return
from performance.models import Group
from performance.services.returns import add_entry, carry_forward, submit_return
from performance.services.returns.refusals import ReturnNotReady
from reference.domain.periods import parse
from tests.performance.figures import a_target, an_agency
from tests.performance.returns_cast import enters, entry, hand_over, opened, save, switch_on
from tests.performance.views.test_returns import address, post

MATCHED = "children-matched"
OURS, THEIRS = (
    "Children matched with adopters, Nottingham",
    "Children matched with adopters, Adoption East Midlands",
)


@pytest.fixture
def agency(db):
    return an_agency()


@pytest.fixture
def adoption(nottingham, officer, agency):
    """Our 29 and the agency's 134 of one year."""
    switch_on(nottingham, MATCHED)
    enters(officer, nottingham, "adoption")
    found = opened(nottingham, theme="adoption")
    ours = entry(found, MATCHED)
    theirs = add_entry(
        quarterly_return=found,
        indicator=ours.indicator,
        period=parse("FY2019-20"),
        basis=ours.basis,
        area=agency,
        by=officer,
    )
    save(
        found,
        officer,
        (
            ours,
            {"mode": "value", "value": "29", "period": "2019-20", "confirmed": "29@FY2019-20"},
        ),
        (theirs, {"mode": "value", "value": "134"}),
    )
    return found


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def text_of(page, name, found):
    return page.get(address(name, found)).content.decode()


def test_form_check_and_review_say_whose_figure_it_is(page, adoption, client_of, approver):
    for name in ("return_enter", "return_check"):
        html = text_of(page, name, adoption)
        for whose in (OURS, THEIRS):
            # The heading, and the panel beside the form.
            assert f">{whose}</h" in html
            assert f">{whose}</a>" in html
    assert f">{THEIRS}</h2>" in text_of(client_of(approver), "return_review", adoption)


def test_a_figure_by_itself_is_just_the_measure(nottingham, page, officer):
    switch_on(nottingham, MATCHED)
    enters(officer, nottingham, "adoption")
    html = text_of(page, "return_enter", opened(nottingham, theme="adoption"))
    assert ">Children matched with adopters</h2>" in html


def test_errors_say_whose_figure_they_are_of(page, adoption):
    theirs = adoption.entries.get(asked=False)
    post(page, adoption, {f"e{theirs.pk}-value": "x"}, save="1")
    html = text_of(page, "return_enter", adoption)
    assert html.count("Adoption East Midlands: “x” is not a number") == 2


def test_a_refusal_says_whose_figure_it_is_of(adoption, officer):
    save(adoption, officer, (adoption.entries.get(asked=False), {"mode": "value", "value": ""}))
    with pytest.raises(ReturnNotReady, match="Adoption East Midlands"):
        submit_return(quarterly_return=adoption, by=officer)


def test_a_group_is_named_and_not_what_the_quarter_is_about(adoption, officer):
    group = Group.objects.exclude(pk="all").first()
    ours = entry(adoption, MATCHED)
    add_entry(
        quarterly_return=adoption,
        indicator=ours.indicator,
        period=parse("2021-03-31"),
        basis=ours.basis,
        group=group.pk,
        by=officer,
    )
    names = [one.name for one in check_return(adoption)]
    assert f"Children matched with adopters, {group.name}" in names


def test_the_councils_target_does_not_judge_an_agency(adoption, nottingham):
    a_target(nottingham, MATCHED, "200")
    goals = {one.name: one.goal for one in check_return(adoption)}
    assert (goals[THEIRS], goals[OURS] is None) == (None, False)


def test_last_quarters_other_series_are_offered_again(adoption, officer, approver, page):
    hand_over(adoption, officer, approver)
    following = opened(adoption.council, parse("2021-22-Q1"), "adoption")
    assert "Children matched with adopters, Adoption East Midlands. <button" in text_of(
        page, "return_enter", following
    )
    answer = page.post(address("return_enter", following), {"carry": "1"}, follow=True)
    assert "1 figure was added." in answer.content.decode()
    theirs = following.entries.get(area__name="Adoption East Midlands")
    assert (theirs.asked, theirs.period) == (False, "")
    assert carry_forward(quarterly_return=following, by=officer) == 0
    # The measure is dated: the date of the new figure has its box.
    post(page, following, {f"e{theirs.pk}-period": "June 2021", f"e{theirs.pk}-value": "30"})
    theirs.refresh_from_db()
    assert (theirs.period, theirs.value) == ("June 2021", "30")


def test_nothing_is_carried_forward_without_another_series(nottingham, officer, page):
    switch_on(nottingham, MATCHED)
    enters(officer, nottingham, "adoption")
    found = opened(nottingham, theme="adoption")
    assert 'name="carry"' not in text_of(page, "return_enter", found)
    assert carry_forward(quarterly_return=found, by=officer) == 0


def test_a_date_is_written_as_people_write_it_and_its_other_spelling_is_no_change(page, adoption):
    theirs = adoption.entries.get(asked=False)
    html = text_of(page, "return_enter", adoption)
    assert f'name="e{theirs.pk}-period" value="2019-20"' in html
    post(page, adoption, save="1")
    theirs.refresh_from_db()
    assert (theirs.period, theirs.revision) == ("FY2019-20", 1)


def test_a_date_can_be_cleared(page, adoption):
    ours = entry(adoption, MATCHED)
    post(page, adoption, {f"e{ours.pk}-period": ""}, save="1")
    ours.refresh_from_db()
    assert ours.period == ""
    html = page.get(address("return_enter", adoption)).content.decode()
    assert "enter the date that the figure describes" in html


def test_a_box_that_was_not_on_the_page_leaves_the_date(adoption, officer):
    ours = entry(adoption, MATCHED)
    save(adoption, officer, (ours, {"mode": "value", "value": "30"}))
    ours.refresh_from_db()
    assert (ours.period, ours.value) == ("2019-20", "30")


def test_a_period_of_the_catalogue_cannot_be_typed(page, nottingham, officer):
    switch_on(nottingham, "visits-on-time")
    enters(officer, nottingham, "seen")
    found = opened(nottingham, theme="seen")
    visits = found.entries.get(indicator__code="visits-on-time", period="2020-21-Q4")
    post(page, found, {f"e{visits.pk}-period": "1999", f"e{visits.pk}-value": "5"}, save="1")
    visits.refresh_from_db()
    assert (visits.period, visits.value) == ("2020-21-Q4", "5")
