"""Several returns tell of one figure: no return overwrites what it has not seen."""

from decimal import Decimal

import pytest

from performance.checking import check_return
from performance.models import EntryRevision, Figure
from performance.services.returns import (
    ReturnError,
    ReturnNotReady,
    reopen_return,
    settle_version,
    submit_return,
)
from reference.domain.periods import parse
from tests.performance.returns_cast import (
    CODES,
    HOME,
    STAYING,
    WORK,
    aim,
    enters,
    entry,
    hand_over,
    opened,
    save,
    switch_on,
)

Q1 = parse("2021-22-Q1")
PROVISIONAL = {
    "mode": "value",
    "value": "80.1",
    "provisional": True,
    "final_due_on": "30 June 2021",
}
STAYED = {"mode": "value", "value": "25", "period": "28 March 2021"}


@pytest.fixture
def fourth(nottingham, officer, approver):
    """Quarter 4, signed off with a provisional figure of 80.1."""
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    found = opened(nottingham)
    save(
        found,
        officer,
        (entry(found, HOME), {"mode": "counts", "numerator": "90", "denominator": "100"}),
        (entry(found, WORK), PROVISIONAL),
        (entry(found, STAYING), STAYED),
    )
    return hand_over(found, officer, approver)


@pytest.fixture
def first(nottingham, officer, fourth):
    """The next quarter's return, which asks for the final figure."""
    return opened(nottingham, Q1)


def chased(found):
    return found.entries.get(indicator__code=WORK, period="2020-21-Q4")


def finish(found, officer, approver, **final):
    """Signs the next quarter off, which makes the figure final: 90.9."""
    save(
        found,
        officer,
        (entry_of(found, HOME), {"mode": "counts", "numerator": "91", "denominator": "100"}),
        (entry_of(found, WORK), {"mode": "value", "value": "89"}),
        (entry_of(found, STAYING), {**STAYED, "period": "28 June 2021"}),
        (chased(found), {"mode": "value", "value": "90.9", **final}),
    )
    return hand_over(found, officer, approver)


def entry_of(found, code):
    return found.entries.exclude(period="2020-21-Q4").get(indicator__code=code)


def versions(period="2020-21-Q4", code=WORK):
    found = Figure.objects.filter(indicator__code=code, period=period).order_by("version")
    return list(found.values_list("version", "value", "standing"))


FINAL = [(1, Decimal("80.1"), "provisional"), (2, Decimal("90.9"), "final")]


def test_an_old_return_that_is_reopened_leaves_newer_figures_alone(
    fourth, first, officer, approver
):
    finish(first, officer, approver)
    assert versions() == FINAL
    reopen_return(quarterly_return=fourth, reason="A home was counted twice", by=approver)
    home = {"mode": "counts", "numerator": "89", "denominator": "100"}
    save(fourth, officer, (entry(fourth, HOME), home))
    hand_over(fourth, officer, approver)
    assert versions() == FINAL
    assert versions(code=HOME)[-1] == (2, Decimal(89), "final")


def test_what_is_left_alone_does_not_hold_the_return_up(fourth, first, officer, approver):
    finish(first, officer, approver)
    reopen_return(quarterly_return=fourth, reason="A home was counted twice", by=approver)
    # A target that was set since asks for a comment on 80.1, which no longer counts.
    aim(fourth.council, WORK, 99)
    found = next(one for one in check_return(fourth) if one.indicator.code == WORK)
    assert (found.state, found.is_superseded, found.changes_figure) == ("done", True, False)


@pytest.fixture
def contested(fourth, first, officer, approver):
    """The old return changes the very figure that the newer return made final."""
    finish(first, officer, approver)
    reopen_return(quarterly_return=fourth, reason="Late records", by=approver)
    save(fourth, officer, (entry(fourth, WORK), {**PROVISIONAL, "value": "80.4"}))
    return fourth


def rival_of(found):
    return next(one for one in check_return(found) if one.indicator.code == WORK).rival


def test_a_change_of_what_another_return_replaced_asks_which_to_keep(contested, officer):
    with pytest.raises(ReturnNotReady) as refusal:
        submit_return(quarterly_return=contested, by=officer)
    [check] = refusal.value.checks
    assert (check.state, check.rival.value) == ("two_versions", Decimal("90.9"))


def test_the_newer_version_is_kept_and_nothing_is_written(contested, officer, approver):
    work = entry(contested, WORK)
    kept = settle_version(
        entry=work, keep_mine=False, against=rival_of(contested).figure_id, by=officer
    )
    assert (kept.value, kept.provisional) == ("90.9", False)
    # What was not kept stays in the history.
    assert EntryRevision.objects.filter(entry=work, value="80.4").exists()
    hand_over(contested, officer, approver)
    assert versions() == FINAL


def test_this_returns_version_is_kept_knowingly(contested, officer, approver):
    settle_version(
        entry=entry(contested, WORK),
        keep_mine=True,
        against=rival_of(contested).figure_id,
        by=officer,
    )
    hand_over(contested, officer, approver)
    assert versions() == [*FINAL, (3, Decimal("80.4"), "provisional")]


def test_nobody_chooses_against_a_version_that_they_have_not_seen(contested, officer):
    with pytest.raises(ReturnError, match="signed off again"):
        settle_version(entry=entry(contested, WORK), keep_mine=True, against=1, by=officer)


def test_whoever_chose_did_not_only_look_on(contested, officer):
    settle_version(
        entry=entry(contested, WORK),
        keep_mine=True,
        against=rival_of(contested).figure_id,
        by=officer,
    )
    newest = EntryRevision.objects.filter(entry__indicator__code=WORK).latest("revision")
    assert (newest.value, newest.by) == ("80.4", officer)


def test_a_figure_changed_behind_a_return_that_asks_for_the_final_one_asks(
    fourth, first, officer, approver
):
    """The other way round: the old return is corrected while the new one has its answer."""
    save(first, officer, (chased(first), {"mode": "value", "value": "90.9"}))
    reopen_return(quarterly_return=fourth, reason="Late records", by=approver)
    save(fourth, officer, (entry(fourth, WORK), {"mode": "value", "value": "85"}))
    hand_over(fourth, officer, approver)
    found = {one.entry.period: one for one in check_return(first) if one.indicator.code == WORK}
    assert found["2020-21-Q4"].rival.value == 85


def test_a_count_is_the_same_count_whichever_box_it_was_typed_into(fourth, officer, approver):
    reopen_return(quarterly_return=fourth, reason="Nothing really", by=approver)
    save(fourth, officer, (entry(fourth, STAYING), {**STAYED, "mode": "counts", "numerator": "25"}))
    hand_over(fourth, officer, approver)
    assert len(versions("2021-03-28", STAYING)) == 1
