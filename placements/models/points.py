"""The point from which a council measures what it calls local."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council
from placements.domain.distances import Point

# The square of the national grid that holds all of Great Britain, in metres.
MOST_EAST, MOST_NORTH = 700_000, 1_300_000
LEAST_MILES, MOST_MILES = Decimal(1), Decimal(99)


class OwnPoint(models.Model):
    """A place that a council names, by the national grid in metres, and a radius about it.

    The postcode by which somebody found it is not kept.
    """

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="own_point")
    name = models.CharField(max_length=60)
    easting = models.PositiveIntegerField()
    northing = models.PositiveIntegerField()
    miles = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal(20))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(easting__lte=MOST_EAST, northing__lte=MOST_NORTH),
                name="own_point_on_the_grid",
            ),
            models.CheckConstraint(
                condition=Q(miles__gte=LEAST_MILES, miles__lte=MOST_MILES), name="own_point_miles"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.miles.normalize():f} miles of {self.name}"

    @property
    def place(self) -> Point:
        return self.easting, self.northing
