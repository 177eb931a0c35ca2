"""Words of direction (static, improved, fell) against the two values that they go between."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from performance.domain.vocabulary import Basis, Polarity, Unit

from .claims import Claim, Reading
from .comparing import Verdict
from .following import Pair, is_past, values_of
from .known import AT_THE_END, Fact, Known, Role, Topic
from .numbers import Form
from .report import Status
from .timing import When


def wrong_direction(
    topic: Topic, reading: Reading, claims: Sequence[Claim], known: Known
) -> tuple[str, Verdict] | None:
    """A word of direction against the two values that it goes between; None where it is right, or
    where nothing is held to compare.
    """
    told = _direction(topic, reading.text, known)
    if told is None or any(claim.doubt or claim.soft for claim in claims) or len(claims) > 2:
        return None
    word, says = told
    if any(one.role is not Role.ACTUAL or one.change or one.opposite for one in claims):
        return None
    pair = _two_values(topic, reading, claims, known)
    if pair is None:
        return None
    moved = pair.new - pair.old
    went = "up" if moved > 0 else "down" if moved < 0 else "same"
    if went == says or (says == "same" and abs(moved) <= _hardly(topic, pair)):
        return None
    words = f"It went from {pair.old.normalize():f} to {pair.new.normalize():f}."
    return word, Verdict(Status.CONTRADICTS, topic.now, words)


def _hardly(topic: Topic, pair: Pair) -> Decimal:
    """What people still call static: a point of a percentage, a hundredth of a count."""
    return Decimal(1) if topic.unit is Unit.PERCENT else abs(pair.old) / 100


def _two_values(
    topic: Topic, reading: Reading, claims: Sequence[Claim], known: Known
) -> Pair | None:
    """The two values of the sentence, else those held of now and of the time that it names."""
    told = [one for one in claims if one.number.form in (Form.PERCENT, Form.COUNT, Form.RATE)]
    if len(told) == 2 and (told[0].earlier or is_past(told[0])) and not told[1].earlier:
        return Pair(told[0].number.value, told[1].number.value, printed=True)
    past = [one for one in reading.times if not one.current and one.periods]
    if len(past) > 1 or topic.now is None or len(told) > 1:
        return None
    old = _older(topic, past, known)
    if old is None or old.provisional or topic.now.provisional:
        return None
    return Pair(old.value, topic.now.value, fact=old)


def _direction(topic: Topic, text: str, known: Known) -> tuple[str, str] | None:
    """The only word of direction, and whether it says up, down or same."""
    found = []
    for kind in ("up", "down", "same", "better", "worse"):
        found += [(m[0], kind) for m in known.lexicon.pattern(f"moved:{kind}").finditer(text)]
    if len({kind for _, kind in found}) != 1:
        return None
    word, kind = found[0]
    if kind in ("better", "worse"):
        if topic.polarity not in (Polarity.HIGH, Polarity.LOW):
            return None
        kind = "up" if (kind == "better") == (topic.polarity is Polarity.HIGH) else "down"
    return word, kind


def _older(topic: Topic, past: Sequence[When], known: Known) -> Fact | None:
    assert topic.now is not None
    now = topic.now
    before = now.period.previous()
    periods = past[0].periods if past else (before,) if before else ()
    found = [one for one in values_of(topic, periods) if one.role is Role.ACTUAL]
    alike = [one for one in found if one.basis is now.basis]
    if past and not alike and now.basis in AT_THE_END:
        # Of what holds on a day the year's outturn is the value of its last day.
        alike = [one for one in found if one.basis is Basis.OUTTURN]
    return alike[0] if alike else None
