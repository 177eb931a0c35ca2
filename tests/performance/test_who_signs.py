"""Nobody signs off what they had a hand in; who chose between two versions had one."""

import pytest

from accounts.models import AuditEvent
from performance.dashboards.outstanding import outstanding
from performance.models import Commentary, EntryRevision
from performance.services.returns import (
    NotAllowed,
    TypedEntry,
    add_entry,
    ask_again,
    may_sign,
    reopen_return,
    save_draft,
    settle_conflict,
    sign_off_return,
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
    second_officer,
    switch_on,
)

REFUSED = "somebody else signs it off"


@pytest.fixture
def leaving(nottingham, officer):
    nottingham.deputies_sign_off = True
    nottingham.save()
    switch_on(nottingham, *CODES)
    enters(officer, nottingham)
    found = opened(nottingham)
    save(
        found,
        officer,
        (entry(found, HOME), {"mode": "value", "value": "90"}),
        (entry(found, STAYING), {"mode": "unavailable", "unavailable_reason": "New"}),
    )
    return found


def contested(found, officer, other):
    """The officer saved 60; the other typed 62, which waits for a choice."""
    work = entry(found, WORK)
    stale = TypedEntry(entry_id=work.pk, revision=0, mode="value", value="62")
    save(found, officer, (work, {"mode": "value", "value": "60"}))
    [conflict] = save_draft(quarterly_return=found, typed=[stale], by=other).conflicts
    return conflict.mine


@pytest.mark.parametrize("keep_waiting", [True, False])
def test_whoever_chose_between_two_versions_does_not_sign_off(
    leaving, nottingham, officer, keep_waiting
):
    other, third = (second_officer(nottingham, name) for name in ("Colleague", "Deputy"))
    waiting = contested(leaving, officer, other)
    settle_conflict(revision=waiting, keep_waiting=keep_waiting, by=third)
    submit_return(quarterly_return=leaving, by=officer)
    assert REFUSED in may_sign(third, leaving)
    with pytest.raises(NotAllowed, match=REFUSED):
        sign_off_return(quarterly_return=leaving, by=third)


def test_the_words_stay_their_authors(leaving, nottingham, officer):
    other, third = (second_officer(nottingham, name) for name in ("Colleague", "Deputy"))
    settle_conflict(revision=contested(leaving, officer, other), keep_waiting=True, by=third)
    kept = entry(leaving, WORK)
    assert (kept.value, kept.updated_by) == ("62", other)
    assert EntryRevision.objects.get(entry=kept, value="62").settled_by == third


def test_whoever_the_entry_names_does_not_sign_off(leaving, nottingham, officer):
    third = second_officer(nottingham, "Deputy")
    leaving.entries.filter(indicator__code=HOME).update(updated_by=third)
    assert REFUSED in may_sign(third, leaving)


def waiting_for(user, council):
    page = outstanding(council, viewer=user, today=parse("2021-04-20").starts_on)
    return [row.quarterly_return for row in page.to_sign]


def test_only_who_may_sign_off_is_asked_to(leaving, nottingham, officer, approver):
    deputy = second_officer(nottingham, "Deputy")
    save(leaving, officer, (entry(leaving, WORK), {"mode": "value", "value": "60"}))
    submit_return(quarterly_return=leaving, by=officer)
    assert waiting_for(officer, nottingham) == []
    assert waiting_for(deputy, nottingham) == [leaving]
    assert waiting_for(approver, nottingham) == [leaving]
    nottingham.deputies_sign_off = False
    nottingham.save()
    assert waiting_for(deputy, nottingham) == []


def test_what_is_added_to_a_return_is_in_the_audit(leaving, officer):
    work = entry(leaving, WORK)
    add_entry(
        quarterly_return=leaving,
        indicator=work.indicator,
        period=parse("2019-20"),
        basis="outturn",
        by=officer,
    )
    added = AuditEvent.objects.get(action="return.entry_added", by=officer)
    assert added.detail["period"] == "FY2019-20"
    switch_on(leaving.council, "in-touch")
    ask_again(quarterly_return=leaving, by=officer)
    asked = AuditEvent.objects.get(action="return.asked", by=officer)
    assert asked.detail["figures"] == ["in-touch 2020-21-Q4"]
    assert ask_again(quarterly_return=leaving, by=officer) == 0
    assert AuditEvent.objects.filter(action="return.asked", by=officer).count() == 1


def test_a_comment_that_changes_says_why(leaving, officer, approver):
    save(
        leaving,
        officer,
        (entry(leaving, WORK), {"mode": "value", "value": "60", "comment": "Two left."}),
    )
    hand_over(leaving, officer, approver)
    reopen_return(quarterly_return=leaving, reason="It was three", by=approver)
    save(
        leaving,
        officer,
        (entry(leaving, WORK), {"mode": "value", "value": "60", "comment": "Three left."}),
    )
    hand_over(leaving, officer, approver)
    found = Commentary.objects.order_by("version").values_list("text", "version_reason")
    assert list(found) == [("Two left.", ""), ("Three left.", "It was three")]
