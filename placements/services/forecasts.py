"""A forecast and its back-test, worked out in the background and kept: pages only read them."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from placements.domain.cohort import Cohort
from placements.domain.forecasting import Break, Choices, TooShort, backtest, forecast
from placements.domain.supply.outlook import Outlook, as_plain, outlook_of
from placements.frames import cohort_of
from placements.measures import registry, surroundings
from placements.models import ForecastBreak, KeptForecast, Return903
from reporting.models import Build
from reporting.services import ask_build

FORECAST = "homes-forecast"
# Rises when the method or what is kept of it changes: what was kept before is then made anew.
METHOD = 1
MONTHS = 36
SEED = 1


class NothingToForecast(ValueError):
    """No return is loaded."""


def ask_forecast(*, council: Council, by: User, subject: str = "again") -> Build:
    """Has the forecast made in the background, once this transaction is through."""
    return ask_build(council=council, kind=FORECAST, subject=subject, by=by)


def keep_forecast(*, council: Council, by: User | None) -> KeptForecast:
    """Makes and keeps the forecast from the newest month end that the returns hold; the one that is
    kept of the same returns and breaks is not made again. Returns too short for a forecast are
    kept as the words that say so. Raises NothingToForecast.
    """
    returns = list(Return903.objects.for_council(council))
    if not returns:
        raise NothingToForecast("No return has been loaded yet.")
    breaks = breaks_of(council)
    start, mark = month_end(max(one.as_at for one in returns)), mark_of(returns, breaks)
    held = KeptForecast.objects.filter(council=council, from_on=start, mark=mark).first()
    if held is not None:
        return held
    made = _worked_out(council, cohort_of(council), start, breaks)
    return _keep(council=council, outlook=made, mark=mark, by=by)


def breaks_of(council: Council) -> tuple[Break, ...]:
    rows = ForecastBreak.objects.filter(council=council).order_by("first", "pk")
    return tuple(Break(one.name, one.first, one.last) for one in rows)


def month_end(day: dt.date) -> dt.date:
    """The last month end up to a day.

    >>> month_end(dt.date(2021, 3, 31)), month_end(dt.date(2021, 3, 30))
    (datetime.date(2021, 3, 31), datetime.date(2021, 2, 28))
    """
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return last if last == day else day.replace(day=1) - dt.timedelta(days=1)


def mark_of(returns: Sequence[Return903], breaks: Sequence[Break]) -> str:
    """The checksum of all that goes in."""
    states = [(one.year, one.version, one.as_at.isoformat()) for one in returns]
    left_out = [(one.name, one.first.isoformat(), one.last.isoformat()) for one in breaks]
    text = json.dumps([METHOD, MONTHS, SEED, sorted(states), left_out])
    return hashlib.sha256(text.encode()).hexdigest()


def _worked_out(
    council: Council, cohort: Cohort, start: dt.date, breaks: tuple[Break, ...]
) -> Outlook:
    around, bands, choices = surroundings(council), registry().bands, Choices(breaks=breaks)
    try:
        made = forecast(
            cohort, start, MONTHS, around=around, bands=bands, seed=SEED, choices=choices
        )
    except TooShort as reason:
        return Outlook(start, refusal=str(reason))
    return outlook_of(
        made, backtest(cohort, around=around, bands=bands, seed=SEED, choices=choices)
    )


@transaction.atomic
def _keep(*, council: Council, outlook: Outlook, mark: str, by: User | None) -> KeptForecast:
    kept, made = KeptForecast.objects.get_or_create(
        council=council,
        from_on=outlook.start,
        mark=mark,
        defaults={"made_at": timezone.now(), "content": as_plain(outlook)},
    )
    if made:
        record_event(
            council=council,
            by=by,
            action="keep_forecast",
            subject=str(kept),
            detail={"from": outlook.start.isoformat(), "refused": bool(outlook.refusal)},
        )
    return kept
