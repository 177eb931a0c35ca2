"""What a number is no claim of after all, and why a claim may not be called wrong."""

from __future__ import annotations

import re

from performance.domain.vocabulary import Unit

from .cells import doubt_of_cell, without_cues
from .claims import Part, Reading
from .document import Kind
from .known import Topic
from .naming import Mention
from .numbers import Form, blank

# A measure that counts everybody, of whom much else is counted too.
POPULATION = "population"
# "Plans were graded: 46% good, 39% adequate": how good what was counted is.
_GRADED = re.compile(
    r"\s*(?:(?:were|was|are|is)\s+)?(?:judged\s+|graded\s+|rated\s+)?(?:to be\s+)?"
    r"(?:good|outstanding|adequate|inadequate|satisfactory|poor|excellent|green|amber|red)\b", re.I,
)  # fmt: skip


def is_claim(part: Part, topic: Topic, reading: Reading) -> bool:
    number = part.number
    if number.in_words and number.form is Form.COUNT and topic.unit is not Unit.COUNT:
        return False  # "one above our neighbours"
    if reading.known.lexicon.says("rest", part.lead[-20:]):
        return False  # what is left is of no measure: the parts are summed
    if topic.unit is Unit.PERCENT and number.form is Form.COUNT:
        if is_bare_cell(reading):
            return not _of_something_else(reading, part)
        return number.places == 0 and _counts(part, reading)
    return not _goes_on_counting(reading, part, topic) and not _of_something_else(reading, part)


def _of_something_else(reading: Reading, part: Part) -> bool:
    """ "85% of teachers", "7% of the budget", "the cost rose by 2%": of something else."""
    lexicon = reading.known.lexicon
    if reading.sentence.block.kind is Kind.CELL:
        return lexicon.says("other_matter", reading.sentence.block.column)
    if part.number.form is Form.COUNT:
        return False
    if part.number.form is Form.SHARE:
        return _counts_others(reading, part)
    if lexicon.says("other_matter", f"{part.near_lead} {part.near_tail}"):
        return True
    whole = re.match(r"\s*of\s+(?P<whom>(?:[^\s,.;:()\d]+\s*){1,4})", part.tail)
    if whole is None or lexicon.says("base", whole["whom"]):
        return False
    start, end = part.number.end, part.number.end + whole.end()
    return not any(start <= one.start < end for one in reading.mentions)


def _counts_others(reading: Reading, part: Part) -> bool:
    """ "2 of the 9 hosts": the noun behind a share says whom it counts."""
    noun = re.match(r"\s+[a-z][\w’'-]*(?:\s+[a-z][\w-]*)?", part.tail)
    if noun is None:
        return False
    known = reading.known.lexicon.says("base", noun[0]) or reading.known.lexicon.says(
        "link", noun[0]
    )
    start, end = part.number.end, part.number.end + noun.end()
    return not known and not any(one.start < end and start <= one.start for one in reading.mentions)


def is_bare_cell(reading: Reading) -> bool:
    block = reading.sentence.block
    return block.kind is Kind.CELL and len(reading.text) <= len(reading.parts[0].number.text) + 3


def _counts(part: Part, reading: Reading) -> bool:
    """Whether a bare number counts children: "87 children have no plan"."""
    return reading.known.lexicon.says("people", part.tail[:30])


def doubt_of(reading: Reading, part: Part, mention: Mention, topic: Topic, head: str = "") -> str:
    """Why a difference is no contradiction: a forecast, a part of the children, another place.
    `head` is that of the row or column which named the measure.
    """
    if reading.sentence.block.kind in (Kind.HEADING, Kind.LINE):
        return "a line apart"
    doubt = doubt_of_cell(reading, part.number, head, mention, topic) if head else ""
    if doubt:
        return doubt
    return _doubt_of_words(reading, part, mention, topic, heads="" if head else _heads(reading))


def _heads(reading: Reading) -> str:
    return f" {reading.sentence.block.row} {reading.sentence.block.column}"


def _doubt_of_words(
    reading: Reading, part: Part, mention: Mention, topic: Topic, heads: str
) -> str:
    """What the sentence itself says; `heads` are those of a cell that says its measure itself."""
    lexicon, text = reading.known.lexicon, reading.text
    inside = (mention in reading.mentions) and (mention.start, mention.end)
    if inside:
        text = blank(text, *inside)
    text = without_cues(text, topic)
    for kind in ("forecast", "other_place"):
        if lexicon.says(f"doubt:{kind}", text):
            return kind
    clause = without_cues(f"{part.near_lead} {part.near_tail}{heads}", topic)
    if inside:
        clause = clause.replace(reading.text[inside[0] : inside[1]], " ")
    if lexicon.says("doubt:subset", clause):
        return "subset"
    if mention.end <= part.number.start and _GRADED.match(part.tail):
        return "graded"
    return "another subject" if _of_another(reading, part, mention) else ""


def _of_another(reading: Reading, part: Part, mention: Mention) -> bool:
    """ "Foster care for 70%, lodgings for 13%": words of their own stand between the number and the
    one before, and name nothing that is known.
    """
    start = part.number.start - len(part.lead)
    if mention.start >= start or not reading.parts or part is reading.parts[0]:
        return False
    lead = part.lead
    for when in reading.times:
        if when.start >= start and when.end <= part.number.start:
            lead = blank(lead, when.start - start, when.end - start)
    words = re.findall(r"[a-z’'-]{4,}", lead.lower())
    return any(not reading.known.lexicon.says("filler", word) for word in words)


def _goes_on_counting(reading: Reading, part: Part, topic: Topic) -> bool:
    """ "45 children in care took part": some of them are counted, not all."""
    behind_it = [one for one in reading.mentions if one.start >= part.number.end]
    if topic.whole != POPULATION or part.number.form is not Form.COUNT or not behind_it:
        return False
    mention = behind_it[0]
    if mention.start > part.number.end + 20:
        return False
    behind = reading.text[mention.end :]
    if any(0 <= when.start - mention.end <= 1 for when in reading.times):
        return False
    word = re.match(r"\s+[a-z]", behind)
    return bool(word) and not reading.known.lexicon.pattern("whole_count").match(behind.lstrip())
