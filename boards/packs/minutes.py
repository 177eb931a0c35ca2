"""The minutes of a meeting, for the board or for the public.

What the public may not read is not in the public document: the builder leaves it out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Council
from boards.dashboards.quorum import quorum_of
from boards.dashboards.record import in_order
from boards.domain.clock import clock
from boards.domain.file_names import in_file_names
from boards.domain.minute_numbers import resolution_mark
from boards.domain.names import UNNAMED
from boards.models import (
    Action,
    AgendaItem,
    Attendance,
    Board,
    Declaration,
    Meeting,
    Member,
    Minute,
    Minutes,
    Openness,
    Paragraph,
    Report,
    Resolution,
    Vote,
)
from reference.domain.periods import long_date
from reporting.models import Audience

Capacity = Attendance.Capacity
KIND = "minutes"


@dataclass(frozen=True)
class Person:
    """Somebody in the book; `second` says their office, whom they stood in for, or their times."""

    name: str
    second: str = ""


@dataclass(frozen=True)
class ResolutionLine:
    mark: str
    text: str
    outcome: str
    votes: tuple[str, ...]


@dataclass(frozen=True)
class ActionLine:
    text: str
    owner: str
    due: str


@dataclass(frozen=True)
class ClosedSection:
    """The part of an open item that the public did not hear. The public is told its ground and a
    summary, and nothing else of it is in their document.
    """

    ground: str
    withheld: bool
    paragraphs: tuple[str, ...]
    summary: tuple[str, ...]
    resolutions: tuple[ResolutionLine, ...]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class MinuteSection:
    """One minute. `withheld`: its business was not public, and this document is."""

    number: str
    title: str
    below: bool
    closed: str
    withheld: bool
    paragraphs: tuple[str, ...]
    declarations: tuple[str, ...]
    recommended: tuple[str, ...]
    resolutions: tuple[ResolutionLine, ...]
    actions: tuple[ActionLine, ...]
    urgent_reason: str = ""
    part: ClosedSection | None = None


@dataclass(frozen=True)
class MinutesDocument:
    council: Council
    board: Board
    meeting: Meeting
    minutes: Minutes
    audience: str
    groups: tuple[tuple[str, tuple[Person, ...]], ...]
    quorum_words: tuple[str, ...]
    sections: tuple[MinuteSection, ...]
    corrections: tuple[str, ...]

    @property
    def is_draft(self) -> bool:
        return self.minutes.status == Minutes.Status.DRAFT

    @property
    def marking(self) -> str:
        """What stands on each page of the board's minutes where a part of them is not public."""
        closed = any(section.closed or section.part for section in self.sections)
        return "Not for publication" if closed and self.audience == Audience.BOARD else ""

    @property
    def title(self) -> str:
        return f"Minutes, {long_date(self.meeting.day)}"

    @property
    def fingerprint(self) -> str:
        """Another one for every change of what is printed."""
        said = (self.groups, self.quorum_words, self.sections, self.corrections, self.state)
        signed = (self.minutes.signed_by, self.minutes.signed_on)
        return hashlib.sha256(repr((said, signed)).encode()).hexdigest()

    @property
    def state(self) -> str:
        """What the document says of itself."""
        agreed = self.minutes.agreed_at_meeting
        if agreed is None:
            return "Draft: not yet agreed by the board as a correct record"
        said = f"Agreed as a correct record on {long_date(agreed.day)}"
        return f"{said}, with the corrections listed at the end" if self.corrections else said


def file_name(document: MinutesDocument, ending: str) -> str:
    """Named for upload to another committee system: CPB-2021-05-17-minutes-public.pdf."""
    prefix = in_file_names(document.board.reference_prefix)
    name = f"{document.meeting.slug}-minutes-{document.audience}.{ending}"
    return f"{prefix}-{name}" if prefix else name


