"""Small counts of people, and who stands at an end of a scale, in words that become public.

The numbers are those of `performance.domain.wording`, which asks the same of officers' comments. A
number is told of only where it counts people: "one by one", "One: help families first", "two thirds
of children" and "three homes for children" do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.domain.wording import few_in

from .aside import without_asides
from .document import Document, Sentence, sentences_of
from .known import Known
from .lexicon import Lexicon
from .number_words import SMALL, TENS
from .numbers import numbers_in
from .report import SmallCount

FEW_PEOPLE = "a few people"
AT_AN_END = "the shortest or longest"
# How far behind a number stands what it counts.
WORDS_BEHIND, LETTERS_BEHIND = 4, 45

_LARGER = re.compile(rf"\b(?:(?:{'|'.join(TENS)})[\s-]|(?:hundred|thousand) and )$", re.I)
_MULTIPLIED = re.compile(r"[\s-]+(?:hundred|thousand|million|billion|dozen)\b", re.I)
_PART = re.compile(
    r"[\s-]+(?:hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b", re.I
)
_IN_SO_MANY = re.compile(rf"\s+in\s+(?:every\s+)?(?:\d|(?:{'|'.join(SMALL[1:])})\b)", re.I)
_SO_MANY_IN = re.compile(r"\bin(?:\s+every)?\s*$", re.I)
_ONE_BY_ONE = re.compile(r"\s+(?:by|at a|after|or) (?:one|two|three|four|five|time)\b", re.I)
_BY_ONE = re.compile(r"\b(?:one|two|three|four|five) (?:by|after|or)\s*$", re.I)
# "Whether each has one", "the one that": it stands for a thing.
_STANDS_FOR = re.compile(r"\b(?:has|have|had|this|that|each|every|which|the|another|any)\s+$", re.I)
# A home for four children is so many places.
_ROOM = re.compile(
    r"\b(?:room|homes?|houses?|places?|beds?|space|capacity)\s+for\s+(?:up to )?$", re.I
)
_RATIO = re.compile(r"\s?:\s?\d")
# "One: help families first", "2) More foster homes": the number of a line of a list.
_LABELS = re.compile(r"\s*(?:[:)]|\.(?=\s)|\s[–—-]\s)")
_OPENS = re.compile(r"^\W*$")
# What follows a number whose people were named before: "3 of them moved", "two more went".
_OF_THEM = re.compile(
    r"\s+(?:of\s+(?:them|these|those|whom|us)\b|"
    r"of\s+(?:the|our|all|these|those)?\s*(?P<whole>\d+|\w+)\b(?P<rest>[\w\s'’-]*)|"
    r"(?:others?|more)\b(?=\s*(?:$|[,.;)]|have|has|had|were|was|are|is|moved|left|went|who))|"
    r"(?:have|has|had|were|was|are|is|moved|left|went)\b)", re.I,
)  # fmt: skip
_VERB = re.compile(r"\s*(?:$|have|has|had|were|was|are|is|moved|left|went|did|do|who)\b", re.I)
# Between a number and people: then it counts what stands before these words, for them or with them.
_FOR_THEM = re.compile(
    r"[.,;:(]|\b(?:for|to|with|by|about|on|at|that|which|per|in|from|between|and|or|where|when|"
    r"under|who|than|as|is|are|was|were|so)\b(?!-)", re.I,
)  # fmt: skip
# "two children's homes", "one pupil premium": the people say only what kind of thing is counted.
_BELONGS = re.compile(
    r"s[’']|[’']s\s+(?!plan|placement|case|child|famil|mother|father|sibling)", re.I
)
_OF_CHILDREN = re.compile(
    r"(?:s?\s+)?(?:premium|homes?|houses?|services?|teams?|panels?|boards?|forums?|councils?|"
    r"strateg\w+|workshops?|events?|meetings?|sessions?|reports?)\b", re.I,
)  # fmt: skip


def small_counts_of(document: Document, known: Known) -> Iterator[SmallCount]:
    """Every small count, each once, in the order of the paper."""
    return small_counts(document, known.lexicon, known.few)


def small_counts(document: Document, lexicon: Lexicon, few: int) -> Iterator[SmallCount]:
    """The same where nothing but words is known. `few` is the largest number that is told of."""
    for sentence in sentences_of(document):
        yield from _few(sentence, document.name, lexicon, few)
        yield from _at_an_end(sentence, document.name, lexicon)


def _few(sentence: Sentence, name: str, lexicon: Lexicon, most: int) -> Iterator[SmallCount]:
    text = sentence.text
    left = without_asides(text)
    heads = lexicon.says("people", _heads(sentence))
    speaks_of_people = heads or lexicon.says("people", text)
    for few in few_in(left, most):
        if _counts_nobody(text, few):
            continue
        behind = text[few.end() : few.end() + LETTERS_BEHIND]
        whole = not text.replace(few[0], "", 1).strip(" ()*")
        counted = _counts_people(behind, lexicon)
        if counted or (speaks_of_people and (_of_them(behind, lexicon) or (heads and whole))):
            yield SmallCount(name, sentence.place, text, few[0], FEW_PEOPLE)


def _counts_nobody(text: str, few: re.Match[str]) -> bool:
    """Whether the number is part of another, a share, a label or a saying."""
    before, behind = text[: few.start()], text[few.end() :]
    saying = _ONE_BY_ONE.match(behind) or _BY_ONE.search(before)
    larger = _LARGER.search(before) or _MULTIPLIED.match(behind)
    share = _PART.match(behind) or _IN_SO_MANY.match(behind) or _SO_MANY_IN.search(before)
    ratio = _RATIO.match(behind) or re.search(r"\d\s?:\s?$", before)
    label = _OPENS.match(before) and _LABELS.match(behind)
    pronoun = few[0].lower() == "one" and _STANDS_FOR.search(before) and _VERB.match(behind)
    return any((saying, larger, share, ratio, label, pronoun, _ROOM.search(before)))


def _counts_people(behind: str, lexicon: Lexicon) -> bool:
    """Whether people stand right behind the number: "three young people", "2 of the children"."""
    near = " ".join(behind.split()[:WORDS_BEHIND])
    people = lexicon.pattern("people").search(near)
    if people is None:
        return False
    gap, after = near[: people.start()], behind[behind.find(people[0]) + len(people[0]) :]
    if _FOR_THEM.search(gap) or lexicon.says("doubt:things", gap):
        return False
    plural = people[0].lower().endswith(("s", "children", "people"))
    return not (_OF_CHILDREN.match(after) or (plural and _BELONGS.match(after)))


def _of_them(behind: str, lexicon: Lexicon) -> bool:
    found = _OF_THEM.match(behind)
    if found is None or not found["whole"]:
        return found is not None
    # "2 of the 9 were", "two of the children": not "one of the 22 audits", "one of our aims".
    whole = found["whole"]
    if whole.isdigit():
        return bool(_VERB.match(found["rest"] or ""))
    said = f" {whole}{found['rest'] or ''}"
    return whole.lower() in _GROUPS or _counts_people(said, lexicon)


_GROUPS = frozenset({"cohort", "group", "sample", "total", "remaining", "rest", "number"})


def _heads(sentence: Sentence) -> str:
    return f"{sentence.block.row} {sentence.block.column}"


def _at_an_end(sentence: Sentence, name: str, lexicon: Lexicon) -> Iterator[SmallCount]:
    text = sentence.text
    if not lexicon.says("extreme", text) or not re.search(r"\d", text):
        return
    people = lexicon.says("people", text) or lexicon.says("people", sentence.block.heading)
    for cue in lexicon.pattern("extreme").finditer(text):
        near = re.search(r"\d[\d.,]*", text[cue.end() : cue.end() + 70])
        if near and (people or numbers_in(text)):
            yield SmallCount(name, sentence.place, text, near[0].rstrip(".,"), AT_AN_END)
            return
