"""Numbers of the page in words, for one audience."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.dashboards.profile.protecting import Numbers, Shown
from reference.domain.rounding import percentage, plain, round_half_up

LEAST = 6
# The public sees a price a week to the nearest hundred pounds, and sums to the nearest 10,000.
WEEK_BAND, SUM_BAND = 100, 10_000


@dataclass(frozen=True)
class Saying:
    """`numbers` are those that were put before the auditor: of children the public is told nothing
    that it did not see.
    """

    numbers: Numbers
    shown: Shown
    public: bool
    colour: str

    def may(self, key: str, number: int) -> bool:
        """Whether a number of children may be told; nought always may."""
        if not self.public or not number:
            return True
        return key in self.numbers.people and self.shown.may(key)

    def count(self, key: str, number: int) -> str:
        return f"{number:,}" if self.may(key, number) else HIDDEN

    def value(self, key: str, number: int, whole: int) -> Decimal | None:
        """The share in percent; None where it is hidden or nobody is counted."""
        if not whole or not self.may(key, number):
            return None
        return percentage(number, whole, 0 if self.public else 1)

    def share(self, key: str, number: int, whole: int) -> str:
        value = self.value(key, number, whole)
        if value is None:
            return HIDDEN if whole else NONE
        return f"{plain(value)}%"

    def few(self, number: int) -> str:
        """A number of households or homes: for the public nothing from 1 to 5."""
        return HIDDEN if self.public and 0 < number < LEAST else f"{number:,}"

    def week(self, pence: Decimal | int | float) -> str:
        """Pounds a week."""
        pounds = Decimal(pence) / 100
        if self.public:
            low = int(pounds) // WEEK_BAND * WEEK_BAND
            return f"£{low:,} to £{low + WEEK_BAND:,}"
        return f"£{round_half_up(pounds):,}"

    def sum(self, pence: Decimal | int | float) -> str:
        """Pounds in all; a minus sign before what is less than nothing."""
        pounds = int(round_half_up(Decimal(pence) / 100))
        if self.public:
            pounds = int(round_half_up(Decimal(pounds) / SUM_BAND)) * SUM_BAND
        return f"{'−' if pounds < 0 else ''}£{abs(pounds):,}"


def year_words(day: dt.date) -> str:
    """ "2021" for its 31 March, the whole day otherwise.

    >>> year_words(dt.date(2021, 3, 31)), year_words(dt.date(2021, 9, 30))
    ('2021', 'Sep 2021')
    """
    return f"{day.year}" if (day.month, day.day) == (3, 31) else f"{day:%b %Y}"
