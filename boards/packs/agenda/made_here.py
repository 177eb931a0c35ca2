"""Papers of items that come by themselves: the minutes of the last meeting, the open actions.

Both editions print the same open paper. What arose from closed business is an appendix that only
the board's edition prints; of it the public edition gets a number of pages and a ground.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boards.models import AgendaItem, Meeting
from boards.packs.laid_out import LaidOut, laid_out
from boards.packs.minutes import minutes_document
from boards.packs.minutes_to_agree import closed_part, grounds_of_minutes, minutes_to_agree
from boards.packs.open_actions import (
    OpenActions,
    closed_actions,
    grounds_of_actions,
    open_actions,
)
from reporting.models import Audience

from .papers import DECIDED, Numbered, ground_of, mark_of
from .parts import OpenPaper, Paper, WithheldPaper

KINDS = (AgendaItem.Kind.MINUTES, AgendaItem.Kind.ACTIONS)
WITHHELD = {
    AgendaItem.Kind.MINUTES: "Minutes: business from which the public was excluded",
    AgendaItem.Kind.ACTIONS: "Actions: business from which the public was excluded",
}
Grounds = Sequence[tuple[str, int | None, str]]


@dataclass(frozen=True)
class Made:
    """A paper that is laid out, and behind it what the public may not read, with the grounds."""

    title: str
    file: LaidOut
    closed_title: str = ""
    closed: LaidOut | None = None
    grounds: Grounds = ()


@dataclass(frozen=True)
class MadeHere:
    """What is on record for a meeting's agenda, read and laid out once for both editions."""

    meeting: Meeting

    def papers(self, item: Numbered, kind: str, *, for_public: bool) -> list[Paper]:
        """The paper of an item, and its appendix; none where nothing is on record."""
        make: dict[str, Callable[[], Made | None]] = {
            AgendaItem.Kind.MINUTES: lambda: self.minutes,
            AgendaItem.Kind.ACTIONS: lambda: self.actions,
        }
        made = make[kind]()
        return list(_papers(item, kind, made, for_public=for_public)) if made else []

    @cached_property
    def minutes(self) -> Made | None:
        _, minutes = minutes_to_agree(self.meeting)
        if minutes is None:
            return None
        document = minutes_document(minutes, Audience.PUBLIC)
        file = self._laid_out("record/minutes", "document", document, document.title)
        closed = closed_part(minutes)
        if closed is None:
            return Made(document.title, file)
        behind = self._laid_out("record/minutes_closed", "document", closed, closed.title)
        return Made(document.title, file, closed.title, behind, grounds_of_minutes(minutes))

    @cached_property
    def actions(self) -> Made | None:
        shown, closed = open_actions(self.meeting), closed_actions(self.meeting)
        if not shown.lines and not closed.lines:
            return None
        file = self._actions(shown)
        if not closed.lines:
            return Made(shown.title, file)
        grounds = grounds_of_actions(self.meeting)
        return Made(shown.title, file, closed.title, self._actions(closed), grounds)

    def _actions(self, actions: OpenActions) -> LaidOut:
        return self._laid_out("actions/open", "actions", actions, actions.title)

    def _laid_out(self, template: str, name: str, value: Any, title: str) -> LaidOut:
        context = {name: value, "council": self.meeting.board.council, "board": self.meeting.board}
        return laid_out(
            f"boards/{template}_body.html", f"boards/{template}_page.html", context, title=title
        )


def _papers(item: Numbered, kind: str, made: Made, *, for_public: bool) -> Iterator[Paper]:
    label, key = f"Item {item.number}", item.number.replace(".", "_")
    yield _open(key, item, label, made.title, made.file)
    if made.closed is None:
        return
    key, label = f"{key}-A", f"{label}, Appendix A"
    if for_public:
        yield WithheldPaper(
            key=key,
            item=item.item,
            label=label,
            title=WITHHELD[AgendaItem.Kind(kind)],
            pages=made.closed.pages,
            ground="; ".join(dict.fromkeys(ground_of(one[0], one[1]) for one in made.grounds)),
            public_interest=" ".join(dict.fromkeys(one[2] for one in made.grounds if one[2])),
            decided=DECIDED,
        )
    else:
        yield _open(key, item, label, made.closed_title, made.closed, marks_of(made.grounds))


def _open(
    key: str, item: Numbered, label: str, title: str, file: LaidOut, ground: str = ""
) -> OpenPaper:
    return OpenPaper(
        key=key,
        item=item.item,
        label=label,
        title=title,
        director="",
        pages=file.pages,
        sha256=file.sha256,
        ground=ground,
        page=file.page,
        made_here=True,
    )


def marks_of(grounds: Grounds) -> str:
    """What stands on each page: "Not for publication: … Schedule 12A, paragraphs 1 and 3"."""
    marks = list(dict.fromkeys(mark_of(openness, paragraph) for openness, paragraph, _ in grounds))
    if len(marks) < 2:
        return "".join(marks)
    numbers = sorted({str(paragraph) for _, paragraph, _ in grounds if paragraph})
    said = f"{mark_of('exempt', None).removesuffix(' None')}"
    if len(numbers) < 2:
        said = f"{said} {''.join(numbers)}"
    else:
        said = f"{said}s {', '.join(numbers[:-1])} and {numbers[-1]}"
    confidential = any(paragraph is None for _, paragraph, _ in grounds)
    return f"{said}; confidential" if confidential else said
