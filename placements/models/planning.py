"""The sufficiency statement, what it intends, and what forecasts and neighbours need to know."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Council, User

from .homes import SettingKind


class RecruitmentQuerySet(models.QuerySet["Recruitment"]):
    def for_council(self, council: Council) -> RecruitmentQuerySet:
        return self.filter(council=council)


class Recruitment(models.Model):
    """One stage of the recruitment of foster carers in one month: households, and their places."""

    class Stage(models.TextChoices):
        ENQUIRY = "enquiry", "Enquiries"
        VISIT = "visit", "Initial visits"
        APPLICATION = "application", "Applications"
        APPROVAL = "approval", "Approvals"
        DEREGISTRATION = "deregistration", "De-registrations"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="recruitment")
    month = models.DateField(help_text="Its first day")
    stage = models.CharField(max_length=15, choices=Stage)
    households = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = RecruitmentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "recruitment"
        ordering: ClassVar[list[str]] = ["month", "stage"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "month", "stage"], name="stage_once_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}, {self.month}"


class Statement(models.Model):
    """One sufficiency statement in the making, at a day; editions of it are frozen elsewhere."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="statements")
    as_at = models.DateField()
    title = models.CharField(max_length=200, default="Sufficiency statement")
    introduction = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-as_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "as_at"], name="statement_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.as_at}"


class MarkResponse(models.Model):
    """What the council answers to one of the twelve marks of good practice (statutory guidance on
    securing sufficient accommodation, 2010), and how it judges itself.
    """

    class Verdict(models.TextChoices):
        MET = "met", "Met"
        PARTLY = "partly", "Partly met"
        NOT_MET = "not-met", "Not met"
        UNKNOWN = "unknown", "Not judged yet"

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="marks")
    mark = models.PositiveSmallIntegerField(help_text="1 to 12, as fixtures/marks.csv")
    response = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.UNKNOWN)

    class Meta:
        ordering: ClassVar[list[str]] = ["statement", "mark"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "mark"], name="mark_once"),
            models.CheckConstraint(condition=Q(mark__range=(1, 12)), name="twelve_marks"),
        ]

    def __str__(self) -> str:
        return f"{self.statement}, mark {self.mark}"


class IntentionQuerySet(models.QuerySet["Intention"]):
    def for_council(self, council: Council) -> IntentionQuerySet:
        return self.filter(council=council)


class Intention(models.Model):
    """Something the council means to commission or change, tracked from statement to statement."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="intentions")
    what = models.TextField()
    kind = models.CharField(max_length=20, choices=SettingKind, blank=True)
    mark = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 to 12")
    owner = models.CharField(max_length=100, help_text="A role")
    made_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    objects = IntentionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(mark=None) | Q(mark__range=(1, 12)), name="intention_of_a_mark"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__gte=F("made_on")),
                name="intention_done_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:80]


class IntentionProgress(models.Model):
    """What became of an intention by a day."""

    intention = models.ForeignKey(Intention, on_delete=models.CASCADE, related_name="progress")
    on = models.DateField()
    words = models.TextField()

    class Meta:
        verbose_name_plural = "intention progress"
        ordering: ClassVar[list[str]] = ["intention", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.intention}, {self.on}"


class ForecastBreak(models.Model):
    """Months that say nothing of the future, as the lockdown of 2020: no rates are taken there."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="forecast_breaks")
    name = models.CharField(max_length=100)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["first"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="break_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeptForecast(models.Model):
    """A forecast with its back-test, as it was computed: pages read it and never compute. `mark`
    is the checksum of what went in (returns by version, breaks, the method's own version).
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="kept_forecasts")
    from_on = models.DateField()
    mark = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    content = models.JSONField(default=dict, help_text="Numbers of children, never of a child")

    class Meta:
        ordering: ClassVar[list[str]] = ["-from_on", "-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "from_on", "mark"], name="forecast_once")
        ]

    def __str__(self) -> str:
        return f"Forecast of {self.council} from {self.from_on}"


class SavedScenario(models.Model):
    """A change of policy that was thought through: its kind and numbers, never its results."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=100)
    kind = models.SlugField(max_length=30)
    numbers = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "name"], name="scenario_once")
        ]

    def __str__(self) -> str:
        return self.name


class SharingQuerySet(models.QuerySet["Sharing"]):
    def in_force_on(self, day: dt.date) -> SharingQuerySet:
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), from_on__lte=day)


class Sharing(models.Model):
    """What one council lets another see of its supply, under a recorded agreement. Nothing of a
    child is ever shared.
    """

    class What(models.TextChoices):
        SUPPLY = "supply", "Numbers of homes, places, vacancies and gaps"
        PRICES = "prices", "Those, and prices and spending by provider"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sharings")
    # A slug and no key: a council may leave an installation, the agreement goes along.
    partner = models.SlugField(help_text="The other council, as its address names it")
    what = models.CharField(max_length=10, choices=What)
    agreement = models.CharField(max_length=200, help_text="The agreement’s reference")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="First day it no longer holds")

    objects = SharingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["council", "partner", "what"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="sharing_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council} shares with {self.partner}"
