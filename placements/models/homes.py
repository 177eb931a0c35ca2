"""The register of settings where children live: their places over time, and how they were judged.

A foster household is a setting too: approved on `opened_on`, de-registered on `closed_on`, its
approved places are the registered ones. Where a home stands is known by district only.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Council

from .providers import Provider


class SettingKind(models.TextChoices):
    FOSTER = "foster", "Foster household"
    HOME = "home", "Children’s home"
    SUPPORTED = "supported", "Supported accommodation"
    SCHOOL = "school", "Residential special school"
    SECURE = "secure", "Secure children’s home"
    PARENT_AND_CHILD = "parent-and-child", "Parent and child placement"
    SHORT_BREAKS = "short-breaks", "Short breaks"
    OTHER = "other", "Other"


class SettingQuerySet(models.QuerySet["Setting"]):
    def for_council(self, council: Council) -> SettingQuerySet:
        return self.filter(provider__council=council)

    def open_on(self, day: dt.date) -> SettingQuerySet:
        """Those that had opened and not closed; an unknown opening day counts as long ago."""
        return self.filter(
            Q(opened_on=None) | Q(opened_on__lte=day), Q(closed_on=None) | Q(closed_on__gt=day)
        )


class Setting(models.Model):
    """One home, household or scheme, or several that are known together only: `homes` says how
    many. `name` is for the council alone: no public page shows it.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="settings")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SettingKind)
    urn = models.CharField(max_length=12, blank=True, help_text="As Ofsted writes it: SC012345")
    district = models.CharField(max_length=9, blank=True, help_text="GSS code")
    registered_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True, help_text="Of a household: approved on")
    closed_on = models.DateField(null=True, blank=True, help_text="First day it was closed")
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=17, help_text="The last age that may live")
    specialisms = models.JSONField(default=list, help_text="As fixtures/specialisms.csv names them")
    # A paper may tell of several homes in one line; their places are then those of all of them.
    homes = models.PositiveSmallIntegerField(
        default=1, help_text="How many homes the line stands for"
    )

    objects = SettingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["provider", "name"], name="setting_once"),
            models.CheckConstraint(
                condition=Q(age_to__gte=F("age_from"), age_to__lte=25), name="setting_ages_in_order"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=F("opened_on")),
                name="setting_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(homes__gte=1), name="setting_stands_for_a_home"),
        ]

    def __str__(self) -> str:
        return self.name


class PlacesQuerySet(models.QuerySet["Places"]):
    def for_council(self, council: Council) -> PlacesQuerySet:
        return self.filter(setting__provider__council=council)


class Places(models.Model):
    """How many places a setting had from a day on, until the next such line.

    registered: as Ofsted or the panel approved. usable: of them, what may be filled now; fewer
    where it is capped, with the reason. reserved: of the usable, kept for somebody else or for
    emergencies. blocked: of the usable, what cannot be filled for the time being, with the reason.
    """

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="places")
    from_on = models.DateField()
    registered = models.PositiveSmallIntegerField()
    usable = models.PositiveSmallIntegerField()
    reserved = models.PositiveSmallIntegerField(default=0)
    blocked = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True, help_text="Why places are capped, reserved or blocked")

    objects = PlacesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "places"
        ordering: ClassVar[list[str]] = ["setting", "from_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["setting", "from_on"], name="places_once_a_day"),
            models.CheckConstraint(
                condition=Q(usable__lte=F("registered")), name="usable_places_are_registered"
            ),
            models.CheckConstraint(
                condition=Q(usable__gte=F("reserved") + F("blocked")),
                name="reserved_and_blocked_places_are_usable",
            ),
            models.CheckConstraint(
                condition=Q(usable=F("registered"), reserved=0, blocked=0) | ~Q(reason=""),
                name="places_less_than_registered_have_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.setting} from {self.from_on}: {self.usable} of {self.registered}"

    @property
    def fillable(self) -> int:
        """Places that a child of this council may take."""
        return self.usable - self.reserved - self.blocked


class PlannedPlacesQuerySet(models.QuerySet["PlannedPlaces"]):
    def for_council(self, council: Council) -> PlannedPlacesQuerySet:
        return self.filter(provider__council=council)

    def open_plans(self) -> PlannedPlacesQuerySet:
        return self.filter(status=PlannedPlaces.Status.PLANNED)


class PlannedPlaces(models.Model):
    """Places that will open, one line a phase."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPENED = "opened", "Opened"
        DROPPED = "dropped", "Given up"

    class Use(models.TextChoices):
        EXCLUSIVE = "exclusive", "For this council alone"
        SHARED = "shared", "Shared with others"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="planned")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SettingKind)
    phase = models.PositiveSmallIntegerField(default=1)
    opens_on = models.DateField()
    places = models.PositiveSmallIntegerField()
    use = models.CharField(max_length=10, choices=Use, default=Use.EXCLUSIVE)
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=17)
    district = models.CharField(max_length=9, blank=True, help_text="GSS code")
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)

    objects = PlannedPlacesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "planned places"
        ordering: ClassVar[list[str]] = ["opens_on", "name", "phase"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["provider", "name", "phase"], name="phase_once"),
            models.CheckConstraint(
                condition=Q(age_to__gte=F("age_from"), age_to__lte=25), name="planned_ages_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, phase {self.phase}"


class Judgement(models.Model):
    """What an inspection said of a setting, where the council recorded it itself. What Ofsted
    published is read from the published register, by URN, and wins over a line of the same day.
    """

    class Grade(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        GOOD = "good", "Good"
        REQUIRES_IMPROVEMENT = "requires-improvement", "Requires improvement to be good"
        INADEQUATE = "inadequate", "Inadequate"
        STRONG = "strong", "Consistently strong service delivery"
        INCONSISTENT = "inconsistent", "Inconsistent quality of service delivery"
        WEAK = "weak", "Serious or widespread weaknesses"

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="judgements")
    inspected_on = models.DateField()
    grade = models.CharField(max_length=20, choices=Grade)

    class Meta:
        ordering: ClassVar[list[str]] = ["setting", "-inspected_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["setting", "inspected_on"], name="judgement_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.setting}, {self.inspected_on}: {self.get_grade_display()}"
