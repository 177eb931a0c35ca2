"""Which measures a text speaks of, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .known import Known, Topic
from .lexicon import Phrase


@dataclass(frozen=True)
class Mention:
    """`topics` has several where the words alone do not tell which. `follows`: it must stand right
    behind its number. `opposite`: it names the rest of the whole.
    """

    start: int
    end: int
    topics: tuple[Topic, ...]
    size: int = 0
    opposite: bool = False
    follows: bool = False
    # Before anything told them apart: what stands nearer to a number may tell otherwise.
    candidates: tuple[Topic, ...] = ()


# Where another thing begins to be spoken of.
THOUGHT = re.compile(r"[;,]\s|\.\s|\b(?:and|but|while|whereas)\b")


def plain_name(text: str) -> str:
    """A name as rows are compared by: small letters, one space, no marks."""
    return " ".join(re.sub(r"[^a-z0-9%+]+", " ", text.lower().replace("’", "'")).split())


def mentions_in(text: str, known: Known, around: Sequence[str] = ()) -> list[Mention]:
    """The measures named in a text, in order; where two overlap the longer name counts. `around`
    are the heads above it, which may tell measures of one name apart.
    """
    lowered = text.lower().replace("’", "'")
    found = [
        mention
        for key, many in known.phrases.items()
        if key in lowered
        for mention in _named(many, text)
        if not _is_other(mention.topics[0], mention, text)
    ]
    kept: list[Mention] = []
    for one in sorted(
        found, key=lambda one: (one.start - one.end, not one.follows, -one.size, one.start)
    ):
        clash = [n for n, other in enumerate(kept) if _overlap(one, other)]
        if not clash:
            kept.append(one)
        elif _alike(kept[clash[0]], one):
            same = kept[clash[0]]
            if one.topics[0] not in same.topics:
                kept[clash[0]] = replace(same, topics=(*same.topics, *one.topics))
    told = (
        replace(one, candidates=one.topics, topics=told_apart(one.topics, (text, *around)))
        for one in kept
    )
    return sorted(told, key=lambda one: one.start)


def _alike(one: Mention, other: Mention) -> bool:
    return (one.start, one.end, one.opposite) == (other.start, other.end, other.opposite)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _is_other(topic: Topic, mention: Mention, text: str) -> bool:
    """Whether words in the same thought say that another measure is meant."""
    if not topic.never:
        return False
    start = max((found.end() for found in THOUGHT.finditer(text, 0, mention.start)), default=0)
    ended = THOUGHT.search(text, mention.end)
    near = text[start : ended.start() if ended else len(text)]
    lowered = near.lower().replace("’", "'")
    return any(_occurs(never, near, lowered) for never in topic.never)


def _named(many: Iterable[tuple[Topic, Phrase, bool]], text: str) -> Iterable[Mention]:
    for topic, phrase, opposite in many:
        for match in phrase.pattern.finditer(text):
            yield Mention(*match.span(), (topic,), phrase.size, opposite, phrase.follows)


def told_apart(topics: tuple[Topic, ...], around: Sequence[str]) -> tuple[Topic, ...]:
    """Of measures with one name those whose cue stands nearest: in the sentence, then in the heads
    from the inside out; else the one that needs no cue.
    """
    if len(topics) < 2 and not (topics and topics[0].cues):
        return topics
    for text in around:
        cued = tuple(topic for topic in topics if has_cue(topic, text))
        if cued:
            return cued
    plain = tuple(topic for topic in topics if not topic.cues)
    return plain or topics


def has_cue(topic: Topic, text: str) -> bool:
    lowered = text.lower().replace("’", "'")
    return any(_occurs(cue, text, lowered) for cue in topic.cues)


def _occurs(phrase: Phrase, text: str, lowered: str) -> bool:
    return next(iter(phrase.found_in(text, lowered)), None) is not None


def is_clear(mention: Mention, around: Sequence[str]) -> bool:
    """One measure is meant, and if it needs a cue, the cue is there."""
    if len(mention.topics) != 1:
        return False
    topic = mention.topics[0]
    return not topic.cues or any(has_cue(topic, text) for text in around)


def topics_of_head(text: str, known: Known, around: Sequence[str] = ()) -> tuple[Mention, ...]:
    """The measure at the head of a row or column: by its whole name, else by the words in it."""
    name = plain_name(text)
    if not name:
        return ()
    if name in known.by_name:
        topics = told_apart(known.by_name[name], (text, *around))
        return (Mention(0, len(text), topics, len(name)),)
    return tuple(one for one in _heads(text, known, around) if not one.follows)


def _heads(text: str, known: Known, around: Sequence[str]) -> tuple[Mention, ...]:
    """Each head is read once for all the cells under it, and forgotten with what is held."""
    key = (text, *around)
    if key not in known.heads:
        known.heads[key] = tuple(mentions_in(text, known, around))
    return known.heads[key]
