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


def held_cohort(council: Council) -> Cohort:
    """One query where it is kept."""
    returns = Return903.objects.for_council(council)
    return _linked(council.pk, tuple(returns.values_list("pk", "version", "loaded_at", "to_point")))


@lru_cache(maxsize=KEPT)
def _linked(council: int, _stamp: tuple[tuple[Any, ...], ...]) -> Cohort:
    return cohort_of(Council.objects.get(pk=council))
