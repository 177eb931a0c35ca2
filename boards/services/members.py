"""Who sits on a board, from when to when. A change from a day on leaves what was before it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import Membership, User
from accounts.services import record_event
from boards.domain.dates import short
from boards.models import Board, Member

ONE_DAY = dt.timedelta(days=1)


class MemberError(Exception):
    """Why a seat cannot be kept as typed; `field` is the form's field that it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def votes_by_default(board: Board, kind: str) -> bool:
    """Whether such a member votes unless the board says otherwise.

    Source: Local Government and Housing Act 1989, section 13: a co-opted member of a committee
    under section 102(1) of the Act of 1972 has no vote.
    """
    if kind == Member.Kind.COOPTEE:
        return board.access_regime != Board.Regime.COMMITTEE
    return kind in (Member.Kind.COUNCILLOR, Member.Kind.SUBSTITUTE)


@transaction.atomic
def add_member(*, board: Board, by: User | None, **fields: Any) -> Member:
    """A new seat. Without `votes` the vote is that of its kind. Raises MemberError."""
    _lock(board)
    fields.setdefault("votes", votes_by_default(board, fields.get("kind", Member.Kind.COUNCILLOR)))
    member = Member(board=board, **fields)
    _check(member)
    member.save()
    _record(member, by, "board.member_added", _told(member))
    return member


@transaction.atomic
def correct_member(*, member: Member, by: User | None, **fields: Any) -> Member:
    """What was typed wrongly is put right, as if it had always been so. Raises MemberError."""
    _lock(member.board)
    changes = _set(member, fields)
    _check(member)
    if changes:
        member.save(update_fields=list(fields))
        _record(member, by, "board.member_corrected", changes)
    return member


@transaction.atomic
def change_member(*, member: Member, on: dt.date, by: User | None, **fields: Any) -> Member:
    """The seat is another from a day on: the one before ends the day before and stays on record.

    Raises MemberError.
    """
    _lock(member.board)
    if member.until_on and on > member.until_on:
        raise MemberError(f"This seat ended on {short(member.until_on)}.", "on")
    if on <= member.from_on:
        raise MemberError(
            f"The day must be after {short(member.from_on)}, on which this seat began. To put "
            "right what was typed wrongly, choose the correction.",
            "on",
        )
    was = _told(member)
    after = Member.objects.get(pk=member.pk)
    member.until_on = on - ONE_DAY
    member.save(update_fields=["until_on"])
    after.pk, after._state.adding = None, True
    _set(after, fields | {"from_on": on})
    _check(after)
    after.save()
    _record(after, by, "board.member_changed", {"on": on, "was": was, "now": _told(after)})
    return after


@transaction.atomic
def end_member(*, member: Member, until_on: dt.date, by: User | None) -> Member:
    """The last day of a seat. Raises MemberError."""
    _lock(member.board)
    if until_on < member.from_on:
        raise MemberError(
            f"The last day cannot be before the first, {short(member.from_on)}.", "until_on"
        )
    member.until_on = until_on
    member.save(update_fields=["until_on"])
    _record(member, by, "board.member_ended", {"until_on": until_on})
    return member


@transaction.atomic
def continue_member(*, member: Member, by: User | None) -> Member:
    """Takes the end of a seat back. Raises MemberError where its office is another's by now."""
    return correct_member(member=member, by=by, until_on=None)


def _check(member: Member) -> None:
    if member.until_on and member.until_on < member.from_on:
        raise MemberError(
            f"The last day cannot be before the first, {short(member.from_on)}.", "until_on"
        )
    if member.user_id and not _of_council(member):
        raise MemberError("Choose an account of this council’s people.", "user")
    if member.office:
        _check_office(member)


def _of_council(member: Member) -> bool:
    people = Membership.objects.filter(council_id=member.board.council_id)
    return people.filter(user=member.user).exists()


def _check_office(member: Member) -> None:
    """One chair and one vice-chair on any day."""
    others = member.board.members.filter(office=member.office).exclude(pk=member.pk)
    if member.until_on:
        others = others.filter(from_on__lte=member.until_on)
    holder = others.filter(Q(until_on=None) | Q(until_on__gte=member.from_on)).first()
    if holder:
        office = Member.Office(member.office).label
        until = f"until {short(holder.until_on)}" if holder.until_on else "with no end yet"
        raise MemberError(
            f"{holder.name} is {office} from {short(holder.from_on)} {until}. End that first: a "
            f"board has one {office} on a day.",
            "office",
        )


def _lock(board: Board) -> None:
    Board.objects.select_for_update().get(pk=board.pk)


def _set(member: Member, fields: dict[str, Any]) -> dict[str, Any]:
    changes = {}
    for name, now in fields.items():
        was = getattr(member, name)
        if was != now:
            changes[name] = {"was": _plain(was), "now": _plain(now)}
            setattr(member, name, now)
    return changes


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, User) else value


def _told(member: Member) -> dict[str, Any]:
    return {
        "kind": member.kind,
        "office": member.office,
        "votes": member.votes,
        "from_on": member.from_on,
        "until_on": member.until_on,
    }


def _record(member: Member, by: User | None, action: str, detail: dict[str, Any]) -> None:
    record_event(
        council=member.board.council, by=by, action=action, subject=member.name, detail=detail
    )
