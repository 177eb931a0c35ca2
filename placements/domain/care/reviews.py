"""When reviews were due, and whether each was held by then.

Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33: the first
within 20 working days of the child becoming looked after, the second within three months of the
first, each other within six months of the one before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ..days import OPEN, Bools, Ints, add_months, add_working_days, distinct
from .periods import Periods

FIRST_WITHIN = 20  # working days
SECOND_WITHIN = 3  # months
LATER_WITHIN = 6  # months
_DAYS = 2**32  # more than any day, so that person and day make one number that sorts


@dataclass(frozen=True)
class Due:
    """Arrays of one length, an item a review that was due while the child was in care.

    `until` is the day on which that was settled: held, or the child left care; OPEN: neither yet.
    `certain` is False where it hangs on a review from before the first return.
    """

    who: Ints
    on: Ints
    until: Ints
    in_time: Bools
    certain: Bools


def reviews_due(
    periods: Periods,
    who: Ints,
    held: Ints,
    *,
    returns_begin: int,
    holidays: Collection[dt.date] = (),
) -> Due:
    """Every review that was due in some period of care.

    `who` and `held`: an item a review held, in any order; `returns_begin`: the first day of the
    first return. Of a child in care before what the returns hold, the last review is presumed
    to have been the day before that, unless the returns tell of one.
    """
    period, held = _by_period(periods, who, held)
    whole = periods.known & (periods.starts >= returns_begin)
    first_held, next_held, leads = _order(len(periods), period, held)
    seen_from = np.maximum(periods.starts, returns_begin)
    presumed = add_months(seen_from - 1, LATER_WITHIN)
    first_on = np.where(whole, add_working_days(periods.starts, FIRST_WITHIN, holidays), presumed)
    second = leads & whole[period]
    later_on = np.where(second, add_months(held, SECOND_WITHIN), add_months(held, LATER_WITHIN))
    asked = np.flatnonzero(whole | (first_held >= seen_from))
    of = np.concatenate([asked, period])
    on = np.concatenate([first_on[asked], later_on])
    done = np.concatenate([first_held[asked], next_held])
    certain = np.concatenate([whole[asked], np.ones(len(period), dtype=np.bool_)])
    owed = on < periods.ends[of]
    until = np.minimum(done, periods.ends[of])
    return Due(periods.who[of][owed], on[owed], until[owed], (done <= on)[owed], certain[owed])


def _by_period(periods: Periods, who: Ints, held: Ints) -> tuple[Ints, Ints]:
    """The period and day of each review that was held in care, in order, no day twice."""
    if not len(periods):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    # Of a child in care before the first return, reviews before the first episode count as well.
    leads = np.ones(len(periods), dtype=np.bool_)
    leads[1:] = periods.who[1:] != periods.who[:-1]
    begins = periods.who * _DAYS + np.where(leads & ~periods.known, 0, periods.starts)
    reviewed = who * _DAYS + held
    place = np.maximum(np.searchsorted(begins, reviewed, side="right") - 1, 0)
    inside = (periods.who[place] == who) & (begins[place] <= reviewed)
    inside &= (held <= periods.ends[place]) & (held != OPEN)
    keys = distinct(place[inside] * _DAYS + held[inside])
    return keys // _DAYS, keys % _DAYS


def _order(count: int, period: Ints, held: Ints) -> tuple[Ints, Ints, Bools]:
    """Of each period the first review, of each review the next and whether it is the first."""
    leads = np.ones(len(period), dtype=np.bool_)
    leads[1:] = period[1:] != period[:-1]
    first = np.full(count, OPEN, dtype=np.int64)
    first[period[leads]] = held[leads]
    following = np.full(len(period), OPEN, dtype=np.int64)
    following[:-1] = np.where(leads[1:], OPEN, held[1:])
    return first, following, leads
