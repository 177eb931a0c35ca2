"""How far from home children live. Unknown distances stay in the whole and are shown."""

from __future__ import annotations

import numpy as np

from ..days import Bools
from ..scene import Scene
from .tally import Tally, share


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
    """Placed within the council's own radius of its own point / all in care."""
    given = scene.around.miles_to_point
    if given is None:
        nobody = np.zeros_like(scene.in_care)
        asked = share(nobody, scene.in_care, nobody)
        return Tally(
            asked.numerator, asked.denominator, nobody, asked.whole, asked.known, asked.of,
            lacking="The council has named no point to measure from.",
        )  # fmt: skip
    # The history's rows know which rows of the cohort they were.
    miles = given.to_numpy()[scene.history.rows]
    within = miles <= scene.rules.own_radius
    return share(scene.now(within), scene.in_care, scene.now(~np.isnan(miles)))
