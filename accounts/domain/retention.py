"""How long things are kept, and the moment before which they are surplus."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

YEARS, DAYS = "years", "days"


@dataclass(frozen=True)
class RetentionRule:
    """One kind of thing: what it covers, how long it is kept unless a council says other, and why.

    `amount`, `least` and `most` are whole numbers of `unit`, years or days.
    """

    what: str
    name: str
    amount: int
    unit: str
    least: int
    most: int
    covers: str
    reason: str

    def words(self, amount: int) -> str:
        """ "6 years", "1 year", "90 days" """
        return f"{amount} {self.unit if amount != 1 else self.unit[:-1]}"


def kept_from(today: dt.date, amount: int, unit: str) -> dt.date:
    """The first day that is kept: what is of an earlier day is surplus.

    Years are counted by the calendar. Where that year has no 29 February, 28 February is the first
    day that is kept, so that nothing goes early.

    >>> kept_from(dt.date(2026, 11, 26), 6, "years"), kept_from(dt.date(2026, 1, 5), 7, "days")
    (datetime.date(2020, 11, 26), datetime.date(2025, 12, 29))
    """
    if unit == DAYS:
        return today - dt.timedelta(days=amount)
    try:
        return today.replace(year=today.year - amount)
    except ValueError:  # 29 February
        return dt.date(today.year - amount, 2, 28)
