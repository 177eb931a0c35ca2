"""Minutes, resolutions with their votes, agreeing and signing."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import Council, User
from boards.models import AgendaItem, Board, Declaration, Meeting, Member, Minute, Vote
from boards.services.record import minutes
from boards.services.record.attendance import RecordError, call_roll, change_times, open_meeting
from boards.services.record.declarations import declare_interest
from tests.boards.cast import a_meeting, a_member, an_item

pytestmark = pytest.mark.django_db
TWO = dt.datetime(2021, 5, 17, 13, 0, tzinfo=dt.UTC)


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    made = a_meeting(nottingham)
    for name in ("Apologies", "Performance", "Dates"):
        an_item(made, name)
    people = {a_member(nottingham, f"Councillor {n}"): "present" for n in (1, 2, 3)}
    opened = open_meeting(meeting=made, at=TWO, by=governance_officer)
    call_roll(meeting=opened, present=people, by=governance_officer)
    return opened


@pytest.fixture
def item(meeting: Meeting) -> AgendaItem:
    return meeting.items.get(title="Performance")


def member(number: int) -> Member:
    return Member.objects.get(name=f"Councillor {number}")


def noted(**fields: object) -> minutes.Decision:
    return minutes.Decision(text="To note the report", **fields)  # type: ignore[arg-type]


def test_numbers_restart_at_each_meeting(meeting: Meeting, governance_officer: User) -> None:
    minutes.draft_minutes(meeting=meeting, by=governance_officer)
    assert list(Minute.objects.values_list("number", flat=True)) == ["1", "2", "3"]


def test_numbers_run_on_through_the_municipal_year(
    meeting: Meeting, governance_officer: User, nottingham: Council
) -> None:
    Board.objects.update(minute_numbering=Board.MinuteNumbering.MUNICIPAL_YEAR)
    march, july = (
        a_meeting(nottingham, dt.date(2021, 3, 22)),
        a_meeting(nottingham, dt.date(2021, 7, 19)),
    )
    for held in (march, july):
        an_item(held, "Apologies")
        an_item(held, "A report")
    for held in (march, meeting, july):
        held.refresh_from_db()
        minutes.draft_minutes(meeting=held, by=governance_officer)
    numbers = {m.slug: [i.minute.number for i in m.items.all()] for m in (march, meeting, july)}
    assert numbers == {
        "2021-03-22": ["1/20", "2/20"],
        "2021-05-17": ["1/21", "2/21", "3/21"],
        "2021-07-19": ["4/21", "5/21"],
    }


def test_drafting_again_keeps_what_was_written(
    meeting: Meeting, item: AgendaItem, governance_officer: User
) -> None:
    minutes.draft_minutes(meeting=meeting, by=governance_officer)
    minutes.write_minute(
        item=item, discussion="Members asked.", public_summary="", seen=0, by=governance_officer
    )
    meeting.items.filter(title="Apologies").update(removed_at=TWO)
    an_item(meeting, "Below", parent=item)
    minutes.draft_minutes(meeting=meeting, by=governance_officer)
    minute = Minute.objects.get(item=item)
    assert (minute.number, minute.discussion) == ("1", "Members asked.")
    assert Minute.objects.get(item__title="Below").number == "1.1"


def test_two_people_who_write_lose_nothing(item: AgendaItem, governance_officer: User) -> None:
    def write(words: str) -> Minute:
        return minutes.write_minute(
            item=item, discussion=words, public_summary="", seen=0, by=governance_officer
        )

    write("First")
    with pytest.raises(minutes.MinuteChanged) as conflict:
        write("Second")
    assert conflict.value.newest.discussion == "First"
    assert Minute.objects.get(item=item).discussion == "First"


def test_no_decision_without_a_quorum(item: AgendaItem, governance_officer: User) -> None:
    row = item.meeting.attendances.get(member=member(1))
    change_times(
        attendance=row,
        present_from=None,
        present_until=dt.time(15),
        note="",
        by=governance_officer,
    )

    def decide(at: dt.time | None) -> Minute:
        return minutes.resolve(
            item=item, decisions=[noted(decided_at=at)], seen=0, by=governance_officer
        )

    with pytest.raises(minutes.Inquorate, match="2 members were present and 3 are needed"):
        decide(dt.time(15, 1))
    with pytest.raises(minutes.Inquorate, match="Give the time"):
        decide(None)
    assert not Minute.objects.filter(item=item, resolutions__isnull=False).exists()
    assert decide(dt.time(14, 30)).resolutions.count() == 1


def test_votes_are_recorded_and_refused(item: AgendaItem, governance_officer: User) -> None:
    declare_interest(
        item=item,
        member=member(2),
        kind=Declaration.Kind.PECUNIARY,
        what="Runs a fostering agency",
        left_room=False,
        by=governance_officer,
    )

    def vote(**fields: object) -> Minute:
        return minutes.resolve(
            item=item, decisions=[noted(**fields)], seen=0, by=governance_officer
        )

    with pytest.raises(RecordError, match="pecuniary interest"):
        vote(votes={member(2): Vote.How.FOR})
    with pytest.raises(RecordError, match="casting vote"):
        vote(votes={member(1): Vote.How.FOR}, by_casting_vote=True)
    equal = {member(1): Vote.How.FOR, member(3): Vote.How.AGAINST}
    made = vote(votes=equal, by_casting_vote=True)
    assert made.resolutions.get().votes.count() == 2


def test_cooptees_of_an_ordinary_committee_have_no_vote(
    item: AgendaItem, governance_officer: User, nottingham: Council
) -> None:
    carer = a_member(nottingham, "Carer", kind=Member.Kind.COOPTEE, votes=True)
    decisions = [noted(votes={carer: Vote.How.FOR})]
    with pytest.raises(RecordError, match="no vote"):
        minutes.resolve(item=item, decisions=decisions, seen=0, by=governance_officer)
    Board.objects.update(access_regime=Board.Regime.ADVISORY)
    fresh = AgendaItem.objects.get(pk=item.pk)
    decisions = [noted(votes={Member.objects.get(pk=carer.pk): Vote.How.FOR})]
    minutes.resolve(item=fresh, decisions=decisions, seen=0, by=governance_officer)


def test_a_pecuniary_interest_is_registered_within_28_days(
    item: AgendaItem, governance_officer: User
) -> None:
    made = declare_interest(
        item=item,
        member=member(1),
        kind=Declaration.Kind.PECUNIARY,
        what="Owns a home",
        left_room=True,
        by=governance_officer,
    )
    assert made.register_by == dt.date(2021, 6, 14)
    made.registered_on = dt.date(2021, 6, 1)
    assert made.register_by is None


def test_minutes_are_agreed_later_and_then_signed(
    meeting: Meeting, governance_officer: User, nottingham: Council
) -> None:
    draft = minutes.draft_minutes(meeting=meeting, by=governance_officer)
    july = a_meeting(nottingham, dt.date(2021, 7, 19))

    def agree(at: Meeting) -> None:
        minutes.agree_minutes(
            minutes=draft,
            at_meeting=at,
            corrections=["Item 2: for “may” read “May”", " "],
            by=governance_officer,
        )

    with pytest.raises(RecordError, match="later meeting"):
        agree(meeting)
    with pytest.raises(RecordError, match="not been opened"):
        agree(july)
    with pytest.raises(RecordError, match="signed after"):
        sign(draft, governance_officer, dt.date(2021, 7, 19))
    july = open_meeting(meeting=july, at=TWO + dt.timedelta(days=63), by=governance_officer)
    agree(july)
    assert [each.text for each in draft.corrections.all()] == ["Item 2: for “may” read “May”"]
    with pytest.raises(RecordError, match="before they were agreed"):
        sign(draft, governance_officer, dt.date(2021, 7, 18))
    assert sign(draft, governance_officer, dt.date(2021, 7, 19)).status == "signed"


def sign(draft: minutes.Minutes, by: User, on: dt.date) -> minutes.Minutes:
    return minutes.sign_minutes(minutes=draft, signed_by="Chair", signed_on=on, file=None, by=by)
