"""Which saved versions of an entry nothing rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple


class Saved(NamedTuple):
    """One saved version: its record's number, that of who saved it, and when."""

    version: int
    by: int
    at: dt.datetime


def superseded(saved: Sequence[Saved], signed: Sequence[dt.datetime]) -> set[int]:
    """Versions, oldest first, that were neither the newest of anybody nor what stood at a sign-off.

    `signed` are the moments at which the return was signed off: the last version saved by then
    became the figure. Of everybody who ever typed the figure one version stays, since who entered
    a figure does not sign it off, in whatever year the return is opened again.

    >>> day = lambda n: dt.datetime(2021, 4, n)
    >>> saved = [Saved(1, 7, day(1)), Saved(2, 7, day(2)), Saved(3, 7, day(9))]
    >>> superseded(saved, [day(5)])
    {1}
    """
    needed = set({one.by: one.version for one in saved}.values())
    for moment in signed:
        standing = [one.version for one in saved if one.at <= moment]
        needed.update(standing[-1:])
    return {one.version for one in saved} - needed
