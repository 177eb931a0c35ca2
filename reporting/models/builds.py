"""The work in the background that makes editions."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from accounts.models import Council, User

from .editions import Audience, Edition


class BuildQuerySet(models.QuerySet["Build"]):
    def for_council(self, council: Council) -> BuildQuerySet:
        return self.filter(council=council)

    def expired(self, now: dt.datetime) -> BuildQuerySet:
        return self.filter(status=Build.Status.RUNNING, lease_until__lt=now)


class Build(models.Model):
    """Long work with its stage, progress, lease and attempt; survives a killed worker."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Working"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="builds")
    kind = models.SlugField(max_length=40)
    subject = models.CharField(max_length=80)
    audience = models.CharField(max_length=10, choices=Audience, blank=True)
    options = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    stage = models.CharField(max_length=120, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True, help_text="What failed, in words for the reader")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = BuildQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.audience}: {self.status}"
