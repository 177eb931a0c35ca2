"""A return on its way in: sent, read, shown with its difference, then accepted or discarded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from accounts.models import Council, User


class IntakeQuerySet(models.QuerySet["Intake"]):
    def for_council(self, council: Council) -> IntakeQuerySet:
        return self.filter(council=council)

    def under_way(self) -> IntakeQuerySet:
        """Those whose files still lie somewhere."""
        return self.filter(status__in=(Intake.Status.SENT, Intake.Status.READ))


class Intake(models.Model):
    """Files that somebody sent. What they hold of children lies enciphered in a file of the name
    `store` until it is accepted or discarded; `report` tells of it without identifiers.
    """

    class Status(models.TextChoices):
        SENT = "sent", "Being read"
        READ = "read", "Waits for you to accept it"
        REFUSED = "refused", "Could not be read"
        ACCEPTED = "accepted", "Loaded"
        DISCARDED = "discarded", "Discarded"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="intakes")
    status = models.CharField(max_length=10, choices=Status, default=Status.SENT)
    files = models.JSONField(default=list, help_text="Names of the files")
    store = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField(null=True, help_text="Where the sender said it")
    as_at = models.DateField(null=True, help_text="The day of an extract made during its year")
    report = models.JSONField(default=dict)
    refusal = models.TextField(blank=True)
    # Versions of the held returns with which it was compared, by year.
    compared_with = models.JSONField(default=dict)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return ", ".join(self.files) or f"Intake {self.pk}"
