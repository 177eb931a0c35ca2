"""Chooses what is hidden beside the small numbers, each as cheaply as the others before allow.

After Kelly, Golden and Assad, "Cell suppression: disclosure protection for sensitive tabular data"
(Networks 22, 1992): each small number gets the cheapest ways along which it can move; what moves
is hidden and costs nothing for those that follow. At the end what no way needs is shown again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..publication import Publication
from .moves import STILL, Moves, Way


class Complements:
    """The hidden numbers of one publication, so far. `hidden` only grows, save in `tidy`."""

    def __init__(self, publication: Publication, hidden: Collection[str] = ()) -> None:
        self.publication = publication
        self.moves = Moves(publication)
        self._whole: Moves | None = None
        self._always = publication.hidden_anyway | frozenset(hidden)
        self._ways: dict[str, tuple[Way, ...]] = {}
        self.hidden: set[str] = set()
        self._hide(self._always)

    def protect_all(self) -> None:
        """Gives every small number its ways, then shows again what none of them needs."""
        numbers = self.publication.numbers
        for key in sorted(
            self.publication.small & set(self.moves.weights), key=lambda key: (numbers[key], key)
        ):
            self._protect(key)
        self.tidy()

    def protect_in_whole_numbers(self, keys: Iterable[str]) -> bool:
        """Ways of whole people, one for each value that must remain possible, for numbers that the
        auditor refused; whether anything more is hidden now.
        """
        before = len(self.hidden)
        if self._whole is None:
            self._whole = Moves(self.publication, whole=True)
        for key in sorted(set(keys) & set(self._whole.weights)):
            quantity = self.publication.by_key.get(key)
            if quantity is None:
                continue
            self._whole.price((one, 0.0) for one in self.hidden if one in self._whole.weights)
            needed = self.publication.needed(quantity)
            steps = [step for size in range(1, needed) for step in (size, -size)]
            ways = [way for step in steps if (way := self._whole.way(key, step))]
            ways.sort(key=lambda way: way.cost(self.moves.weights, self.hidden))
            self._hide(frozenset().union(*(way.uses for way in ways[: needed - 1])))
        return len(self.hidden) > before

    def hide_around(self, keys: Collection[str]) -> bool:
        """Hides whatever shares a relation with one of the keys; whether there was anything."""
        before = len(self.hidden)
        beside: set[str] = set()
        for relation in self.publication.relations:
            named = {key for key, _ in relation.terms}
            beside |= named if named.intersection(keys) else set()
        for ratio in self.publication.ratios:
            if {ratio.numerator, ratio.denominator} & set(keys):
                beside.add(ratio.key)
        self._hide(beside & set(self.moves.weights))
        return len(self.hidden) > before

    def tidy(self) -> None:
        """Shows again, dearest first, what every small number can do without."""
        weights = self.moves.weights
        chosen = [key for key in self.hidden - self._always if key in weights]
        self.moves.price((key, float(weights[key])) for key in weights if key not in self.hidden)
        for key in sorted(chosen, key=lambda key: (-weights[key], key)):
            self.moves.price([(key, float(weights[key]))])
            others = self._without(key)
            if others is None:
                self.moves.price([(key, 0.0)])
            else:
                self._ways |= others
                self.hidden.remove(key)

    def _without(self, shown: str) -> dict[str, tuple[Way, ...]] | None:
        """Other ways for all that use `shown`, along what else is hidden; None if one has none."""
        found: dict[str, tuple[Way, ...]] = {}
        hidden = self.hidden - {shown}
        for key, ways in self._ways.items():
            if not any(shown in way.steps for way in ways):
                continue
            kept = [way for ways in (*self._ways.values(), *found.values()) for way in ways]
            other = self._along(key, [way for way in kept if shown not in way.steps])
            other = other or self._cheapest(key, hidden)
            if other is None or not all(way.uses <= hidden for way in other):
                return None
            found[key] = other
        return found

    def _protect(self, key: str) -> None:
        ways = self._along(key, [way for ways in self._ways.values() for way in ways])
        ways = ways or self._cheapest(key, self.hidden)
        if ways is not None:
            self._ways[key] = ways
            for way in ways:
                self._hide(way.uses)

    def _along(self, key: str, ways: Iterable[Way]) -> tuple[Way, ...] | None:
        """Those ways of others by which the number moves far enough as well; None if not."""
        moving = sorted((way for way in ways if key in way.steps), key=lambda way: way.steps[key])
        if not moving:
            return None
        down, up = moving[0], moving[-1]
        far = max(up.steps[key], 0) - min(down.steps[key], 0)
        return (down, up) if far > self.publication.min_width - 1 - STILL else None

    def _cheapest(self, key: str, hidden: Collection[str]) -> tuple[Way, ...] | None:
        """The cheapest ways that leave as many values as are needed: all up, or some down."""
        best: tuple[Way, ...] | None = None
        least = 0
        wanted = self.publication.min_width - 1
        for down in range(wanted + 1):
            steps = [step for step in (wanted - down, -down) if step]
            ways = [way for step in steps if (way := self.moves.way(key, step))]
            if len(ways) < len(steps):
                continue
            used = frozenset().union(*(way.uses for way in ways))
            cost = sum(self.moves.weights[one] for one in used if one not in hidden)
            if best is None or cost < least:
                best, least = tuple(ways), cost
            if not least:
                break
        return best

    def _hide(self, keys: Collection[str]) -> None:
        new = set(keys) - self.hidden
        self.hidden |= new
        self.moves.price((key, 0.0) for key in new if key in self.moves.weights)
