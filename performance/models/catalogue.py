"""The catalogue of indicators, and what one council makes of it: switches, names, targets."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Council, User
from performance.domain.vocabulary import Basis, Frequency, Labelled, Polarity, Unit
from reference.models import Area, PublishedSeries


def choices(enum: type[Labelled]) -> list[tuple[str, str]]:
    return [(member.value, member.label) for member in enum]


class Theme(models.Model):
    """A chapter of the board's dashboard: "Settled at home"."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """Whom a figure is about: `all` is the indicator's own cohort, others are parts of it."""

    code = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def known_to(self, council: Council) -> IndicatorQuerySet:
        """The catalogue's indicators and the council's own."""
        return self.filter(Q(council=None) | Q(council=council))


class Indicator(models.Model):
    """One measure with one definition. A council's own has `council`; the catalogue's has none."""

    code = models.SlugField(max_length=60)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.CASCADE, related_name="own_indicators"
    )
    name = models.CharField(max_length=80, help_text="In plain words: Children seen on time")
    second_line = models.CharField(max_length=120, blank=True, help_text="Under the name in tables")
    full_name = models.CharField(max_length=240)
    tells = models.TextField(help_text="What it tells a councillor")
    questions = models.JSONField(default=list, help_text="Two or three to ask when it worsens")
    definition = models.TextField()
    numerator = models.CharField(max_length=240, blank=True, help_text="In words")
    denominator = models.CharField(max_length=240, blank=True, help_text="In words")
    unit = models.CharField(max_length=10, choices=choices(Unit))
    decimals = models.PositiveSmallIntegerField(default=1)
    signed = models.BooleanField(default=False, help_text="A change may be below 0")
    polarity = models.CharField(max_length=5, choices=choices(Polarity))
    frequency = models.CharField(max_length=10, choices=choices(Frequency))
    basis = models.CharField(max_length=12, choices=choices(Basis), help_text="The default")
    # Asked beside the natural figure in quarter 4: the year's outturn.
    outturn_too = models.BooleanField(default=False)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="indicators")
    order = models.PositiveSmallIntegerField(default=0)
    principles = models.JSONField(default=list, help_text="Numbers of the seven principles")
    counts_people = models.BooleanField(default=True)
    small_cohort = models.BooleanField(
        default=False, help_text="Its percentage alone could give a small number away"
    )
    partition = models.SlugField(
        max_length=60, blank=True, help_text="Measures that are parts of one whole share this"
    )
    source = models.CharField(max_length=240)
    published = models.ForeignKey(
        PublishedSeries,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicators",
        help_text="The published statistic it is compared with",
    )
    published_differs = models.CharField(
        max_length=300, blank=True, help_text="How the published definition differs, in a sentence"
    )
    aliases = models.JSONField(default=list)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["theme__order", "order", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(council=None), name="indicator_code_once"
            ),
            models.UniqueConstraint(
                fields=["council", "code"],
                condition=Q(council__isnull=False),
                name="own_indicator_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilIndicator(models.Model):
    """An indicator that a council has switched on, under the council's own name for it."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="uses")
    on = models.BooleanField(default=True)
    name = models.CharField(max_length=80, blank=True, help_text="The council's own name for it")
    basis = models.CharField(
        max_length=12,
        blank=True,
        choices=choices(Basis),
        help_text="The basis on which this council reports it, if not the catalogue's",
    )
    small_cohort = models.BooleanField(
        default=False,
        help_text="So few people here that its percentage alone could give a small number away",
    )

    rule = models.CharField(
        max_length=240,
        blank=True,
        help_text="How this council counts where the law leaves a choice: a radius and its point",
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "indicator"], name="council_indicator_once")
        ]

    def __str__(self) -> str:
        return self.name or self.indicator.name

    @property
    def usual_basis(self) -> Basis:
        """The basis that a return asks for and a dashboard looks for first."""
        return Basis(self.basis or self.indicator.basis)


class Target(models.Model):
    """What a council wants of an indicator from a day on; the newest begun by a period's end.

    low alone: at least; high alone: at most; both: a range (equal ends: that value).
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    from_on = models.DateField(help_text="First day of the first period it holds for")
    low = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    # The profile of a count through the year: what is planned by the end of quarters 1 to 3. By
    # that of quarter 4 the target itself is. All three or none.
    by_q1 = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    by_q2 = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    by_q3 = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    tolerance = models.DecimalField(
        max_digits=8, decimal_places=2, default=5, help_text="Points, or percent of a count or rate"
    )
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=240, blank=True)
    import_batch = models.ForeignKey(
        "performance.ImportBatch",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="targets",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "from_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "indicator", "from_on"], name="target_from_once"
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(high__isnull=False), name="target_has_a_value"
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="target_range_in_order",
            ),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="target_tolerance_positive"),
            models.CheckConstraint(
                condition=Q(by_q1=None, by_q2=None, by_q3=None)
                | Q(
                    # A check that is unknown passes: what is missing must be named.
                    by_q1__isnull=False,
                    by_q2__isnull=False,
                    by_q3__isnull=False,
                    by_q1__gte=0,
                    by_q2__gte=F("by_q1"),
                    by_q3__gte=F("by_q2"),
                ),
                name="target_profile_whole_and_rising",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} from {self.from_on}"


class SeriesBreak(models.Model):
    """From this day figures are not compared with those before; or limits were recalculated."""

    class Kind(models.TextChoices):
        SOURCE = "source", "Change of source"
        DEFINITION = "definition", "Change of definition"
        LIMITS = "limits", "Usual range recalculated"

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="series_breaks")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="breaks")
    from_on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    before = models.CharField(max_length=60, blank=True, help_text="A word for the left side")
    after = models.CharField(max_length=60, blank=True, help_text="A word for the right side")
    reason = models.CharField(max_length=240)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["indicator", "from_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "indicator", "from_on"], name="series_break_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} from {self.from_on}: {self.reason}"


class PartnerArea(models.Model):
    """A regional agency whose figures a council reports beside its own."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="partner_areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["area__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "area"], name="partner_area_once")
        ]

    def __str__(self) -> str:
        return self.area.name


class ThemeOfficer(models.Model):
    """An officer enters the themes that are theirs."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="theme_officers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="officers")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["council", "user", "theme"], name="theme_officer_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.theme}"
