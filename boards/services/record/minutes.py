"""Minutes of each item, resolutions with their votes, and the minutes as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import User
from boards.dashboards.quorum import quorum_of
from boards.dashboards.record import in_order
from boards.domain.civic_year import civic_year_bounds, civic_year_of
from boards.domain.clock import clock
from boards.domain.minute_numbers import minute_number
from boards.models import (
    AgendaItem,
    Board,
    Correction,
    Meeting,
    Member,
    Minute,
    Minutes,
    PaperFile,
    Resolution,
    Vote,
)
from reference.domain.periods import long_date

from .attendance import RecordError, held_open, note_event
from .declarations import bars


class Inquorate(RecordError):
    """The board could not decide: too few members were there."""


class MinuteChanged(RecordError):
    """Somebody else wrote after this person opened the page; `newest` is what stands now."""

    def __init__(self, newest: Minute) -> None:
        super().__init__(
            "Somebody else has written since you opened this page. Their words stand below "
            "yours: take over what you need, and save again."
        )
        self.newest = newest


@dataclass(frozen=True)
class Decision:
    """A resolution as it is recorded. `votes` by member; empty where no vote was recorded.
    `closed`: made in the part of an open item that the public did not hear.
    """

    text: str
    outcome: str = Resolution.Outcome.AGREED
    decided_at: dt.time | None = None
    indicator: str = ""
    period: str = ""
    by_casting_vote: bool = False
    closed: bool = False
    votes: Mapping[Member, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ClosedPart:
    """The part of an open item that the public did not hear. `ground` is one of GROUNDS; empty
    where there was no such part.
    """

    ground: str = ""
    discussion: str = ""


@transaction.atomic
def write_minute(
    *,
    item: AgendaItem,
    discussion: str,
    public_summary: str,
    seen: int,
    by: User,
    closed: ClosedPart | None = None,
) -> Minute:
    """Keeps what was said on an item. `seen`: the revision that the writer had before them, 0 for
    none. Without `closed` a closed part stays as it is. Raises MinuteChanged when another came in
    between, RecordError where a closed part has no ground.
    """
    meeting = held_open(item.meeting)
    minute, _ = Minute.objects.select_for_update().get_or_create(item=item)
    if minute.revision != seen:
        raise MinuteChanged(minute)
    minute.discussion, minute.public_summary = discussion.strip(), public_summary.strip()
    if closed is not None:
        minute.closed_discussion, minute.closed_ground = closed.discussion.strip(), closed.ground
    if minute.closed_discussion and not minute.closed_ground:
        raise RecordError("Say on what ground the public did not hear the closed part.")
    minute.revision += 1
    minute.save(
        update_fields=[
            "discussion", "public_summary", "closed_discussion", "closed_ground", "revision",
        ]
    )  # fmt: skip
    note_event(meeting, by, "minutes.written", {"item": item.number or item.position})
    return minute


@transaction.atomic
def resolve(*, item: AgendaItem, decisions: Sequence[Decision], seen: int, by: User) -> Minute:
    """Puts an item’s resolutions on record in place of those before. Raises Inquorate where too few
    members were there, RecordError where somebody voted who may not.
    """
    meeting = held_open(item.meeting)
    minute, _ = Minute.objects.select_for_update().get_or_create(item=item)
    if minute.revision != seen:
        raise MinuteChanged(minute)
    _check_quorum(meeting, decisions)
    for decision in decisions:
        _check_votes(item, decision)
    if not minute.closed_ground and any(one.closed for one in decisions):
        raise RecordError(
            "A resolution is marked as made in the closed part. Say on what ground the public did "
            "not hear that part, or take the mark away."
        )
    kept = _keep(minute, decisions)
    minute.revision += 1
    minute.save(update_fields=["revision"])
    # Their number, not their words: an administrator reads the audit, and may read no closed item.
    detail = {"item": item.number or item.position, "resolutions": len(kept)}
    note_event(meeting, by, "minutes.resolved", detail)
    return minute


@transaction.atomic
def keep_minute(
    *,
    item: AgendaItem,
    discussion: str,
    public_summary: str,
    decisions: Sequence[Decision],
    seen: int,
    by: User,
    closed: ClosedPart | None = None,
) -> Minute:
    """What was said and what was resolved on an item, both or nothing."""
    minute = write_minute(
        item=item,
        discussion=discussion,
        public_summary=public_summary,
        closed=closed,
        seen=seen,
        by=by,
    )
    return resolve(item=item, decisions=decisions, seen=minute.revision, by=by)


def _keep(minute: Minute, decisions: Sequence[Decision]) -> list[Resolution]:
    """Those that stay keep their row, so that the actions that hang on it stay too."""
    held = {each.order: each for each in minute.resolutions.all()}
    kept = []
    for order, decision in enumerate(decisions, start=1):
        row = held.pop(order, None) or Resolution(minute=minute, order=order)
        row.text, row.outcome = decision.text.strip(), decision.outcome
        row.decided_at, row.by_casting_vote = decision.decided_at, decision.by_casting_vote
        row.indicator, row.period = decision.indicator, decision.period
        row.closed = decision.closed
        row.save()
        row.votes.all().delete()
        Vote.objects.bulk_create(
            Vote(resolution=row, member=member, how=how) for member, how in decision.votes.items()
        )
        kept.append(row)
    for row in held.values():
        row.delete()
    return kept


def _check_quorum(meeting: Meeting, decisions: Sequence[Decision]) -> None:
    quorum = quorum_of(meeting)
    for number, decision in enumerate(decisions, start=1):
        if not decision.text.strip():
            raise RecordError(f"Write the text of resolution {number}, or take it away.")
        if not quorum.is_known:
            raise Inquorate("Call the roll first: nobody is on record as present.")
        if decision.decided_at is None and quorum.gaps:
            raise Inquorate(
                f"The meeting was not quorate throughout. Give the time of resolution {number}."
            )
        if decision.decided_at is not None and quorum.fails_at(decision.decided_at):
            moment = clock(decision.decided_at)
            raise Inquorate(
                f"Resolution {number} cannot be recorded: at {moment} "
                f"{quorum.present_at(decision.decided_at)} members were present and "
                f"{quorum.needed} are needed."
            )


def _check_votes(item: AgendaItem, decision: Decision) -> None:
    barred = bars(item)
    for member in decision.votes:
        if member.pk in barred:
            raise RecordError(
                f"{member} declared a pecuniary interest in this item and has no dispensation, so "
                "they cannot vote on it."
            )
        if not member.has_vote:
            raise RecordError(f"{member} has no vote on this board.")
    hows = list(decision.votes.values())
    tied = hows.count(Vote.How.FOR) == hows.count(Vote.How.AGAINST)
    if decision.by_casting_vote and not (item.meeting.board.casting_vote and hows and tied):
        raise RecordError("A casting vote decides only where the recorded votes are equal.")


@transaction.atomic
def draft_minutes(*, meeting: Meeting, by: User) -> Minutes:
    """The meeting’s minutes, with a numbered minute for every item. Drafted again, what was written
    stays, and numbers follow the agenda.
    """
    found = held_open(meeting)
    items = in_order(found.items.filter(removed_at=None))
    if not items:
        raise RecordError("This meeting has no agenda, so there is nothing to minute.")
    there = {item.pk for item in items}
    _number(found, [item for item in items if item.parent_id not in there])
    minutes, _ = Minutes.objects.get_or_create(meeting=found)
    note_event(found, by, "minutes.drafted", {})
    return minutes


def _number(meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    runs_on = meeting.board.minute_numbering == Board.MinuteNumbering.MUNICIPAL_YEAR
    year = civic_year_of(meeting.day, meeting.board.civic_year_month) if runs_on else None
    first = _minutes_before(meeting, year) + 1 if year is not None else 1
    for count, item in enumerate(items, start=first):
        number = minute_number(count, year)
        minute, made = Minute.objects.get_or_create(item=item, defaults={"number": number})
        if not made and minute.number != number:
            minute.number = number
            minute.save(update_fields=["number"])
        _number_below(item, number)


def _number_below(item: AgendaItem, number: str) -> None:
    for count, below in enumerate(item.sub_items.filter(removed_at=None), start=1):
        minute, _ = Minute.objects.get_or_create(item=below)
        minute.number = f"{number}.{count}"
        minute.save(update_fields=["number"])


def _minutes_before(meeting: Meeting, year: int) -> int:
    """How many minutes the municipal year has had before this meeting."""
    begins, _ = civic_year_bounds(year, meeting.board.civic_year_month)
    earlier = Meeting.objects.filter(board=meeting.board, day__gte=begins, day__lt=meeting.day)
    held = Minute.objects.filter(item__meeting__in=earlier, item__parent=None)
    return held.filter(item__removed_at=None).exclude(number="").count()


@transaction.atomic
def agree_minutes(
    *, minutes: Minutes, at_meeting: Meeting, corrections: Sequence[str], by: User
) -> Minutes:
    """A later meeting agrees the minutes as a correct record, with the corrections that it made."""
    held_open(minutes.meeting)
    if at_meeting.day < minutes.meeting.day or at_meeting == minutes.meeting:
        raise RecordError("Minutes are agreed at a later meeting.")
    if at_meeting.opened_at is None:
        raise RecordError(f"The meeting of {long_date(at_meeting.day)} has not been opened yet.")
    minutes.status, minutes.agreed_at_meeting = Minutes.Status.AGREED, at_meeting
    minutes.save(update_fields=["status", "agreed_at_meeting"])
    Correction.objects.bulk_create(
        Correction(minutes=minutes, order=order, text=text.strip())
        for order, text in enumerate((c for c in corrections if c.strip()), start=1)
    )
    note_event(minutes.meeting, by, "minutes.agreed", {"at": at_meeting.day})
    return minutes


@transaction.atomic
def sign_minutes(
    *, minutes: Minutes, signed_by: str, signed_on: dt.date, file: PaperFile | None, by: User
) -> Minutes:
    """Whoever presided signed the minutes; a scan of the signed copy may be kept with them."""
    found = (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("agreed_at_meeting")
        .get(pk=minutes.pk)
    )
    if found.status == Minutes.Status.DRAFT or found.agreed_at_meeting is None:
        raise RecordError("Minutes are signed after a meeting has agreed them.")
    if signed_on < found.agreed_at_meeting.day:
        raise RecordError("The minutes cannot be signed before they were agreed.")
    if not signed_by.strip():
        raise RecordError("Write who presided and signed.")
    found.status, found.signed_by, found.signed_on = "signed", signed_by.strip(), signed_on
    found.signed_file = file or found.signed_file
    found.save(update_fields=["status", "signed_by", "signed_on", "signed_file"])
    note_event(minutes.meeting, by, "minutes.signed", {"by": found.signed_by, "on": signed_on})
    return found
