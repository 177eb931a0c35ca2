"""What a return asks is worked out afresh: what became final meanwhile is not asked for."""

from decimal import Decimal

import pytest

from performance.checking import check_return
from performance.models import CouncilIndicator, Figure
from performance.services.returns import (
    ReturnError,
    ReturnNotReady,
    ask_again,
    is_removable,
    remove_entry,
    reopen_return,
    submit_return,
)
from tests.performance.returns_cast import HOME, STAYING, WORK, entry, hand_over, save
from tests.performance.test_return_versions import STAYED, chased, entry_of, first, fourth, versions

__all__ = ["first", "fourth"]


@pytest.fixture
def finalised(fourth, first, officer, approver):
    """The next return was opened early; its provisional figure was made final by the old one."""
    reopen_return(quarterly_return=fourth, reason="The final list came", by=approver)
    save(fourth, officer, (entry(fourth, WORK), {"mode": "value", "value": "90.9"}))
    hand_over(fourth, officer, approver)
    return first


def own(found):
    return (
        (entry_of(found, HOME), {"mode": "counts", "numerator": "91", "denominator": "100"}),
        (entry_of(found, WORK), {"mode": "value", "value": "89"}),
        (entry_of(found, STAYING), {**STAYED, "period": "28 June 2021"}),
    )


def asked(found):
    return sorted((one.indicator.code, one.entry.period) for one in check_return(found))


def test_a_figure_that_became_final_is_no_longer_demanded(finalised, officer, approver):
    assert asked(finalised) == [
        (WORK, "2021-22-Q1"),
        (STAYING, ""),
        (HOME, "2021-22-Q1"),
    ]
    save(finalised, officer, *own(finalised))
    hand_over(finalised, officer, approver)
    assert [value for _, value, _ in versions()] == [Decimal("80.1"), Decimal("90.9")]


def test_it_is_asked_for_again_when_it_is_provisional_again(finalised, fourth, officer, approver):
    reopen_return(quarterly_return=fourth, reason="Not yet final after all", by=approver)
    again = {"mode": "value", "value": "90", "provisional": True, "final_due_on": "9 July 2021"}
    save(fourth, officer, (entry(fourth, WORK), again))
    hand_over(fourth, officer, approver)
    assert (WORK, "2020-21-Q4") in asked(finalised)
    assert ask_again(quarterly_return=finalised) == 0


def test_what_was_typed_meanwhile_stays_and_may_be_removed(fourth, first, officer, approver):
    save(first, officer, (chased(first), {"mode": "value", "value": "91"}))
    reopen_return(quarterly_return=fourth, reason="The final list came", by=approver)
    save(fourth, officer, (entry(fourth, WORK), {"mode": "value", "value": "90.9"}))
    hand_over(fourth, officer, approver)
    found = next(one for one in check_return(first) if one.entry.pk == chased(first).pk)
    assert (found.is_asked, found.state) == (False, "two_versions")
    with pytest.raises(ReturnError, match="as not available"):
        remove_entry(entry=entry_of(first, HOME), by=officer)
    remove_entry(entry=chased(first), by=officer)
    assert (WORK, "2020-21-Q4") not in asked(first)


def test_a_measure_counted_on_another_basis_is_asked_for_on_that_one(first, officer):
    use = CouncilIndicator.objects.get(council=first.council, indicator__code=HOME)
    use.basis = "over_period"
    use.save()
    assert HOME not in [code for code, _ in asked(first)]
    assert ask_again(quarterly_return=first) == 1
    assert [one.entry.basis for one in check_return(first) if one.indicator.code == HOME] == [
        "over_period"
    ]


def test_a_dated_measure_is_asked_for_on_its_new_basis_too(first):
    use = CouncilIndicator.objects.get(council=first.council, indicator__code=STAYING)
    use.basis = "not_stated"
    use.save()
    assert ask_again(quarterly_return=first) == 1
    [found] = [one.entry for one in check_return(first) if one.indicator.code == STAYING]
    assert (found.basis, found.period) == ("not_stated", "")


def test_an_answer_on_the_old_basis_is_kept_and_may_be_removed(first, officer):
    home = entry_of(first, HOME)
    save(first, officer, (home, {"mode": "value", "value": "90"}))
    use = CouncilIndicator.objects.get(council=first.council, indicator__code=HOME)
    use.basis = "over_period"
    use.save()
    [found] = [one for one in check_return(first) if one.indicator.code == HOME]
    assert (found.state, found.is_asked) == ("done", False)
    remove_entry(entry=home, by=officer)


def test_a_return_of_which_nothing_is_asked_any_more_can_be_removed(nottingham, first):
    assert not is_removable(first)
    CouncilIndicator.objects.filter(council=nottingham).update(on=False)
    assert is_removable(first)


GONE = {"mode": "unavailable", "unavailable_reason": "The list was of another council"}


@pytest.fixture
def withdrawn(finalised, fourth, officer, approver):
    """The final 90.9 is marked as not available."""
    reopen_return(quarterly_return=fourth, reason="A wrong list", by=approver)
    save(fourth, officer, (entry(fourth, WORK), GONE))
    return fourth


def test_not_available_withdraws_a_final_figure_only_when_said(withdrawn, officer):
    with pytest.raises(ReturnNotReady) as refusal:
        submit_return(quarterly_return=withdrawn, by=officer)
    [check] = refusal.value.checks
    assert check.state == "confirm"
    assert check.checked.surprises[0].message.startswith("Is withdrawing 90.9% right?")


def test_a_withdrawal_carries_its_reason(withdrawn, officer, approver):
    save(withdrawn, officer, (entry(withdrawn, WORK), {**GONE, "confirmed": "withdraw/90.9%"}))
    hand_over(withdrawn, officer, approver)
    newest = Figure.objects.filter(indicator__code=WORK, period="2020-21-Q4").latest("version")
    assert (newest.value, newest.version_reason) == (
        None,
        "Withdrawn: The list was of another council",
    )


def test_a_provisional_figure_is_not_withdrawn_but_replaced(first, officer):
    save(first, officer, (chased(first), GONE))
    [found] = [one for one in check_return(first) if one.entry.pk == chased(first).pk]
    assert found.state == "done"
