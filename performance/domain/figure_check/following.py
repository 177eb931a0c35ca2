"""Differences and percentages of change.

A difference is held against the two values that the sentence names; where it names none, against
those held of now and of the time that it compares with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from performance.domain.vocabulary import Unit
from reference.domain.periods import Kind, Period, financial_year_of, month
from reference.domain.rounding import round_half_up

from .claims import Claim, Reading
from .comparing import Verdict, may_alarm, targets_of
from .known import Fact, Known, Role, Topic, of_period, quarters_before
from .numbers import Form
from .report import Status
from .timing import When

# Two values as printed may each be off by half a unit.
SLACK = {0: Decimal(1), 1: Decimal("0.1"), 2: Decimal("0.01")}


@dataclass(frozen=True)
class Pair:
    """An older and a newer value. `printed`: both as the sentence has them."""

    old: Decimal
    new: Decimal
    printed: bool = False
    fact: Fact | None = None


def judge_change(
    claim: Claim, reading: Reading, siblings: Sequence[Claim], known: Known
) -> Verdict:
    """A difference, or a percentage of change, against the values that it goes between."""
    topic = claim.topic
    own_time = _names_its_time(claim, siblings, reading)
    in_sentence = [] if own_time else _pairs_in_sentence(claim, siblings)
    pairs = in_sentence or _held_pairs(claim, topic, reading, known)
    gaps = [] if in_sentence else _gaps(claim, topic, known)
    if _is_gap(claim, reading):
        pairs = gaps
    for pair in (*pairs, *gaps):
        if _fits_change(claim, pair, topic):
            return Verdict(_status(claim, pair, topic), pair.fact or topic.now, _words(pair, topic))
    moments = [one for when in reading.times for one in _moments(when) if one]
    several = len(moments) > 1
    named = bool(in_sentence) or (len(pairs) == 1 and (not several or len(reading.times) == 1))
    if not pairs or not named or not may_alarm(claim) or claim.about:
        return Verdict(Status.UNKNOWN, pairs[0].fact if pairs else None)
    return Verdict(Status.CONTRADICTS, pairs[0].fact or topic.now, _words(pairs[0], topic))


def _names_its_time(claim: Claim, siblings: Sequence[Claim], reading: Reading) -> bool:
    """ "3.1 points better than in Q3 but 3.7 below the 69% of 2019-20": a time of its own."""
    start = claim.number.end
    end = start + len(claim.part.near_tail)
    own = {one.key for one in reading.times if start <= one.start and one.end <= end}
    others = {one.when.key for one in siblings if one.when is not None and not one.change}
    return bool(own) and not own & others


def _is_gap(claim: Claim, reading: Reading) -> bool:
    """ "11.7 points below target", "9 points short": the distance to the target."""
    near, lexicon = claim.part.near_tail[:60], reading.known.lexicon
    start = claim.number.end + len(near) - len(near.lstrip())
    if any(one.start == start for one in reading.times):
        return False  # "38 over the year"
    short = lexicon.pattern("gap").match(near.lstrip())
    return bool(short) or (lexicon.says("role:target", near) and lexicon.says("beyond", near))


def _gaps(claim: Claim, topic: Topic, known: Known) -> list[Pair]:
    """From either end of the target to now; the nearer end first."""
    now = topic.now
    if now is None or claim.number.form not in (Form.POINTS, Form.PERCENT, Form.COUNT):
        return []
    ends = {
        end for target in targets_of(topic, claim, known) for end in (target.low, target.value)
        if end is not None
    }  # fmt: skip
    nearest = sorted(ends, key=lambda end: abs(end - now.value))[:1]
    return [Pair(end, now.value, fact=now) for end in nearest]


def _pairs_in_sentence(claim: Claim, siblings: Sequence[Claim]) -> list[Pair]:
    values = [
        one for one in siblings
        if one.topics == claim.topics and not one.change and one.role is Role.ACTUAL
        and one.number.form in (Form.PERCENT, Form.COUNT, Form.RATE, Form.DAYS)
    ]  # fmt: skip
    past = [one for one in values if one.earlier or is_past(one)]
    dated = [one for one in values if is_past(one)]
    if len(values) != 2 or not past or (len(past) == 2 and len(dated) < 2):
        return []
    if len(past) == 2 and claim.number.start < max(one.number.start for one in values):
        return []  # "a rise of 3 points from 62% last quarter, below the 69% of last year"
    first, second = values
    if second.earlier or (is_past(second) and not is_past(first) and not first.earlier):
        first, second = second, first
    return [Pair(first.number.value, second.number.value, printed=True)]


def is_past(claim: Claim) -> bool:
    return claim.when is not None and not claim.when.current


def _held_pairs(claim: Claim, topic: Topic, reading: Reading, known: Known) -> list[Pair]:
    """Now against the time named after "since" or "than", else the quarter before or last year."""
    if topic.now is None:
        return []
    # "Last quarter" may be the one before, although it may be this one too.
    past = [periods for one in reading.times for periods in _moments(one) if periods]
    current = next((one for one in reading.times if one.current and len(one.periods) == 1), None)
    news = values_of(topic, current.periods if current else ()) or [topic.now]
    olds = [fact for periods in past for fact in values_of(topic, periods)]
    if not olds and current is not None and current.periods[0].kind is Kind.YEAR:
        olds = values_of(topic, (current.periods[0].previous() or current.periods[0],))
    pairs = _alike(olds or _usual_before(topic, known), news)
    if len(past) > 1 and current is None:
        oldest, *_, newest = sorted(past)
        between = _alike(values_of(topic, oldest), values_of(topic, newest))
        pairs = between if len(reading.times) == 1 else [*between, *pairs]
    return pairs


def _moments(when: When) -> list[tuple[Period, ...]]:
    """What lies before now; of "between March 2016 and March 2020" both ends."""
    if when.current:
        return [when.periods[1:]]
    if when.periods and when.periods[0].kind is Kind.RANGE:
        first, last = when.periods[0].starts_on, when.periods[0].ends_on
        return [(month(first.year, first.month),), (month(last.year, last.month),)]
    return [when.periods]


def _alike(olds: Sequence[Fact], news: Sequence[Fact]) -> list[Pair]:
    """Every older with every newer value; of one basis, where there are such."""
    both = [(old, new) for old, new in product(olds, news) if old is not new]
    alike = [(old, new) for old, new in both if old.basis is new.basis]
    return [Pair(old.value, new.value, fact=old) for old, new in alike or both]


def values_of(topic: Topic, periods: Iterable[Period]) -> list[Fact]:
    found = {id(fact): fact for period in periods for fact in of_period(topic.own, period)}
    return list(found.values())


def _usual_before(topic: Topic, known: Known) -> list[Fact]:
    assert topic.now is not None
    found: list[Fact] = []
    for period in _before(topic.now.period, known):
        found += [one for one in topic.own if one.of(period)]
    return found


def _before(period: Period, known: Known) -> Iterable[Period]:
    yield from quarters_before(known.quarter)
    before = period.previous()
    if before is not None:
        yield before
    yield financial_year_of(known.quarter.same_last_year().ends_on)


def _fits_change(claim: Claim, pair: Pair, topic: Topic) -> bool:
    difference = pair.new - pair.old
    wrong_way = (claim.change == "up" and difference < 0) or (
        claim.change == "down" and difference > 0
    )
    if wrong_way:
        return False
    return any(_same(claim, size, pair) for size in _sizes(claim, pair, topic, difference))


def _sizes(claim: Claim, pair: Pair, topic: Topic, difference: Decimal) -> list[Decimal]:
    relative = [100 * difference / pair.old] if pair.old else []
    if claim.number.form is Form.PERCENT:
        # Of a percentage "5% more" means points to most writers.
        return [*relative, difference] if topic.unit is Unit.PERCENT else relative
    return [difference]


def _same(claim: Claim, size: Decimal, pair: Pair) -> bool:
    number = claim.number
    exact = round_half_up(abs(size), number.places) == number.value
    cut = (
        abs(abs(size) - number.value) < SLACK.get(number.places, Decimal(0))
        and number.form is Form.PERCENT
    )
    return (
        exact
        or cut
        or (
            bool(claim.about)
            and abs(abs(size) - number.value) <= max(Decimal(1), number.value / 10)
        )
    )


def _status(claim: Claim, pair: Pair, topic: Topic) -> Status:
    difference = pair.new - pair.old
    for size in _sizes(claim, pair, topic, difference):
        if abs(size) == claim.number.value:
            return Status.AGREES
        if round_half_up(abs(size), claim.number.places) == claim.number.value:
            return Status.AGREES
    return Status.ROUNDED


def _words(pair: Pair, topic: Topic) -> str:
    points = round_half_up(pair.new - pair.old, 1)
    share = f", {100 * (pair.new - pair.old) / pair.old:.1f}%" if pair.old else ""
    size = f"{points.normalize():+f}{share}"
    return f"From {pair.old.normalize():f} to {pair.new.normalize():f} is {size}."
