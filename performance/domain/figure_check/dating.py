"""Which time each number of a sentence is told of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .attributing import Found
from .cells import time_of_heads
from .claims import Part, Reading, change_of, is_earlier
from .document import Kind
from .known import Role
from .timing import When


def whens_of(reading: Reading, given: Sequence[Found | None]) -> list[When | None]:
    """The time of each number: right behind it, before it in its clause, or at the start."""
    times, parts = list(reading.times), reading.parts
    found: list[When | None] = [None] * len(parts)
    if reading.sentence.block.kind is Kind.CELL:
        return [time_of_heads(reading)] * len(parts)
    for index, part in enumerate(parts):
        # "Up 3 points on Q3": the time is that of the other value.
        takes = given[index] is not None and not change_of(part, reading.known)
        found[index] = _behind(part, times) if takes else None
        if found[index] in times:
            times.remove(found[index])  # type: ignore[arg-type]
    for index, part in enumerate(parts):
        if found[index] is None:
            found[index] = _in_front(part, times)
    opening = _opening(reading)
    return [when or opening if _may_open(parts[n], when) else when for n, when in enumerate(found)]


def _may_open(part: Part, when: When | None) -> bool:
    return when is None and not is_earlier(part, Role.ACTUAL)


def _behind(part: Part, times: Sequence[When]) -> When | None:
    start, end = part.number.end, part.number.end + len(part.near_tail)
    inside = [one for one in times if start <= one.start and one.start < end]
    for one in inside:
        between = part.tail[: one.start - start]
        if _leads_on(part, between, part.tail[one.end - start :]):
            continue
        if not _COMPARED.search(between):
            return one
    return None


# "Well up on the autumn", "better than in Q3": the time is that of another value.
_COMPARED = re.compile(
    r"\b(?:since|than|until|by|target)\b|[,;]\s*(?:in|at|on)\b|\b(?:up|down|better|worse)\s*$", re.I
)


def _leads_on(part: Part, between: str, after: str) -> bool:
    """ "68.4% (Q3 63.8%)", "85%, in Q4 83%": the time is that of the next number."""
    apart = re.search(r"[(,;:]", between)
    ends_the_tail = len(part.tail) > len(between) and not re.search(r"[a-z)]{3,}|\)", after)
    return bool(apart) and ends_the_tail and part.leads_to_another


def _in_front(part: Part, times: Sequence[When]) -> When | None:
    start = part.number.start - len(part.lead)
    inside = [one for one in times if start <= one.start and one.end <= part.number.start]
    last = inside[-1] if inside else None
    if last is not None and re.search(
        r"\bsince\s*(?:the\s+end\s+of\s+)?$", part.lead[: last.start - start]
    ):
        return None
    return last


def _opening(reading: Reading) -> When | None:
    """A time before every number, or the only one of a sentence, holds for all of it."""
    if not reading.parts:
        return None
    first = reading.parts[0]
    opening = _in_front(first, reading.times)
    text = reading.text[: opening.start] if opening else ""
    return opening if opening and len(text.split()) <= 3 else None
