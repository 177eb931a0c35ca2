"""A council's own history on its way in: the file, what it was read as, who answers for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council, User


class HistoryMapping(models.Model):
    """How a council's scorecard is read, kept by name and offered next time. `text` is CSV."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="history_mappings")
    name = models.CharField(max_length=80)
    text = models.TextField()
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "name"], name="history_mapping_once")
        ]

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """One file of earlier figures. Its figures are one deed: confirmed together, undone together.

    `data` is the file while somebody works on it; once confirmed only its name and SHA-256 stay.
    `found` is what was handed over for confirmation, as `performance.dashboards.history` writes it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        WAITING = "waiting", "Waiting for confirmation"
        CONFIRMED = "confirmed", "Imported"
        UNDONE = "undone", "Undone"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="import_batches")
    file_name = models.CharField(max_length=200)
    # SHA-256 of a file that is not kept: no file leaves with it.
    checksum = models.CharField(max_length=64)
    data = models.BinaryField(null=True)
    mapping = models.TextField(blank=True)
    mapping_name = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    found = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "-pk"]
        verbose_name_plural = "import batches"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "waiting"]) | Q(data__isnull=True),
                name="import_batch_keeps_no_file",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.status in (self.Status.DRAFT, self.Status.WAITING)
