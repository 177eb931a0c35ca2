"""A few lines that cannot be right, as registers have them: the product is to find them."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from .buying import ENDED, lot_for
from .providers import OWN
from .scene import Scene

NO_URN = "SC9Z"


def make_faults(scene: Scene) -> None:
    """A placement under a contract that ended; an own home with more children than places; a home
    judged before it was registered; one whose URN is none.
    """
    _ended_contract(scene)
    _too_many(scene)
    _judged_early(scene)
    _no_urn(scene)


def _ended_contract(scene: Scene) -> None:
    rows = scene.rows("placements")
    found = next((r for r in rows if r["route"] == "framework" and r["ends_on"] is None), None)
    if found is not None:
        kind = scene.rows("settings")[found["setting"]]["kind"]
        found["lot"] = lot_for(scene, ENDED, kind)


def _too_many(scene: Scene) -> None:
    """A place fewer than children who live there, since ten days."""
    on = scene.day - dt.timedelta(days=10)
    lived = Counter(row["setting"] for row in scene.rows("placements") if row["ends_on"] is None)
    for setting, children in lived.most_common():
        row = scene.rows("settings")[setting]
        if (row["provider"], row["kind"]) == (OWN, "home") and row["opened_on"] < on:
            held = [one for one in scene.rows("places") if one["setting"] == setting][-1]
            scene.add(
                "places",
                setting=setting,
                from_on=on,
                registered=held["registered"],
                usable=children - 1,
                reserved=0,
                blocked=0,
                reason="A bedroom is being repaired",
            )
            return


def _judged_early(scene: Scene) -> None:
    for row in scene.rows("judgements")[:1]:
        setting = scene.rows("settings")[row["setting"]]
        if setting["registered_on"]:
            row["inspected_on"] = setting["registered_on"] - dt.timedelta(days=30)


def _no_urn(scene: Scene) -> None:
    found = [row for row in scene.rows("settings") if row["urn"]]
    for row in found[-1:]:
        row["urn"] = NO_URN
