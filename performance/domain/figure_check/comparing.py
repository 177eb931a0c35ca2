"""One claim against what is held: does it agree, and if not, what is it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from performance.domain.vocabulary import Basis, Unit
from reference.domain.periods import Kind

from .claims import Claim
from .fitting import Fit, complement, fit
from .known import OF_A_YEAR, Fact, Known, Role, Topic, of_period
from .numbers import Form
from .report import Status

# A published figure of another place is revised from release to release.
REVISED = Decimal(1)


@dataclass(frozen=True)
class Verdict:
    """`fact` is the value that it was held against."""

    status: Status
    fact: Fact | None = None
    words: str = ""
    held: str = ""


UNKNOWN = Verdict(Status.UNKNOWN)
RANK = {
    Status.AGREES: 0,
    Status.ROUNDED: 1,
    Status.OTHER_BASIS: 2,
    Status.STALE: 3,
    Status.CONTRADICTS: 4,
    Status.UNKNOWN: 5,
}


def judge(claim: Claim, known: Known) -> tuple[Topic, Verdict]:
    """The verdict of the measure that fits best. Where several may be meant, or something casts
    doubt on the claim, nothing is a contradiction.
    """
    verdicts = [(topic, _judge(claim, topic, known)) for topic in claim.topics]
    topic, verdict = min(verdicts, key=lambda one: RANK[one[1].status])
    lost = RANK[verdict.status] > RANK[Status.OTHER_BASIS] and topic.now is None
    if lost and claim.number.value in topic.undated:
        held = f"{claim.number.value:f}"
        return topic, Verdict(Status.AGREES, None, "It is held without a date.", held)
    if RANK[verdict.status] > RANK[Status.OTHER_BASIS]:
        elsewhere = best(claim, topic.elsewhere, topic)
        if elsewhere is not None:
            said = known.lexicon.says("role:other", claim.sentence.text)
            status = Status.AGREES if said else Status.OTHER_BASIS
            return topic, Verdict(status, elsewhere[1], "It is the value of another area.")
    if verdict.status in (Status.CONTRADICTS, Status.STALE) and not may_alarm(claim):
        return topic, Verdict(Status.UNKNOWN, verdict.fact, verdict.words)
    return topic, verdict


def may_alarm(claim: Claim) -> bool:
    return claim.named and len(claim.topics) == 1 and not claim.doubt and not claim.soft


def _judge(claim: Claim, topic: Topic, known: Known) -> Verdict:
    if claim.role is Role.TARGET:
        return _judge_target(claim, topic, known)
    if claim.role is Role.OTHER:
        return UNKNOWN
    if claim.role is not Role.ACTUAL:
        return _judge_benchmark(claim, topic, known)
    if claim.when is not None and not claim.when.current:
        return _of_another_time(claim, topic, known)
    return _of_now(claim, topic, known)


def best(claim: Claim, facts: Iterable[Fact], topic: Topic) -> tuple[Fit, Fact] | None:
    """The value that fits best, exact before rounded."""
    found = [(fit(claim, one, topic), one) for one in facts]
    fitting = [(how, one) for how, one in found if how is not Fit.NO]
    return min(fitting, key=lambda one: one[0].value) if fitting else None


def _told(found: tuple[Fit, Fact], words: str = "") -> Verdict:
    how, fact = found
    status = Status.AGREES if how is Fit.EXACT else Status.ROUNDED
    return Verdict(status, fact, words)


def _of_now(claim: Claim, topic: Topic, known: Known) -> Verdict:
    if topic.now is None:
        latest = [one for one in topic.own if one.period.ends_on <= known.quarter.ends_on]
        found = best(claim, latest[-4:], topic)
        return _told(found) if found else Verdict(Status.UNKNOWN, latest[-1] if latest else None)
    if claim.earlier:
        found = best(claim, (*topic.earlier(), *topic.beside_now()), topic)
        return _told(found) if found else UNKNOWN
    beside = topic.beside_now()
    wanted = _wanted(claim, topic.now, beside)
    found = best(claim, wanted, topic)
    if found:
        return _told(found)
    return _other_than_wanted(claim, topic, known, wanted, beside)


def _wanted(claim: Claim, now: Fact, beside: Sequence[Fact]) -> list[Fact]:
    """What the words ask for: the basis that they name, the year where they name it, or now."""
    every = [now, *beside]
    asked = [one for one in every if one.basis in _widened(claim.bases)]
    if asked:
        return asked
    if claim.when is not None and claim.when.periods and claim.when.periods[0].kind is Kind.YEAR:
        of_year = [one for one in every if one.basis in OF_A_YEAR]
        return of_year or every
    return [now]


def _widened(bases: frozenset[Basis]) -> frozenset[Basis]:
    """The outturn of a year is its year to date at the end, and the other way round."""
    return bases | set(OF_A_YEAR) if bases & set(OF_A_YEAR) else bases


def _other_than_wanted(
    claim: Claim, topic: Topic, known: Known, wanted: Sequence[Fact], beside: Sequence[Fact]
) -> Verdict:
    now = topic.now
    assert now is not None
    rest = complement(claim, wanted, topic)
    if rest is not None:
        said = known.lexicon.says("negation", claim.sentence.text)
        status = Status.AGREES if said else Status.OTHER_BASIS
        return Verdict(status, rest, f"It is 100 less the {topic.text(rest)} held.")
    found = best(claim, (now, *beside), topic)
    if found:
        basis = found[1].basis.label
        return Verdict(Status.OTHER_BASIS, found[1], f"{topic.text(found[1])} is {basis}.")
    target = _fits_target(claim, topic, known)
    if target is not None and (claim.soft or claim.number.form is Form.RANGE):
        return Verdict(Status.AGREES, target, "It is the target.")
    old = best(claim, topic.earlier(), topic) if not claim.about else None
    first = wanted[0]
    held = f"{topic.text(first)} is held"
    if old:
        when = _when_words(old[1])
        return Verdict(Status.STALE, first, f"{held}; {claim.number.text} is {when}.")
    if target is not None:
        return Verdict(Status.CONTRADICTS, first, f"{held}; {claim.number.text} is the target.")
    return Verdict(Status.CONTRADICTS, first, f"{held}.")


def _when_words(fact: Fact) -> str:
    basis = f", {fact.basis.label}" if fact.basis in OF_A_YEAR else ""
    return f"the value of {fact.period.name}{basis}"


def _of_another_time(claim: Claim, topic: Topic, known: Known) -> Verdict:
    when = claim.when
    assert when is not None
    if not when.periods:
        found = best(claim, topic.earlier(), topic)
        return _told(found) if found else UNKNOWN
    facts = [fact for period in when.periods for fact in of_period(topic.own, period)]
    asked = [one for one in facts if one.basis in _widened(claim.bases)] or facts
    found = best(claim, asked, topic)
    if found:
        return _told(found)
    found = best(claim, facts, topic)
    if found:
        return Verdict(Status.OTHER_BASIS, found[1], f"It is {found[1].basis.label}.")
    rest = complement(claim, facts, topic)
    if rest is not None:
        return Verdict(Status.AGREES, rest, f"It is 100 less the {topic.text(rest)} held.")
    if not facts or not when.sure:
        return Verdict(Status.UNKNOWN, facts[0] if facts else None)
    return Verdict(
        Status.CONTRADICTS, facts[0], f"{topic.text(facts[0])} is held for {facts[0].period.name}."
    )


def targets_of(topic: Topic, claim: Claim, known: Known) -> list[Fact]:
    """The targets that hold: at the quarter's end, or at the end of the time that is named."""
    day = known.quarter.ends_on
    if claim.when is not None and claim.when.periods and not claim.when.current:
        day = claim.when.periods[0].ends_on
    begun = [one for one in topic.facts if one.role is Role.TARGET and one.period.starts_on <= day]
    return begun[-1:]


