"""What a scenario does to the flows: fewer entrants, and moves from children's homes to fostering.

Every simulation keeps its own chance: what a lever does not touch comes out as without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FROM, TO = "residential", "foster"


@dataclass(frozen=True)
class Levers:
    """`fewer`: by key of an age band, the share of entrants of that age who do not come.

    `step_down`: the chance a month of a child in a children's home to move to foster care.
    `new_places`: foster places that open in each month, filled from children's homes as far as
    these have children whose plan is fostering: `matched` is their share.
    """

    fewer: Mapping[str, float] = field(default_factory=dict)
    step_down: float = 0.0
    new_places: tuple[float, ...] = ()
    matched: float = 0.0

    @property
    def moves(self) -> bool:
        return self.step_down > 0 or any(self.new_places)

    def chance(self, month: int, homes: float) -> float:
        """The chance to move in a month (1 is the first) with so many children in homes."""
        opened = self.new_places[month - 1] if month <= len(self.new_places) else 0.0
        filled = min(opened / homes, self.matched) if homes > 0 else 0.0
        return 1 - (1 - self.step_down) * (1 - filled)


NONE = Levers()
