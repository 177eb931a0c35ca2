"""What a computation offers to a return, beside what an officer enters. Append-only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery

from accounts.models import Council, User
from performance.domain.vocabulary import Basis
from reference.models import Area

from .catalogue import Group, Indicator, choices


class OfferQuerySet(models.QuerySet["Offer"]):
    def for_council(self, council: Council) -> OfferQuerySet:
        return self.filter(council=council)

    def current(self) -> OfferQuerySet:
        """Only the newest version of each offer: it supersedes those before."""
        newest = (
            Offer.objects.filter(
                council=OuterRef("council"),
                area=OuterRef("area"),
                indicator=OuterRef("indicator"),
                group=OuterRef("group"),
                period=OuterRef("period"),
                basis=OuterRef("basis"),
            )
            .order_by()
            .values("council")
            .annotate(newest=Max("version"))
            .values("newest")
        )
        return self.filter(version=Subquery(newest))


class Offer(models.Model):
    """A figure that was computed of a council's files: no figure until a return takes it.

    The key is that of a figure; a newer version supersedes those before (docs/adr/0029). `files`
    are the names and SHA-256 of what was read; the files themselves are not kept here.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="offers")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="offers")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", default="all")
    period = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    basis = models.CharField(max_length=12, choices=choices(Basis))
    version = models.PositiveSmallIntegerField()
    numerator = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    denominator = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    value = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    unavailable_reason = models.CharField(
        max_length=240, blank=True, help_text="Why it could not be computed"
    )
    completeness = models.CharField(
        max_length=240, blank=True, help_text="How much of the data it needs was there, in words"
    )
    rule = models.CharField(max_length=400, help_text="How it was counted, in words")
    rule_version = models.CharField(max_length=40)
    source = models.CharField(max_length=120, help_text='What it was computed from, after "the"')
    files = models.JSONField(default=list, help_text="[[name, SHA-256], …]")
    as_at = models.DateField(help_text="The day that the files describe")
    offered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "ends_on", "version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "area", "indicator", "group", "period", "basis", "version"],
                name="offer_version_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) ^ ~Q(unavailable_reason=""),
                name="offer_value_or_reason",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="offer_version_from_one"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council", "ends_on"], name="offer_by_council_day")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.basis} computed v{self.version}: {self.value}"
