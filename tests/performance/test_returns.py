"""A return's way, by its services: drafts, two officers, sign-off, versions."""

import datetime as dt
from decimal import Decimal

import pytest

from accounts.models import AuditEvent, Membership, Role
from performance.checking import check_return
from performance.models import Commentary, CouncilIndicator, EntryRevision, Figure
from performance.services.returns import (
    NotAllowed,
    ReturnError,
    ReturnNotReady,
    TypedEntry,
    add_entry,
    ask_again,
    remove_entry,
    reopen_return,
    save_draft,
    send_back_return,
    settle_conflict,
    sign_off_return,
    submit_return,
)
from reference.domain.periods import parse
from tests.performance.returns_cast import (
    CODES,
    HOME,
    Q3,
    Q4,
    STAYING,
    WORK,
    aim,
    enters,
    entry,
    opened,
    second_officer,
    switch_on,
    typed,
)

FILLED = {
    HOME: {"mode": "counts", "numerator": "90", "denominator": "100"},
    WORK: {"mode": "value", "value": "63.8"},
    STAYING: {"mode": "value", "value": "25", "period": "28 March 2021"},
}


@pytest.fixture
def council(nottingham):
    switch_on(nottingham, *CODES)
    return nottingham


@pytest.fixture
def leaving(council, officer):
    enters(officer, council)
    return opened(council)


def fill(found, by, **changed):
    contents = {**FILLED, **changed}
    save_draft(
        quarterly_return=found,
        typed=[typed(entry(found, code), **contents[code]) for code in contents],
        by=by,
    )
    return found


def signed(found, officer, approver):
    submit_return(quarterly_return=found, by=officer)
    return sign_off_return(quarterly_return=found, by=approver)


def figures(code):
    return Figure.objects.filter(indicator__code=code).order_by("version")


def test_opening_asks_what_the_catalogue_asks_and_falls_due_after_fifteen_working_days(leaving):
    assert sorted(leaving.entries.values_list("indicator__code", "period")) == [
        (WORK, "2020-21-Q4"),
        (STAYING, ""),
        (HOME, "2020-21-Q4"),
    ]
    # 2 and 5 April 2021 were Good Friday and Easter Monday.
    assert leaving.due_on == dt.date(2021, 4, 23)


def test_a_return_is_for_a_quarter(council):
    with pytest.raises(ReturnError, match="financial quarter"):
        opened(council, parse("2020-21"))


def test_an_officer_of_another_theme_may_not_save(leaving, council):
    other = second_officer(council)
    other.themes.all().delete()
    enters(other, council, "learning")
    with pytest.raises(NotAllowed, match="not one of your themes"):
        fill(leaving, other)


def test_a_theme_alone_makes_no_officer(leaving, council, councillor):
    enters(councillor, council)
    with pytest.raises(NotAllowed):
        fill(leaving, councillor)


def test_sign_off_makes_figures_and_commentary_and_an_audit(leaving, officer, approver):
    work = {**FILLED[WORK], "comment": "Two employers left the scheme."}
    fill(leaving, officer, **{WORK: work})
    signed(leaving, officer, approver)
    home = figures(HOME).get()
    assert (home.numerator, home.denominator, home.value) == (90, 100, 90)
    assert (home.version, home.entered_by, home.signed_by) == (1, officer, approver)
    assert figures(STAYING).get().period == "2021-03-28"
    said = Commentary.objects.get()
    assert (said.text, said.written_by) == ("Two employers left the scheme.", officer)
    steps = leaving.steps.values_list("kind", flat=True)
    assert list(steps) == ["opened", "submitted", "signed_off"]
    assert AuditEvent.objects.filter(action="return.signed_off", by=approver).count() == 1


def test_nothing_is_a_figure_before_sign_off(leaving, officer):
    fill(leaving, officer)
    submit_return(quarterly_return=leaving, by=officer)
    assert not Figure.objects.exists()


def test_who_entered_does_not_sign_off(leaving, officer, approver):
    Membership.objects.create(user=officer, council=leaving.council, role=Role.APPROVER)
    fill(leaving, officer)
    with pytest.raises(NotAllowed, match="somebody else"):
        signed(leaving, officer, officer)


