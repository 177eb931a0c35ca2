"""Published editions, and every cell that one showed or hid."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst

from accounts.models import Council, User
from reporting.word import MEDIA_TYPE

FORMATS = {"application/pdf": "PDF", MEDIA_TYPE: "Word", "text/html": "web page"}


class Audience(models.TextChoices):
    PUBLIC = "public", "Public edition"
    BOARD = "board", "Board edition"


class EditionQuerySet(models.QuerySet["Edition"]):
    def for_council(self, council: Council) -> EditionQuerySet:
        return self.filter(council=council)

    def public(self) -> EditionQuerySet:
        return self.filter(audience=Audience.PUBLIC)

    def standing(self) -> EditionQuerySet:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def of(self, kind: str, subject: str) -> EditionQuerySet:
        return self.filter(kind=kind, subject=subject)


class Edition(models.Model):
    """A published document, frozen: its files do not change; a later change makes a new edition.

    Key: council, kind ("performance-pack"), subject ("2020-21-Q4"), audience, number.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="editions")
    kind = models.SlugField(max_length=40)
    subject = models.CharField(max_length=80)
    audience = models.CharField(max_length=10, choices=Audience)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()
    # What changed since the edition before: list of {"what", "was", "now", "why"}.
    changes = models.JSONField(default=list)
    reason = models.TextField(blank=True, help_text="Why it was published again")
    # What stood beside the figures (targets, measures, comments), as its builder wants to compare.
    beside = models.JSONField(default=dict)
    # A withdrawn edition stays on record, and what it told stays told; nobody is shown it.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-published_at", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["council", "kind", "subject", "audience", "number"], name="edition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.get_audience_display().lower()} {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def pdf(self) -> EditionFile | None:
        return self.pdf_of(EditionFile.Form.DOCUMENT)

    def pdf_of(self, form: str) -> EditionFile | None:
        """The PDF of the document itself, of its slides, or of its briefing; None without one."""
        wanted = (form, "application/pdf")
        return next((f for f in self.files.all() if (f.form, f.media_type) == wanted), None)

    @property
    def word(self) -> EditionFile | None:
        """The document for Word; None where it was published without."""
        return next((f for f in self.files.all() if f.media_type == MEDIA_TYPE), None)

    @property
    def ordered_files(self) -> list[EditionFile]:
        """The document first, its PDF before Word and page; then what goes with it."""
        order = EditionFile.Form.values
        return sorted(self.files.all(), key=lambda f: (order.index(f.form), f.media_type))

    @property
    def handouts(self) -> list[EditionFile]:
        """What goes with the document to the meeting."""
        return [f for f in self.ordered_files if f.form != EditionFile.Form.DOCUMENT]


class EditionFile(models.Model):
    """One file of an edition, kept under its SHA-256."""

    class Form(models.TextChoices):
        """What of the document a file is, in the order in which readers find them."""

        DOCUMENT = "document", "The document"
        SLIDES = "slides", "Slides"
        BRIEFING = "briefing", "Briefing for the chair"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=10, choices=Form, default=Form.DOCUMENT)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200, help_text="What a reader's download is called")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "name"], name="edition_file_name_once"),
            models.UniqueConstraint(
                fields=["edition", "form", "media_type"], name="edition_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def format_name(self) -> str:
        """ "PDF", "Word", "web page"; as it stands in a sentence."""
        return FORMATS.get(self.media_type, self.name)

    @property
    def words(self) -> str:
        """ "PDF, 223 KB", "Web page", "Slides, PDF, 1.4 MB": what is behind a link."""
        if self.media_type == "text/html":
            return capfirst(self.format_name)
        if self.media_type not in FORMATS:
            return self.name
        what = "" if self.form == self.Form.DOCUMENT else f"{self.get_form_display()}, "
        return f"{what}{self.format_name}, {self.size_in_words}"

    @property
    def size_in_words(self) -> str:
        """ "223 KB", "1.4 MB": as much as decides whether to open it on a phone."""
        kilobytes = max(1, -(-self.size // 1024))
        return f"{kilobytes} KB" if kilobytes < 1000 else f"{self.size / 1024**2:.1f} MB"


class EditionFigure(models.Model):
    """A figure, in the version that an edition holds. `key` is `Figure.key` as text: this floor
    knows no figures, and a frozen edition must not change with them."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=240)
    version = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=240)
    printed = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "key"], name="edition_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.printed}"


class PublishedCell(models.Model):
    """A cell that a public edition showed or hid; what disclosure control knows of the past.

    Key: edition, key (council/area/indicator/group/period/basis, the `Figure.key`), part. The same
    real-world quantity has the same `key` and `part` in every edition and document.
    """

    class Part(models.TextChoices):
        NUMERATOR = "numerator", "Numerator"
        DENOMINATOR = "denominator", "Denominator"
        VALUE = "value", "Value as printed"

    class State(models.TextChoices):
        SHOWN = "shown", "Shown"
        PRIMARY = "primary", "Hidden: a small number of people"
        SECONDARY = "secondary", "Hidden: another figure could be worked out from it"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cells")
    key = models.CharField(max_length=240)
    part = models.CharField(max_length=12, choices=Part)
    state = models.CharField(max_length=10, choices=State)
    # As shown to the reader; NULL where it is hidden, so that no hidden number is kept here.
    shown = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    rounding = models.DecimalField(
        max_digits=8, decimal_places=4, default=1, help_text="Width of the rounding interval"
    )
    version = models.PositiveSmallIntegerField()
    partition = models.SlugField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "key", "part"], name="published_cell_once"),
            models.CheckConstraint(
                condition=Q(state="shown", shown__isnull=False)
                | (~Q(state="shown") & Q(shown__isnull=True)),
                name="published_cell_hidden_is_empty",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["key"], name="cell_by_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.part}: {self.state}"
