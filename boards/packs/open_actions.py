"""The board's open actions as a paper: what the agenda carries under matters arising.

What arose from closed business is not in the public paper: it is not asked for. It makes a paper
of its own, which the board's edition alone prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from boards.models import CLOSED, Action, ActionProgress, ActionQuerySet, Meeting
from reference.domain.periods import long_date

from .minutes_to_agree import ground_in_parts

TITLE = "Open actions"
CLOSED_TITLE = "Open actions from closed business"
FROM_CLOSED = (
    Q(item__report__openness__in=CLOSED)
    | Q(resolution__minute__item__report__openness__in=CLOSED)
    | Q(restricted=True, item__minute__closed_ground__gt="")
)


@dataclass(frozen=True)
class OpenAction:
    """One action. `source` is where it was agreed, `late` in words, "" where it is in time."""

    number: int
    text: str
    source: str
    owner: str
    due: str
    late: str
    progress: str
    told_on: str


@dataclass(frozen=True)
class OpenActions:
    """`closed`: these arose from business that the public did not hear."""

    title: str
    day: dt.date
    lines: tuple[OpenAction, ...]
    closed: bool = False

    @property
    def late(self) -> int:
        return sum(bool(line.late) for line in self.lines)

    @property
    def sentence(self) -> str:
        """ "3 actions are open, 1 of them late"."""
        count = len(self.lines)
        if not count:
            return "No action of the board’s public business is open"
        words = "1 action is open" if count == 1 else f"{count} actions are open"
        if not self.late:
            return words
        return f"{words} and late" if count == 1 else f"{words}, {self.late} of them late"


def open_actions(meeting: Meeting) -> OpenActions:
    """What the public may read of the actions that are open on the day of a meeting, the longest
    due first. Lateness is reckoned on that day, so that the paper stays the same until then.
    Three queries.
    """
    secret = _open(meeting).filter(FROM_CLOSED).values("pk")
    found = _open(meeting).filter(restricted=False).exclude(pk__in=secret)
    return OpenActions(TITLE, meeting.day, _lines(found, meeting.day))


def closed_actions(meeting: Meeting, kept: Collection[int] = ()) -> OpenActions:
    """Those that arose from closed business, but not on reports that the reader is `kept` from. Two
    queries.
    """
    found = _open(meeting).told_to(restricted=True, kept=kept).filter(FROM_CLOSED)
    return OpenActions(CLOSED_TITLE, meeting.day, _lines(found, meeting.day), closed=True)


def without_ground(meeting: Meeting) -> int:
    """How many are kept from the public and name no closed item: no ground could be printed."""
    return _open(meeting).filter(restricted=True).exclude(_in_closed(meeting)).count()


def _in_closed(meeting: Meeting) -> Q:
    return Q(pk__in=_open(meeting).filter(FROM_CLOSED).values("pk"))


def grounds_of_actions(meeting: Meeting) -> list[tuple[str, int | None, str]]:
    """(openness, paragraph, public interest) of the closed items that they arose from, each once.
    Their titles are not asked for.
    """
    found: dict[tuple[str, int | None, str], None] = {}
    for way in ("item__report", "resolution__minute__item__report"):
        of_closed = _open(meeting).filter(**{f"{way}__openness__in": CLOSED})
        names = [f"{way}__{name}" for name in ("openness", "paragraph", "public_interest")]
        found |= dict.fromkeys(of_closed.order_by("number").values_list(*names))
    parts = _open(meeting).filter(restricted=True, item__minute__closed_ground__gt="")
    of_parts = parts.exclude(item__report__openness__in=CLOSED).order_by("number")
    grounds = of_parts.values_list("item__minute__closed_ground", flat=True)
    return list(found | dict.fromkeys(map(ground_in_parts, grounds)))


def _open(meeting: Meeting) -> ActionQuerySet:
    return Action.objects.filter(board=meeting.board).open_on(meeting.day)


def _lines(actions: ActionQuerySet, day: dt.date) -> tuple[OpenAction, ...]:
    rows = actions.select_related("due_meeting", "item__meeting").prefetch_related("progress")
    held = sorted(rows, key=lambda action: (action.due_day, action.number))
    return tuple(_line(action, day) for action in held)


def _line(action: Action, day: dt.date) -> OpenAction:
    told = _latest(action.progress.all(), day)
    late = (day - action.due_day).days
    return OpenAction(
        number=action.number,
        text=action.text,
        source=_source(action),
        owner=action.owner,
        due=action.due_words,
        late="" if late <= 0 else f"{late:,} day{'s' if late != 1 else ''} late",
        progress=told.text if told else "",
        told_on=long_date(timezone.localdate(told.at)) if told else "",
    )


def _latest(progress: Iterable[ActionProgress], day: dt.date) -> ActionProgress | None:
    """What was told last, up to the day of the meeting."""
    held = [one for one in progress if timezone.localdate(one.at) <= day]
    return held[-1] if held else None


def _source(action: Action) -> str:
    """ "Meeting of 17 May 2021, item 4", or the inspection that it comes from."""
    if action.item is None:
        note = action.source_note or action.get_source_display()
        return f"{note}, {long_date(action.raised_on)}" if not action.source_note else note
    number = f", item {action.item.number}" if action.item.number else ""
    return f"Meeting of {long_date(action.item.meeting.day)}{number}"
