"""The earlier figures beside the heading of a measure."""

from __future__ import annotations

from performance.checking import EntryCheck
from performance.domain.printing import MISSING
from performance.domain.series import Held
from performance.domain.vocabulary import Basis, Frequency
from reference.domain.periods import Kind, Period, financial_year_of, shift

from .shapes import Earlier
from .words import text_of


def earlier_of(check: EntryCheck, quarter: Period) -> tuple[Earlier, ...]:
    """Last year's outturn and the three periods before; nothing where all of them are missing."""
    period = check.period
    if check.indicator.frequency == Frequency.DATED or period is None:
        found = _last_dated(check, period)
    else:
        found = _last_year(check, period) + _before(check, period)
    return tuple(found) if any(one.text != MISSING for one in found) else ()


def _last_dated(check: EntryCheck, now: Period | None) -> list[Earlier]:
    known = [one for one in check.earlier if now is None or one.period.ends_on < now.ends_on]
    return [
        Earlier(_day_head(one.period), one.period.name, text_of(check, one)) for one in known[-3:]
    ]


def _day_head(period: Period) -> str:
    return f"{period.ends_on.day} {period.ends_on:%b %Y}"


def _last_year(check: EntryCheck, period: Period) -> list[Earlier]:
    """The outturn of the last financial year that was over before the period began."""
    if period.kind not in (Kind.QUARTER, Kind.MONTH):
        return []
    year = shift(financial_year_of(period.ends_on), -1)
    if year is None:
        return []
    held = _held(check, year, Basis.OUTTURN)
    return [Earlier(year.name, f"{year.name}, year-end outturn", text_of(check, held))]


def _before(check: EntryCheck, period: Period) -> list[Earlier]:
    before = [found for back in (-3, -2, -1) if (found := shift(period, back))]
    return [
        Earlier(_head(one), one.name, text_of(check, _held(check, one, Basis(check.entry.basis))))
        for one in before
    ]


def _head(period: Period) -> str:
    if period.kind is Kind.QUARTER:
        return period.key[-2:]
    if period.kind is Kind.MONTH:
        return f"{period.starts_on:%b}"
    return period.key[8:] if period.kind is Kind.TERM else period.name


def _held(check: EntryCheck, period: Period, basis: Basis) -> Held | None:
    found = (one for one in check.earlier if one.period.key == period.key)
    return next((one for one in found if one.basis is basis), None)
