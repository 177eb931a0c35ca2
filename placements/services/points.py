"""The council's own point: named, moved, and what was measured to another place forgotten."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from placements.domain.distances import Point
from placements.models import Episode, OwnPoint, Return903
from placements.models.points import LEAST_MILES, MOST_EAST, MOST_MILES, MOST_NORTH

from .intake.postcodes import positions
from .intake.preparing import quiet
from .offering import ask_offering


class PointRefused(ValueError):
    """What was said of the point cannot be used; `field` names it."""

    def __init__(self, words: str, field: str) -> None:
        super().__init__(words)
        self.field = field


def place_of(postcode: str) -> Point:
    """Where a postcode lies, in whole metres. Raises PointRefused."""
    tight = "".join(postcode.split()).upper()
    known = positions({tight}, quiet)
    found = known.reindex([tight])[["east", "north"]].to_numpy("float64")[0]
    if np.isnan(found).any():
        raise PointRefused(
            "No directory of postcodes knows it. Check it, or enter easting and northing instead",
            "postcode",
        )
    return round(float(found[0])), round(float(found[1]))


@transaction.atomic
def set_own_point(
    *, council: Council, by: User, name: str, place: Point, miles: Decimal
) -> OwnPoint:
    """From now on “local” is measured from there. Where the place is another one, the distances of
    the returns that are held are forgotten: they have to be sent again. Raises PointRefused.
    """
    _refuse(name, place, miles)
    Council.objects.select_for_update().get(pk=council.pk)  # no return is accepted meanwhile
    known = OwnPoint.objects.filter(council=council).first()
    kept = known or OwnPoint(council=council)
    was = _told(known) if known else None
    kept.name, kept.miles = name, miles
    kept.easting, kept.northing = place
    now = _told(kept)
    if now == was:
        return kept
    kept.save()
    if was is None or was["place"] != now["place"]:
        _forget_distances(council)
    record_event(
        council=council,
        by=by,
        action="set_own_point",
        subject=str(kept),
        detail={"was": was, "now": now},
    )
    if Return903.objects.for_council(council).exists():
        ask_offering(council=council, by=by, subject="own point")
    return kept


def _refuse(name: str, place: Point, miles: Decimal) -> None:
    """What the database would not take, in words."""
    if not name.strip():
        raise PointRefused("Say what the point is called", "name")
    for field, value, most in zip(
        ("easting", "northing"), place, (MOST_EAST, MOST_NORTH), strict=True
    ):
        if not 0 <= value <= most:
            raise PointRefused(f"Enter whole metres from 0 to {most}", field)
    if not LEAST_MILES <= miles <= MOST_MILES:
        raise PointRefused(f"Enter miles from {LEAST_MILES} to {MOST_MILES}", "miles")


def _told(point: OwnPoint) -> dict[str, Any]:
    """As the audit has it."""
    return {"name": point.name, "place": list(point.place), "miles": f"{point.miles:.1f}"}


def _forget_distances(council: Council) -> None:
    returns = Return903.objects.for_council(council).filter(to_point=True)
    Episode.objects.filter(held_return__in=returns).update(miles_to_point=None)
    returns.update(to_point=False)
