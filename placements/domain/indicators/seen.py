"""Reviews held in time and taken part in, and children who went missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..care.reviews import Due, reviews_due
from ..codes import is_in, is_known
from ..coverage import spans
from ..days import Bools, Ints, number, numbered
from ..grids import pairs
from ..scene import Scene
from .tally import Tally, share

NO_DAY = 0


def _due(scene: Scene) -> Due:
    return scene.kept("reviews due", lambda: _make_due(scene))


def _make_due(scene: Scene) -> Due:
    reviews = scene.cohort.reviews
    held = spans(scene.cohort.returns)
    return reviews_due(
        scene.periods,
        scene.place("reviews"),
        numbered(reviews["reviewed_on"]),
        returns_begin=number(held[0][0]) if held else NO_DAY,
        holidays=scene.around.holidays,
    )


def _reach(scene: Scene, due: Due) -> tuple[Ints, Ints]:
    """The twelve months in which each review is due: in which its date lies or, if it was late
    and the council counts that, in which it was still owed."""
    if not scene.rules.overdue_reviews_stay_due:
        return scene.axes.within(due.on)
    return scene.axes.overlapping(due.on, np.where(due.in_time, due.on + 1, due.until))


def children_reviewed_in_time(scene: Scene) -> Tally:
    """NI 66: children whose every review due in the year was in time / children with one due."""
    due = _due(scene)
    reach = _reach(scene, due)
    owed = scene.axes.any(due.who, reach)
    late = scene.axes.any(*_only(~due.in_time, due.who, reach))
    unsure = scene.axes.any(*_only(~due.certain, due.who, reach))
    return share(~late, owed, ~unsure)


def reviews_in_time(scene: Scene) -> Tally:
    """Reviews held in time / reviews due in the year. Members are the children, not reviews."""
    due = _due(scene)
    reach = _reach(scene, due)
    return Tally(
        numerator=scene.axes.totals(_only(due.in_time, due.who, reach)[1]),
        denominator=scene.axes.totals(reach),
        members=scene.axes.any(*_only(due.in_time, due.who, reach)),
        whole=scene.axes.any(due.who, reach),
        known=scene.axes.totals(_only(due.certain, due.who, reach)[1]),
        of=scene.axes.totals(reach),
    )


def _only(mark: Bools, who: Ints, reach: tuple[Ints, Ints]) -> tuple[Ints, tuple[Ints, Ints]]:
    return who[mark], (reach[0][mark], reach[1][mark])


@dataclass(frozen=True)
class _Held:
    """Reviews held in the year by children in care in it: an item a review and day asked for."""

    day: Ints
    who: Ints
    review: Ints  # its place in the table


def _held(scene: Scene) -> _Held:
    return scene.kept("reviews held", lambda: _make_held(scene))


def _make_held(scene: Scene) -> _Held:
    reviews = scene.cohort.reviews
    who = scene.place("reviews")
    day, which = pairs(scene.axes.within(numbered(reviews["reviewed_on"])))
    inside = scene.in_care_in_year[day, who[which]]
    day, which = day[inside], which[inside]
    return _Held(day, who[which], which)


def _reviews_with(scene: Scene, groups: list[str]) -> Tally:
    held, code = _held(scene), scene.cohort.reviews["code"]
    every = frozenset().union(*(group.codes for group in scene.codes["reviews"]))
    chosen = is_in(code, scene.codes["reviews"].codes(*groups))[held.review]
    asked = is_in(code, every)[held.review]  # PN1 to PN7: of a child aged 4 or over
    members, whole = np.zeros(scene.axes.shape, np.bool_), np.zeros(scene.axes.shape, np.bool_)
    members[held.day[chosen], held.who[chosen]] = True
    whole[held.day[asked], held.who[asked]] = True
    return Tally(
        numerator=_per_day(scene, held.day[chosen]),
        denominator=_per_day(scene, held.day[asked]),
        members=members,
        whole=whole,
        known=_per_day(scene, held.day[is_known(code)[held.review]]),
        of=_per_day(scene, held.day),
    )


def took_part(scene: Scene, groups: str) -> Tally:
    """Reviews in which a child aged 4 or over took part / all reviews of such children."""
    counted = groups.split()
    if scene.rules.silent_attendance_counts:
        counted.append("silent")
    return _reviews_with(scene, counted)


def attended_silently(scene: Scene) -> Tally:
    """PN4, which the council may count as taking part: shown apart either way."""
    return _reviews_with(scene, ["silent"])


def _per_day(scene: Scene, day: Ints) -> Ints:
    return np.bincount(day, minlength=len(scene.days)).astype(np.int64)


def _missing(scene: Scene) -> tuple[Ints, tuple[Ints, Ints]]:
    """Who was missing (M, not A), and in which twelve months some part of it lay."""
    table = scene.cohort.missing
    lost = is_in(table["kind"], scene.codes["missing"].codes("missing"))
    who = scene.place("missing")[lost]
    starts, ends = numbered(table["starts_on"])[lost], numbered(table["ends_on"])[lost]
    return who, scene.axes.touching(starts, ends)


def went_missing(scene: Scene) -> Tally:
    """Missing at least once in the year / in care in it; carried over from before counts."""
    return share(scene.axes.any(*_missing(scene)), scene.in_care_in_year)


def incidents_per_child(scene: Scene) -> Tally:
    """Incidents / children with at least one."""
    times = scene.axes.counts(*_missing(scene)) * scene.in_care_in_year
    some = times > 0
    tally = share(some, some)
    total = times.sum(axis=1).astype(np.int64)
    return Tally(total, tally.denominator, some, some, tally.known, tally.of)
