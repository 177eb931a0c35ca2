"""Providers: the council's own service, and organisations that do not exist."""

from __future__ import annotations

from .scene import Scene

OWN = 0
ASKED = "Head of commissioning"


def make_providers(scene: Scene) -> None:
    """The council's own is number `OWN`; the others follow as the fixture has them. Each was
    reviewed every half-year, and one was not.
    """
    scene.add("providers", name=scene.council, sector="own", owner=scene.council, contact=ASKED)
    for row in scene.assumed.tables["providers"]:
        found = scene.add(
            "providers",
            name=row["name"],
            sector=row["sector"],
            owner=row["owner"],
            contact="Placements manager",
        )
        if row["role"] == "suspended":
            _suspend(scene, found)
    for provider in range(1, len(scene.rows("providers"))):
        _reviews(scene, provider)


def provider_for(scene: Scene, kind: str, sector: str) -> int:
    """A provider of the sector that has such homes, by weight."""
    if sector == "own":
        return OWN
    rows = list(enumerate(scene.assumed.tables["providers"], 1))
    of = [(n, row) for n, row in rows if row["sector"] == sector]
    fit = [(n, row) for n, row in of if kind in row["kinds"].split()]
    fit = fit or [(n, row) for n, row in of if "any" in row["kinds"].split()]
    weights = [float(row["weight"]) for _, row in fit]
    return fit[int(scene.rng.choice(len(fit), p=[one / sum(weights) for one in weights]))][0]


def provider_of_role(scene: Scene, role: str) -> int:
    rows = scene.assumed.tables["providers"]
    return next(n for n, row in enumerate(rows, 1) if row["role"] == role)


def _suspend(scene: Scene, provider: int) -> None:
    scene.add(
        "suspensions",
        provider=provider,
        from_on=scene.before(40, 80),
        until_on=None,
        reason="A check of the provider’s accounts failed; no child is placed until it passes.",
    )


def _reviews(scene: Scene, provider: int) -> None:
    """Two, half a year apart; the last provider's are overdue."""
    late = 120 if provider == len(scene.rows("providers")) - 1 else 0
    last = scene.before(10 + late, 170 + late)
    for held_on in (last - scene.days(165, 185), last):
        scene.add(
            "reviews",
            provider=provider,
            held_on=held_on,
            by_role="Head of commissioning",
            summary="Outcomes, staffing and prices were looked at.",
        )
