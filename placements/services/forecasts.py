"""A forecast, its back-test and scenarios, worked out in the background and kept: pages only read
them.
"""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from accounts.models import Council, User
from placements.domain.cohort import Cohort
from placements.domain.forecasting import (
    BackTest,
    Break,
    Choices,
    Draws,
    TooShort,
    backtest,
    simulate,
    summary,
)
from placements.domain.forecasting.levers import NONE, Levers
from placements.domain.forecasting.scenarios import Prices, Scenario, Supply, outcome
from placements.domain.scene import Surroundings
from placements.domain.supply.ages import by_band
from placements.domain.supply.changing import Weighed, change_of, weighed
from placements.domain.supply.money import prices_on
from placements.domain.supply.outlook import Outlook, as_plain, from_plain, outlook_of
from placements.domain.supply.places import places_on
from placements.domain.supply.register import Register
from placements.frames import cohort_of, register_of
from placements.measures import registry, setting_kinds, surroundings
from placements.models import ForecastBreak, KeptForecast, Return903, SavedScenario
from reporting.models import Build
from reporting.services import ask_build

from .forecast_keeping import keep, show_again

FORECAST = "homes-forecast"
# Rises when the method or what is kept of it changes: what was kept before is then made anew.
METHOD = 3
MONTHS = 36
SEED = 1
# Stage, steps done, steps in all.
Tell = Callable[[str, int, int], None]
NO_CHANGE, HOMES = "No change in policy", "residential"


class NothingToForecast(ValueError):
    """No return is loaded."""


def ask_forecast(*, council: Council, by: User, subject: str = "again") -> Build:
    """Has the forecast made in the background, once this transaction is through."""
    return ask_build(council=council, kind=FORECAST, subject=subject, by=by)


def keep_forecast(
    *, council: Council, by: User | None, tell: Tell = lambda *_: None
) -> KeptForecast:
    """Makes and keeps the forecast from the newest month end that the returns hold, its back-test
    and what comes of the saved scenarios. What is kept of the same returns, breaks, scenarios and
    places is not made again. Returns too short for a forecast are kept as the words that say so.
    `tell` hears each stage and each step of it, so that whoever waits knows that it goes on.
    Raises NothingToForecast.
    """
    returns = list(Return903.objects.for_council(council))
    if not returns:
        raise NothingToForecast("No return has been loaded yet.")
    breaks, start = breaks_of(council), month_end(max(one.as_at for one in returns))
    base = mark_of(returns, breaks)
    asked = _Asked(council, start, breaks, *places_and_prices(council, start), tell)
    mark = _checksum([base, asked.changes, asked.places, asked.prices])
    kept = KeptForecast.objects.filter(council=council, from_on=start)
    held = kept.filter(mark=mark).first()
    if held is not None:
        return show_again(held, by=by)
    before = kept.filter(content__base=base).first()
    made = _worked_out(asked, from_plain(before.content) if before else None)
    return keep(council=council, content=as_plain(made) | {"base": base}, mark=mark, by=by)


@dataclass(frozen=True)
class _Asked:
    """All that a forecast and its scenarios are made of, besides the returns."""

    council: Council
    start: dt.date
    breaks: tuple[Break, ...]
    places: dict[str, float]
    prices: dict[str, float]
    tell: Tell

    @cached_property
    def changes(self) -> list[tuple[str, str, dict[str, Any]]]:
        rows = SavedScenario.objects.filter(council=self.council).order_by("pk")
        return list(rows.values_list("name", "kind", "numbers"))

    @cached_property
    def cohort(self) -> Cohort:
        return cohort_of(self.council)

    @cached_property
    def around(self) -> Surroundings:
        return surroundings(self.council)

    def draws(self, levers: Levers = NONE) -> Draws:
        return simulate(
            self.cohort,
            self.start,
            MONTHS,
            around=self.around,
            bands=registry().bands,
            seed=SEED,
            choices=Choices(breaks=self.breaks),
            levers=levers,
        )


def places_and_prices(council: Council, day: dt.date) -> tuple[dict[str, float], dict[str, float]]:
    """Places that the council may count on by "group|age band", and the mean price of a week in
    pounds by group, both on a day and by the keys of forecasts.
    """
    register = register_of(council)
    return _places(register, day), _prices(register, day)


def _places(register: Register, day: dt.date) -> dict[str, float]:
    bands = registry().bands["need-age"]
    there = places_on(register, day)
    groups = there["kind"].astype("object").map(dict(setting_kinds().groups))
    there = there.assign(group=groups)[there["counts"]]
    by_group = by_band(there, "fillable", "group", bands)
    return {
        f"{group}|{band.key}": float(number)
        for group, numbers in by_group.items()
        for band, number in zip(bands.bands, numbers, strict=True)
    }


def _prices(register: Register, day: dt.date) -> dict[str, float]:
    rows = prices_on(register, day)
    groups = rows["kind"].astype("object").map(dict(setting_kinds().groups))
    means = rows.groupby(groups)["weekly"].mean() / 100
    return {str(group): round(float(mean), 2) for group, mean in means.items()}


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
    """The checksum of all that a forecast without scenarios is made of."""
    states = sorted((one.year, one.version, one.as_at.isoformat()) for one in returns)
    left_out = [(one.name, one.first.isoformat(), one.last.isoformat()) for one in breaks]
    return _checksum([METHOD, MONTHS, SEED, states, left_out])


def _checksum(parts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _worked_out(asked: _Asked, before: Outlook | None) -> Outlook:
    """`before` is what is kept of the same returns and breaks: only scenarios are then new."""
    if before is not None and before.refusal:
        return before
    asked.tell("Making the forecast", 0, 0)
    try:
        base = asked.draws()
    except TooShort as reason:
        return Outlook(asked.start, refusal=str(reason))
    made = before or outlook_of(summary(base), _tested(asked))
    return replace(made, scenarios=_weighed(asked, base))


def _tested(asked: _Asked) -> BackTest:
    stage = "Trying the forecast on the past"
    asked.tell(stage, 0, 0)
    return backtest(
        asked.cohort,
        around=asked.around,
        bands=registry().bands,
        seed=SEED,
        choices=Choices(breaks=asked.breaks),
        tell=lambda done, total: asked.tell(stage, done, total),
    )


def _weighed(asked: _Asked, base: Draws) -> tuple[Weighed, ...]:
    """No change in policy first, then each saved scenario; nothing where none is saved."""
    if not asked.changes:
        return ()
    names = {one.key: one.name for one in base.groups}
    pairs = ((tuple(key.split("|")), number) for key, number in asked.places.items())
    supply = Supply({(group, age): number for (group, age), number in pairs if group in names})
    prices = Prices({group: price for group, price in asked.prices.items() if group in names})
    scenarios = [Scenario(NO_CHANGE, ())]
    scenarios += [
        Scenario(name, (change_of(kind, numbers),)) for name, kind, numbers in asked.changes
    ]
    found = []
    for done, one in enumerate(scenarios):
        asked.tell("Working the scenarios out", done, len(scenarios))
        draws = asked.draws(one.levers(MONTHS)) if one.changes else base
        found.append(weighed(outcome(one, base, draws, supply, prices), names[HOMES]))
    return tuple(found)
