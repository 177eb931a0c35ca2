"""DfE's published tables, and how a measure is read from them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .areas import Area


class PublishedStatistic(models.Model):
    """One row of a DfE table, as one release printed it; symbols (c z x k) stand beside numbers.

    `heading` and `breakdown` are the table's own words ("CLA on 31 March", "Total children");
    `table` is our name for the table whatever its columns are called in a release.
    """

    release = models.PositiveSmallIntegerField(help_text="Year of the release, 2025")
    table = models.CharField(max_length=40)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="statistics")
    year = models.PositiveSmallIntegerField(help_text="Year that ends on 31 March")
    heading = models.CharField(max_length=120, blank=True)
    breakdown = models.CharField(max_length=140)
    count = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    count_symbol = models.CharField(max_length=1, blank=True)
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    value_symbol = models.CharField(max_length=1, blank=True)
    population = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "table", "heading", "breakdown", "area", "year"],
                name="published_once",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["release", "area", "year"], name="published_by_area")
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.table} {self.area} {self.year}: {self.breakdown}"


class PublishedSeries(models.Model):
    """How a published measure is read from the tables: which rows, which column.

    An indicator names the series it compares with by `code`.
    """

    class Column(models.TextChoices):
        COUNT = "count", "The count"
        VALUE = "value", "The percentage, rate or average as printed"

    code = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=160)
    table = models.CharField(max_length=40)
    heading = models.CharField(max_length=120, blank=True)
    breakdown = models.CharField(max_length=140)
    total = models.CharField(
        max_length=140, blank=True, help_text="Breakdown that holds the denominator"
    )
    column = models.CharField(max_length=5, choices=Column)
    unit = models.CharField(max_length=10)
    decimals = models.PositiveSmallIntegerField(default=0)
    # 100 minus the printed percentage: "not placed at a distance".
    complement = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "published series"

    def __str__(self) -> str:
        return self.name
