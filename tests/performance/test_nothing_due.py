"""A quarter in which nothing of a theme falls due: no return is opened, an empty one is closed."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from performance.dashboards.outstanding import outstanding
from performance.dashboards.quarter import latest_quarter
from performance.domain.slots import why_nothing
from performance.domain.vocabulary import Frequency
from performance.models import CouncilIndicator, Figure, QuarterlyReturn
from performance.services.returns import (
    NotAllowed,
    ReturnError,
    ask_again,
    open_due_returns,
    remove_return,
    reopen_return,
    sign_off_return,
    submit_return,
)
from reference.domain.periods import parse
from tests.performance.figures import a_figure
from tests.performance.returns_cast import CODES, Q4, enters, opened, switch_on

# By term: none ends from April to June under the default dates.
PLAN = "education-plan"
Q1 = parse("2021-22-Q1")


@pytest.fixture
def empty(nottingham, officer):
    switch_on(nottingham, PLAN)
    enters(officer, nottingham, "learning")
    return opened(nottingham, Q1, "learning")


def address(name, found):
    return reverse(f"performance:{name}", args=[found.council.slug, found.quarter, found.theme_id])


@pytest.mark.parametrize(
    ("frequencies", "words"),
    [
        ({Frequency.TERM}, "Nothing is due this quarter: no term ended."),
        ({Frequency.YEAR}, "Nothing is due this quarter: the financial year is not over."),
        (
            {Frequency.YEAR, Frequency.TERM},
            "Nothing is due this quarter: no term ended and the financial year is not over.",
        ),
        (set(), "No measure of this theme is switched on."),
    ],
)
def test_why_nothing_is_due(frequencies, words):
    assert why_nothing(frequencies) == words


def test_all_themes_opens_only_those_with_something_due(client_of, officer, nottingham):
    switch_on(nottingham, *CODES, PLAN)
    answer = client_of(officer).post(
        "/nottingham/returns/open/", {"quarter": "2025-26-Q1"}, follow=True
    )
    html = answer.content.decode()
    assert "1 return is open for 2025-26 quarter 1" in html
    assert list(QuarterlyReturn.objects.values_list("theme", flat=True)) == ["leaving"]
    assert "no return is needed: Learning." in " ".join(html.split())
    assert "Not opened" not in html


def test_when_nothing_falls_due_at_all_that_is_said(nottingham, officer):
    switch_on(nottingham, PLAN)
    themes = outstanding(nottingham, viewer=officer, today=Q1.ends_on).themes
    with pytest.raises(ReturnError, match="Nothing falls due for 2021-22 quarter 1"):
        open_due_returns(council=nottingham, themes=themes, quarter=Q1, by=officer)
    assert not QuarterlyReturn.objects.exists()


def test_a_provisional_figure_to_be_made_final_is_something_due(nottingham, officer):
    a_figure(nottingham, PLAN, "2020-21-spring", of=(80, 100), standing="provisional")
    themes = outstanding(nottingham, viewer=officer, today=Q1.ends_on).themes
    opened_now = open_due_returns(council=nottingham, themes=themes, quarter=Q1, by=officer)
    assert [one.theme_id for one in opened_now] == ["learning"]
    assert opened_now[0].entries.get().period == "2020-21-spring"


def test_an_empty_return_says_why_and_is_closed_in_the_browser(client_of, officer, approver, empty):
    page = client_of(officer)
    html = page.get(address("return_enter", empty)).content.decode()
    assert "Nothing is due this quarter: no term ended." in html
    assert "switched on" not in html
    answer = page.post(address("return_enter", empty), {"check": "1"})
    assert answer["Location"] == address("return_check", empty)
    assert "no term ended" in page.get(address("return_check", empty)).content.decode()
    page.post(address("return_check", empty))
    review = client_of(approver).get(address("return_review", empty)).content.decode()
    assert "Sign off that nothing was due" in review
    answer = client_of(approver).post(
        address("return_review", empty), {"action": "sign_off"}, follow=True
    )
    assert "signed off: nothing was due" in answer.content.decode()
    empty.refresh_from_db()
    assert empty.status == "signed_off"
    assert not QuarterlyReturn.objects.outstanding().exists()
    assert not Figure.objects.exists()


def test_the_list_says_why_an_empty_return_has_nothing(client_of, officer, empty):
    html = client_of(officer).get("/nottingham/returns/").content.decode()
    assert "Nothing is due this quarter: no term ended" in html


def test_an_empty_return_signed_off_is_no_newest_quarter_with_figures(
    nottingham, officer, approver, empty
):
    a_figure(nottingham, PLAN, "2020-21-spring", of=(80, 100))
    submit_return(quarterly_return=empty, by=officer)
    sign_off_return(quarterly_return=empty, by=approver)
    assert latest_quarter(nottingham) == Q4


def test_an_empty_return_is_refused_once_something_falls_due(
    client_of, nottingham, officer, approver, empty
):
    submit_return(quarterly_return=empty, by=officer)
    switch_on(nottingham, "special-needs-plan")
    with pytest.raises(ReturnError, match="have fallen due since"):
        sign_off_return(quarterly_return=empty, by=approver)
    QuarterlyReturn.objects.update(status="open")
    with pytest.raises(ReturnError, match="have fallen due since"):
        submit_return(quarterly_return=empty, by=officer)
    html = client_of(officer).get(address("return_check", empty)).content.decode()
    assert "It cannot be submitted without it" in " ".join(html.split())


def test_a_closed_empty_return_takes_figures_when_reopened(nottingham, officer, approver, empty):
    submit_return(quarterly_return=empty, by=officer)
    sign_off_return(quarterly_return=empty, by=approver)
    switch_on(nottingham, "special-needs-plan")
    reopen_return(quarterly_return=empty, reason="A measure came", by=approver)
    assert empty.entries.get().indicator.code == "special-needs-plan"
    assert ask_again(quarterly_return=empty) == 0


def test_an_empty_return_is_removed_by_who_may_open_one(
    client_of, nottingham, councillor, administrator, empty
):
    with pytest.raises(NotAllowed):
        remove_return(quarterly_return=empty, by=councillor)
    page = client_of(administrator)
    assert "Remove this return" in page.get(address("return_review", empty)).content.decode()
    answer = page.post(address("return_review", empty), {"action": "remove"}, follow=True)
    assert "The empty return of Learning was removed" in answer.content.decode()
    assert not QuarterlyReturn.objects.exists()
    assert AuditEvent.objects.filter(action="return.removed", by=administrator).count() == 1


def test_a_return_with_a_box_or_a_sign_off_is_not_removed(nottingham, officer, approver, empty):
    with_boxes = opened(nottingham, Q4, "learning")
    with pytest.raises(ReturnError, match="nothing in it can be removed"):
        remove_return(quarterly_return=with_boxes, by=officer)
    submit_return(quarterly_return=empty, by=officer)
    sign_off_return(quarterly_return=empty, by=approver)
    reopen_return(quarterly_return=empty, reason="To look", by=approver)
    with pytest.raises(ReturnError, match="nothing in it can be removed"):
        remove_return(quarterly_return=empty, by=officer)


def test_a_return_of_a_theme_without_measures_says_so(client_of, officer, empty):
    CouncilIndicator.objects.update(on=False)
    with pytest.raises(ReturnError, match="Remove this return"):
        submit_return(quarterly_return=empty, by=officer)
    html = client_of(officer).get(address("return_enter", empty)).content.decode()
    assert "No measure of this theme is switched on" in html
