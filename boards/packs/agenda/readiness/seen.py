"""What the checks of an agenda look at, asked for once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from boards.calendar import deadlines_of
from boards.domain.deadlines import Deadlines
from boards.models import AgendaItem, Meeting, Report
from reporting.models import Audience, Edition

from ..building import KIND, LATE_APART, agenda_pack
from ..made_here import MadeHere
from ..parts import AgendaPack, Item, OpenPaper, Placed
from ..texts import Words, words_of


@dataclass
class Seen:
    """A meeting's agenda as it stands today, in both editions."""

    meeting: Meeting
    today: dt.date
    items: list[AgendaItem]
    # The agenda, and behind it the supplement where something is kept apart for one.
    boards: tuple[AgendaPack, ...]
    publics: tuple[AgendaPack, ...]
    due: Deadlines
    # The number of the newest edition that was built and published, or None.
    built: int | None = None
    numbers: dict[int, str] = field(default_factory=dict)
    # Of the papers that everybody will read.
    words: dict[str, Words] = field(default_factory=dict)

    @property
    def board(self) -> AgendaPack:
        return self.boards[0]

    @property
    def public(self) -> AgendaPack:
        return self.publics[0]

    @property
    def board_items(self) -> list[Item]:
        return [item for pack in self.boards for item in pack.items]

    @property
    def public_items(self) -> list[Item]:
        return [item for pack in self.publics for item in pack.items]

    @property
    def board_papers(self) -> list[Placed]:
        return [placed for pack in self.boards for placed in pack.papers]

    @property
    def public_papers(self) -> list[Placed]:
        return [placed for pack in self.publics for placed in pack.papers]

    @property
    def reports(self) -> list[tuple[AgendaItem, Report]]:
        return [(item, item.report) for item in self.items if item.report]


PARTS = ("sections", "recommendations", "next_steps", "reviews__answered_by", "appendices__file")


def look(meeting: Meeting, today: dt.date) -> Seen:
    """Asks for everything; the number of queries does not grow with the agenda."""
    found = meeting.items.filter(removed_at=None).select_related(
        "report__file", "report__body", "report__priority", "report__board__council"
    )
    items = list(found.prefetch_related(*(f"report__{part}" for part in PARTS)))
    apart = any(item.late in LATE_APART for item in items)
    editions = Edition.objects.for_council(meeting.board.council).of(KIND, meeting.slug).standing()
    made = MadeHere(meeting)
    seen = Seen(
        meeting=meeting,
        today=today,
        items=items,
        boards=_packs(meeting, Audience.BOARD, apart=apart, made=made),
        publics=_packs(meeting, Audience.PUBLIC, apart=apart, made=made),
        due=deadlines_of(meeting),
        built=editions.order_by("-number").values_list("number", flat=True).first(),
    )
    told = [p.paper.sha256 for p in seen.public_papers if isinstance(p.paper, OpenPaper)]
    seen.numbers = {item.pk: item.number for item in seen.board_items}
    seen.words = words_of(told, meeting.board.council)
    return seen


def _packs(
    meeting: Meeting, audience: str, *, apart: bool, made: MadeHere
) -> tuple[AgendaPack, ...]:
    main = agenda_pack(meeting, audience, made=made)
    if not apart:
        return (main,)
    behind = agenda_pack(meeting, audience, supplement=True, before=main.total, made=made)
    return main, behind
