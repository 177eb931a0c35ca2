"""Papers and what is held -> a report. The whole of the check, without database or files.

Rule: precision first. A number is told of only where its measure is clear, and is called wrong only
where measure, time and role are; everything else is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .between import Told, against_each_other
from .claiming import claims_of
from .claims import Claim, Reading, read_sentence
from .comparing import Verdict, judge
from .directions import wrong_direction
from .document import Document, Kind, Sentence, sentences_of
from .following import judge_change
from .known import Known, Topic
from .naming import is_clear
from .report import ALARMS, Finding, Report, Status
from .shares import broken_ratio, broken_share, wrong_whole
from .small import small_counts_of
from .wholes import broken_columns, broken_parts, rest_that_breaks


def check_documents(documents: Sequence[Document], known: Known) -> Report:
    """Every number of the papers that speaks of a measure, in the order of the papers.

    A contradiction or a stale value is an alarm; nothing is raised for any text.
    """
    told: list[Told] = []
    # Findings that no single number makes, by how many of the others stand before them.
    others: list[tuple[int, Finding]] = []
    for document in documents:
        for sentence in sentences_of(document):
            claims, more = _check_sentence(sentence, document.name, known)
            told += claims
            others += ((len(told), one) for one in more)
        others += ((len(told), one) for one in _broken_columns(document))
    findings = against_each_other(told)
    for place, one in reversed(others):
        findings.insert(place, one)
    small = tuple(one for document in documents for one in small_counts_of(document, known))
    return Report(tuple(findings), small)


def _check_sentence(
    sentence: Sentence, name: str, known: Known
) -> tuple[list[Told], list[Finding]]:
    reading = read_sentence(sentence, known)
    if not reading.parts and not reading.mentions:
        return [], []
    claims = claims_of(reading)
    told = [Told(claim, _finding(claim, reading, claims, name, known)) for claim in claims]
    return told, list(_of_the_whole(reading, told, name, known))


def _finding(
    claim: Claim, reading: Reading, siblings: Sequence[Claim], name: str, known: Known
) -> Finding:
    topic, verdict = _verdict(claim, reading, siblings, known)
    return finding_of(topic, verdict, reading.sentence, claim.number.text, name)


def _verdict(
    claim: Claim, reading: Reading, siblings: Sequence[Claim], known: Known
) -> tuple[Topic, Verdict]:
    broken = broken_ratio(claim)
    if broken is not None:
        return claim.topic, broken
    if claim.change:
        return claim.topic, judge_change(claim, reading, siblings, known)
    topic, verdict = judge(claim, known)
    if verdict.status in ALARMS:
        return topic, verdict
    wrong = wrong_whole(claim, known, reading)
    if wrong is not None:
        return topic, wrong
    uneven = broken_share(claim, siblings)
    if uneven and verdict.status not in (Status.AGREES, Status.ROUNDED):
        return topic, Verdict(Status.CONTRADICTS, verdict.fact, uneven)
    return topic, verdict


def finding_of(
    topic: Topic | None, verdict: Verdict, sentence: Sentence, number: str, name: str
) -> Finding:
    fact = verdict.fact
    says = f"The paper says {number}. " if verdict.status in ALARMS else ""
    return Finding(
        file=name,
        place=sentence.place,
        text=_shown(sentence),
        number=number,
        indicator=topic.code if topic else "",
        period=fact.period.key if fact else "",
        status=verdict.status,
        held=verdict.held or (topic.text(fact) if topic and fact else ""),
        name=topic.name if topic else "",
        words=f"{says}{verdict.words}",
    )


def _shown(sentence: Sentence) -> str:
    """The sentence; a cell with its heads."""
    block = sentence.block
    if block.kind is not Kind.CELL:
        return " ".join(sentence.text.split())
    heads = ", ".join(head for head in (block.row, block.column) if head)
    return f"{heads}: {sentence.text}" if heads else sentence.text


def _of_the_whole(
    reading: Reading, told: Sequence[Told], name: str, known: Known
) -> Iterator[Finding]:
    """What no single number tells: a direction, a sum."""
    claims = [one.claim for one in told]
    alarmed = {one.claim.topic.code for one in told if one.finding.is_alarm}
    for topic in _directed(reading, claims):
        wrong = wrong_direction(topic, reading, [c for c in claims if topic in c.topics], known)
        if wrong is not None and topic.code not in alarmed:
            yield finding_of(topic, wrong[1], reading.sentence, wrong[0], name)
    parts = broken_parts(claims, known)
    if parts is not None and not alarmed:
        words = f"The parts make {parts[1]:f}, not 100."
        verdict = Verdict(Status.CONTRADICTS, parts[0].topic.now, words)
        yield finding_of(parts[0].topic, verdict, reading.sentence, parts[0].number.text, name)
        return
    rest = rest_that_breaks(reading.sentence, known)
    if rest is not None and not alarmed:
        verdict = Verdict(Status.CONTRADICTS, None, f"The parts make {rest[1]:f}, not 100.")
        yield finding_of(None, verdict, reading.sentence, rest[0].text, name)


def _directed(reading: Reading, claims: Sequence[Claim]) -> list[Topic]:
    """The one measure that a sentence is about."""
    if reading.sentence.block.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return []
    topics = {topic.code: topic for claim in claims if claim.named for topic in claim.topics}
    named = {topic.code for mention in reading.mentions for topic in mention.topics}
    clear = [one for one in reading.mentions if is_clear(one, (reading.text, *reading.around))]
    if not reading.parts and len(clear) == len(reading.mentions) == 1:
        return [*clear[0].topics]
    return list(topics.values()) if len(topics) == 1 and named <= set(topics) else []


def _broken_columns(document: Document) -> Iterable[Finding]:
    for sentence, number, made in broken_columns(document):
        verdict = Verdict(Status.CONTRADICTS, None, f"The rows above make {made:f}.")
        yield finding_of(None, verdict, sentence, number.text, document.name)
