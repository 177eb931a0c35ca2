"""The definition of a measure as pairs of a word and what it means."""

from __future__ import annotations

from performance.dashboards.measures import principle_names
from performance.domain.printing import places_of
from performance.domain.vocabulary import Unit
from performance.measures import Measure

PLACES = ("to a whole number", "to one decimal", "to two decimals")


def definition_of(measure: Measure) -> tuple[tuple[str, str], ...]:
    """What is counted, divided by what, how it is rounded, which way is better, whence it comes."""
    indicator = measure.indicator
    published = indicator.published
    principles = [principle_names()[number] for number in indicator.principles]
    pairs = (
        ("Definition", indicator.definition),
        ("Counts", indicator.numerator),
        ("Divided by", indicator.denominator),
        ("Rounding", _rounding(measure)),
        ("Better", _sentence(measure.polarity.label)),
        ("Reported", _sentence(f"{measure.frequency.label}, {measure.basis.label}")),
        ("Source", indicator.source),
        ("Compared with", f"{published.name} (Department for Education)" if published else ""),
        ("Principles served", "; ".join(principles)),
    )
    return tuple((word, meaning) for word, meaning in pairs if meaning)


def _rounding(measure: Measure) -> str:
    places = places_of(measure.unit, measure.indicator.decimals)
    words = f"Half up, {PLACES[min(places, 2)]}"
    whole = measure.unit in (Unit.PERCENT, Unit.RATE) and places
    return f"{words}; to a whole number in public editions" if whole else words


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
