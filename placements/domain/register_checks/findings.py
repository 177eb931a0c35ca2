"""What a check finds, and what of it a change brought about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .facts import Facts

Line = tuple[str, int]


@dataclass(frozen=True)
class Finding:
    """`lines` are those to look at, the one that it is told of first. `weight` is how bad it is, so
    that making something less bad is never held up.
    """

    rule: str
    lines: tuple[Line, ...]
    words: str
    blocks: bool
    weight: int = 1

    @property
    def about(self) -> tuple[object, ...]:
        """What makes it the same finding before and after a change."""
        told_of = self.lines[:1] if self.lines[0][0] == "settings" else self.lines
        return (self.rule, self.blocks, told_of)


Rule = Callable[[Facts], Iterator[Finding]]


def brought_about(before: Sequence[Finding], after: Sequence[Finding]) -> list[Finding]:
    """What a change brought about: findings that were not there before, or not as bad."""
    known = {one.about: one.weight for one in before}
    return [one for one in after if one.weight > known.get(one.about, 0)]
