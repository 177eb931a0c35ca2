"""What is ahead: planned places, the recruitment of carers, a statement and its intentions."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from .providers import OWN, provider_of_role
from .scene import Scene

RECRUITED = 24
INTRODUCTION = (
    "This statement says how many homes children in our care need, how many there are, and what "
    "we mean to do about the difference."
)


def make_plans(scene: Scene) -> None:
    _planned(scene)
    _recruitment(scene)
    _statement(scene)
    _intentions(scene)


def _planned(scene: Scene) -> None:
    """A home in the district where most children live, one of somebody else's, and flats in two
    phases that others may use too.
    """
    lived = Counter(row["district"] for row in scene.rows("settings") if row["district"])
    district = lived.most_common(1)[0][0] if lived else ""
    block = provider_of_role(scene, "block")
    for provider, name, kind, phase, months, places, use, ages in (
        (OWN, "New home for four", "home", 1, 7, 4, "exclusive", (10, 17)),
        (block, "Home of the block’s provider", "home", 1, 4, 3, "shared", (10, 17)),
        (OWN, "Flats with support round the clock", "supported", 1, 5, 4, "exclusive", (16, 17)),
        (OWN, "Flats with support round the clock", "supported", 2, 14, 4, "shared", (16, 17)),
    ):
        scene.add(
            "planned",
            provider=provider,
            name=name,
            kind=kind,
            phase=phase,
            opens_on=scene.month(months),
            places=places,
            use=use,
            age_from=ages[0],
            age_to=ages[1],
            district=district,
        )


def _recruitment(scene: Scene) -> None:
    """The months before the day, the last of them whole."""
    for back in range(RECRUITED, 0, -1):
        for row in scene.assumed.tables["recruitment"]:
            households = int(scene.rng.poisson(float(row["households"])))
            each = float(row["places"] or 0) / float(row["households"])
            scene.add(
                "recruitment",
                month=scene.month(-back),
                stage=row["stage"],
                households=households,
                places=round(households * each) if row["places"] else None,
            )


def _statement(scene: Scene) -> None:
    found = scene.add("statements", as_at=scene.day, introduction=INTRODUCTION)
    for row in scene.assumed.tables["marks"]:
        scene.add(
            "marks",
            statement=found,
            mark=int(row["mark"]),
            response=row["response"],
            verdict=row["verdict"],
        )


def _intentions(scene: Scene) -> None:
    """Days in the fixture are months from the day: `made` and `done` before it, `due` after."""
    for row in scene.assumed.tables["intentions"]:
        found = scene.add(
            "intentions",
            what=row["what"],
            kind=row["kind"],
            mark=int(row["mark"]),
            owner=row["owner"],
            made_on=scene.month(-int(row["made"])),
            due_on=scene.month(int(row["due"])),
            done_on=scene.month(-int(row["done"])) if row["done"] else None,
        )
        if row["progress"]:
            on = scene.day - dt.timedelta(days=20)
            scene.add("progress", intention=found, on=on, words=row["progress"])
