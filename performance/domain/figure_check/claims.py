"""What a sentence claims: its numbers, each with measure, time and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from performance.domain.vocabulary import Basis, Unit

from .document import Sentence
from .known import Known, Role, Topic
from .naming import Mention, mentions_in
from .numbers import Form, Number, numbers_in
from .timing import When, times_in

BREAK = re.compile(
    r"[;]|,\s+(?:and|but|while|whereas|with|which|where|as)\b|\s+(?:and|but|while|whereas)\s+|\.\s|\s[–—-]\s"
)
SHARES = frozenset({Form.PERCENT, Form.RANGE, Form.FRACTION, Form.POINTS, Form.RATIO, Form.SHARE})
UNITS = {
    Unit.PERCENT: SHARES | {Form.COUNT},
    Unit.COUNT: frozenset({Form.COUNT, Form.SHARE}),
    Unit.RATE: frozenset({Form.RATE, Form.COUNT}),
    Unit.DAYS: frozenset({Form.DAYS}),
    Unit.SCORE: frozenset({Form.COUNT}),
}  # fmt: skip
MOVES = ("up", "down", "same", "better", "worse")


@dataclass(frozen=True)
class Part:
    """A number of a sentence with the words before it, back to the number before, and behind it."""

    number: Number
    lead: str
    tail: str
    leads_to_another: bool = False

    @property
    def near_tail(self) -> str:
        """The words behind it up to where another thought begins."""
        found = BREAK.search(self.tail)
        return self.tail[: found.start()] if found else self.tail

    @property
    def near_lead(self) -> str:
        last = 0
        for found in BREAK.finditer(self.lead):
            last = found.end()
        return self.lead[last:]

    @property
    def clause(self) -> str:
        return f"{self.near_lead} {self.near_tail}"


@dataclass(frozen=True)
class Claim:
    """`named` says that the measure stands in the sentence or at the head of the row, so that a
    difference is one; `doubt` why none may be told. `earlier`: "up from", the older of two values.
    `change` is up, down or by; then the number is a difference.
    """

    sentence: Sentence
    part: Part
    topics: tuple[Topic, ...]
    named: bool
    opposite: bool = False
    role: Role = Role.ACTUAL
    when: When | None = None
    bases: frozenset[Basis] = field(default_factory=frozenset)
    about: str = ""
    change: str = ""
    earlier: bool = False
    soft: bool = False
    doubt: str = ""

    @property
    def number(self) -> Number:
        return self.part.number

    @property
    def topic(self) -> Topic:
        return self.topics[0]


def parts_of(text: str, numbers: Sequence[Number]) -> list[Part]:
    starts = [0, *(number.end for number in numbers)]
    ends = [*(number.start for number in numbers), len(text)]
    return [
        Part(
            number, text[starts[n] : ends[n]], text[number.end : ends[n + 1]], n + 1 < len(numbers)
        )
        for n, number in enumerate(numbers)
    ]


@dataclass(frozen=True)
class Reading:
    """A sentence read: what its numbers, measures and times are."""

    sentence: Sentence
    known: Known
    parts: tuple[Part, ...]
    mentions: tuple[Mention, ...]
    times: tuple[When, ...]

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def around(self) -> tuple[str, ...]:
        block = self.sentence.block
        return (block.row, block.column, self.sentence.before, block.heading)


def read_sentence(sentence: Sentence, known: Known) -> Reading:
    block, text = sentence.block, sentence.text
    numbers = numbers_in(text)
    around = (block.row, block.column, sentence.before, block.heading)
    moves = any(known.lexicon.says(f"moved:{kind}", text) for kind in MOVES)
    mentions = mentions_in(text, known, around) if numbers or moves else []
    times = times_in(text, known.quarter, known.lexicon) if numbers or mentions else []
    parts = parts_of(text, numbers)
    return Reading(sentence, known, tuple(parts), tuple(mentions), tuple(times))


def suits(part: Part, topic: Topic, known: Known) -> bool:
    """Whether a measure of this unit can be told by a number of this form: of a count or a rate a
    percentage tells the change.
    """
    form = part.number.form
    changed = topic.unit is not Unit.PERCENT and form is Form.PERCENT
    return form in UNITS[topic.unit] or (changed and bool(change_of(part, known)))


def change_of(part: Part, known: Known) -> str:
    """up, down or by, where the number is a difference: "a rise of 5%", "3 points lower"."""
    lexicon, lead = known.lexicon, part.lead[-40:]
    for kind in ("up", "down", "by"):
        cue = lexicon.last(f"change:{kind}", lead)
        if cue is None or _FILLERS.sub("", lead[cue.end() :]).strip():
            continue
        if cue[0].lower() not in _LONE or _OPENS.search(lead[: cue.start()]):
            return kind  # "make up 31%" is no change
    for kind in ("up", "down"):
        if lexicon.pattern(f"changed:{kind}").match(part.tail[:28].lstrip(" -")):
            return kind
    return "by" if part.number.form is Form.POINTS else ""


_LONE = ("up", "down")
_OPENS = re.compile(r"(?:^|[,(;:–-]|\b(?:is|was|are|were|%))\s*$")
_FILLERS = re.compile(r"\b(?:about|around|approximately|nearly|just|only|over|a|an|some|further)\b")


def is_aside(part: Part) -> bool:
    """Whether a percentage stands in brackets behind the number before it, or right behind it."""
    bracketed = re.search(r"(?:\(|, or|, that is,?)\s*$", part.lead) is not None
    return (bracketed and len(part.lead) <= 90) or len(part.lead) <= 6


_FROM = re.compile(
    r"\b(?:from|(?<!more )(?<!less )(?<!fewer )(?<!other )than|previously|formerly|originally)"
    r"\s+(?:\w+\s)?$",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:compared|comparison|against|versus|vs\.?)\s*(?:with|to)?\s+(?:\w+\s)?$", re.I
)


_BASE = re.compile(
    r"\s*(?:\w+\s+){0,3}(?:more|fewer|less|higher|lower|better|worse)\s+than\s+(?:the\s+)?", re.I
)


def is_base(part: Part) -> bool:
    """ "28 more than the 656": what a difference before it is counted from."""
    is_first = part.number.start == len(part.lead)
    return not is_first and _BASE.fullmatch(part.lead) is not None


def is_earlier(part: Part, role: Role) -> bool:
    if role not in (Role.ACTUAL, Role.TARGET):
        return False
    return bool(is_base(part) or _FROM.search(part.lead) or _COMPARED.search(part.lead))
