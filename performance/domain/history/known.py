"""A measure as the import knows it: by code and by every name that a council may have given it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from performance.domain.typed import Labels
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit


@dataclass(frozen=True)
class KnownMeasure:
    """`names` are the council's own name first, then the catalogue's; `basis` is the usual one."""

    code: str
    names: tuple[str, ...]
    unit: Unit
    polarity: Polarity
    frequency: Frequency
    basis: Basis
    labels: Labels = field(default_factory=Labels)

    @property
    def name(self) -> str:
        return self.names[0]


def plain_words(text: str) -> str:
    """As names are compared: small letters, single blanks, no marks at the ends.

    >>> plain_words("  Visits ON time: ")
    'visits on time'
    """
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .:*")


def by_name(measures: Iterable[KnownMeasure]) -> dict[str, KnownMeasure]:
    """Every code and every name that only one measure has."""
    found: dict[str, list[KnownMeasure]] = {}
    for one in measures:
        for name in {plain_words(name) for name in (one.code, *one.names) if name.strip()}:
            found.setdefault(name, []).append(one)
    unique = {name: ones[0] for name, ones in found.items() if len(ones) == 1}
    return unique | {one.code: one for one in measures}
