"""How good homes are between inspections: reviews, visits, concerns, plans, monthly reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from .homes import Setting
from .providers import Provider


class ProviderReview(models.Model):
    """A meeting with a provider; the next falls due six months later."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    by_role = models.CharField(max_length=100, help_text="Who held it, as a role")
    summary = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["provider", "-held_on"]

    def __str__(self) -> str:
        return f"{self.provider}, reviewed {self.held_on}"


class RiskScore(models.Model):
    """How closely a setting is watched: five marks from 1 (no worry) to 5, and their sum."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="risks")
    scored_on = models.DateField()
    performance = models.PositiveSmallIntegerField()
    viability = models.PositiveSmallIntegerField()
    inspections = models.PositiveSmallIntegerField()
    history = models.PositiveSmallIntegerField()
    complexity = models.PositiveSmallIntegerField()

    MARKS: ClassVar[tuple[str, ...]] = (
        "performance",
        "viability",
        "inspections",
        "history",
        "complexity",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["setting", "-scored_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["setting", "scored_on"], name="risk_once_a_day"),
            models.CheckConstraint(
                condition=Q(
                    performance__range=(1, 5),
                    viability__range=(1, 5),
                    inspections__range=(1, 5),
                    history__range=(1, 5),
                    complexity__range=(1, 5),
                ),
                name="risk_marks_from_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.setting}, {self.scored_on}: {self.total}"

    @property
    def total(self) -> int:
        """From 5 to 25."""
        return sum(getattr(self, mark) for mark in self.MARKS)


class Visit(models.Model):
    """Somebody of the council saw a setting. The next is due by its risk score."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="visits")
    visited_on = models.DateField()
    by_role = models.CharField(max_length=100, help_text="Who went, as a role")
    summary = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["setting", "-visited_on"]

    def __str__(self) -> str:
        return f"{self.setting}, visited {self.visited_on}"


class Concern(models.Model):
    """Something that somebody worries about in a setting, until it is settled."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="concerns")
    raised_on = models.DateField()
    source = models.CharField(max_length=100, blank=True, help_text="Visit, complaint, Ofsted")
    about = models.TextField()
    settled_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-raised_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(settled_on__gte=F("raised_on")),
                name="concern_settled_after_it_was_raised",
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting}, concern of {self.raised_on}"


class PlanStep(models.Model):
    """One step of a setting's action plan."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="steps")
    concern = models.ForeignKey(
        Concern, null=True, blank=True, on_delete=models.SET_NULL, related_name="steps"
    )
    what = models.TextField()
    owner = models.CharField(max_length=100, help_text="A role")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.setting}, due {self.due_on}"


class MonitoringReport(models.Model):
    """The independent visitor's monthly report on a children's home: regulation 44 of the
    Children's Homes (England) Regulations 2015.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="monitoring")
    visited_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["setting", "-visited_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["setting", "visited_on"], name="report_44_once"),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("visited_on")),
                name="report_44_received_after_the_visit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.setting}, regulation 44 visit {self.visited_on}"


class Recommendation(models.Model):
    """What a regulation 44 report asks of a home."""

    report = models.ForeignKey(
        MonitoringReport, on_delete=models.CASCADE, related_name="recommendations"
    )
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.what}"
