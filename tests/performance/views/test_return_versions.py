"""The form where another return told of the same figure meanwhile: both versions, a choice."""

import pytest

from performance.services.returns import reopen_return
from tests.performance.returns_cast import WORK, entry, hand_over, save
from tests.performance.test_asked_again import finalised, withdrawn
from tests.performance.test_return_versions import (
    PROVISIONAL,
    chased,
    contested,
    finish,
    first,
    fourth,
)
from tests.performance.views.test_returns import address, post

__all__ = ["contested", "finalised", "first", "fourth", "withdrawn"]


@pytest.fixture
def page(client_of, officer):
    return client_of(officer)


def test_both_versions_stand_side_by_side_and_one_is_chosen(page, contested):
    html = page.get(address("return_enter", contested)).content.decode()
    assert "2021-22 quarter 1 signed off a newer version of this figure" in html
    assert "80.4%" in html
    assert "90.9%" in html
    assert "Standing: Provisional, final figure due on 30 June 2021" in html
    assert "Submit for sign-off</button>" not in (
        page.get(address("return_check", contested)).content.decode()
    )
    work = entry(contested, WORK)
    post(page, contested, {f"e{work.pk}-keep": "theirs"}, save="1")
    work.refresh_from_db()
    assert (work.value, work.provisional) == ("90.9", False)


def test_a_figure_that_another_return_replaced_says_so(page, fourth, first, officer, approver):
    finish(first, officer, approver)
    reopen_return(quarterly_return=fourth, reason="Late records", by=approver)
    words = "Another return signed off this newer version."
    for name in ("return_enter", "return_check"):
        assert words in page.get(address(name, fourth)).content.decode()
    save(fourth, officer, (entry(fourth, WORK), {**PROVISIONAL, "value": "80.2"}))
    assert words not in page.get(address("return_enter", fourth)).content.decode()


def test_a_withdrawal_is_asked_about_beside_the_reason(page, withdrawn):
    html = page.get(address("return_enter", withdrawn)).content.decode()
    assert "Yes, withdrawing 90.9% is right" in html
    work = entry(withdrawn, WORK)
    post(page, withdrawn, {f"e{work.pk}-confirmed": "withdraw/90.9%"}, check="1")
    assert page.get(address("return_check", withdrawn)).content.decode().count("withdrawing") == 1


def test_what_is_no_longer_asked_says_so_and_is_removed(page, fourth, first, officer, approver):
    save(first, officer, (chased(first), {"mode": "value", "value": "91"}))
    finish_old(fourth, officer, approver)
    settled = chased(first)
    post(page, first, {f"e{settled.pk}-keep": "mine"}, save="1")
    html = page.get(address("return_enter", first)).content.decode()
    assert "The catalogue no longer asks for this figure" in html
    assert (
        "In education, work or training: the figure was removed."
        in (
            page.post(address("return_enter", first), {"remove": settled.pk}, follow=True)
        ).content.decode()
    )


def finish_old(fourth, officer, approver):
    reopen_return(quarterly_return=fourth, reason="The final list came", by=approver)
    save(fourth, officer, (entry(fourth, WORK), {"mode": "value", "value": "90.9"}))
    hand_over(fourth, officer, approver)
