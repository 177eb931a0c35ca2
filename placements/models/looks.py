"""Who looked at children's records, when and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from accounts.models import Council, User

from .returns import Child


class Look(models.Model):
    """One look at one child's record, or at a list of `count` children."""

    class What(models.TextChoices):
        RECORD = "record", "A child’s record"
        LIST = "list", "A list of children"
        NUMBERS = "numbers", "Case numbers"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="looks")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=10, choices=What)
    reason = models.TextField()
    # None for a list; a child that was purged leaves the look behind.
    child = models.ForeignKey(Child, null=True, on_delete=models.SET_NULL, related_name="looks")
    list_name = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by}, {self.get_what_display()}"
