"""A forecast with its back-test as plain numbers, to be kept and read again: never of a child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from placements.domain.forecasting import ALL, BackTest, Forecast, Rival, Trial

from .changing import Weighed, read_weighed

YEARLY = 12


@dataclass(frozen=True)
class Range:
    """Children in care at a month end: the middle, and where eight in ten simulations lie."""

    day: dt.date
    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Tried:
    """The back-test at one horizon: mean absolute errors in percent, how often the range held."""

    horizon: int
    attempts: int
    stretches: int
    error: float
    no_change: float
    trend: float
    held: int
    unbeaten: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """What the same method said on a day before: (day, children), the first what was then there."""

    points: tuple[tuple[dt.date, float], ...]


@dataclass(frozen=True)
class Outlook:
    """`refusal` says in words why there is no forecast; all else is then empty."""

    start: dt.date
    opening: int = 0
    months: tuple[Range, ...] = ()
    groups: Mapping[str, tuple[Range, ...]] | None = None
    tried: tuple[Tried, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    refusal: str = ""
    # The first is no change in policy, with which the others are compared.
    scenarios: tuple[Weighed, ...] = ()


def outlook_of(made: Forecast, tested: BackTest) -> Outlook:
    """All month ends in all, and every twelfth by group; earlier forecasts by the year."""
    groups = [str(one) for one in made.frame["group"].unique() if one != ALL]
    return Outlook(
        start=made.start,
        opening=made.opening,
        months=_ranges(made, ALL),
        groups={one: _ranges(made, one)[YEARLY - 1 :: YEARLY] for one in groups},
        tried=tuple(_tried(one) for one in tested.trials if one.attempts),
        earlier=_earlier(tested.trials, made.start),
    )


def _ranges(made: Forecast, group: str) -> tuple[Range, ...]:
    rows = made.rows(group=group)[["month", "low", "mid", "high"]]
    return tuple(
        Range(month, round(float(low), 1), round(float(mid), 1), round(float(high), 1))
        for month, low, mid, high in rows.itertuples(index=False)
    )


def _tried(trial: Trial) -> Tried:
    return Tried(
        horizon=trial.horizon,
        attempts=len(trial.attempts),
        stretches=trial.stretches,
        error=round(trial.error, 2),
        no_change=round(trial.error_of(Rival.NO_CHANGE), 2),
        trend=round(trial.error_of(Rival.TREND), 2),
        held=trial.held,
        unbeaten=tuple(one.value for one in trial.unbeaten),
    )


def _earlier(trials: Sequence[Trial], start: dt.date) -> tuple[Earlier, ...]:
    """Of the forecasts that began on the same day of earlier years."""
    found: dict[dt.date, list[tuple[dt.date, float]]] = {}
    for trial in trials:
        for one in trial.attempts:
            if (one.start.month, one.start.day) == (start.month, start.day):
                points = found.setdefault(one.start, [(one.start, one.no_change)])
                due = one.start.replace(year=one.start.year + trial.horizon // YEARLY)
                points.append((due, round(one.mid, 1)))
    return tuple(Earlier(tuple(sorted(set(points)))) for _, points in sorted(found.items()))


def as_plain(outlook: Outlook) -> dict[str, Any]:
    """As JSON holds it."""
    found: dict[str, Any] = _plain(asdict(outlook))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def from_plain(content: Mapping[str, Any]) -> Outlook:
    """The inverse of `as_plain`. Raises KeyError or ValueError for what it did not make."""
    day = dt.date.fromisoformat
    return Outlook(
        start=day(content["start"]),
        opening=content["opening"],
        months=_read(content["months"]),
        groups={name: _read(rows) for name, rows in (content["groups"] or {}).items()},
        tried=tuple(
            Tried(**{**one, "unbeaten": tuple(one["unbeaten"])}) for one in content["tried"]
        ),
        earlier=tuple(
            Earlier(tuple((day(at), number) for at, number in one["points"]))
            for one in content["earlier"]
        ),
        refusal=content["refusal"],
        scenarios=tuple(read_weighed(one) for one in content["scenarios"]),
    )


def _read(rows: Sequence[Mapping[str, Any]]) -> tuple[Range, ...]:
    return tuple(
        Range(dt.date.fromisoformat(one["day"]), one["low"], one["mid"], one["high"])
        for one in rows
    )