def minutes_document(minutes: Minutes, audience: str) -> MinutesDocument:
    """What the minutes say to an audience. Eleven queries, however long they are."""
    meeting = minutes.meeting
    return MinutesDocument(
        council=meeting.board.council,
        board=meeting.board,
        meeting=meeting,
        minutes=minutes,
        audience=audience,
        groups=tuple(_groups(meeting, audience)),
        quorum_words=tuple(quorum_of(meeting).past),
        sections=tuple(sections_of(meeting, audience)),
        corrections=tuple(each.text for each in minutes.corrections.all()),
    )


def _groups(meeting: Meeting, audience: str) -> Iterable[tuple[str, tuple[Person, ...]]]:
    rows = list(meeting.attendances.select_related("member", "for_member"))
    named = audience == Audience.BOARD or meeting.board.young_people_named
    held = {
        "Members present": [r for r in rows if _is_councillor(r)],
        "Co-opted members, advisers and young people": [r for r in rows if _is_other(r)],
        "Apologies for absence": [r for r in rows if r.capacity == Capacity.APOLOGIES],
        "In attendance": [r for r in rows if r.capacity == Capacity.IN_ATTENDANCE],
    }
    for heading, found in held.items():
        people = _people(found, named)
        if people:
            yield heading, people


def _is_councillor(row: Attendance) -> bool:
    there = row.capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE)
    seat = row.for_member if row.capacity == Capacity.SUBSTITUTE else row.member
    return there and seat is not None and seat.kind == Member.Kind.COUNCILLOR


def _is_other(row: Attendance) -> bool:
    there = row.capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE)
    return there and not _is_councillor(row)


def _people(rows: Iterable[Attendance], named: bool) -> tuple[Person, ...]:
    """Each person once, with all comings and goings; young people as the board prints them."""
    by_name: dict[str, list[Attendance]] = {}
    unnamed = 0
    for row in rows:
        if _is_young(row) and not named:
            unnamed += 1
        else:
            by_name.setdefault(row.name, []).append(row)
    people = [Person(name, _second(held)) for name, held in by_name.items()]
    if unnamed:
        words = UNNAMED if unnamed == 1 else f"{unnamed} young people"
        people.append(Person(words))
    return tuple(people)


def _is_young(row: Attendance) -> bool:
    seat = row.member
    return row.young_person or (seat is not None and seat.kind == Member.Kind.YOUNG_PERSON)


def _second(held: list[Attendance]) -> str:
    first = held[0]
    parts = [first.member.get_office_display() if first.member and first.member.office else ""]
    parts += [first.job]
    parts += [f"substitute for {first.for_member}" if first.for_member else ""]
    parts += ["took part remotely" if first.remote else ""]
    parts += [words for row in held if (words := _times(row))]
    return ", ".join(part for part in parts if part)


def _times(row: Attendance) -> str:
    if row.note:
        return row.note
    parts = [f"from {clock(row.present_from)}" if row.present_from else ""]
    parts += [f"until {clock(row.present_until)}" if row.present_until else ""]
    return " ".join(part for part in parts if part)


def sections_of(meeting: Meeting, audience: str) -> Iterable[MinuteSection]:
    """What the minutes say of each item, in order, to an audience."""
    items = (
        meeting.items.filter(removed_at=None)
        .select_related("report", "minute", "parent")
        .prefetch_related(
            "minute__resolutions__votes__member",
            "report__recommendations",
            "declarations__member",
            "actions__due_meeting",
        )
    )
    lettered = meeting.board.resolutions == Board.Resolutions.LETTERS
    for item in in_order(items):
        yield _section(item, audience, lettered)


