"""Whether a number as printed is a value as held: exactly, when rounded, or not."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from decimal import Decimal

from performance.domain.printing import places_of
from performance.domain.vocabulary import Unit
from reference.domain.rounding import percentage, round_half_up

from .claims import Claim
from .known import Fact, Role, Topic
from .numbers import Form, Number

WHOLE = Decimal(100)
# How far a value may be from "about 90%": points of a percentage, percent of a count.
NEAR_POINTS, NEAR_SHARE = Decimal("2.5"), Decimal(5)
FAR_POINTS, FAR_SHARE = Decimal(10), Decimal(15)
# "A third", "one in five": nobody works these out to the point.
NEAR_FRACTION = Decimal("3.4")


class Fit(enum.IntEnum):
    EXACT = 0
    ROUNDED = 1
    NO = 2


def fit(claim: Claim, fact: Fact, topic: Topic) -> Fit:
    """How a claim's number fits a value; the rest of the whole where it names that."""
    number, value = claim.number, fact.value
    if claim.opposite and topic.unit is Unit.PERCENT and fact.role is Role.ACTUAL:
        value = WHOLE - value
    if number.form is Form.SHARE:
        return _share(number, fact, topic, opposite=claim.opposite)
    if number.form is Form.RATIO:
        return _ratio(number, value, topic, fact)
    if number.form is Form.RANGE:
        return _range(number, fact)
    if topic.unit is Unit.PERCENT and number.form is Form.COUNT and claim.sentence.block.row == "":
        return _count_of_percent(number, fact)
    if fact.low is not None and fact.low != fact.value and number.value == fact.low:
        return Fit.EXACT
    if number.form is Form.FRACTION:
        return _fraction(number, value, claim.about)
    if claim.about:
        return _near(number.value, value, claim.about, topic.unit)
    return _printed(number, value, shown_places(fact, topic))


def shown_places(fact: Fact, topic: Topic) -> int:
    """The decimals that a page prints of it."""
    if topic.unit in (Unit.RATE, Unit.COUNT):
        return 0
    held = None if fact.numerator is not None else fact.places
    return places_of(topic.unit, topic.decimals, held)


def _printed(number: Number, value: Decimal, places: int) -> Fit:
    if round_half_up(value, number.places) != number.value:
        shown = round_half_up(value, places)
        twice = number.places < places and round_half_up(shown, number.places) == number.value
        return Fit.ROUNDED if twice else Fit.NO
    rough = number.places < places and round_half_up(value, places) != number.value
    return Fit.ROUNDED if rough else Fit.EXACT


def _near(said: Decimal, value: Decimal, about: str, unit: Unit) -> Fit:
    points = unit is Unit.PERCENT
    near = NEAR_POINTS if points else said * NEAR_SHARE / 100
    far = FAR_POINTS if points else said * FAR_SHARE / 100
    fits = {
        "about": abs(value - said) <= near,
        "nearly": said - 2 * near <= value <= said,
        "over": said <= value <= said + far,
        "under": said - far <= value <= said,
    }
    return Fit.ROUNDED if fits[about] else Fit.NO


def _fraction(number: Number, value: Decimal, about: str) -> Fit:
    if about in ("over", "under"):
        right = value > number.value if about == "over" else value < number.value
        return Fit.ROUNDED if right and abs(value - number.value) <= 2 * FAR_POINTS else Fit.NO
    if value == number.value:
        return Fit.EXACT
    return Fit.ROUNDED if abs(value - number.value) <= NEAR_FRACTION else Fit.NO


def _share(number: Number, fact: Fact, topic: Topic, *, opposite: bool) -> Fit:
    whole = number.second
    if whole is None or not whole:
        return Fit.NO
    top = whole - number.value if opposite else number.value
    if fact.numerator is not None and fact.denominator is not None:
        same = (fact.numerator, fact.denominator) == (top, whole)
        return Fit.EXACT if same else Fit.NO
    if topic.unit is not Unit.PERCENT:
        return Fit.EXACT if fact.value == top else Fit.NO
    places = shown_places(fact, topic)
    fits = percentage(top, whole, places) == round_half_up(fact.value, places)
    return Fit.EXACT if fits else Fit.NO


def _ratio(number: Number, value: Decimal, topic: Topic, fact: Fact) -> Fit:
    """ "53.6:46.4" and "46.4:53.6" are one split: the words say which side is which."""
    if number.second is None or number.value + number.second != WHOLE:
        return Fit.NO
    places = shown_places(fact, topic)
    return min(_printed(number, side, places) for side in (value, WHOLE - value))


def _range(number: Number, fact: Fact) -> Fit:
    assert number.second is not None
    if fact.role is Role.TARGET:
        ends = (fact.low if fact.low is not None else fact.value, fact.value)
        return Fit.EXACT if ends == (number.value, number.second) else Fit.NO
    return Fit.ROUNDED if number.value <= fact.value <= number.second else Fit.NO


def _count_of_percent(number: Number, fact: Fact) -> Fit:
    counts = (fact.numerator, fact.denominator)
    rest = None
    if fact.numerator is not None and fact.denominator is not None:
        rest = fact.denominator - fact.numerator
    return Fit.EXACT if number.value in (*counts, rest) else Fit.NO


def complement(claim: Claim, facts: Iterable[Fact], topic: Topic) -> Fact | None:
    """The value of which the number is the rest of a hundred: 91 of 9."""
    if topic.unit is not Unit.PERCENT or claim.number.form not in (Form.PERCENT, Form.FRACTION):
        return None
    for fact in facts:
        rest = fact.value if claim.opposite else WHOLE - fact.value
        if _printed(claim.number, rest, shown_places(fact, topic)) is not Fit.NO:
            return fact
    return None
