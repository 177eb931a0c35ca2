"""Which estimate of the residents aged 0 to 17 a rate is worked out with (INDICATORS, rate per
10,000): that of the mid-year before, in its newest vintage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .reading import read_number


@dataclass(frozen=True)
class Estimate:
    """Residents aged 0 to 17 on 30 June of a year, as one release printed them."""

    year: int
    vintage: str
    population: int

    @property
    def words(self) -> str:
        """ "mid-2020, ONS mid-2024, in DfE 2025 release"."""
        return f"mid-{self.year}, {self.vintage}"


def mid_year_before(day: dt.date) -> int:
    """The year of the last 30 June before a day: 2020 for 31 March 2021 and for 30 June 2021."""
    return day.year if day > dt.date(day.year, 6, 30) else day.year - 1


def estimate_for(day: dt.date, known: Sequence[Estimate]) -> Estimate | None:
    """The estimate for a figure of a day, if one is known."""
    year = mid_year_before(day)
    found = [one for one in known if one.year == year]
    return max(found, key=lambda one: one.vintage, default=None)


def is_untouched(
    *, numerator: str, denominator: str, value: str, by_counts: bool, offered: Iterable[int]
) -> bool:
    """Whether a population is only what was filled in beforehand: nobody has typed a figure by it,
    so that it is not the officer's, and is not kept as theirs.

    The first three are texts as typed; `by_counts`: the figure is a count and a population.

    >>> is_untouched(numerator="", denominator="66,943", value="", by_counts=True, offered=[66943])
    True
    >>> is_untouched(numerator="9", denominator="66943", value="", by_counts=True, offered=[66943])
    False
    """
    read = read_number(denominator, decimals=0).value
    if read is None or read not in set(offered):
        return False
    return not by_counts or bool(value.strip()) or not numerator.strip()


def estimate_used(population: int, known: Sequence[Estimate]) -> Estimate | None:
    """The newest estimate that has this very number."""
    found = [one for one in known if one.population == population]
    return max(found, key=lambda one: (one.year, one.vintage), default=None)
