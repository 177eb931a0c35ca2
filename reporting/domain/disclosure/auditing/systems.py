"""What is told, as systems of whole-number inequalities over the unknown quantities alone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..telling import Relation, Told

Terms = tuple[tuple[int, int], ...]


class ContradictionError(ValueError):
    """No whole numbers fit what is told."""


@dataclass(frozen=True)
class Row:
    """`least` <= sum of coefficient x unknown number `index` <= `most`."""

    terms: Terms
    least: int | None
    most: int | None

    def allows(self, point: Sequence[int]) -> bool:
        found = sum(many * point[at] for at, many in self.terms)
        return (self.least is None or self.least <= found) and (
            self.most is None or found <= self.most
        )


@dataclass(frozen=True)
class System:
    """Unknowns that hang together. `needed` is how many values of each must remain possible."""

    keys: tuple[str, ...]
    least: tuple[int | None, ...]
    most: tuple[int | None, ...]
    needed: tuple[int, ...]
    rows: tuple[Row, ...]

    def allows(self, point: Sequence[int]) -> bool:
        """Whether these whole numbers fit everything that is told; exact."""
        inside = all(
            (low is None or low <= value) and (high is None or value <= high)
            for low, value, high in zip(self.least, point, self.most, strict=True)
        )
        return inside and all(row.allows(point) for row in self.rows)


def systems(told: Told) -> list[System]:
    """One system for each set of unknowns that relations tie together.

    Raises ContradictionError where shown numbers alone contradict a relation, or a single unknown
    has no whole number left.
    """
    known = dict(told.shown)
    bounds = {key: (one.least, one.most) for key, one in told.unknown.items()}
    rows: dict[tuple[tuple[str, int], ...], tuple[int | None, int | None]] = {}
    for relation in told.relations:
        terms, least, most = _reduced(relation, known)
        if len(terms) == 1:
            key = terms[0][0]
            bounds[key] = _narrowed(bounds[key], (least, most))
        elif terms:
            rows[terms] = _narrowed(rows.get(terms, (None, None)), (least, most))
    return _apart(told, bounds, rows)


def _reduced(
    relation: Relation, known: Mapping[str, int]
) -> tuple[tuple[tuple[str, int], ...], int | None, int | None]:
    """Without shown numbers, divided by what its coefficients share, bounds rounded inwards."""
    many: dict[str, int] = defaultdict(int)
    constant = 0
    for key, coefficient in relation.terms:
        if key in known:
            constant += coefficient * known[key]
        else:
            many[key] += coefficient
    terms = sorted((key, coefficient) for key, coefficient in many.items() if coefficient)
    least = None if relation.least is None else relation.least - constant
    most = None if relation.most is None else relation.most - constant
    if not terms:
        _narrowed((least, most), (0, 0))
        return (), None, None
    shared = math.gcd(*(coefficient for _, coefficient in terms))
    if terms[0][1] < 0:
        shared = -shared
        least, most = most, least
    low = None if least is None else -(-least // shared)
    high = None if most is None else most // shared
    return tuple((key, coefficient // shared) for key, coefficient in terms), low, high


def _narrowed(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> tuple[int | None, int | None]:
    lows = [low for low, _ in (one, other) if low is not None]
    highs = [high for _, high in (one, other) if high is not None]
    least, most = max(lows, default=None), min(highs, default=None)
    if least is not None and most is not None and least > most:
        raise ContradictionError("The published numbers contradict one another")
    return least, most


def _apart(
    told: Told,
    bounds: Mapping[str, tuple[int | None, int | None]],
    rows: Mapping[tuple[tuple[str, int], ...], tuple[int | None, int | None]],
) -> list[System]:
    leader = {key: key for key in told.unknown}

    def lead(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for terms in rows:
        for key, _ in terms[1:]:
            leader[lead(key)] = lead(terms[0][0])
    members: dict[str, list[str]] = defaultdict(list)
    for key in told.unknown:
        members[lead(key)].append(key)
    rows_of: dict[str, list[tuple[tuple[str, int], ...]]] = defaultdict(list)
    for terms in rows:
        rows_of[lead(terms[0][0])].append(terms)
    return [
        _system(told, keys, bounds, {terms: rows[terms] for terms in rows_of[first]})
        for first, keys in members.items()
    ]


def _system(
    told: Told,
    keys: Iterable[str],
    bounds: Mapping[str, tuple[int | None, int | None]],
    rows: Mapping[tuple[tuple[str, int], ...], tuple[int | None, int | None]],
) -> System:
    ordered = tuple(keys)
    place = {key: at for at, key in enumerate(ordered)}
    return System(
        ordered,
        tuple(bounds[key][0] for key in ordered),
        tuple(bounds[key][1] for key in ordered),
        tuple(told.unknown[key].needed for key in ordered),
        tuple(
            Row(tuple((place[key], many) for key, many in terms), least, most)
            for terms, (least, most) in rows.items()
        ),
    )
