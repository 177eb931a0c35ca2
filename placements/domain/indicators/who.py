"""Who is in care: counts and shares on the day, and the rate."""

from __future__ import annotations

import numpy as np

from performance.domain.population import estimate_for

from ..codes import is_in
from ..days import OPEN, Bools, date, numbered
from ..scene import Scene
from .tally import Tally, count, share


def in_care(scene: Scene) -> Tally:
    return count(scene.in_care, scene.with_any_code("legal_status"))


def rate(scene: Scene) -> Tally:
    """In care / residents aged 0 to 17 by the mid-year estimate before the day."""
    people = count(scene.in_care)
    found = [estimate_for(date(day), scene.around.population) for day in scene.days]
    residents = np.array([0 if one is None else one.population for one in found], dtype=np.int64)
    return Tally(
        people.numerator, residents, people.members, people.whole, people.known, people.of,
        lacking="" if residents.all() else "No population estimate is known for the day.",
    )  # fmt: skip


def unaccompanied(scene: Scene) -> Tally:
    return count(alone(scene))


def alone(scene: Scene) -> Bools:
    """In care, and an unaccompanied asylum-seeking child until a day that is still to come."""
    table = scene.cohort.asylum
    until = numbered(table["until"])
    since = np.full(len(until), -OPEN, dtype=np.int64)
    who = scene.place("asylum")
    found: Bools = scene.in_care & scene.axes.any(who, scene.axes.lasting(since, until))
    return found


def with_code(scene: Scene, column: str, grouping: str, groups: str) -> Tally:
    """In care with one of these codes / all in care."""
    codes = scene.codes[grouping].codes(*groups.split())
    return share(scene.with_code(column, codes), scene.in_care, scene.with_any_code(column))


def aged(scene: Scene, first: str, last: str) -> Tally:
    """In care, aged from first to last in completed years / all in care."""
    part = (scene.age >= int(first)) & (scene.age <= int(last))
    return share(part, scene.in_care, scene.age >= 0)


def girls(scene: Scene) -> Tally:
    groups = scene.codes["sex"]
    part = _people(scene, "sex", groups.codes("girls"))
    known = part | _people(scene, "sex", groups.codes("boys"))
    return share(part[None, :], scene.in_care, np.broadcast_to(known, scene.axes.shape))


def ethnic_minorities(scene: Scene) -> Tally:
    """Of any group other than White British / all whose group is known."""
    groups = scene.codes["ethnicity"]
    every = frozenset().union(*(group.codes for group in groups)) - groups.codes("unknown")
    known = _people(scene, "ethnicity", every)
    white_british = scene.codes["ethnicity-majority"].codes("white-british")
    majority = _people(scene, "ethnicity", white_british)
    whole = scene.in_care & known[None, :]
    told = np.broadcast_to(known, scene.axes.shape)
    return share(~majority[None, :], whole, told, of=scene.in_care)


def _people(scene: Scene, column: str, codes: frozenset[str]) -> Bools:
    """Whether each person has one of these codes in the header."""
    children = scene.cohort.children
    found = np.zeros(len(scene.history.people), dtype=np.bool_)
    found[scene.place("children")] = is_in(children[column], codes)
    return found
