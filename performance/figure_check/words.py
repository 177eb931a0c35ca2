"""The words of the check, from their CSV files, read once."""

from __future__ import annotations

from functools import cache

from performance.domain.figure_check import Lexicon
from performance.domain.figure_check.aliases import Aliases, read_aliases
from reference.fixtures import fixture_rows

CUES = "figure_check_words.csv"
ALIASES = "indicator_aliases.csv"


@cache
def cues() -> tuple[tuple[str, str], ...]:
    """(kind, words) of every cue."""
    return tuple((row["kind"], row["words"]) for row in fixture_rows(CUES))


@cache
def aliases() -> dict[str, Aliases]:
    """How people name each measure of the catalogue, by its code."""
    return {row["indicator"]: read_aliases(row) for row in fixture_rows(ALIASES)}


def lexicon(region: str = "", other_places: tuple[str, ...] = (), own_place: str = "") -> Lexicon:
    """The cues; the council's own name, its region and the names of other authorities with them."""
    own = [("role:region", region)] if region else []
    own += [("head", word) for word in own_place.replace(",", " ").split()]
    return Lexicon((*cues(), *own, *(("role:other", name) for name in other_places)))
