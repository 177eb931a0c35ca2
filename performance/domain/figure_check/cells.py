"""Cells of tables: their time, and what their heads say of whose number it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from performance.domain.vocabulary import Unit

from .claims import Reading
from .known import Known, Topic
from .naming import Mention
from .numbers import Form, Number, blank
from .timing import When, times_in

_WORD = re.compile(r"[A-Za-z’'-]{2,}")
_LAST_QUARTER = re.compile(r"\blast quarter\b", re.I)


def time_of_heads(reading: Reading) -> When | None:
    """The time at the head of a column or row; else that in the title, which is sure of nothing: a
    report on 2019-20 may have tables of now.
    """
    block, known = reading.sentence.block, reading.known
    for head in (block.column, block.row):
        times = times_in(head, known.quarter, known.lexicon)
        if times:
            return _of_head(head, times, known)
    titled = times_in(block.heading, known.quarter, known.lexicon)
    past = [one for one in titled if one.periods and one.sure]
    if len(past) != 1 or past[0].current or past[0].periods[0].ends_on > known.quarter.ends_on:
        return None
    only = past[0]
    return When(only.start, only.end, only.periods[:1], current=False, sure=False)


def _of_head(head: str, times: Sequence[When], known: Known) -> When:
    """The one time of a head; of several that differ none is meant. "Last quarter" is the one
    before, where it stands beside "this quarter", and may be the one that has ended.
    """
    first = times[0]
    before = known.quarter.previous()
    if _LAST_QUARTER.search(head) and before is not None:
        return When(first.start, first.end, (before, known.quarter), current=False, sure=False)
    if len({one.key for one in times}) > 1 and not all(one.current for one in times):
        return When(first.start, times[-1].end, (), current=False, sure=False)
    return When(first.start, first.end, first.periods[:1], first.current, sure=True)


def doubt_of_cell(
    reading: Reading, number: Number, head: str, mention: Mention, topic: Topic
) -> str:
    """Why a cell may be no value of the measure at the head of its row or column: another head
    names something of its own.
    """
    block, lexicon = reading.sentence.block, reading.known.lexicon
    for kind in ("forecast", "other_place"):
        if lexicon.says(f"doubt:{kind}", block.heading):
            return kind
    bare = topic.unit is Unit.PERCENT and number.form is Form.COUNT
    if bare and lexicon.says("doubt:things", _without_names(block.column, reading, topic)):
        return "a count of things"  # "Homes: 6" of a kind of home whose share is held
    other = block.row if head == block.column else block.column
    if _names_its_own(other, reading, topic):
        return "another head"
    rest = blank(head, mention.start, mention.end) if head else ""
    return "subset" if lexicon.says("doubt:subset", without_cues(rest, topic)) else ""


def _names_its_own(head: str, reading: Reading, topic: Topic) -> bool:
    """Whether a head has a word that is no time, role or kind of value."""
    left = _without_names(head, reading, topic)
    lexicon = reading.known.lexicon
    return _WORD.search(lexicon.pattern("head").sub(" ", left)) is not None


def _without_names(head: str, reading: Reading, topic: Topic) -> str:
    """A head without the times in it, and without what names the measure or whom it counts."""
    known = reading.known
    for when in times_in(head, known.quarter, known.lexicon):
        head = blank(head, when.start, when.end)
    for phrase in (*topic.phrases, *topic.opposites):
        head = phrase.pattern.sub(" ", head)
    return without_cues(head, topic)


def without_cues(text: str, topic: Topic) -> str:
    """A text without the words that tell a measure from others, or say whom it counts."""
    for cue in (*topic.cues, *topic.whom):
        text = cue.pattern.sub(" ", text)
    return text
