"""Meetings, the year’s work programme, agendas."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Council, User

from .board import Board, Priority
from .papers import Report


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def for_council(self, council: Council) -> MeetingQuerySet:
        return self.filter(board__council=council)

    def standing(self) -> MeetingQuerySet:
        return self.exclude(status=Meeting.Status.CANCELLED)

    def after(self, day: dt.date) -> MeetingQuerySet:
        return self.filter(day__gt=day).order_by("day", "time")

    def before(self, day: dt.date) -> MeetingQuerySet:
        return self.filter(day__lt=day).order_by("-day", "-time")


class Meeting(models.Model):
    """One meeting of a board; `slug` is its day, with a number behind it for a second one."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        PUBLISHED = "published", "Agenda published"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    slug = models.SlugField(max_length=20)
    day = models.DateField()
    time = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    status_reason = models.CharField(max_length=240, blank=True)
    note = models.CharField(max_length=240, blank=True, help_text="Printed on the front sheet")
    first_of_civic_year = models.BooleanField(default=False)
    # Rises with every change of the agenda: whoever reorders an older one is told.
    agenda_revision = models.PositiveIntegerField(default=0)
    agenda_started = models.BooleanField(default=False, help_text="Standing items have been put in")
    # Numbers of items are given once, here; from then on late business is marked as such.
    frozen_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    notice_posted_at = models.DateTimeField(null=True, blank=True)
    notice_posted_by = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # iCalendar SEQUENCE: rises when day, time, place or status changes.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-time"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "slug"], name="meeting_once")
        ]

    def __str__(self) -> str:
        return f"{self.board.name}, {self.day:%d %B %Y}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


class WorkItem(models.Model):
    """An entry of the work programme: what is planned for which meeting, and who leads."""

    class Repeats(models.TextChoices):
        NO = "", "Once"
        EVERY_MEETING = "every_meeting", "Every meeting"
        QUARTERLY = "quarterly", "Each quarter"
        YEARLY = "yearly", "Once a year"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        DONE = "done", "Heard"
        DROPPED = "dropped", "Taken off"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="work_items")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="work_items"
    )
    title = models.CharField(max_length=240)
    lead = models.CharField(max_length=200, blank=True)
    lead_confirmed = models.BooleanField(default=False)
    verbal = models.BooleanField(default=False)
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.SET_NULL)
    period = models.CharField(max_length=40, blank=True, help_text="Quarter it reports, 2021-22-Q2")
    repeats = models.CharField(max_length=14, choices=Repeats, blank=True, default="")
    repeats_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeated"
    )
    note = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.PLANNED)
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.SET_NULL, related_name="work_items"
    )
    asked_by_board = models.BooleanField(default=False, help_text="The board asked for it")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["meeting__day", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def told_title(self) -> str:
        """The title for whoever may not read restricted papers."""
        if self.report is None or self.report.is_open:
            return self.title
        return self.report.public_title


class WorkItemMove(models.Model):
    """A deferral: from which meeting to which, and why. Append-only."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="moves")
    from_meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")
    to_meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=240)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"


class AgendaItem(models.Model):
    """One item of business. `number` is given when the agenda is frozen, and never changes."""

    class Kind(models.TextChoices):
        PROCEDURAL = "procedural", "Standing item"
        MINUTES = "minutes", "Minutes of the last meeting"
        ACTIONS = "actions", "Matters arising and actions"
        WORK_PROGRAMME = "work_programme", "Work programme"
        DATES = "dates", "Dates of future meetings"
        REPORT = "report", "Report"
        VERBAL = "verbal", "Verbal"
        EXCLUSION = "exclusion", "Exclusion of the public"

    class Late(models.TextChoices):
        """Three different late things."""

        NO = "", "In time"
        URGENT = "urgent", "Urgent business, added after publication"
        TO_FOLLOW = "to_follow", "Report to follow"
        SUPPLEMENT = "supplement", "In a supplement"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="sub_items"
    )
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.PROCEDURAL)
    title = models.CharField(max_length=240)
    presenter = models.CharField(max_length=200, blank=True, help_text="As printed below the title")
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    work_item = models.ForeignKey(
        WorkItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="agenda_items"
    )
    late = models.CharField(max_length=10, choices=Late, blank=True, default="")
    urgent_reason = models.TextField(blank=True, help_text="The chair’s, for the minutes")
    # A deferred item becomes a new one at a later meeting, linked to the old one.
    deferred_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="deferred_to"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    # Of minutes and actions: their papers are made here, of what is on record.
    paper_left_out = models.BooleanField(
        default=False, help_text="The paper that comes by itself is not printed"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["meeting", "number"], condition=~Q(number=""), name="agenda_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(late="urgent") | ~Q(urgent_reason=""), name="urgent_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class AgendaStep(models.Model):
    """What was done to an agenda, and the order before it: so that it can be undone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_steps")
    words = models.CharField(max_length=300)
    # [[item, parent or null, position, removed], ...] before the step.
    before = models.JSONField()
    undone = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.words


class Override(models.Model):
    """Somebody who may let a readiness check pass did so, with a reason."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="overrides")
    check_key = models.CharField(max_length=120)
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "check_key"], name="override_once")
        ]

    def __str__(self) -> str:
        return self.check_key
