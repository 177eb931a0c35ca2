"""Words for a place among authorities. Ranks begin where it is better; without a better side, at
the highest.
"""

from __future__ import annotations

from collections.abc import Collection

from reference.domain.ranking import Place

from .vocabulary import Polarity

QUARTILES = {1: "best", 2: "second", 3: "third", 4: "last"}
JUDGED = (Polarity.HIGH, Polarity.LOW)


def polarity_of(known: Collection[str]) -> Polarity:
    """The one better side that the catalogue's measures of a series name; NONE without one, and
    where a range is better: neither end of a ranking is then the best.
    """
    sides = set(known)
    only = Polarity(sides.pop()) if len(sides) == 1 else Polarity.NONE
    return only if only in JUDGED else Polarity.NONE


def order_words(polarity: Polarity) -> str:
    """Where the ranks begin: "counted from the lowest, which is better"."""
    if polarity is Polarity.LOW:
        return "counted from the lowest, which is better"
    if polarity is Polarity.HIGH:
        return "counted from the highest, which is better"
    return "counted from the highest; neither higher nor lower is better"


def quartile_words(place: Place, polarity: Polarity) -> str:
    """ "in the best quartile"; nothing where no side is better or too few are ranked."""
    if polarity not in JUDGED or place.quartile is None:
        return ""
    return f"in the {QUARTILES[place.quartile]} quartile"
