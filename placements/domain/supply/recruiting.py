"""The recruitment of foster carers: from an enquiry to an approval, and who stopped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .register import Register, on

STAGES = ("enquiry", "visit", "application", "approval", "deregistration")


@dataclass(frozen=True)
class Funnel:
    """Households by stage over some months; places where they were told, None where not."""

    households: dict[str, int]
    approved_places: int | None
    lost_places: int | None

    @property
    def net_households(self) -> int:
        return self.households["approval"] - self.households["deregistration"]

    @property
    def net_places(self) -> int | None:
        if self.approved_places is None or self.lost_places is None:
            return None
        return self.approved_places - self.lost_places


def funnel(register: Register, first: dt.date, last: dt.date) -> Funnel | None:
    """The months whose first day lies from first to last; None where none was reported."""
    rows = register.recruited
    rows = rows[(rows["month"] >= on(first)) & (rows["month"] <= on(last))]
    if rows.empty:
        return None
    households = rows.groupby("stage", observed=True)["households"].sum()
    return Funnel(
        households={stage: int(households.get(stage, 0)) for stage in STAGES},
        approved_places=_places(rows, "approval"),
        lost_places=_places(rows, "deregistration"),
    )


def _places(rows: object, stage: str) -> int | None:
    """None where a month that had households did not tell their places."""
    there = rows[(rows["stage"] == stage) & (rows["households"] > 0)]  # type: ignore[index]
    return None if there["places"].isna().any() else int(there["places"].sum())