def _fits_target(claim: Claim, topic: Topic, known: Known) -> Fact | None:
    return next(
        (t for t in targets_of(topic, claim, known) if fit(claim, t, topic) is Fit.EXACT), None
    )


def _judge_target(claim: Claim, topic: Topic, known: Known) -> Verdict:
    holds = targets_of(topic, claim, known)
    found = best(claim, holds, topic)
    if found:
        return Verdict(Status.AGREES, found[1], "It is the target.")
    every = [one for one in topic.facts if one.role is Role.TARGET]
    if not holds:
        return UNKNOWN
    old = best(claim, every, topic)
    held = f"The target held is {topic.text(holds[0])}"
    if old and (claim.earlier or (claim.when is not None and not claim.when.current)):
        return Verdict(Status.AGREES, old[1], "It is the target of that time.")
    if old:
        return Verdict(Status.STALE, holds[0], f"{held}; {claim.number.text} was the one before.")
    return Verdict(Status.CONTRADICTS, holds[0], f"{held}.")


def _judge_benchmark(claim: Claim, topic: Topic, known: Known) -> Verdict:
    """Against what is published. Years are revised and neighbours' means have several rules, so
    only England's figure of a named year can contradict.
    """
    facts = [one for one in topic.facts if one.role is claim.role]
    year = claim.when.periods[0].ends_on.year if claim.when and claim.when.periods else 0
    of_year = [one for one in facts if one.period.ends_on.year == year]
    found = best(claim, of_year or facts, topic)
    if found:
        return _told(found, f"Published for {found[1].period.ends_on:%B %Y}.")
    if claim.role is not Role.ENGLAND or len({one.value for one in of_year}) != 1:
        return Verdict(Status.UNKNOWN, of_year[0] if of_year else None)
    gap = abs(of_year[0].value - claim.number.value)
    allowed = REVISED if topic.unit is not Unit.COUNT else of_year[0].value * 2 / 100
    if gap <= allowed or not (claim.when and claim.when.sure):
        return Verdict(Status.UNKNOWN, of_year[0])
    words = f"{topic.text(of_year[0])} is published for England."
    return Verdict(Status.CONTRADICTS, of_year[0], words)