def test_who_submitted_does_not_sign_off(leaving, officer, council):
    other = second_officer(council)
    Membership.objects.create(user=other, council=council, role=Role.APPROVER)
    fill(leaving, officer)
    with pytest.raises(NotAllowed, match="somebody else"):
        signed(leaving, other, other)


@pytest.mark.parametrize("small_team", [False, True])
def test_a_deputy_signs_off_only_in_a_small_team(leaving, officer, council, small_team):
    council.deputies_sign_off = small_team
    council.save()
    deputy = second_officer(council)
    fill(leaving, officer)
    if small_team:
        assert signed(leaving, officer, deputy).status == "signed_off"
    else:
        with pytest.raises(NotAllowed, match="An approver"):
            signed(leaving, officer, deputy)


def test_an_outsiders_roles_count_for_nothing(leaving, officer, outsider):
    fill(leaving, officer)
    with pytest.raises(NotAllowed):
        signed(leaving, officer, outsider)


def test_an_empty_return_cannot_be_submitted(leaving, officer):
    with pytest.raises(ReturnNotReady) as refusal:
        submit_return(quarterly_return=leaving, by=officer)
    assert [check.state for check in refusal.value.checks] == ["empty"] * 3


def test_a_return_without_measures_cannot_be_submitted(council, officer):
    enters(officer, council, "adoption")
    with pytest.raises(ReturnError, match="nothing to submit"):
        submit_return(quarterly_return=opened(council, theme="adoption"), by=officer)


def test_a_submitted_return_cannot_be_edited(leaving, officer):
    fill(leaving, officer)
    submit_return(quarterly_return=leaving, by=officer)
    with pytest.raises(ReturnError, match="submitted"):
        fill(leaving, officer, **{WORK: {"mode": "value", "value": "1"}})
    with pytest.raises(ReturnError):
        submit_return(quarterly_return=leaving, by=officer)
    assert entry(leaving, WORK).value == "63.8"


def test_sending_back_needs_a_reason_and_opens_the_return(leaving, officer, approver):
    fill(leaving, officer)
    submit_return(quarterly_return=leaving, by=officer)
    with pytest.raises(ReturnError, match="reason"):
        send_back_return(quarterly_return=leaving, reason="  ", by=approver)
    again = send_back_return(quarterly_return=leaving, reason="Check the 25", by=approver)
    assert again.status == "open"
    assert again.steps.last().reason == "Check the 25"


def test_two_officers_both_versions_are_kept_and_submission_waits(leaving, officer, council):
    other = second_officer(council)
    work, home = entry(leaving, WORK), entry(leaving, HOME)
    mine = TypedEntry(entry_id=work.pk, revision=0, mode="value", value="62", comment="mine")
    own = TypedEntry(entry_id=home.pk, revision=0, mode="value", value="91")
    save_draft(quarterly_return=leaving, typed=[typed(work, mode="value", value="60")], by=other)
    outcome = save_draft(quarterly_return=leaving, typed=[mine, own], by=officer)
    assert outcome.saved == [home.pk]
    [conflict] = outcome.conflicts
    assert (conflict.mine.value, conflict.theirs.value) == ("62", "60")
    work.refresh_from_db()
    assert work.value == "60"
    states = {check.indicator.code: check.state for check in check_return(leaving)}
    assert states[WORK] == "two_versions"
    settle_conflict(revision=conflict.mine, keep_waiting=True, by=officer)
    work.refresh_from_db()
    assert (work.value, work.comment, work.revision) == ("62", "mine", 2)
    kept = EntryRevision.objects.filter(entry=work).values_list("value", "outcome")
    assert sorted(kept) == [("60", "saved"), ("62", "saved")]


def test_keeping_theirs_sets_mine_aside(leaving, officer, council):
    work = entry(leaving, WORK)
    first = TypedEntry(entry_id=work.pk, revision=0, mode="value", value="60")
    second = TypedEntry(entry_id=work.pk, revision=0, mode="value", value="62")
    save_draft(quarterly_return=leaving, typed=[first], by=second_officer(council))
    [conflict] = save_draft(quarterly_return=leaving, typed=[second], by=officer).conflicts
    settle_conflict(revision=conflict.mine, keep_waiting=False, by=officer)
    work.refresh_from_db()
    assert work.value == "60"
    assert work.revisions.get(value="62").outcome == "set_aside"


