"""Signed-off figures and commentary, append-only: a change is a new version that says why."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery

from accounts.models import Council, User
from performance.domain.vocabulary import Basis, Reported, Source, Standing
from reference.models import Area

from .catalogue import Group, Indicator, choices


class FigureQuerySet(models.QuerySet["Figure"]):
    def for_council(self, council: Council) -> FigureQuerySet:
        return self.filter(council=council)

    def current(self) -> FigureQuerySet:
        """Only the newest version of each figure."""
        newest = (
            Figure.objects.filter(
                council=OuterRef("council"),
                area=OuterRef("area"),
                indicator=OuterRef("indicator"),
                group=OuterRef("group"),
                period=OuterRef("period"),
                basis=OuterRef("basis"),
            )
            .order_by()
            .values("council")
            .annotate(newest=Max("version"))
            .values("newest")
        )
        return self.filter(version=Subquery(newest))

    def known_at(self, moment: dt.datetime) -> FigureQuerySet:
        """Versions that had been signed off by that moment."""
        return self.filter(signed_at__lte=moment)

    def ended_by(self, day: dt.date) -> FigureQuerySet:
        return self.filter(ends_on__lte=day)


class Figure(models.Model):
    """A number, entered, imported or computed once. Append-only; the newest version is current.

    Key: council, area, indicator, group, period, basis, version. `period` is the canonical text of
    `reference.domain.periods.Period`; its days stand beside it for ordering. The return that
    reports the figure is apart from its period: a quarter 4 return may report an earlier term.
    Append-only has one exception: an import that nobody has built on is undone as a whole, and the
    audit event lists what it held (docs/adr/0021).
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="figures")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", default="all")
    period = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    basis = models.CharField(max_length=12, choices=choices(Basis))
    version = models.PositiveSmallIntegerField()
    numerator = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    denominator = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # NULL means "not available", and `unavailable_reason` says why.
    value = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    # Of a count through the year: the officer's forecast of the rest of it. It is no figure of what
    # happened, and only ever told beside `value`.
    expected = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    # Decimals that the officer's own percentage had; the counts' share has no such limit.
    decimals_held = models.PositiveSmallIntegerField(default=1)
    unavailable_reason = models.CharField(max_length=240, blank=True)
    population_vintage = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=10, choices=choices(Source))
    source_note = models.CharField(max_length=240, blank=True)
    # The computed figure that it takes, or in the place of which an officer entered another.
    offer = models.ForeignKey(
        "performance.Offer", null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    override_reason = models.CharField(
        max_length=240, blank=True, help_text="Why another figure than the computed one"
    )
    standing = models.CharField(max_length=11, choices=choices(Standing))
    final_due_on = models.DateField(null=True)
    reported_direction = models.CharField(max_length=10, blank=True, choices=choices(Reported))
    version_reason = models.CharField(max_length=240, blank=True)
    reported_in = models.ForeignKey(
        "performance.QuarterlyReturn", null=True, on_delete=models.PROTECT, related_name="figures"
    )
    # Imported figures are reported in no return: they came with a file, from one of its cells.
    import_batch = models.ForeignKey(
        "performance.ImportBatch",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="figures",
    )
    import_cell = models.CharField(max_length=80, blank=True, help_text="Scorecard, F12")
    entered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "ends_on", "version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "area", "indicator", "group", "period", "basis", "version"],
                name="figure_version_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) ^ ~Q(unavailable_reason=""),
                name="figure_value_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")), name="figure_days_in_order"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="figure_version_from_one"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["council", "ends_on"], name="figure_by_council_day")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.basis} v{self.version}: {self.value}"


class Commentary(models.Model):
    """What officers said of one or several measures, as signed off. Append-only, like figures."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="commentaries")
    reported_in = models.ForeignKey(
        "performance.QuarterlyReturn", on_delete=models.PROTECT, related_name="commentaries"
    )
    # The measure beside whose box it was written; `indicators` are all that it speaks of.
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    indicators = models.ManyToManyField(Indicator, related_name="commentaries")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True, help_text="Empty in a version that withdraws it")
    unchanged = models.BooleanField(default=False, help_text="The same words as last quarter")
    version_reason = models.CharField(max_length=240, blank=True)
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["reported_in", "pk"]
        verbose_name_plural = "commentaries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["reported_in", "indicator", "version"], name="commentary_version_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class SeriesNote(models.Model):
    """A historical value whose period the source does not state: beside the series, never in it."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="series_notes")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="notes")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", default="all")
    printed = models.CharField(max_length=60, help_text="The value as the source prints it")
    when = models.CharField(max_length=120, help_text="What the source says of the time")
    text = models.CharField(max_length=400)
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "indicator", "group", "printed", "when"], name="series_note_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.printed} ({self.when})"


class Pack(models.Model):
    """What the cover of a quarter's performance pack says beside the figures."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="packs")
    quarter = models.CharField(max_length=40)
    meeting_on = models.DateField(null=True, blank=True)
    item = models.CharField(max_length=20, blank=True, help_text="Agenda item number")
    presented_by = models.CharField(max_length=200, blank=True, help_text="Director or author")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "quarter"], name="pack_once")
        ]

    def __str__(self) -> str:
        return f"{self.council} {self.quarter}"
