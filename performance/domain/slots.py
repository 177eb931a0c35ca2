"""Which figures a quarterly return asks of a measure, and which of them is "now"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reference.domain.periods import (
    DEFAULT_TERMS,
    Period,
    TermDates,
    financial_year_of,
    months_of,
    terms_ended_in,
)

from .vocabulary import Basis, Frequency


@dataclass(frozen=True)
class Slot:
    """One figure that is asked for. Without a period the officer states the date."""

    period_key: str
    period: Period | None
    basis: Basis


def asked(
    quarter: Period,
    *,
    frequency: Frequency,
    basis: Basis,
    outturn_too: bool = False,
    terms: TermDates = DEFAULT_TERMS,
) -> tuple[Slot, ...]:
    """The figures that a return of a financial quarter asks for, oldest first.

    Its months; the terms that ended in it; the year in quarter 4 only; one of a day that the
    officer states. `outturn_too` adds the year's outturn in quarter 4.
    """
    if frequency is Frequency.DATED:
        found = [Slot("", None, basis)]
    else:
        found = [Slot(period.key, period, basis) for period in _periods(quarter, frequency, terms)]
    outturn = _year_ended_with(quarter)
    if outturn_too and outturn is not None:
        slot = Slot(outturn.key, outturn, Basis.OUTTURN)
        found += [] if slot in found else [slot]
    return tuple(found)


def why_nothing(frequencies: Collection[Frequency]) -> str:
    """Why a quarter asks nothing of measures of these frequencies, as a sentence."""
    if not frequencies:
        return "No measure of this theme is switched on."
    words = {Frequency.TERM: "no term ended", Frequency.YEAR: "the financial year is not over"}
    why = " and ".join(words[one] for one in words if one in frequencies)
    return f"Nothing is due this quarter: {why}." if why else "Nothing is due this quarter."


def natural_period(
    quarter: Period, frequency: Frequency, terms: TermDates = DEFAULT_TERMS
) -> Period | None:
    """The period whose figure is "now" on a quarter's dashboard.

    The quarter, its last month, the last term that ended in it, the year in quarter 4. None where
    the quarter has none: no term ends in it, the year is not over, or the officer states the date.
    """
    found = _periods(quarter, frequency, terms)
    return found[-1] if found else None


def _periods(quarter: Period, frequency: Frequency, terms: TermDates) -> list[Period]:
    if frequency is Frequency.QUARTER:
        return [quarter]
    if frequency is Frequency.MONTH:
        return months_of(quarter)
    if frequency is Frequency.TERM:
        return terms_ended_in(quarter, terms)
    year = _year_ended_with(quarter) if frequency is Frequency.YEAR else None
    return [year] if year is not None else []


def _year_ended_with(quarter: Period) -> Period | None:
    year = financial_year_of(quarter.ends_on)
    return year if year.ends_on == quarter.ends_on else None
