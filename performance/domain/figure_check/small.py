"""Small counts of people, and who stands at an end of a scale, in words that become public.

The numbers are those of `performance.domain.wording`, which asks the same of officers' comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.domain.wording import few_in

from .aside import without_asides
from .document import Document, Sentence, sentences_of
from .known import Known
from .numbers import numbers_in
from .report import SmallCount

FEW_PEOPLE = "a few people"
AT_AN_END = "the shortest or longest"


def small_counts_of(document: Document, known: Known) -> Iterator[SmallCount]:
    """Every small count, each once, in the order of the paper."""
    for sentence in sentences_of(document):
        yield from _few(sentence, document.name, known)
        yield from _at_an_end(sentence, document.name, known)


def _few(sentence: Sentence, name: str, known: Known) -> Iterator[SmallCount]:
    text, lexicon = sentence.text, known.lexicon
    left = without_asides(text)
    speaks_of_people = lexicon.says("people", text) or lexicon.says("people", _heads(sentence))
    for few in few_in(left):
        behind = text[few.end() : few.end() + 45]
        of_them = re.match(
            r"\s+(?:of|others?|more|have|has|had|were|was|are|is|moved|left|went)\b", behind
        )
        whole = not text.replace(few[0], "", 1).strip(" ()*")
        counted = lexicon.pattern("people").search(" ".join(behind.split()[:4]))
        if counted or (speaks_of_people and (of_them or whole)):
            yield SmallCount(name, sentence.place, text, few[0], FEW_PEOPLE)


def _heads(sentence: Sentence) -> str:
    return f"{sentence.block.row} {sentence.block.column}"


def _at_an_end(sentence: Sentence, name: str, known: Known) -> Iterator[SmallCount]:
    lexicon, text = known.lexicon, sentence.text
    if not lexicon.says("extreme", text) or not re.search(r"\d", text):
        return
    people = lexicon.says("people", text) or lexicon.says("people", sentence.block.heading)
    for cue in lexicon.pattern("extreme").finditer(text):
        near = re.search(r"\d[\d.,]*", text[cue.end() : cue.end() + 70])
        if near and (people or numbers_in(text)):
            yield SmallCount(name, sentence.place, text, near[0].rstrip(".,"), AT_AN_END)
            return
