"""Finding a home and keeping it: days to a match, referrals, offers, unplanned endings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from .register import Register, on

PLANNED, MATCHED = "planned", "matched"


@dataclass(frozen=True)
class Searching:
    """Searches that ended in a match in some months. `median_days` is None without one; `asked` and
    `offered` count providers over all of them. `still_open` on the last day.
    """

    matched: int
    median_days: float | None
    asked: int
    offered: int
    withdrawn: int
    still_open: int


def searching(register: Register, first: dt.date, last: dt.date) -> Searching:
    """Searches that ended from first to last, both included."""
    rows = register.searched
    ended = rows[(rows["ended_on"] >= on(first)) & (rows["ended_on"] <= on(last))]
    matched = ended[ended["outcome"] == MATCHED]
    days = (matched["ended_on"] - matched["opened_on"]).dt.days
    is_open = (rows["opened_on"] <= on(last)) & (
        rows["ended_on"].isna() | (rows["ended_on"] > on(last))
    )
    return Searching(
        matched=len(matched),
        median_days=float(days.median()) if len(days) else None,
        asked=int(matched["asked"].sum()),
        offered=int(matched["offered"].sum()),
        withdrawn=int((ended["outcome"] == "withdrawn").sum()),
        still_open=int(is_open.sum()),
    )


def not_first_choice(register: Register, first: dt.date, last: dt.date) -> tuple[int, int]:
    """(placements begun in the months that were not the first choice, those where it is known)."""
    rows = register.placed
    begun = rows[(rows["starts_on"] >= on(first)) & (rows["starts_on"] <= on(last))]
    known = begun["first_choice"].dropna()
    return int((~known.astype("bool")).sum()), len(known)


def endings(register: Register, first: dt.date, last: dt.date) -> dict[str, int]:
    """Placements that ended in the months by how they ended; the child left on `ends_on`."""
    rows = register.placed
    ended = rows[(rows["ends_on"] >= on(first)) & (rows["ends_on"] <= on(last))]
    counts = ended["ending"].value_counts()
    return {str(how): int(number) for how, number in counts.items() if how and number}


def unplanned(ended: dict[str, int]) -> int:
    return sum(number for how, number in ended.items() if how != PLANNED)


def reasons_unavailable(places: pd.DataFrame) -> dict[str, int]:
    """Places of some settings that cannot be filled (capped, reserved or blocked), by the reason
    that was given.
    """
    lacking = places["registered"] - places["fillable"]
    found = lacking[lacking > 0].groupby(places.loc[lacking > 0, "reason"].str.strip()).sum()
    return {str(reason): int(number) for reason, number in found.items()}
