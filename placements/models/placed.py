"""A child in a home: the placement, how it went, and the search before it.

The children are those of the council's returns: a number, and a case number that only the
council's own key opens. What is recorded here stands beside the return and does not replace it.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Council

from .contracts import Lot, Route
from .homes import Setting, SettingKind
from .providers import Provider
from .returns import Child


class SearchQuerySet(models.QuerySet["Search"]):
    def for_council(self, council: Council) -> SearchQuerySet:
        return self.filter(child__council=council)


class Search(models.Model):
    """A home is looked for, from the referral until there is a match or it is withdrawn."""

    class Outcome(models.TextChoices):
        OPEN = "open", "Still looking"
        MATCHED = "matched", "Matched"
        WITHDRAWN = "withdrawn", "Withdrawn"

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="searches")
    kind = models.CharField(max_length=20, choices=SettingKind, help_text="What was looked for")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)

    objects = SearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "searches"
        ordering: ClassVar[list[str]] = ["-opened_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="open")
                | Q(Q(ended_on__gte=F("opened_on")), ~Q(outcome="open")),
                name="search_that_ended_has_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"Search {self.pk}"


class ProviderAnswer(models.Model):
    """A provider was asked in a search, and what it answered."""

    class Answer(models.TextChoices):
        WAITING = "waiting", "No answer yet"
        OFFERED = "offered", "Offered a place"
        DECLINED = "declined", "Declined"

    search = models.ForeignKey(Search, on_delete=models.CASCADE, related_name="answers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["search", "asked_on", "pk"]

    def __str__(self) -> str:
        return f"{self.search}, {self.provider}: {self.get_answer_display()}"


class PlacementQuerySet(models.QuerySet["Placement"]):
    def for_council(self, council: Council) -> PlacementQuerySet:
        return self.filter(child__council=council)

    def open_on(self, day: dt.date) -> PlacementQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class Placement(models.Model):
    """One child in one setting. `plan` is the kind of home that the child's care plan names; it
    may differ from where the child lives.
    """

    class Ending(models.TextChoices):
        PLANNED = "planned", "As planned"
        CARER = "carer", "Carer or provider gave notice"
        BEHAVIOUR = "behaviour", "Needs could not be met there"
        SAFETY = "safety", "Allegation or safeguarding"
        CLOSED = "closed", "Home closed or was suspended"
        CHILD = "child", "Child asked or left"
        OTHER = "other", "Another reason, unplanned"

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="placements")
    setting = models.ForeignKey(Setting, on_delete=models.PROTECT, related_name="placements")
    route = models.CharField(max_length=10, choices=Route)
    lot = models.ForeignKey(
        Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="placements"
    )
    search = models.ForeignKey(
        Search, null=True, blank=True, on_delete=models.SET_NULL, related_name="placements"
    )
    plan = models.CharField(max_length=20, choices=SettingKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The day on which the child left")
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    first_choice = models.BooleanField(null=True, help_text="None: nobody has said")
    # Why a provider that was suspended, or a setting below "Good", was chosen all the same.
    suspended_reason = models.TextField(blank=True)
    below_good_reason = models.TextField(blank=True)
    below_good_follow_up = models.TextField(blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on=None, ending="")
                | Q(Q(ends_on__gt=F("starts_on")), ~Q(ending="")),
                name="placement_that_ended_says_how",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["setting", "starts_on"], name="placement_by_setting")
        ]

    def __str__(self) -> str:
        return f"Placement {self.pk}"


class OutcomeScore(models.Model):
    """How far a child has come towards one outcome, as a review scored it from 1 to 5."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="scores")
    reviewed_on = models.DateField()
    outcome = models.SlugField(max_length=30, help_text="As fixtures/outcomes.csv names it")
    score = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["placement", "reviewed_on", "outcome"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "reviewed_on", "outcome"], name="score_once_a_review"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="score_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement}, {self.outcome} {self.score}"


class IrregularQuerySet(models.QuerySet["Irregular"]):
    def for_council(self, council: Council) -> IrregularQuerySet:
        return self.filter(placement__child__council=council)

    def open_on(self, day: dt.date) -> IrregularQuerySet:
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), from_on__lte=day)


class Irregular(models.Model):
    """A placement that the law does not know as it is: in a home that is not registered, or with
    family whose approval is temporary. The director sees these first.
    """

    class Kind(models.TextChoices):
        UNREGISTERED = "unregistered", "Home that is not registered"
        KIN = "kin", "Family on temporary approval"

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="irregulars")
    kind = models.CharField(max_length=15, choices=Kind)
    from_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    approved_until = models.DateField(
        null=True, blank=True, help_text="The last day of the temporary approval or of the order"
    )
    reason = models.TextField()
    court_order_on = models.DateField(null=True, blank=True)
    ofsted_told_on = models.DateField(null=True, blank=True)

    objects = IrregularQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-from_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("from_on")),
                name="irregular_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(kind="kin") | ~Q(approved_until=None),
                name="temporary_approval_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement}, {self.get_kind_display()}"
