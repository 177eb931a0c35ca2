"""Who runs homes for children: providers, and the times at which one is suspended."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Council


class ProviderQuerySet(models.QuerySet["Provider"]):
    def for_council(self, council: Council) -> ProviderQuerySet:
        return self.filter(council=council)

    def suspended_on(self, day: dt.date) -> ProviderQuerySet:
        return self.filter(pk__in=Suspension.objects.in_force_on(day).values("provider"))


class Provider(models.Model):
    """One organisation, the council itself among them. `owner` is who owns it, as Ofsted prints
    it: several providers may belong to one owner.
    """

    class Sector(models.TextChoices):
        OWN = "own", "The council’s own"
        OTHER_COUNCIL = "other-council", "Another council"
        PRIVATE = "private", "Private"
        VOLUNTARY = "voluntary", "Voluntary"
        PUBLIC = "public", "Health or other public body"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="providers")
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=15, choices=Sector)
    owner = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True, help_text="A role, not a person")
    # Unique only where it is given: what other councils may call the same provider by.
    urn = models.CharField(max_length=12, blank=True, help_text="An agency’s own URN at Ofsted")

    objects = ProviderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "name"], name="provider_once")
        ]

    def __str__(self) -> str:
        return self.name


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def in_force_on(self, day: dt.date) -> SuspensionQuerySet:
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class Suspension(models.Model):
    """From a day until another no child is placed with a provider, unless somebody says why."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="suspensions")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="First day it no longer holds")
    reason = models.TextField()

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-from_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="suspension_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider}, suspended from {self.from_on}"