def _section(item: AgendaItem, audience: str, lettered: bool) -> MinuteSection:
    report, minute = item.report, getattr(item, "minute", None)
    closed = "" if report is None or report.is_open else _ground(report)
    withheld = bool(closed) and audience == Audience.PUBLIC
    text = _text(minute, closed=bool(closed), withheld=withheld) if minute else ""
    resolutions = list(minute.resolutions.all()) if minute and not withheld else []
    actions = [] if withheld else list(item.actions.all())
    part = None
    if minute is not None and minute.has_closed_part and not closed:
        part = _closed_part(minute, audience, lettered)
        resolutions = [each for each in resolutions if not each.closed]
        actions = [each for each in actions if not each.restricted]
    return MinuteSection(
        number=minute.number if minute else "",
        title=report.public_title if withheld and report else item.title,
        below=item.parent is not None and item.parent.removed_at is None,
        closed=closed,
        withheld=withheld,
        paragraphs=_paragraphs(text),
        declarations=tuple(_declared(d, withheld) for d in item.declarations.all()),
        recommended=() if withheld or resolutions or part else _recommended(report),
        resolutions=tuple(_resolution(each, lettered) for each in resolutions),
        actions=tuple(_action(each) for each in _shown(actions, audience)),
        urgent_reason="" if withheld else item.urgent_reason,
        part=part,
    )


def _text(minute: Minute, *, closed: bool, withheld: bool) -> str:
    """A part that was closed before the whole item was is told with it."""
    if withheld:
        return minute.public_summary
    both = f"{minute.discussion}\n\n{minute.closed_discussion}"
    return both if closed else minute.discussion


def _closed_part(minute: Minute, audience: str, lettered: bool) -> ClosedSection:
    withheld = audience == Audience.PUBLIC
    resolutions = [] if withheld else [each for each in minute.resolutions.all() if each.closed]
    actions = [] if withheld else [each for each in minute.item.actions.all() if each.restricted]
    return ClosedSection(
        ground=_ground_in_words(minute.closed_ground),
        withheld=withheld,
        paragraphs=() if withheld else _paragraphs(minute.closed_discussion),
        summary=_paragraphs(minute.public_summary),
        resolutions=tuple(_resolution(each, lettered) for each in resolutions),
        actions=tuple(_action(each) for each in actions),
    )


def _ground(report: Report) -> str:
    """Why the public did not hear it: "Exempt, Schedule 12A, paragraph 3: financial …"."""
    return _ground_in_words(
        report.openness if report.openness == Openness.CONFIDENTIAL else str(report.paragraph or "")
    )


def _ground_in_words(ground: str) -> str:
    if ground == Openness.CONFIDENTIAL:
        return "Confidential, Local Government Act 1972, section 100A(3)"
    paragraph = Paragraph(int(ground)).label if ground else "not given"
    return f"Exempt, Local Government Act 1972, Schedule 12A, paragraph {paragraph}"


def _recommended(report: Report | None) -> tuple[str, ...]:
    """What its report asks of the board, while nothing has been resolved on it."""
    return tuple(one.text for one in report.recommendations.all()) if report else ()


def _paragraphs(text: str) -> tuple[str, ...]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _declared(declaration: Declaration, withheld: bool) -> str:
    said = "" if withheld else f": {declaration.what}"
    left = ", and left the room" if declaration.left_room else ""
    kind = declaration.get_kind_display()
    kind = kind[0].lower() + kind[1:]
    return f"{declaration.member} ({kind}{left}){said}"


def _resolution(resolution: Resolution, lettered: bool) -> ResolutionLine:
    return ResolutionLine(
        mark=resolution_mark(resolution.order, lettered),
        text=resolution.text,
        outcome=resolution.get_outcome_display(),
        votes=tuple(_votes(resolution)),
    )


def _votes(resolution: Resolution) -> Iterable[str]:
    """ "For (3): A, B, C", and how a tie was broken."""
    cast = list(resolution.votes.all())
    for how in Vote.How:
        names = sorted(vote.member.name for vote in cast if vote.how == how)
        if names:
            yield f"{how.label} ({len(names)}): {', '.join(names)}"
    if resolution.by_casting_vote:
        yield "Carried by the casting vote of the chair"


def _shown(actions: Iterable[Action], audience: str) -> list[Action]:
    return [each for each in actions if audience == Audience.BOARD or not each.restricted]


def _action(action: Action) -> ActionLine:
    return ActionLine(action.text, action.owner, action.due_words)
