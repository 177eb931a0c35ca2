"""The whole register, table after table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from numpy.random import Generator

from .assumed import Assumed
from .buying import make_contracts
from .faults import make_faults
from .living import make_placements
from .money import make_spending
from .planning import make_plans
from .providers import make_providers
from .scene import Register, Scene
from .stays import Stay
from .supply import make_supply
from .watching import make_watch

__all__ = ["Register", "make_register"]


def make_register(
    rng: Generator,
    assumed: Assumed,
    stays: Sequence[Stay],
    *,
    day: dt.date,
    council: str,
    settings: int | None = None,
) -> Register:
    """Rows by table for the stays, as they are on the day; the same for the same arguments.
    `council` is the name of the provider of what is the council's own; `settings`: how many homes
    hold the children, where that is not left to chance.
    """
    scene = Scene(rng, assumed, day, council)
    make_providers(scene)
    where = make_supply(scene, stays, settings=settings)
    make_contracts(scene)
    make_placements(scene, stays, where)
    make_spending(scene)
    make_watch(scene)
    make_plans(scene)
    make_faults(scene)
    return scene.tables
