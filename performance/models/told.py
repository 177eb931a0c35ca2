"""Why a figure that the board was told differs from the published one, in officers' words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council, User

from .catalogue import Indicator


class GapExplanationQuerySet(models.QuerySet["GapExplanation"]):
    def for_council(self, council: Council) -> GapExplanationQuerySet:
        return self.filter(council=council)


class GapExplanation(models.Model):
    """What officers say of one measure and year. Append-only: the newest version is current."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="explanations")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="explanations")
    year = models.PositiveSmallIntegerField(help_text="The year that ends on 31 March")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True, help_text="Empty in a version that withdraws it")
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = GapExplanationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "year", "version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "indicator", "year", "version"], name="explanation_version_once"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="explanation_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, 31 March {self.year}, version {self.version}"
