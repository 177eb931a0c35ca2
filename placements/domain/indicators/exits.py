"""Who came into care and who left it, by which route, and how long adoption took."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..days import OPEN, Bools, Ints, numbered
from ..grids import NOBODY, looked_up
from ..scene import Scene
from .tally import Tally, count, share

THREE_YEARS = 36


def started(scene: Scene) -> Tally:
    """Children who started to be looked after in the year, each once."""
    periods = scene.periods
    who, starts = periods.who[periods.known], periods.starts[periods.known]
    return count(scene.axes.any(who, scene.axes.within(starts)))


def _left(scene: Scene) -> Bools:
    found: Bools = _last_period(scene) != NOBODY
    return found


def _last_period(scene: Scene) -> Ints:
    """Each person's last period of care that ended in the year, by day: NOBODY if none did."""
    return scene.kept("last period", lambda: _make_last_period(scene))


def _make_last_period(scene: Scene) -> Ints:
    periods = scene.periods
    ended = np.flatnonzero(periods.left)
    found = scene.axes.last(periods.who[ended], scene.axes.within(periods.ends[ended]))
    return np.append(ended, NOBODY)[found]


def ceased(scene: Scene) -> Tally:
    """Children who ceased to be looked after in the year, each once; transfers (E3) too."""
    return _told(scene, count(_left(scene)))


def _told(scene: Scene, found: Tally) -> Tally:
    """Whoever left without a reason is not counted, and is shown as not known: a child whom the
    next return does not list any more, say.
    """
    left = _left(scene)
    told = share(left, left | _unexplained(scene))
    return replace(found, known=told.numerator, of=told.of)


def _unexplained(scene: Scene) -> Bools:
    """Whose care ended in the year, by the returns for no reason."""
    periods = scene.periods
    silent = ~scene.history.tells("ceased_because")[periods.last]
    ended = np.flatnonzero((periods.ends != OPEN) & silent)
    return scene.axes.any(periods.who[ended], scene.axes.within(periods.ends[ended]))


def _by_route(scene: Scene, routes: str) -> Bools:
    codes = scene.codes["ceased"].codes(*routes.split())
    mark = scene.history.has("ceased_because", codes)[scene.periods.last]
    found: Bools = looked_up(mark, _last_period(scene))
    return found


def left_by(scene: Scene, routes: str) -> Tally:
    """Those whose last period in the year ended by these routes / all who ceased."""
    return _told(scene, share(_by_route(scene, routes), _left(scene)))


def number_left_by(scene: Scene, routes: str) -> Tally:
    return _told(scene, count(_by_route(scene, routes)))


def adoption_days(scene: Scene, of: str) -> Tally:
    """Mean days of the children adopted in the three years that end with the day.

    `of`: "family" (A1, from entering care to moving in with the adopters), "carer" (A10, the same,
    but a foster carer's own adoption stops the clock when the child moved in with that carer) or
    "match" (A2, from the placement order to the match). Children of whom a date is missing are
    not in the mean, and are shown as not known.
    """
    adopted = _adopted(scene)
    begun, done = _clock(scene, adopted, of)
    asked = begun != OPEN if of == "match" else np.ones(len(adopted), dtype=np.bool_)
    timed = (begun != OPEN) & (done != OPEN)
    axes, who, ends = scene.axes_of(THREE_YEARS), scene.periods.who, scene.periods.ends
    reach = axes.within(ends[adopted[timed]])
    people = axes.any(who[adopted[timed]], reach)
    return Tally(
        numerator=axes.totals(reach, (done - begun)[timed]),
        denominator=axes.totals(reach),
        members=people,
        whole=people,
        known=axes.totals(reach),
        of=axes.totals(axes.within(ends[adopted[asked]])),
    )


def _adopted(scene: Scene) -> Ints:
    """The periods of care that ended with adoption."""
    adoption = scene.codes["ceased"].codes("adoption")
    mark = scene.history.has("ceased_because", adoption)[scene.periods.last]
    return np.flatnonzero(mark & scene.periods.left)


def _clock(scene: Scene, adopted: Ints, of: str) -> tuple[Ints, Ints]:
    """First and last day of what is measured; OPEN where a return does not tell."""
    if of == "match":
        return _placement_order(scene)[adopted], _of_child(scene, adopted, "matched_on")
    begun = np.where(scene.periods.known, scene.periods.starts, OPEN)[adopted]
    moved_in = _moved_in(scene, adopted)
    if of == "carer":
        fostered = _fostered_by_adopter(scene, adopted)
        moved_in = np.where(fostered, _with_last_carer(scene, adopted), moved_in)
    return begun, moved_in


def _placement_order(scene: Scene) -> Ints:
    """The day of each period's first episode under a placement order."""
    history = scene.history
    order = scene.codes["orders"].codes("placement-order")
    rows = np.flatnonzero(history.has("legal_status", order))
    found = np.full(len(scene.periods), OPEN, dtype=np.int64)
    np.minimum.at(found, scene.periods.of[rows], history.starts[rows])
    return found


def _of_child(scene: Scene, adopted: Ints, column: str) -> Ints:
    """A day of the adoption table for each of the periods."""
    table = scene.cohort.adoptions
    days = np.full(len(scene.history.people), OPEN, dtype=np.int64)
    days[scene.place("adoptions")] = numbered(table[column])
    return days[scene.periods.who[adopted]]


def _fostered_by_adopter(scene: Scene, adopted: Ints) -> Bools:
    table = scene.cohort.adoptions
    mark = np.zeros(len(scene.history.people), dtype=np.bool_)
    flags = table["by_foster_carer"].fillna(False).to_numpy(dtype=np.bool_)
    mark[scene.place("adoptions")] = flags
    return mark[scene.periods.who[adopted]]


def _moved_in(scene: Scene, adopted: Ints) -> Ints:
    """The last day before the adoption on which the child was placed for adoption; where table
    PlacedAdoption has none, the first of the last episodes in such a placement (A3 to A6)."""
    table = scene.cohort.placed_for_adoption
    placed = np.full(len(scene.history.people), -1, dtype=np.int64)
    who, on = scene.place("placed_for_adoption"), numbered(table["placed_on"])
    last = np.full(len(scene.history.people), -1, dtype=np.int64)
    last[scene.periods.who[adopted]] = scene.periods.ends[adopted]
    usable = on <= last[who]
    np.maximum.at(placed, who[usable], on[usable])
    found = placed[scene.periods.who[adopted]]
    inside = found >= scene.periods.starts[adopted]
    return np.where(inside, found, _adoptive_placement(scene, adopted))


def _adoptive_placement(scene: Scene, adopted: Ints) -> Ints:
    """The first day of the unbroken adoptive placements with which each period ended."""
    history = scene.history
    adoptive = history.has("placement", scene.codes["commissioning"].codes("adoption"))
    place = np.arange(len(history))
    other = np.maximum.accumulate(np.where(adoptive, -1, place)) if len(history) else place
    last = scene.periods.last[adopted]
    first = np.maximum(other[last] + 1, scene.periods.first[adopted])
    return np.where(adoptive[last], history.starts[np.minimum(first, last)], OPEN)


def _with_last_carer(scene: Scene, adopted: Ints) -> Ints:
    """Since when each child was with the carer with whom its period ended."""
    return scene.carers.starts[scene.carers.of[scene.periods.last[adopted]]]
