"""The returns that a council has loaded, the children in them, the name of the council's key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from accounts.models import Council, User
from placements.domain.cohort import ReturnYear


class CohortKey(models.Model):
    """Which key makes a council's case numbers unreadable. The key itself is a file, apart.

    `name` is the file's name without its ending; `mark` tells the right key from another one.
    """

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="cohort_key")
    name = models.CharField(max_length=32)
    mark = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Key {self.name} of {self.council}"


class Return903QuerySet(models.QuerySet["Return903"]):
    def for_council(self, council: Council) -> Return903QuerySet:
        return self.filter(council=council)


class Return903(models.Model):
    """One year's return as it is held: the newest that was accepted, table by table."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="returns_903")
    year = models.PositiveSmallIntegerField(help_text="2020 for the return 2020-21")
    as_at = models.DateField(help_text="31 March, or the day on which an extract was made")
    # Rows by table, as "episodes": 403; a table that was never sent is not in it.
    tables = models.JSONField(default=dict)
    # By table the file that it came in, as "episodes": [name, SHA-256].
    files = models.JSONField(default=dict)
    # Its episodes tell the miles to the council's own point: it was read since the point was set.
    to_point = models.BooleanField(default=False)
    # Rises with every acceptance: a difference that was shown holds for one state.
    version = models.PositiveIntegerField(default=1)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Return903QuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "year"], name="return_903_once")
        ]

    def __str__(self) -> str:
        return f"Return {self.label}"

    @property
    def value(self) -> ReturnYear:
        return ReturnYear(self.year, self.as_at, self.to_point)

    @property
    def label(self) -> str:
        return self.value.label


class Child(models.Model):
    """A child as a number. `pseudonym` is the keyed checksum of the council's case number, and
    `sealed_number` that number enciphered under the council's own key.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="children")
    pseudonym = models.CharField(max_length=64)
    sealed_number = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "pseudonym"], name="child_once")
        ]

    def __str__(self) -> str:
        return f"Child {self.pk}"
