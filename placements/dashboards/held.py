"""A council's cohort, kept in the process until another return is accepted, one is purged, or
the council's own point moves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from accounts.models import Council
from placements.domain.cohort import Cohort
from placements.frames import cohort_of
from placements.models import Return903

# Linking takes seconds, and people look at one council's pages one after another.
KEPT = 3


Stamp = tuple[tuple[Any, ...], ...]


def stamp_of(council: Council) -> Stamp:
    """Which returns a council holds, each as it stands; one query."""
    returns = Return903.objects.for_council(council)
    return tuple(returns.values_list("pk", "version", "loaded_at", "to_point"))


def held_cohort(council: Council) -> Cohort:
    """One query where it is kept."""
    return _linked(council.pk, stamp_of(council))


@lru_cache(maxsize=KEPT)
def _linked(council: int, _stamp: Stamp) -> Cohort:
    return cohort_of(Council.objects.get(pk=council))
