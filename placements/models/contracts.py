"""What homes are bought under: contracts, their lots, extensions and price bands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Council

from .homes import SettingKind
from .providers import Provider


class Route(models.TextChoices):
    IN_HOUSE = "in-house", "In house"
    BLOCK = "block", "Block contract"
    FRAMEWORK = "framework", "Framework"
    DYNAMIC = "dynamic", "Dynamic purchasing system"
    SPOT = "spot", "Spot purchase"


class ContractQuerySet(models.QuerySet["Contract"]):
    def for_council(self, council: Council) -> ContractQuerySet:
        return self.filter(council=council)

    def with_end(self) -> ContractQuerySet:
        """`last_day`: the end with every extension that was agreed."""
        return self.annotate(
            last_day=models.functions.Coalesce(models.Max("extensions__until_on"), F("ends_on"))
        )


class Contract(models.Model):
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="contracts")
    name = models.CharField(max_length=200)
    route = models.CharField(max_length=10, choices=Route)
    providers = models.ManyToManyField(Provider, blank=True, related_name="contracts")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day; none: no end")
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Places that a block contract pays for"
    )
    warn_months = models.PositiveSmallIntegerField(
        default=6, help_text="Months before its end from which it is shown as running out"
    )

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "name"], name="contract_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contract_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Extension(models.Model):
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="extensions")
    until_on = models.DateField(help_text="The new last day")
    agreed_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["contract", "until_on"]

    def __str__(self) -> str:
        return f"{self.contract}, until {self.until_on}"


class Lot(models.Model):
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lots")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SettingKind)

    class Meta:
        ordering: ClassVar[list[str]] = ["contract", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contract", "name"], name="lot_once")
        ]

    def __str__(self) -> str:
        return f"{self.contract}, {self.name}"


class PriceBand(models.Model):
    """What a week costs under a lot, for one provider or for all of it."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="bands")
    provider = models.ForeignKey(
        Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=100, help_text="Standard, enhanced, complex")
    from_on = models.DateField()
    weekly = models.DecimalField(max_digits=8, decimal_places=2, help_text="Pounds a week")

    class Meta:
        ordering: ClassVar[list[str]] = ["lot", "name", "from_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(weekly__gt=0), name="band_has_a_price")
        ]

    def __str__(self) -> str:
        return f"{self.lot}, {self.name}"
