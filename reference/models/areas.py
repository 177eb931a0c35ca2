"""Areas of England, their neighbours and how many children live there."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q


class AreaQuerySet(models.QuerySet["Area"]):
    def authorities(self) -> AreaQuerySet:
        return self.filter(kind=Area.Kind.AUTHORITY)

    def open_on(self, day: dt.date) -> AreaQuerySet:
        """Areas that existed on that day; an unknown opening date counts as long ago."""
        return self.filter(Q(opened_on=None) | Q(opened_on__lte=day)).filter(
            Q(closed_on=None) | Q(closed_on__gt=day)
        )


class Area(models.Model):
    """England, a region, an upper-tier authority, or a fictional area of the demonstration."""

    class Kind(models.TextChoices):
        COUNTRY = "country", "Country"
        REGION = "region", "Region"
        AUTHORITY = "authority", "Upper-tier authority"
        FICTIONAL = "fictional", "Fictional area"
        # Not an area of the map: a regional agency whose figures stand beside a council's own.
        AGENCY = "agency", "Regional agency"

    code = models.CharField(max_length=9, primary_key=True, help_text="GSS code, E06000018")
    dfe_code = models.CharField(max_length=3, blank=True, help_text="Three digits, 892")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind)
    region = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="authorities"
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, help_text="First day it no longer existed")
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class StatisticalNeighbour(models.Model):
    """One of the ten authorities most like an area, by one year's model."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="neighbour_links")
    neighbour = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    model = models.PositiveSmallIntegerField(help_text="2021 or 2025")
    rank = models.PositiveSmallIntegerField()
    closeness = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["area", "model", "rank"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "model", "rank"], name="neighbour_rank_once"),
            models.UniqueConstraint(fields=["area", "model", "neighbour"], name="neighbour_once"),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.neighbour} ({self.model}, {self.rank})"


class PopulationEstimate(models.Model):
    """Residents aged 0 to 17 in the middle of a year, with the vintage of the estimate."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField(help_text="Mid-year: 2020 is 30 June 2020")
    vintage = models.CharField(max_length=40, help_text="The release the estimate is from")
    population = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["area", "year", "vintage"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "year", "vintage"], name="population_once")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}: {self.population}"
