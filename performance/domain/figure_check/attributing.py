"""Which measure a number speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from performance.domain.vocabulary import Unit

from .claims import Part, Reading, change_of, is_aside, is_base, suits
from .document import Kind
from .known import Role
from .naming import THOUGHT, Mention, is_clear, plain_name, told_apart, topics_of_head
from .numbers import Form, Number


@dataclass(frozen=True)
class Found:
    """The measure that a number was given, before the rest of the claim is read; `head` is that of
    the row or column which named it.
    """

    mention: Mention
    named: bool
    head: str = ""


def found_for(reading: Reading, index: int) -> Found | None:
    """The measure that a number speaks of: in its sentence, at the head of its row or column, in
    the sentence before that it goes on from, or in the heading above.
    """
    part = reading.parts[index]
    here = _labelled(reading, index) or _here(reading, index)
    if here is not None:
        around = (*_nearest(part), reading.text, *reading.around)
        here = replace(here, topics=told_apart(here.candidates or here.topics, around))
        return Found(here, is_clear(here, around))
    if reading.sentence.block.kind is Kind.CELL:
        return _of_cell(reading, part)
    return _carried(reading, part)


# What may follow the number of a line of a list that is of the name before it.
_ENDS_THERE = re.compile(
    r"\s*(?:$|[^\w\s]|(?:at|in|on|against|compared|up|down|from|this|last|now|target|of all)\b)",
    re.I,
)


def _labelled(reading: Reading, index: int) -> Mention | None:
    """ "- Foster care: 70%": the whole of a line of a list before its first number is a name."""
    part, block = reading.parts[index], reading.sentence.block
    name = plain_name(part.lead)
    alone = part.number.form is not Form.SHARE and _ENDS_THERE.match(part.tail)
    if index or block.kind is not Kind.ITEM or reading.sentence.before or not (name and alone):
        return None
    topics = told_apart(reading.known.by_name.get(name, ()), (block.heading,))
    fitting = tuple(one for one in topics if suits(part, one, reading.known))
    return Mention(0, len(part.lead), fitting, len(name)) if fitting else None


def _nearest(part: Part) -> tuple[str, ...]:
    """The words around a number, nearest first: "86% of children in care and 92% of leavers"."""
    tail = re.split(r"[,;:(]|\band\b", part.tail)[0]
    lead = re.split(r"[,;:(]|\band\b", part.lead.rstrip(" ,:("))[-1]
    return (tail, lead) if re.match(r"\s*(?:of|for|in)\b", tail) else (lead, tail)


def _here(reading: Reading, index: int) -> Mention | None:
    return (
        _of_its_percentage(reading, index)
        or _in_sentence(reading, index)
        or _of_the_next(reading, index)
        or _of_the_one_before(reading, index)
    )


_COMPARES = re.compile(
    r"^\W*(?:[^,;.]{0,90},\s*)?(?:against|compare[ds]?\s+(?:with|to)|up\s+from|down\s+from|from|than|to|and|was|previously)"
    r"\s+(?:the\s+|just\s+|only\s+)?$|^\s*\(?(?:was\s+|from\s+)?$", re.I,
)  # fmt: skip
_AGAINST = re.compile(
    r"^\W*(?:[^,;.]{0,90},\s*)?(?:against|compare[ds]?\s+(?:with|to)|(?:up|down)\s+from|than|on(?=\s+the))"
    r"\s+(?:the\s+)?$",
    re.I,
)


def _of_the_one_before(reading: Reading, index: int) -> Mention | None:
    """ "86 adopters, against 82 in 2019-20", "684 children, 28 more than a year ago"."""
    if index == 0:
        return None
    part, before = reading.parts[index], reading.parts[index - 1]
    pattern = _AGAINST if part.number.form is Form.COUNT else _COMPARES
    alike = part.number.form in (before.number.form, Form.COUNT) and (
        before.number.form is Form.RATE or before.number.form is part.number.form
    )
    compares = alike and pattern.match(part.lead)
    roles = alike and len(part.lead) < ROLE_LEAD and _names_a_role(part, reading)
    more = re.search(r"[,(–]\s*$", part.lead) and change_of(part, reading.known) != ""
    base = is_base(part) and change_of(before, reading.known) != ""
    beside = compares or more or base or roles or (alike and _only_a_time(reading, part))
    return _here(reading, index - 1) if beside else None


def _only_a_time(reading: Reading, part: Part) -> bool:
    """ "628 in March 2019; in March 2020, 665": nothing but a time stands before the number."""
    start = part.number.start - len(part.lead)
    for when in reading.times:
        if start <= when.start and when.end <= part.number.start:
            front = re.search(
                r"[;,(]?\s*(?:and\s+)?(?:in|at|on|by)?\s*$", part.lead[: when.start - start]
            )
            behind = re.fullmatch(r"\s*[,:(]?\s*(?:it was\s+)?", part.lead[when.end - start :])
            return bool(front and behind)
    return False


# "99 (England 67)": so much stands at most before a number that is of another.
ROLE_LEAD = 40


def _names_a_role(part: Part, reading: Reading) -> bool:
    says = reading.known.lexicon.says
    return any(says(f"role:{role}", part.lead) for role in Role if role is not Role.ACTUAL)


def _of_the_next(reading: Reading, index: int) -> Mention | None:
    """ "92% of care leavers and 86% of children in care have a pathway plan": both are of it."""
    part = reading.parts[index]
    last = index + 1 >= len(reading.parts)
    if last or not re.search(r"(?:\band|\bor|,)\s*$", part.tail):
        return None
    after = _in_sentence(reading, index + 1)
    behind = after is not None and after.start > reading.parts[index + 1].number.end
    return after if behind and reading.parts[index + 1].number.form is part.number.form else None


def _in_sentence(reading: Reading, index: int) -> Mention | None:
    part = reading.parts[index]
    number = part.number
    fitting = [
        one for one in reading.mentions if any(suits(part, t, reading.known) for t in one.topics)
    ]
    behind = [one for one in fitting if one.start >= number.end]
    changed = bool(change_of(part, reading.known))
    front = [
        one for one in fitting
        if one.end <= number.start
        and (not one.follows or changed)
        and _leads(reading, one, number)
    ]  # fmt: skip
    bare = number.form is Form.COUNT and reading.sentence.block.kind is not Kind.CELL
    directly = [
        one for one in behind
        if (one.follows or bare) and _close(part.tail, one.start - number.end)
    ]  # fmt: skip
    if directly:
        return directly[0]
    if bare:
        label = _count_label(reading, front, number) or _item_label(reading, fitting, number)
        return _within(fitting, number) or label
    after = next((one for one in behind if not one.follows and _reaches(part, one)), None)
    before = front[-1] if front else None
    if after is None or before is None:
        return _within(fitting, number) or after or before
    own = before.start >= number.start - len(part.lead)
    if not own or not part.tail[: after.start - number.end].strip():
        return after
    between = part.tail[: after.start - number.end]
    if "," in between:
        return before
    if re.match(r"\s+(?:an?|the|their)\b", between):
        return after  # "49% a health assessment"
    links = reading.known.lexicon.says("link", part.tail[:24].strip())
    led = re.search(r"(?:[:=(]|\b(?:was|were|is|are|at|to|of|by|from|than|with))\s*$", part.lead)
    return after if links and not led else before


def _leads(reading: Reading, mention: Mention, number: Number) -> bool:
    """Whether a name in front of a number may be what it tells. Not where it is the whole of which
    the number is a share ("of those in foster care, 64%"), nor where the thought ended before any
    number was told.
    """
    text = reading.text
    between = text[mention.end : number.start]
    ended = mention.end + between.find(";") if ";" in between else 0
    if ended and not any(part.number.end <= ended for part in reading.parts):
        return False
    begun = max((found.end() for found in THOUGHT.finditer(text, 0, mention.start)), default=0)
    opening = re.sub(r"^\W*(?:[\d.]+\s+)?", "", text[begun : mention.start])
    return not (_OF_THOSE.match(opening) and re.match(r"[^.;]*?,", between))


_OF_THOSE = re.compile(r"(?:of|among|amongst|out of)\s+(?!the\s+\d|all\s+our\b)(?:\D)*$", re.I)


def _of_its_percentage(reading: Reading, index: int) -> Mention | None:
    """ "10 of the 22 audits (45.5%) were good": the share speaks of what its percentage does."""
    told_twice = reading.parts[index].number.form in (Form.SHARE, Form.FRACTION)
    if not told_twice or index + 1 >= len(reading.parts):
        return None
    after = reading.parts[index + 1]
    beside = after.number.form is Form.PERCENT and is_aside(after)
    return _in_sentence(reading, index + 1) if beside else None


def _reaches(part: Part, mention: Mention) -> bool:
    """No other number stands between, nor the end of a thought."""
    gap = mention.start - part.number.end
    if gap > len(part.tail):
        return False
    between = part.tail[:gap]
    ends = (
        r"[;:]|\.\s|,\s+(?:and|but|while|with|whereas|which|who|so|because)\b|\bwhile\b|\bagainst\b"
    )
    return not re.search(rf"{ends}|\band\s+(?:\w+\s+)?$", between)


def _within(fitting: list[Mention], number: Number) -> Mention | None:
    """A name that holds the number itself: "99 per 10,000"."""
    inside = [one for one in fitting if one.start < number.end and number.start < one.end]
    return inside[0] if inside else None


def _close(tail: str, gap: int) -> bool:
    """At most a word between a count and what it counts: "8 more children", "684 of our"."""
    between = tail[:gap] if gap <= len(tail) else "....."
    return bool(re.fullmatch(r"\s*(?:of\s+(?:our|the|these)|\w+)?\s*", between))


_LABELS = re.compile(
    r"^[^.;]{0,90}?(?:[:=(]|\b(?:was|were|is|are|stood|stands|to|of|at|totalled|reached|from|now|by|there|had|made|"
    r"have|numbered|came|received|approved|be|been|remains?|remained)\b|^)\s*(?:around|about|approximately|only|just|over|nearly|up|down)?\s*$"
)


def _count_label(reading: Reading, front: list[Mention], number: Number) -> Mention | None:
    """For a bare number a name in front counts only with a verb or colon between."""
    if not front:
        return None
    label = front[-1]
    between = reading.text[label.end : number.start]
    return label if _LABELS.search(between) else None


def _item_label(reading: Reading, fitting: list[Mention], number: Number) -> Mention | None:
    """ "- Children in care: 684": a name that begins a line, and its number."""
    for one in fitting:
        begins = not any(letter.isalnum() for letter in reading.text[: one.start])
        if begins and re.fullmatch(r"\s*[:=–-]\s*", reading.text[one.end : number.start]):
            return one
    return None


def _of_cell(reading: Reading, part: Part) -> Found | None:
    block = reading.sentence.block
    heads = [(block.row, (block.column, block.heading)), (block.column, (block.row, block.heading))]
    for head, around in heads:
        for mention in topics_of_head(head, reading.known, around):
            if any(suits(part, topic, reading.known) for topic in mention.topics):
                return Found(mention, is_clear(mention, (head, *around)), head)
    return None


def _carried(reading: Reading, part: Part) -> Found | None:
    """From the sentence before, if this one goes on from it; from a heading with one measure."""
    block, lexicon = reading.sentence.block, reading.known.lexicon
    goes_on = lexicon.says("goes_on", reading.text[:60])
    counts = part.number.form in (Form.COUNT, Form.SHARE)
    changed = goes_on and bool(change_of(part, reading.known))
    if block.kind in (Kind.LINE, Kind.HEADING) or (counts and not changed):
        return None
    sources = ((reading.sentence.before, (block.heading,)), (block.heading, ()))
    for text, around in sources:
        if not text or (reading.mentions and not goes_on):
            continue
        heads = [
            replace(one, topics=told_apart(one.candidates, (reading.text, text, *around)))
            if one.candidates
            else one
            for one in topics_of_head(text, reading.known, around)
        ]
        fitting = [one for one in heads if any(suits(part, t, reading.known) for t in one.topics)]
        if text == block.heading:
            fitting = [one for one in fitting if one.topics[0].unit is Unit.PERCENT]
        if len({one.topics for one in fitting}) == 1:
            clear = is_clear(fitting[-1], (reading.text, text, *around))
            return Found(fitting[-1], goes_on and clear)
    return None
