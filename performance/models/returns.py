"""Quarterly returns: one theme of one council in one quarter, from opening to sign-off."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council, User
from performance.domain.vocabulary import Basis, Reported
from reference.models import Area

from .catalogue import Group, Indicator, Theme, choices


class ReturnQuerySet(models.QuerySet["QuarterlyReturn"]):
    def for_council(self, council: Council) -> ReturnQuerySet:
        return self.filter(council=council)

    def outstanding(self) -> ReturnQuerySet:
        return self.exclude(status=QuarterlyReturn.Status.SIGNED_OFF)

    def overdue_on(self, day: dt.date) -> ReturnQuerySet:
        return self.filter(due_on__lt=day).filter(
            status__in=[QuarterlyReturn.Status.OPEN, QuarterlyReturn.Status.REOPENED]
        )


class QuarterlyReturn(models.Model):
    """One theme's figures of one quarter. `quarter` is canonical text: 2020-21-Q4."""

    class Status(models.TextChoices):
        OPEN = "open", "Draft"
        SUBMITTED = "submitted", "Submitted"
        SIGNED_OFF = "signed_off", "Signed off"
        REOPENED = "reopened", "Reopened"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="returns")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="returns")
    quarter = models.CharField(max_length=40)
    ends_on = models.DateField(help_text="Last day of the quarter")
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    reopened_reason = models.CharField(max_length=240, blank=True)
    # Rises with each sign-off: the figures of sign-off 2 say why they replace those of 1.
    signed_off_times = models.PositiveSmallIntegerField(default=0)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-ends_on", "theme__order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "theme", "quarter"], name="return_once")
        ]

    def __str__(self) -> str:
        return f"{self.theme}, {self.quarter}"

    @property
    def is_editable(self) -> bool:
        return self.status in (self.Status.OPEN, self.Status.REOPENED)


class ReturnStep(models.Model):
    """Opened, submitted, sent back, signed off, reopened: who and when. Append-only."""

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened"
        SUBMITTED = "submitted", "Submitted for sign-off"
        SENT_BACK = "sent_back", "Sent back"
        SIGNED_OFF = "signed_off", "Signed off"
        REOPENED = "reopened", "Reopened"

    quarterly_return = models.ForeignKey(
        QuarterlyReturn, on_delete=models.PROTECT, related_name="steps"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d %B %Y}"


class EntryFields(models.Model):
    """What an officer typed for one figure, as typed: right or wrong, it is kept."""

    class Mode(models.TextChoices):
        COUNTS = "counts", "Counts"
        VALUE = "value", "Only the value"
        UNAVAILABLE = "unavailable", "Not available"

    mode = models.CharField(max_length=11, choices=Mode, blank=True)
    numerator = models.CharField(max_length=200, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    expected = models.CharField(
        max_length=200, blank=True, help_text="Of a count through the year: in the rest of it"
    )
    unavailable_reason = models.CharField(max_length=240, blank=True)
    provisional = models.BooleanField(default=False)
    final_due_on = models.CharField(max_length=40, blank=True)
    confirmed = models.CharField(
        max_length=200, blank=True, help_text="The surprising value that the officer confirmed"
    )
    reported_direction = models.CharField(max_length=10, blank=True, choices=choices(Reported))
    source_note = models.CharField(max_length=240, blank=True)
    override_reason = models.CharField(
        max_length=240, blank=True, help_text="Why another figure than the computed one"
    )
    override_of = models.ForeignKey(
        "performance.Offer",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The computed figure of which the reason speaks",
    )
    comment = models.TextField(blank=True)

    class Meta:
        abstract = True


class EntryManager(models.Manager["Entry"]):
    """Those that are in their return; what was taken out is kept, with all that was typed."""

    def get_queryset(self) -> models.QuerySet[Entry]:
        return super().get_queryset().filter(removed_at=None)


class Entry(EntryFields):
    """One figure of a return while officers work on it. Sign-off makes Figures of entries.

    `slot` is asked by the catalogue for the quarter; others were added by an officer. `period` is
    canonical text, or what was typed for a dated figure until it can be read.
    """

    quarterly_return = models.ForeignKey(
        QuarterlyReturn, on_delete=models.CASCADE, related_name="entries"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", default="all")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=80)
    basis = models.CharField(max_length=12, choices=choices(Basis))
    asked = models.BooleanField(default=True, help_text="The catalogue asks for it this quarter")
    comment_on = models.ForeignKey(
        Indicator,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The measure whose comment covers this one too",
    )
    signed_revision = models.PositiveIntegerField(
        null=True, help_text="The revision that this return last signed off"
    )
    base = models.ForeignKey(
        "performance.Figure",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The newest version of the figure that its officers have seen",
    )
    revision = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, help_text="Set aside, with its revisions")

    objects = EntryManager()
    every = models.Manager["Entry"]()

    class Meta:
        ordering: ClassVar[list[str]] = [
            "indicator__order",
            "indicator__code",
            "-asked",
            "period",
            "basis",
            "group",
        ]
        verbose_name_plural = "entries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["quarterly_return", "indicator", "group", "area", "period", "basis"],
                name="entry_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class EntryRevision(EntryFields):
    """Every version of an entry that anybody saved, also the one that lost a conflict."""

    class Outcome(models.TextChoices):
        SAVED = "saved", "Saved"
        CONFLICT = "conflict", "Waits for a choice between two versions"
        SET_ASIDE = "set_aside", "The other version was kept"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="revisions")
    revision = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.SAVED)
    period = models.CharField(max_length=80)
    comment_on = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        User,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who chose between it and the other version",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["entry", "revision", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["entry"], name="conflicts_waiting", condition=Q(outcome="conflict")
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry} revision {self.revision} ({self.outcome})"
