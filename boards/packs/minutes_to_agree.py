"""The minutes of the last meeting as the next one has them before it; those of closed business are
apart, for the board alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q

from boards.models import CLOSED, AgendaItem, Meeting, Minutes
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
    closed = tuple(replace(section, below=False) for section in sections if section.closed)
    return ClosedMinutes(minutes.meeting, minutes, closed) if closed else None


def grounds_of_minutes(minutes: Minutes) -> list[tuple[str, int | None, str]]:
    """(openness, paragraph, public interest) of their closed items, each once, in order of the
    agenda. Titles are not asked for.
    """
    items = minutes.meeting.items.filter(removed_at=None, report__openness__in=CLOSED)
    names = ("report__openness", "report__paragraph", "report__public_interest")
    return list(dict.fromkeys(items.values_list(*names)))


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
