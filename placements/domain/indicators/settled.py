"""Stability and kinds of home: NI 62, NI 63, placement mix, own provision, long-term fostering."""

from __future__ import annotations

import numpy as np

from ..days import OPEN, Bools, Ints
from ..grids import looked_up
from ..scene import Scene
from .tally import Tally, share

TWO_YEARS = 24
TWO_AND_A_HALF_YEARS = 30
GROWN = 16
ONE_DAY = 1


def many_placements(scene: Scene) -> Tally:
    """NI 62: in care at the end, with three or more placements of 24 hours or more in the year.

    U6, then K2, then U6 with other carers: three. One that is open at the start counts, and one
    that is open at the end whatever its length.
    """
    spells, axes = scene.placements, scene.axes
    lasts = (spells.ends == OPEN) | (spells.ends - spells.starts >= ONE_DAY)
    counted = spells.settled & lasts
    reach = axes.overlapping(spells.starts[counted], spells.ends[counted])
    placements = axes.counts(spells.who[counted], reach)
    many = placements >= scene.rules.many_placements
    return share(many, scene.in_care, ~_unexplained(scene))


def _unexplained(scene: Scene) -> Bools:
    """With an episode in the year of which the return does not say why it began, or where."""
    history = scene.history
    gap = ~(history.tells("started_because") & history.tells("placement"))
    reach = scene.axes.overlapping(history.starts[gap], history.ends[gap])
    return scene.axes.any(history.who[gap], reach)


def same_carer(scene: Scene) -> Tally:
    """NI 63: under 16, in care for 2.5 years, and with the same carer for 2 years.

    A child placed for adoption has the time with the carers before counted too.
    """
    long_ago = scene.before(TWO_AND_A_HALF_YEARS)[:, None]
    began = looked_up(scene.periods.starts, scene.period)
    known = looked_up(scene.periods.known, scene.period)
    young = scene.in_care & (scene.age < GROWN)
    long_in_care = young & (began <= long_ago)
    whole = long_in_care & (scene.age >= 0)
    certain = (scene.age >= 0) & (known | (began <= long_ago))
    settled = _with_carer_since(scene) <= scene.before(TWO_YEARS)[:, None]
    unsure = young & ~known & (began > long_ago)
    return share(settled, whole, certain, of=long_in_care | unsure)


def _with_carer_since(scene: Scene) -> Ints:
    """Since when each person has been with the carer of each day, by the rule of NI 63."""
    spells = scene.carers
    spell = scene.place_of(spells.of)
    # Placed for adoption with others than the carers before: the two placements together.
    adopting = scene.history.has("placement", scene.codes["commissioning"].codes("adoption"))
    period = scene.periods.of[spells.first]
    earlier = spells.starts.copy()
    follows = np.zeros(len(spells), dtype=np.bool_)
    follows[1:] = period[1:] == period[:-1]
    joined = np.flatnonzero(follows & adopting[spells.first])
    earlier[joined] = spells.starts[joined - 1]
    found: Ints = np.where(
        scene.now(adopting), looked_up(earlier, spell), looked_up(spells.starts, spell)
    )
    return found


def placed(scene: Scene, grouping: str, groups: str) -> Tally:
    """In care in a placement of these groups (with blanks between) / all in care."""
    codes = scene.codes[grouping].codes(*groups.split())
    part = scene.with_code("placement", codes)
    return share(part, scene.in_care, scene.with_any_code("placement"))


def placed_elsewhere(scene: Scene, grouping: str, groups: str) -> Tally:
    """In care in a placement of no such group / all in care; an unknown one is elsewhere."""
    part = ~scene.with_code("placement", scene.codes[grouping].codes(*groups.split()))
    return share(part, scene.in_care, scene.with_any_code("placement"))


def own_provision(scene: Scene, groups: str) -> Tally:
    """Of those placed in these groups: with the council itself (PR1)."""
    whole = scene.with_code("placement", scene.codes["commissioning"].codes(*groups.split()))
    own = scene.with_code("provider", scene.codes["provider"].codes("own"))
    return share(own, whole, scene.with_any_code("provider"))


def long_term_fostering(scene: Scene) -> Tally:
    """U1 and U4 / U1 to U6: of fostered children, not of all."""
    whole = scene.with_code("placement", scene.codes["commissioning"].codes("foster"))
    return share(
        scene.with_code("placement", scene.codes["places"].codes("long-term-foster")), whole
    )