def test_nobody_overwrites_a_version_that_they_have_not_seen(leaving, officer, council):
    other, work = second_officer(council), entry(leaving, WORK)
    stale = TypedEntry(entry_id=work.pk, revision=0, mode="value", value="62")
    save_draft(quarterly_return=leaving, typed=[typed(work, mode="value", value="60")], by=other)
    [conflict] = save_draft(quarterly_return=leaving, typed=[stale], by=officer).conflicts
    save_draft(quarterly_return=leaving, typed=[typed(work, mode="value", value="61")], by=other)
    with pytest.raises(ReturnError, match="saved again"):
        settle_conflict(revision=conflict.mine, keep_waiting=True, against=1, by=officer)
    work.refresh_from_db()
    assert work.value == "61"


def test_the_same_words_twice_are_no_conflict(leaving, officer, council):
    work = entry(leaving, WORK)
    same = TypedEntry(entry_id=work.pk, revision=0, mode="value", value="60")
    save_draft(quarterly_return=leaving, typed=[same], by=second_officer(council))
    again = save_draft(quarterly_return=leaving, typed=[same], by=officer)
    assert (again.saved, again.conflicts) == ([], [])


def test_a_figure_corrected_twice_has_three_versions_that_say_why(leaving, officer, approver):
    fill(leaving, officer)
    signed(leaving, officer, approver)
    for reason, value in (("Late records", "64"), ("A slip of the pen", "64.5")):
        reopen_return(quarterly_return=leaving, reason=reason, by=approver)
        fill(leaving, officer, **{WORK: {"mode": "value", "value": value}})
        signed(leaving, officer, approver)
    found = [(one.version, one.value, one.version_reason) for one in figures(WORK)]
    assert found == [
        (1, Decimal("63.8"), ""),
        (2, Decimal(64), "Late records"),
        (3, Decimal("64.5"), "A slip of the pen"),
    ]
    # What did not change has no new version.
    assert figures(HOME).count() == 1


def test_only_an_approver_reopens_and_says_why(leaving, officer, approver):
    fill(leaving, officer)
    signed(leaving, officer, approver)
    with pytest.raises(NotAllowed):
        reopen_return(quarterly_return=leaving, reason="Because", by=officer)
    with pytest.raises(ReturnError, match="reason"):
        reopen_return(quarterly_return=leaving, reason="", by=approver)


def test_a_provisional_figure_is_asked_again_until_it_is_final(council, officer, approver):
    enters(officer, council)
    third = fill(
        opened(council, Q3),
        officer,
        **{
            WORK: {
                "mode": "value",
                "value": "63.8",
                "provisional": True,
                "final_due_on": "9 May 2021",
            },
            STAYING: {"mode": "value", "value": "25", "period": "28 December 2020"},
        },
    )
    signed(third, officer, approver)
    fourth = opened(council)
    chased = fourth.entries.get(indicator__code=WORK, period="2020-21-Q3")
    assert chased.asked
    fill_all = [
        typed(
            fourth.entries.get(indicator__code=WORK, period="2020-21-Q4"), mode="value", value="64"
        )
    ]
    fill_all += [typed(entry(fourth, code), **FILLED[code]) for code in (HOME, STAYING)]
    fill_all += [typed(chased, mode="value", value="63.9")]
    save_draft(quarterly_return=fourth, typed=fill_all, by=officer)
    signed(fourth, officer, approver)
    newest = figures(WORK).filter(period="2020-21-Q3").last()
    assert (newest.version, newest.standing, newest.value) == (2, "final", Decimal("63.9"))
    assert newest.version_reason == "The final figure, reported in 2020-21-Q4"
    assert opened(council, parse("2021-22-Q1")).entries.filter(period="2020-21-Q3").count() == 0


def test_measures_switched_on_after_opening_are_added(leaving, council):
    switch_on(council, "suitable-home-17-18")
    assert ask_again(quarterly_return=leaving) == 1
    assert ask_again(quarterly_return=leaving) == 0


def test_what_was_asked_of_a_measure_that_is_switched_off_may_go(leaving, council, officer):
    CouncilIndicator.objects.filter(council=council, indicator__code=WORK).update(on=False)
    remove_entry(entry=entry(leaving, WORK), by=officer)
    with pytest.raises(ReturnError, match="as not available"):
        remove_entry(entry=entry(leaving, HOME), by=officer)


