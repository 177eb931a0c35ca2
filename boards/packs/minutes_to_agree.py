"""The minutes of the last meeting as the next one has them before it; those of closed business are
apart, for the board alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q

from boards.models import CLOSED, AgendaItem, Meeting, Minutes, Openness
from reference.domain.periods import long_date
from reporting.models import Audience

from .minutes import MinuteSection, sections_of


@dataclass(frozen=True)
class ClosedMinutes:
    """The part of minutes that only the board reads."""

    meeting: Meeting
    minutes: Minutes
    sections: tuple[MinuteSection, ...]

    @property
    def title(self) -> str:
        return f"Minutes of closed business, {long_date(self.meeting.day)}"


def closed_part(minutes: Minutes) -> ClosedMinutes | None:
    """What the board alone reads of them: the minutes of business that the public did not hear, or
    None where there was none. Seven queries, however long they are.
    """
    sections = tuple(sections_of(minutes.meeting, Audience.BOARD))
    closed = tuple(_closed(section) for section in sections if section.closed or section.part)
    return ClosedMinutes(minutes.meeting, minutes, closed) if closed else None


def _closed(section: MinuteSection) -> MinuteSection:
    """A closed minute; of an open one only the part that the public did not hear."""
    if section.part is None:
        return replace(section, below=False)
    return replace(
        section,
        below=False,
        closed=section.part.ground,
        paragraphs=section.part.paragraphs,
        declarations=(),
        recommended=(),
        resolutions=section.part.resolutions,
        actions=section.part.actions,
        urgent_reason="",
        part=None,
    )


def grounds_of_minutes(minutes: Minutes) -> list[tuple[str, int | None, str]]:
    """(openness, paragraph, public interest) of their closed items, each once, in order of the
    agenda. Titles are not asked for.
    """
    items = minutes.meeting.items.filter(removed_at=None).order_by("position", "pk")
    names = ("report__openness", "report__paragraph", "report__public_interest")
    whole = items.filter(report__openness__in=CLOSED).values_list(*names)
    parts = items.exclude(report__openness__in=CLOSED).filter(minute__closed_ground__gt="")
    grounds = parts.values_list("minute__closed_ground", flat=True)
    return list(dict.fromkeys([*whole, *map(ground_in_parts, grounds)]))


def ground_in_parts(ground: str) -> tuple[str, int | None, str]:
    """A closed part's ground as papers tell theirs: openness, paragraph, no public interest."""
    if ground == Openness.CONFIDENTIAL:
        return Openness.CONFIDENTIAL.value, None, ""
    return Openness.EXEMPT.value, int(ground), ""


def minutes_to_agree(meeting: Meeting) -> tuple[Meeting | None, Minutes | None]:
    """The last meeting before this one, and its minutes, where they have been drafted. Two queries
    and those of the meeting's board.
    """
    last = meeting.board.meetings.standing().before(meeting.day).first()
    if last is None:
        return None, None
    last.board = meeting.board
    minutes = Minutes.objects.filter(meeting=last).select_related("agreed_at_meeting").first()
    if minutes is not None:
        minutes.meeting = last
    return last, minutes


def without_words(minutes: Minutes) -> int:
    """How many reports and verbal items of the meeting have no word in the minutes yet."""
    heard = (AgendaItem.Kind.REPORT, AgendaItem.Kind.VERBAL)
    items = minutes.meeting.items.filter(removed_at=None, kind__in=heard)
    silent = Q(minute=None) | Q(minute__discussion="", minute__resolutions=None)
    return items.filter(silent).distinct().count()
