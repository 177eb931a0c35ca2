"""Contracts: a framework that was extended, one that ended, a block that runs out, and others."""

from __future__ import annotations

import datetime as dt

from .providers import OWN, provider_of_role
from .scene import Scene

IN_HOUSE, FRAMEWORK, DYNAMIC, BLOCK, ENDED = range(5)
LOTS = {"framework": ("home", "foster"), "dynamic": ("supported",)}
BLOCK_PLACES = 8


def make_contracts(scene: Scene) -> None:
    """In the order of the numbers above. The lots of the framework and of the dynamic purchasing
    system have price bands; the block's provider sells places that are paid for empty or not.
    """
    outside = list(range(OWN + 1, len(scene.rows("providers"))))
    _contract(scene, "Own homes and households", "in-house", [OWN], -120, None)
    _contract(scene, "Framework of the four councils", "framework", outside, -40, 8)
    scene.add(
        "extensions",
        contract=FRAMEWORK,
        until_on=scene.month(20) - dt.timedelta(days=1),
        agreed_on=scene.before(60, 120),
        note="The first of two years that the contract allows",
    )
    _contract(scene, "Supported accommodation, dynamic purchasing", "dynamic", outside, -20, 28)
    block = [provider_of_role(scene, "block")]
    _contract(scene, "Block of places in children’s homes", "block", block, -32, 4, BLOCK_PLACES)
    _contract(scene, "Framework before this one", "framework", outside, -88, -40)
    for contract in (FRAMEWORK, DYNAMIC, ENDED):
        _lots(scene, contract)
    scene.add("lots", contract=BLOCK, name="Block places", kind="home")


def lot_for(scene: Scene, contract: int, kind: str) -> int | None:
    """The number of the contract's lot for such homes, if it has one."""
    rows = enumerate(scene.rows("lots"))
    return next((n for n, r in rows if (r["contract"], r["kind"]) == (contract, kind)), None)


def bands_of(scene: Scene, lot: int) -> list[int]:
    """Weekly prices in pounds, from the lowest."""
    return sorted(row["weekly"] for row in scene.rows("bands") if row["lot"] == lot)


def _contract(
    scene: Scene,
    name: str,
    route: str,
    providers: list[int],
    begins: int,
    ends: int | None,
    places: int | None = None,
) -> None:
    """`begins` and `ends` in months from the register's day; it ends with the month before."""
    last = None if ends is None else scene.month(ends) - dt.timedelta(days=1)
    found = scene.add(
        "contracts",
        name=name,
        route=route,
        starts_on=scene.month(begins),
        ends_on=last,
        places=places,
    )
    for provider in providers:
        scene.add("sellers", contract=found, provider=provider)


def _lots(scene: Scene, contract: int) -> None:
    held = scene.rows("contracts")[contract]
    for kind in LOTS[held["route"]]:
        told = [row for row in scene.assumed.tables["bands"] if row["kind"] == kind]
        lot = scene.add("lots", contract=contract, name=told[0]["lot"], kind=kind)
        for row in told:
            scene.add(
                "bands",
                lot=lot,
                name=row["band"],
                from_on=held["starts_on"],
                weekly=int(row["weekly"]),
            )
