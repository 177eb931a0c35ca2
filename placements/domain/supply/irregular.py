"""Children in homes that are not registered, or with family whose approval is temporary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .register import Register, lasting

UNREGISTERED = "unregistered"


@dataclass(frozen=True)
class Irregular:
    """Children on a day, and the unregistered homes among them of which Ofsted was not told."""

    children: int = 0
    untold: int = 0


def irregular_on(register: Register, day: dt.date) -> Irregular:
    """`ended_on` is the first day on which it held no more."""
    there = lasting(register.irregular, day, starts="from_on", ends="ended_on")
    untold = there["kind"].eq(UNREGISTERED) & there["told"].eq("")
    return Irregular(int(there["child"].nunique()), int(untold.sum()))
