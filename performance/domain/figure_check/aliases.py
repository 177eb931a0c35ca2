"""How people name a measure in prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .lexicon import Phrase, phrase
from .naming import plain_name

LISTED = ";"
WHOLE_HEAD = "^"


@dataclass(frozen=True)
class Aliases:
    """One line of `indicator_aliases.csv`. `whole` is a kind of denominator; `cues` tell the
    measure from one of the same name. `heads` name it where nothing else stands at the head of a
    row or before the number of a line of a list: "^foster care".
    """

    phrases: tuple[Phrase, ...] = ()
    opposites: tuple[Phrase, ...] = ()
    cues: tuple[Phrase, ...] = ()
    never: tuple[Phrase, ...] = ()
    whom: tuple[Phrase, ...] = ()
    whole: str = ""
    heads: frozenset[str] = frozenset()


def read_aliases(row: Mapping[str, str]) -> Aliases:
    """A line of the file. Raises KeyError for a column that is missing."""
    return Aliases(
        phrases=phrases(row["phrases"]),
        opposites=phrases(row["opposites"]),
        cues=phrases(row["cues"]),
        never=phrases(row["never"]),
        whom=phrases(row["whom"]),
        whole=row["denominator"],
        heads=frozenset(plain_name(one) for one in _listed(row["phrases"]) if one[0] == WHOLE_HEAD),
    )


def phrases(cell: str) -> tuple[Phrase, ...]:
    return tuple(phrase(one) for one in _listed(cell) if one[0] != WHOLE_HEAD)


def _listed(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(LISTED) if one.strip()]
