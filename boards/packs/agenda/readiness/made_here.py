"""Whether what comes to an agenda by itself is there: minutes of the last meeting, open actions."""

from __future__ import annotations

from collections.abc import Iterator

from boards.domain.dates import in_words
from boards.domain.readiness import Check
from boards.models import AgendaItem
from boards.packs.minutes_to_agree import minutes_to_agree, without_words
from boards.packs.open_actions import without_ground

from .seen import Seen
from .telling import check

OTHERWISE = "choose a report that holds them, or leave the paper out"


def minutes(seen: Seen) -> Iterator[Check]:
    """Those of the last meeting stand on the agenda; without them the front sheet says "To
    follow".
    """
    for item in _by_themselves(seen, AgendaItem.Kind.MINUTES):
        last, held = minutes_to_agree(seen.meeting)
        number = seen.numbers.get(item.pk, "")
        if last is None:
            detail = f"No earlier meeting is on record: {OTHERWISE}."
            title = f"Item {number} has no minutes to print"
            yield check("minutes", item.pk, title, detail, item.pk)
        elif held is None:
            title = f"Item {number}: the minutes of {in_words(last.day)} are to follow"
            detail = f"They have not been drafted yet. Draft them, {OTHERWISE}."
            yield check("minutes", item.pk, title, detail, item.pk)
        elif count := without_words(held):
            items = "1 item" if count == 1 else f"{count} items"
            title = f"Item {number}: the minutes say nothing of {items}"
            detail = f"Those of {in_words(last.day)} are printed as they stand: write them first."
            yield check("minutes", item.pk, title, detail, item.pk)


def actions(seen: Seen) -> Iterator[Check]:
    """An action that is kept from the public without a closed item has no ground to print."""
    for item in _by_themselves(seen, AgendaItem.Kind.ACTIONS):
        if count := without_ground(seen.meeting):
            many = "1 open action is" if count == 1 else f"{count} open actions are"
            title = f"{many} not for the public, without a ground"
            detail = "No closed item is behind it, so neither edition prints it."
            yield check("actions", item.pk, title, detail, item.pk)


def _by_themselves(seen: Seen, kind: str) -> list[AgendaItem]:
    held = [item for item in seen.items if item.kind == kind and item.report is None]
    return [item for item in held if not item.paper_left_out]
