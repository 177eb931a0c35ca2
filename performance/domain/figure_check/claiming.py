"""Reads the rest of a claim: role, time, basis, approximation, and what casts doubt on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from performance.domain.vocabulary import Basis, Unit

from .attributing import Found, found_for
from .claims import Claim, Part, Reading, change_of, is_earlier
from .dating import whens_of
from .document import Kind
from .doubting import doubt_of, is_bare_cell, is_claim
from .known import Known, Role, Topic
from .numbers import Form, blank
from .timing import When

BENCHMARKS = (Role.NEIGHBOURS, Role.REGION, Role.ENGLAND)
BASES = {"average": Basis.AVERAGE, "year_to_date": Basis.YEAR_TO_DATE, "outturn": Basis.OUTTURN}
_STOPS = re.compile(
    r"[;]|\b(?:but|than|while|whereas)\b|\bat\s*(?:around|about)?\s*$|,\s*(?:we|with|at|and)\b|\band\s+(?:is|was|are|stands?)\b"
)
# "The 97% we now expect", "where 90% should".
_WANTED = re.compile(
    r"\s*(?:that\s+|which\s+)?(?:(?:we|is|are|was|were|the council)\s+)?(?:now\s+|all\s+|to be\s+)?"
    r"(?:expect(?:ed|s)?|wanted|want|aim(?:ed)?\s+(?:for|at)|hope(?:d)?\s+for|should|must|required|"
    r"agreed as|asked for|set)\b(?!\s+out\b)", re.I,
)  # fmt: skip
# "England stood at 69".
_STANDS_AT = re.compile(r"\s*(?:stood|stands|was|is|were|are|remained)\s+at\s+", re.I)
_BARE_LINK = re.compile(
    r"^\s*(?:level|rate|figure|range|s)?\s*(?:(?:of|is|was|are|were|at least|set at|being|"
    r"remains|to|from|for|between|no more than|below|above|under|over|this year|in|our|the)\s*"
    r"|[:(=,–-]\s*)*$", re.I,
)  # fmt: skip


def claims_of(reading: Reading) -> list[Claim]:
    """The numbers of a sentence that speak of a measure. Others are not told of."""
    found = [found_for(reading, index) for index in range(len(reading.parts))]
    whens = whens_of(reading, found)
    claims: list[Claim] = []
    for part, one, when in zip(reading.parts, found, whens, strict=True):
        if one is not None:
            topics = tuple(t for t in one.mention.topics if is_claim(part, t, reading))
            if topics:
                claims.append(_listed(_claim(reading, part, one, topics, when), claims))
    return _respectively(reading, claims)


def _listed(claim: Claim, before: Sequence[Claim]) -> Claim:
    """ "neighbours 86%, 86% and 85%": what is enumerated has one role."""
    joined = re.fullmatch(r"\s*(?:,|and|, and|;|to)?\s*", claim.part.lead)
    if not before or joined is None:
        return claim
    last = before[-1]
    beside = last.number.end + len(claim.part.lead) == claim.number.start
    listed = beside and last.topics == claim.topics and claim.role is Role.ACTUAL
    return _with(claim, role=last.role) if listed else claim


def _claim(
    reading: Reading, part: Part, found: Found, topics: tuple[Topic, ...], when: When | None
) -> Claim:
    known, lexicon = reading.known, reading.known.lexicon
    role = _role(reading, part)
    change = change_of(part, known)
    bare = topics[0].unit is Unit.PERCENT and part.number.form is Form.COUNT
    return Claim(
        sentence=reading.sentence,
        part=part,
        topics=topics,
        named=found.named and not (bare and not is_bare_cell(reading)),
        opposite=found.mention.opposite,
        role=role,
        when=when,
        bases=_bases(part, reading),
        about=about(part, known),
        change=change,
        earlier=is_earlier(part, role),
        soft=lexicon.says("should", _without_mentions(reading, part))
        or bool(_WANTED.match(part.tail)),
        doubt=doubt_of(reading, part, found.mention, topics[0], found.head),
    )


def _without_mentions(reading: Reading, part: Part) -> str:
    """The words before a number; "require improvement" is a name and wants nothing."""
    text = reading.text
    for one in reading.mentions:
        text = blank(text, one.start, one.end)
    return text[part.number.start - len(part.lead) : part.number.start]


def _role(reading: Reading, part: Part) -> Role:
    lexicon, block = reading.known.lexicon, reading.sentence.block
    if block.kind is Kind.CELL:
        heads = f"{block.column} | {block.row}"
        for role in (Role.TARGET, *BENCHMARKS, Role.OTHER):
            if lexicon.says(f"role:{role}", heads):
                return role
    for role in (Role.TARGET, *BENCHMARKS, Role.OTHER):
        if _is_role(role, reading, part):
            return role
    return Role.ACTUAL


def _is_role(role: Role, reading: Reading, part: Part) -> bool:
    """The cue leads to the number ("a target of 95%"), or stands right behind it ("95% target")."""
    lexicon = reading.known.lexicon
    pattern = lexicon.pattern(f"role:{role}")
    behind = re.match(
        rf"\W{{0,2}}(?:per 10,000 )?\s*(?:(?:reported|recorded|published|seen|found)\s+)?"
        rf"(?:(?:for|in|across|among|by|of|is|was|as)\s+)?"
        rf"(?:(?:our|the|all|a|its|national|local|council)\s+)*"
        rf"{pattern.pattern}", part.tail, re.I,
    )  # fmt: skip
    if behind and not part.tail.lstrip().startswith(("; ", ". ")) and _clear_behind(part, role):
        return True
    cue = lexicon.last(f"role:{role}", part.lead)
    if cue is None:
        return False
    gap, front = part.lead[cue.end() :], part.lead[: cue.start()]
    if _STANDS_AT.fullmatch(gap):
        return True
    if _STOPS.search(gap) or len(gap) > 60:
        return False
    compared = lexicon.says("beyond", front[-30:])
    return not compared or bool(_BARE_LINK.match(gap))


# "95.9% - target 95%"
_APART = re.compile(r"[–—|/;-]\s*[a-z ]+\W*$", re.I)


def _clear_behind(part: Part, role: Role) -> bool:
    """ "83.3%, the target is 95%" leads on to the next number; "83.3% (target 95%)" too."""
    tail = part.tail.lstrip()
    if tail.startswith(("(", ",")) or (part.leads_to_another and _APART.match(tail)):
        return False
    return role is not Role.TARGET or not re.match(r"(?:is|was|as|of|in|for)\b", tail)


def _bases(part: Part, reading: Reading) -> frozenset[Basis]:
    block = reading.sentence.block
    text = f"{part.clause} {block.column}" if block.kind is Kind.CELL else part.clause
    if len(reading.parts) == 1:
        text = f"{reading.text} {block.column}"
    says = reading.known.lexicon.says
    return frozenset(basis for kind, basis in BASES.items() if says(f"basis:{kind}", text))


def about(part: Part, known: Known) -> str:
    """about, over, under or nearly, where the number is only said to be near."""
    if part.number.places:
        return ""  # who writes a decimal means it
    lead = part.lead[-24:]
    for kind in ("nearly", "about", "over", "under"):
        cue = known.lexicon.last(f"near:{kind}", lead)
        if cue is not None and not lead[cue.end() :].strip():
            return kind
    return ""


def _respectively(reading: Reading, claims: list[Claim]) -> list[Claim]:
    """ "62.2% and 65.3% in Q3 and Q4 respectively": as many times as numbers, in order."""
    if "respectively" not in reading.text.lower() or len(reading.parts) < 2:
        return claims
    changed = list(claims)
    if len(reading.times) == len(claims) > 1:
        pairs = zip(claims, reading.times, strict=True)
        changed = [_with(one, when=when, earlier=False) for one, when in pairs]
    fitting = [one for one in reading.mentions if not one.follows]
    if len(fitting) == len(claims) > 1:
        pairs_of = zip(changed, fitting, strict=True)
        changed = [_with(one, topics=mention.topics) for one, mention in pairs_of]
    return changed


def _with(claim: Claim, **fields: object) -> Claim:
    return replace(claim, **fields)  # type: ignore[arg-type]


__all__ = ["claims_of"]
