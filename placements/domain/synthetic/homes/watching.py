"""How homes are watched: risk, visits, concerns and their steps, regulation 44 reports."""

from __future__ import annotations

import datetime as dt

from .providers import OWN
from .scene import Scene

WATCHED = ("home", "school", "secure", "supported")
MARKS = ("performance", "viability", "inspections", "history", "complexity")
# Monthly reports that are held of the council's own homes, and of others.
REPORTS = {True: 12, False: 3}


def make_watch(scene: Scene) -> None:
    """Of each setting that is inspected: a risk score, visits, monthly reports if it is a
    children's home, and of some a concern.
    """
    for setting, row in enumerate(list(scene.rows("settings"))):
        if row["kind"] not in WATCHED:
            continue
        _risk(scene, setting)
        _visits(scene, setting)
        if row["kind"] == "home":
            _reports(scene, setting, REPORTS[row["provider"] == OWN])
        if scene.assumed.happens(scene.rng, "concern"):
            _concern(scene, setting)


def _risk(scene: Scene, setting: int) -> None:
    drawn = scene.rng.integers(1, 5, size=len(MARKS))
    marks = dict(zip(MARKS, drawn.tolist(), strict=True))
    scene.add("risks", setting=setting, scored_on=scene.before(10, 300), **marks)


def _visits(scene: Scene, setting: int) -> None:
    last = scene.before(5, 170)
    for on in (last - scene.days(80, 190), last):
        scene.add(
            "visits",
            setting=setting,
            visited_on=on,
            by_role="Quality officer",
            summary="Children were spoken to, files were read.",
        )


def _reports(scene: Scene, setting: int, months: int) -> None:
    """One a month, received within weeks; the newest may not have come. Some recommend."""
    for back in range(months, 0, -1):
        on = scene.month(-back) + scene.days(3, 25)
        opened = scene.rows("settings")[setting]["opened_on"]
        if on <= opened:
            continue
        received = on + scene.days(8, 40)
        report = scene.add(
            "monitoring",
            setting=setting,
            visited_on=on,
            received_on=received if received <= scene.day else None,
        )
        if scene.rng.random() < 0.3:
            _recommendation(scene, report, on)


def _recommendation(scene: Scene, report: int, on: dt.date) -> None:
    done = on + scene.days(20, 120)
    scene.add(
        "recommendations",
        report=report,
        what=scene.assumed.word(scene.rng, "recommendation"),
        due_on=on + dt.timedelta(days=60),
        done_on=done if done <= scene.day else None,
    )


def _concern(scene: Scene, setting: int) -> None:
    on = scene.before(10, 360)
    settled = on + scene.days(20, 160)
    over = settled <= scene.day
    concern = scene.add(
        "concerns",
        setting=setting,
        raised_on=on,
        source=scene.assumed.word(scene.rng, "source"),
        about=scene.assumed.word(scene.rng, "concern"),
        settled_on=settled if over else None,
        outcome="A visit found it put right." if over else "",
    )
    scene.add(
        "steps",
        setting=setting,
        concern=concern,
        what=scene.assumed.word(scene.rng, "step"),
        owner="Registered manager",
        due_on=on + dt.timedelta(days=45),
        done_on=settled if over else None,
    )
