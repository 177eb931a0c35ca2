"""What people decided of disclosure control: figures to show, and what proofs must hold."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council, User
from reporting.domain.disclosure import (
    DEFAULT_PROOF_RULES,
    LEAST_SECONDS,
    MIN_WIDTH,
    MOST_SECONDS,
    MOST_WIDTH,
    ProofRules,
)


class FigureOverrideQuerySet(models.QuerySet["FigureOverride"]):
    def for_council(self, council: Council) -> FigureOverrideQuerySet:
        return self.filter(council=council)

    def standing(self) -> FigureOverrideQuerySet:
        """Those that nobody has taken back."""
        return self.filter(withdrawn_at=None)


class FigureOverride(models.Model):
    """A person's decision that the public may see a figure which is hidden only to protect another.

    It holds for the figure `key` in every document; `kind` and `subject` name the document on whose
    page it was decided. The auditor is asked anew each time: a decision opens no small number.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="figure_overrides")
    kind = models.SlugField(max_length=40)
    subject = models.CharField(max_length=80)
    key = models.CharField(max_length=240)
    label = models.CharField(max_length=240)
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = FigureOverrideQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "key"],
                condition=Q(withdrawn_at=None),
                name="figure_override_stands_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="figure_override_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: shown, {self.reason}"


class HiddenInstead(models.Model):
    """A figure that is hidden in the place of one that a person decided to show."""

    override = models.ForeignKey(FigureOverride, on_delete=models.CASCADE, related_name="instead")
    key = models.CharField(max_length=240)
    label = models.CharField(max_length=240)

    class Meta:
        verbose_name_plural = "hidden instead"
        ordering: ClassVar[list[str]] = ["label", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["override", "key"], name="hidden_instead_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: hidden"


class DisclosureRules(models.Model):
    """What a council asks of proofs; the defaults hold for a council that has none."""

    council = models.OneToOneField(
        Council, on_delete=models.CASCADE, related_name="disclosure_rules"
    )
    min_width = models.PositiveSmallIntegerField(default=DEFAULT_PROOF_RULES.min_width)
    seconds = models.PositiveSmallIntegerField(default=int(DEFAULT_PROOF_RULES.seconds))

    class Meta:
        verbose_name_plural = "disclosure rules"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(min_width__gte=MIN_WIDTH, min_width__lte=MOST_WIDTH),
                name="disclosure_rules_width",
            ),
            models.CheckConstraint(
                condition=Q(seconds__gte=LEAST_SECONDS, seconds__lte=MOST_SECONDS),
                name="disclosure_rules_seconds",
            ),
        ]

    def __str__(self) -> str:
        return f"Disclosure rules of {self.council}"

    def as_rules(self) -> ProofRules:
        """As proofs take them."""
        return ProofRules(min_width=self.min_width, seconds=float(self.seconds))
