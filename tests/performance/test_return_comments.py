"""Last quarter's words beside the box, as they stand today; and which words cover which figure."""

import pytest

from performance.checking import check_return
from performance.models import Commentary
from performance.services.returns import reopen_return
from tests.performance.returns_cast import (
    CODES,
    HOME,
    Q3,
    STAYING,
    WORK,
    enters,
    entry,
    hand_over,
    opened,
    save,
    switch_on,
)
from tests.performance.views.test_returns import address, post

WORDS = "Two employers left the scheme."


@pytest.fixture
def third(nottingham, officer, approver):
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    found = opened(nottingham, Q3)
    save(
        found,
        officer,
        (entry(found, HOME), {"mode": "counts", "numerator": "90", "denominator": "100"}),
        (entry(found, WORK), {"mode": "value", "value": "63.8", "comment": WORDS}),
        (entry(found, STAYING), {"mode": "value", "value": "25", "period": "28 December 2020"}),
    )
    return hand_over(found, officer, approver)


@pytest.fixture
def leaving(nottingham, third):
    return opened(nottingham)


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def offered(found):
    return next(one.offered for one in check_return(found) if one.indicator.code == WORK)


def test_words_that_were_corrected_after_opening_are_offered_as_corrected(
    third, leaving, officer, approver, page
):
    reopen_return(quarterly_return=third, reason="Three, not two", by=approver)
    save(
        third,
        officer,
        (
            entry(third, WORK),
            {"mode": "value", "value": "63.8", "comment": "Three employers left."},
        ),
    )
    hand_over(third, officer, approver)
    assert offered(leaving) == "Three employers left."
    assert "Three employers left." in page.get(address("return_enter", leaving)).content.decode()
    save(
        leaving,
        officer,
        (entry(leaving, HOME), {"mode": "counts", "numerator": "90", "denominator": "100"}),
        (entry(leaving, WORK), {"mode": "value", "value": "64", "comment": WORDS}),
        (entry(leaving, STAYING), {"mode": "value", "value": "25", "period": "28 March 2021"}),
    )
    hand_over(leaving, officer, approver)
    # What it was when the return was opened is no longer what the board read last.
    assert not Commentary.objects.get(reported_in=leaving).unchanged


def test_last_quarters_words_never_push_out_what_was_just_typed(page, leaving):
    work = entry(leaving, WORK)
    for _ in range(2):
        own = (
            {f"e{work.pk}-comment": "A third one joined."}
            if not entry(leaving, WORK).comment
            else {}
        )
        post(page, leaving, own, reuse=str(work.pk))
        assert entry(leaving, WORK).comment == f"A third one joined.\n\n{WORDS}"


def test_into_an_empty_box_they_go_as_they_are(page, leaving):
    work = entry(leaving, WORK)
    post(page, leaving, reuse=str(work.pk))
    assert entry(leaving, WORK).comment == WORDS
    assert (
        "Unchanged from last quarter" in page.get(address("return_enter", leaving)).content.decode()
    )
