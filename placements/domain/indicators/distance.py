"""How far from home children live. Unknown distances stay in the whole and are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..cohort import ReturnYear
from ..days import Bools
from ..scene import Scene
from .tally import Tally, share

NO_POINT = "The council has named no point to measure from."
MOST_NAMED = 5


def _episodes(scene: Scene) -> tuple[Bools, Bools, Bools, Bools]:
    """Of each episode: far, distance known, outside the area, known whether outside."""
    return scene.kept("distances", lambda: _make_episodes(scene))


def _make_episodes(scene: Scene) -> tuple[Bools, Bools, Bools, Bools]:
    miles = scene.history.column("miles").to_numpy()
    inside = scene.history.column("inside")
    outside = (~inside).fillna(False).to_numpy(dtype=np.bool_)
    return miles > scene.rules.far_miles, ~np.isnan(miles), outside, inside.notna().to_numpy()


def _decided(scene: Scene) -> Bools:
    """Known whether far and outside: either half may settle it."""
    far, measured, outside, located = _episodes(scene)
    return (measured & located) | (measured & ~far) | (located & ~outside)


def far_and_outside(scene: Scene) -> Tally:
    """More than 20 miles from home and outside the area / all in care."""
    far, _, outside, _ = _episodes(scene)
    return share(scene.now(far & outside), scene.in_care, scene.now(_decided(scene)))


def not_at_a_distance(scene: Scene) -> Tally:
    """All others: near, inside, or not known."""
    far, _, outside, _ = _episodes(scene)
    return share(~scene.now(far & outside), scene.in_care, scene.now(_decided(scene)))


def near_home(scene: Scene) -> Tally:
    """Known to be 20 miles or less from home / all in care."""
    far, measured, _, _ = _episodes(scene)
    return share(scene.now(measured & ~far), scene.in_care, scene.now(measured))


def inside_area(scene: Scene) -> Tally:
    _, _, outside, located = _episodes(scene)
    return share(scene.now(located & ~outside), scene.in_care, scene.now(located))


def own_radius(scene: Scene) -> Tally:
    """Placed within the council's own radius of its own point / all in care.

    A day has no figure where the council has named no point, or where anybody's episode comes from
    a return that was loaded before the point was set: a figure of a part would mislead.
    """
    history = scene.history
    miles = history.column("miles_to_point").to_numpy()
    found = share(
        scene.now(miles <= scene.rules.own_radius), scene.in_care, scene.now(~np.isnan(miles))
    )
    if not scene.rules.own_point:
        return replace(found, lacking=NO_POINT, lacks=np.ones(len(scene.days), dtype=np.bool_))
    before = [one for one in scene.cohort.returns if not one.to_point]
    unmeasured = history.column("return_year").isin([one.year for one in before]).to_numpy()
    return replace(found, lacking=_send_again(before), lacks=np.any(scene.now(unmeasured), axis=1))


def _send_again(returns: Sequence[ReturnYear]) -> str:
    """ "2019-20 to 2023-24" of many: the sentence stands in a figure's reason, which is short."""
    labels = [one.label for one in returns]
    named = ", ".join(labels) if len(labels) <= MOST_NAMED else f"{labels[0]} to {labels[-1]}"
    return (
        "The returns were loaded before the council’s own point was set or moved. Send them again, "
        f"so that distances to it are known: {named}."
    )
