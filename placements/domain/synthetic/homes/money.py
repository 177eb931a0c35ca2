"""What homes cost: a price for each placement, and what was spent by month and kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import numpy as np

from .buying import bands_of
from .providers import OWN
from .scene import Row, Scene
from .stays import Stay

MONTHS = 12
# A price above the framework's is so many times it.
ABOVE = (1.05, 1.4)
# Months after the register's day of which only the forecast is told.
AHEAD = 3


def make_agreement(scene: Scene, placement: int, stay: Stay) -> None:
    """The placement's weekly price in whole pounds from its first day, by who pays; with what the
    framework asks where it was bought through one.
    """
    row = scene.rows("placements")[placement]
    provider = scene.rows("settings")[row["setting"]]["provider"]
    weekly, framework = _price(scene, row, stay.kind, own=provider == OWN)
    education, health = _shares(scene, stay.kind, weekly)
    scene.add(
        "agreements",
        placement=placement,
        from_on=stay.starts_on,
        social_care=weekly - education - health,
        education=education,
        health=health,
        framework=framework,
    )


def _price(scene: Scene, row: Row, kind: str, *, own: bool) -> tuple[int, int | None]:
    """(weekly price, the framework's); about two in five are off a framework's own."""
    bands = [] if row["lot"] is None else bands_of(scene, row["lot"])
    if not bands:
        return _market(scene, kind, own=own), None
    framework = bands[int(scene.rng.choice(len(bands), p=_downwards(len(bands))))]
    if not scene.assumed.happens(scene.rng, "off_framework_price"):
        return framework, framework
    return round(framework * scene.rng.uniform(*ABOVE)), framework


def _downwards(count: int) -> list[float]:
    """Chances that fall: the lowest band is the most usual."""
    weights = [float(count - n) for n in range(count)]
    return [one / sum(weights) for one in weights]


def _market(scene: Scene, kind: str, *, own: bool) -> int:
    told = scene.assumed.kind(kind)
    median = float(told["own_weekly"] if own else told["external_weekly"])
    return round(median * float(np.exp(float(told["spread"]) * scene.rng.standard_normal())))


def _shares(scene: Scene, kind: str, weekly: int) -> tuple[int, int]:
    """What education and health pay of a week, in whole pounds."""
    told = scene.assumed.kind(kind)
    if not scene.assumed.happens(scene.rng, "joint_funding"):
        return 0, 0
    return round(weekly * float(told["education"])), round(weekly * float(told["health"]))


def make_spending(scene: Scene) -> None:
    """The council's share of the weeks that placements lasted, by month and kind of home, for the
    year before the day; then months of which there is a forecast only.
    """
    last: dict[str, float] = {}
    for number in range(-MONTHS, AHEAD):
        spent = _spent(scene, scene.month(number), scene.month(number + 1))
        for kind in sorted(spent):
            budget = last.setdefault(kind, spent[kind] * scene.assumed.rates["budget"])
            past = scene.month(number + 1) <= scene.day + dt.timedelta(days=1)
            scene.add(
                "spending",
                month=scene.month(number),
                kind=kind,
                budget=round(budget),
                forecast=round(spent[kind] * scene.rng.uniform(0.97, 1.04)),
                actual=round(spent[kind]) if past else None,
            )


def _spent(scene: Scene, begins: dt.date, ends: dt.date) -> dict[str, float]:
    """Pounds by kind of home, of the days from `begins` until before `ends`."""
    spent: dict[str, float] = defaultdict(float)
    settings, placements = scene.rows("settings"), scene.rows("placements")
    for row in scene.rows("agreements"):
        lived = placements[row["placement"]]
        until = min(lived["ends_on"] or ends, ends)
        days = (until - max(lived["starts_on"], begins)).days
        if days > 0:
            spent[settings[lived["setting"]]["kind"]] += row["social_care"] * days / 7
    return spent
