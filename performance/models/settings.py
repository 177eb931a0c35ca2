"""What a council sets itself of how figures are judged, checked and asked for."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from accounts.models import Council
from performance.domain.reporting_rules import Rules, read_day_month, terms_of
from reference.domain.periods import TERM_ORDER


class ReportingRules(models.Model):
    """A council's own rules; the defaults hold for a council that has none.

    Term dates are a day and a month, "1/9".
    """

    council = models.OneToOneField(
        Council, on_delete=models.CASCADE, related_name="reporting_rules"
    )
    tolerance = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal(5))
    small_group = models.PositiveSmallIntegerField(default=30)
    surprise_points = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(10))
    autumn_start = models.CharField(max_length=5, default="1/9")
    autumn_end = models.CharField(max_length=5, default="31/12")
    spring_start = models.CharField(max_length=5, default="1/1")
    spring_end = models.CharField(max_length=5, default="31/3")
    summer_start = models.CharField(max_length=5, default="1/4")
    summer_end = models.CharField(max_length=5, default="31/7")

    class Meta:
        verbose_name_plural = "reporting rules"

    def __str__(self) -> str:
        return f"Reporting rules of {self.council}"

    def as_rules(self) -> Rules:
        """As calculations take them."""
        days = {
            term: (
                read_day_month(getattr(self, f"{term.value}_start")) or (1, 1),
                read_day_month(getattr(self, f"{term.value}_end")) or (12, 31),
            )
            for term in TERM_ORDER
        }
        return Rules(
            tolerance=self.tolerance,
            small_group=self.small_group,
            surprise_points=self.surprise_points,
            terms=terms_of(days),
        )
