"""Two returns that tell of one figure are signed off in the same instant, on two connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import AuditEvent
from performance.checking import check_return
from performance.models import Commentary, Figure, ReturnStep
from performance.services.returns import (
    ReturnNotReady,
    reopen_return,
    sign_off_return,
    signing,
    submit_return,
)
from reference.domain.periods import parse
from tests.performance.returns_cast import (
    CODES,
    HOME,
    STAYING,
    WORK,
    enters,
    entry,
    hand_over,
    opened,
    save,
    switch_on,
)

Q1 = parse("2021-22-Q1")
needs_two_writers = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)
COUNTS = {"mode": "counts", "numerator": "90", "denominator": "100"}
PROVISIONAL = {
    "mode": "value", "value": "80.1", "provisional": True, "final_due_on": "30 June 2021",
}  # fmt: skip


def a_pair(council, officer, approver):
    """Both are submitted: the reopened return corrects the provisional figure of quarter 4, and
    that of the next quarter makes it final.
    """
    switch_on(council, *CODES)
    enters(officer, council)
    fourth = opened(council)
    stayed = {"mode": "value", "value": "25", "period": "28 March 2021"}
    save(
        fourth,
        officer,
        (entry(fourth, HOME), COUNTS),
        (entry(fourth, WORK), PROVISIONAL),
        (entry(fourth, STAYING), stayed),
    )
    hand_over(fourth, officer, approver)
    first = opened(council, Q1)
    own = first.entries.exclude(period="2020-21-Q4")
    save(
        first,
        officer,
        (own.get(indicator__code=HOME), COUNTS),
        (own.get(indicator__code=WORK), {"mode": "value", "value": "89"}),
        (own.get(indicator__code=STAYING), {**stayed, "period": "28 June 2021"}),
        (first.entries.get(indicator__code=WORK, period="2020-21-Q4"),
         {"mode": "value", "value": "90.9", "comment": "It rose."}),
    )  # fmt: skip
    submit_return(quarterly_return=first, by=officer)
    reopen_return(quarterly_return=fourth, reason="Late records", by=approver)
    corrected = {**PROVISIONAL, "value": "80.4", "comment": "Late records were added."}
    save(fourth, officer, (entry(fourth, WORK), corrected))
    submit_return(quarterly_return=fourth, by=officer)
    return fourth, first


@pytest.fixture
def pair(nottingham, officer, approver):
    return a_pair(nottingham, officer, approver)


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_the_second_is_told_and_nothing_of_it_is_written(pair, approver, monkeypatch):
    before = Figure.objects.count()
    both = Barrier(2)

    def read_at_once(*args, **more):
        """Both have read which versions there are before either writes one, if they can."""
        found = check_return(*args, **more)
        with suppress(BrokenBarrierError):
            both.wait(timeout=1)
        return found

    monkeypatch.setattr(signing, "check_return", read_at_once)

    def sign(found):
        try:
            return sign_off_return(quarterly_return=found, by=approver)
        except ReturnNotReady as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(sign, pair))
    [refusal] = [one for one in answers if isinstance(one, ReturnNotReady)]
    assert "Another return signed off" in str(refusal)
    for one in pair:
        one.refresh_from_db()
    assert sorted(one.status for one in pair) == ["signed_off", "submitted"]
    [left] = [one for one in pair if one.status == "submitted"]
    versions = Figure.objects.filter(indicator__code=WORK, period="2020-21-Q4")
    assert sorted(versions.values_list("version", flat=True)) == [1, 2]
    # One figure of the reopened return, or the four of the other; nothing of who came second.
    assert Figure.objects.count() - before == (4 if left == pair[0] else 1)
    assert Commentary.objects.filter(reported_in=left, version=1).count() == 0
    assert ReturnStep.objects.filter(quarterly_return=left).last().kind == "submitted"
    signed = AuditEvent.objects.filter(action="return.signed_off")
    assert signed.count() == 2, "quarter 4 the first time, and one of the two"


@pytest.mark.django_db
def test_the_page_says_what_to_do(pair, approver, client_of):
    fourth, first = pair
    sign_off_return(quarterly_return=first, by=approver)
    address = reverse("performance:return_review", args=["nottingham", fourth.quarter, "leaving"])
    answer = client_of(approver).post(address, {"action": "sign_off"}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "1 of the figures is not ready: In education, work or training" in page
    assert "a return that was submitted must be sent back first" in page
    fourth.refresh_from_db()
    assert fourth.status == "submitted"
