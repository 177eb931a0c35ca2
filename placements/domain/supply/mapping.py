"""A map without tiles: districts as circles about the council, and rings of distance.

A district stands where the mean of its postcodes lies (national grid, metres; ONS Postcode
Directory, May 2022). Nothing smaller than a district is ever placed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MILE = 1609.3
RINGS = (10, 20, 50)
# The drawing ends at the first ring, but the innermost, that leaves out no more than one in ten.
LEFT_OUT = 0.1
SIDE = 330.0
EDGE = 10.0
SMALLEST, LARGEST = 4.0, 20.0
NAMED = 8
LETTER, LINE = 7.0, 15.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """One district: its place and radius on the drawing; `name` is "" where it would lie over
    another's.
    """

    x: float
    y: float
    radius: float
    name: str
    words: str
    own: bool


@dataclass(frozen=True)
class Sketch:
    """`rings` are (miles, radius) about the middle; `beyond` children live outside the drawing."""

    side: float
    rings: tuple[tuple[int, float], ...]
    spots: tuple[Spot, ...]
    beyond: int


@dataclass(frozen=True)
class District:
    code: str
    name: str
    children: int
    own: bool


def centre_of(codes: Sequence[str], centroids: Mapping[str, Point]) -> Point | None:
    """The mean of some districts' places; None where none is known."""
    known = [centroids[code] for code in codes if code in centroids]
    if not known:
        return None
    return sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)


def sketch_of(
    districts: Sequence[District], centroids: Mapping[str, Point], centre: Point
) -> Sketch:
    """Districts within the outer ring, largest first; areas of circles as numbers of children."""
    rings = _rings(districts, centroids, centre)
    reach = rings[-1] * MILE
    scale = (SIDE / 2 - EDGE) / reach
    inside, beyond = [], 0
    for one in sorted(districts, key=lambda one: (-one.children, one.name)):
        at = centroids.get(one.code)
        if at is None or math.dist(at, centre) > reach:
            beyond += one.children
        else:
            inside.append((one, _point(at, centre, scale)))
    most = max((one.children for one, _ in inside), default=1)
    spots: list[Spot] = []
    for one, (x, y) in inside:
        radius = max(LARGEST * math.sqrt(one.children / most), SMALLEST)
        words = f"{one.name}: {one.children:,}"
        name = one.name if _is_free(spots, x, y + radius, words) else ""
        spots.append(Spot(round(x, 1), round(y, 1), round(radius, 1), name, words, one.own))
    drawn = tuple((miles, round(miles * MILE * scale, 1)) for miles in rings)
    return Sketch(SIDE, drawn, tuple(spots), beyond)


def _rings(
    districts: Sequence[District], centroids: Mapping[str, Point], centre: Point
) -> tuple[int, ...]:
    far = [
        (math.dist(centroids[one.code], centre) / MILE, one.children)
        for one in districts
        if one.code in centroids
    ]
    total = sum(children for _, children in far)
    for at, miles in enumerate(RINGS[1:-1], start=2):
        if sum(children for away, children in far if away > miles) <= LEFT_OUT * total:
            return RINGS[:at]
    return RINGS


def _point(at: Point, centre: Point, scale: float) -> Point:
    """North is up: the grid's y grows upwards, the drawing's downwards."""
    return (
        SIDE / 2 + (at[0] - centre[0]) * scale,
        SIDE / 2 - (at[1] - centre[1]) * scale,
    )


def _is_free(spots: Sequence[Spot], x: float, below: float, words: str) -> bool:
    """Whether words have room `below` a circle beside those before them, and on the drawing; only
    a few get any.
    """
    half = len(words) * LETTER / 2
    if sum(bool(one.name) for one in spots) >= NAMED or not half < x < SIDE - half:
        return False
    return not any(
        one.name
        and abs(one.y + one.radius - below) < LINE
        and abs(one.x - x) < half + len(one.words) * LETTER / 2
        for one in spots
    )
