"""Bank holidays of England and Wales, from the list that comes with a package: no network."""

from __future__ import annotations

import datetime as dt
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def england_bank_holidays() -> frozenset[dt.date]:
    """Every bank holiday that the installed list knows (2012 to 2028 in the present one).

    A day outside those years counts as no bank holiday: `known_until` says where the list ends.
    """
    listed = BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)
    return frozenset(holiday["date"] for holiday in listed)


def known_until() -> dt.date:
    """Last day of the last year that the installed list covers."""
    return dt.date(max(england_bank_holidays()).year, 12, 31)