def test_the_same_figure_twice_is_refused(leaving, officer):
    staying = entry(leaving, STAYING)
    add_entry(
        quarterly_return=leaving,
        indicator=staying.indicator,
        period=parse("28 March 2021"),
        basis=staying.basis,
        by=officer,
    )
    fill(leaving, officer)
    states = [c.state for c in check_return(leaving) if c.indicator.code == STAYING]
    assert states == ["problem", "problem"]
    # Letter by letter the same: the date stays as it was, and the officer is told.
    outcome = save_draft(
        quarterly_return=leaving,
        typed=[typed(staying, mode="value", value="25", period="2021-03-28")],
        by=officer,
    )
    assert "already" in outcome.refused[0]


def test_a_comment_on_another_measure_covers_only_when_it_says_something(leaving, council, officer):
    aim(council, WORK, 90)
    aim(council, HOME, 99)
    home = entry(leaving, HOME).indicator_id
    fill(leaving, officer, **{WORK: {**FILLED[WORK], "comment_on": home}})
    states = {c.indicator.code: c.state for c in check_return(leaving)}
    assert states[WORK] == "comment"
    fill(
        leaving,
        officer,
        **{
            WORK: {**FILLED[WORK], "comment_on": home},
            HOME: {**FILLED[HOME], "comment": "One house closed for repair."},
        },
    )
    assert {c.state for c in check_return(leaving)} == {"done"}


def test_a_comment_from_another_theme_is_not_taken(leaving, council, officer):
    switch_on(council, "education-plan")
    other = CouncilIndicator.objects.get(council=council, indicator__code="education-plan")
    fill(leaving, officer, **{WORK: {**FILLED[WORK], "comment_on": other.indicator_id}})
    assert entry(leaving, WORK).comment_on_id is None


def test_last_quarters_words_are_offered_and_marked_when_unchanged(council, officer, approver):
    enters(officer, council)
    words = "Two employers left the scheme."
    third = opened(council, Q3)
    fill(
        third,
        officer,
        **{
            WORK: {**FILLED[WORK], "comment": words},
            STAYING: {**FILLED[STAYING], "period": "28 December 2020"},
        },
    )
    signed(third, officer, approver)
    fourth = opened(council, Q4)
    [offered] = [one.offered for one in check_return(fourth) if one.indicator.code == WORK]
    assert offered == words
    # Another line break says nothing new.
    fill(fourth, officer, **{WORK: {**FILLED[WORK], "comment": "Two employers\nleft the scheme. "}})
    signed(fourth, officer, approver)
    assert Commentary.objects.get(reported_in=fourth).unchanged


def test_an_unavailable_dated_figure_needs_no_date(leaving, officer, approver):
    gone = {"mode": "unavailable", "unavailable_reason": "The system was down"}
    fill(leaving, officer, **{STAYING: gone})
    signed(leaving, officer, approver)
    figure = figures(STAYING).get()
    assert (figure.value, figure.period) == (None, "2021-03-31")
    assert figure.unavailable_reason == "The system was down"


def test_a_comment_that_comes_to_cover_another_measure_is_a_new_version(
    leaving, council, officer, approver
):
    """The words are the same, but they now speak of a measure that may be hidden."""
    said = {**FILLED[HOME], "comment": "One house closed for repair."}
    fill(leaving, officer, **{HOME: said, WORK: FILLED[WORK], STAYING: FILLED[STAYING]})
    submit_return(quarterly_return=leaving, by=officer)
    sign_off_return(quarterly_return=leaving, by=approver)
    reopen_return(quarterly_return=leaving, reason="The comment is on both", by=approver)
    home = entry(leaving, HOME).indicator_id
    fill(leaving, officer, **{HOME: said, WORK: {**FILLED[WORK], "comment_on": home}})
    leaving.refresh_from_db()
    submit_return(quarterly_return=leaving, by=officer)
    sign_off_return(quarterly_return=leaving, by=approver)
    newest = Commentary.objects.filter(reported_in=leaving, indicator=home).latest("version")
    assert {one.code for one in newest.indicators.all()} == {HOME, WORK}
