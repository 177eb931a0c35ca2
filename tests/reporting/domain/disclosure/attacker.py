"""An attacker with all the time in the world: tries every table of whole numbers there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reporting.domain.disclosure.telling import Relation, Told


def possible(told: Told, most: int) -> dict[str, set[int]]:
    """The values that each unknown has in some table that fits, none above `most`."""
    found: dict[str, set[int]] = {key: set() for key in told.unknown}
    for numbers in tables(told, most):
        for key in found:
            found[key].add(numbers[key])
    return found


def tables(told: Told, most: int) -> Iterator[Mapping[str, int]]:
    keys = list(told.unknown)
    yield from _filled(dict(told.shown), keys, told, most)


def _filled(
    numbers: dict[str, int], keys: Sequence[str], told: Told, most: int
) -> Iterator[dict[str, int]]:
    settled = [r for r in told.relations if all(key in numbers for key, _ in r.terms)]
    if not all(relation.holds(numbers) for relation in settled):
        return
    if any(_is_too_much(relation, numbers, told, most) for relation in told.relations):
        return
    if not keys:
        yield numbers
        return
    key, *rest = keys
    one = told.unknown[key]
    low = -most if one.least is None else one.least
    for value in _values(key, numbers, told, low, most if one.most is None else one.most):
        yield from _filled({**numbers, key: value}, rest, told, most)


def _values(key: str, numbers: Mapping[str, int], told: Told, low: int, high: int) -> Sequence[int]:
    """One value where an equation leaves one, else all."""
    for relation in told.relations:
        terms = dict(relation.terms)
        if _settles(relation, key, numbers):
            rest = sum(many * numbers[one] for one, many in terms.items() if one != key)
            value, left = divmod((relation.least or 0) - rest, terms[key])
            return [value] if left == 0 and low <= value <= high else []
    return range(low, high + 1)


def _settles(relation: Relation, key: str, numbers: Mapping[str, int]) -> bool:
    others = [one for one, _ in relation.terms if one != key]
    return (
        relation.least is not None
        and relation.least == relation.most
        and len(others) < len(relation.terms)
        and all(one in numbers for one in others)
    )


def _is_too_much(relation: Relation, numbers: Mapping[str, int], told: Told, most: int) -> bool:
    """Whether the parts of a total are more than it, or anything, can be."""
    total, *parts = relation.terms or (("", 0),)
    if total[1] != -1 or any(many != 1 for _, many in parts) or relation.least != 0:
        return False
    least = sum(numbers.get(key, _least(key, told)) for key, _ in parts)
    return least > numbers.get(total[0], most)


def _least(key: str, told: Told) -> int:
    return told.unknown[key].least or 0 if key in told.unknown else 0
