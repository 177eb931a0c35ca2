"""What homes cost: a placement's price from a day on, and what was spent by month and kind."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from accounts.models import Council

from .homes import SettingKind
from .placed import Placement

# A week that costs more is a slip of the keyboard until somebody shows otherwise.
DEAREST_WEEK = 30_000


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def for_council(self, council: Council) -> AgreementQuerySet:
        return self.filter(placement__child__council=council)


class Agreement(models.Model):
    """What a placement costs a week from a day on, by who pays, in pounds; `framework` is what
    the framework would have asked.
    """

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="agreements")
    from_on = models.DateField()
    social_care = models.DecimalField(max_digits=8, decimal_places=2)
    education = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    health = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    framework = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["placement", "from_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["placement", "from_on"], name="price_once_a_day"),
            models.CheckConstraint(
                condition=Q(social_care__gte=0, education__gte=0, health__gte=0),
                name="prices_are_not_negative",
            ),
            models.CheckConstraint(
                condition=GreaterThan(F("social_care") + F("education") + F("health"), 0),
                name="a_week_has_a_price",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    F("social_care") + F("education") + F("health"), DEAREST_WEEK
                ),
                name="a_week_costs_no_fortune",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement} from {self.from_on}"

    @property
    def weekly(self) -> Decimal:
        return self.social_care + self.education + self.health


class SpendingQuerySet(models.QuerySet["Spending"]):
    def for_council(self, council: Council) -> SpendingQuerySet:
        return self.filter(council=council)


class Spending(models.Model):
    """One kind of home in one month, in pounds: the budget, what is foreseen, what was spent."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="spending")
    month = models.DateField(help_text="Its first day")
    kind = models.CharField(max_length=20, choices=SettingKind)
    budget = models.DecimalField(max_digits=11, decimal_places=2)
    forecast = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "spending"
        ordering: ClassVar[list[str]] = ["month", "kind"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "month", "kind"], name="spending_once"),
            models.CheckConstraint(
                condition=Q(budget__gte=0)
                & (Q(forecast=None) | Q(forecast__gte=0))
                & (Q(actual=None) | Q(actual__gte=0)),
                name="spending_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.month}"
