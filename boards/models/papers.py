"""Papers: files as they came in, reports in the board’s template, who is asked about them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council, User

from .board import Board, Priority


class Paragraph(models.IntegerChoices):
    """Local Government Act 1972, Schedule 12A, part 1."""

    INDIVIDUAL = 1, "1: any individual"
    IDENTITY = 2, "2: likely to reveal the identity of an individual"
    BUSINESS = 3, "3: financial or business affairs of any particular person"
    LABOUR = 4, "4: consultations or negotiations in a labour relations matter"
    PRIVILEGE = 5, "5: legal professional privilege"
    NOTICES = 6, "6: notices and orders that the authority proposes"
    CRIME = 7, "7: action to prevent, investigate or prosecute crime"


class Openness(models.TextChoices):
    OPEN = "open", "Open to the public"
    EXEMPT = "exempt", "Exempt: the public may be excluded"
    CONFIDENTIAL = "confidential", "Confidential: the public must be excluded"


CLOSED = (Openness.EXEMPT, Openness.CONFIDENTIAL)


class Restricted(models.Model):
    """Whether the public may read a paper, and if not, on what ground and who decided.

    `public_title` stands in place of the title wherever the public reads.
    """

    openness = models.CharField(max_length=12, choices=Openness, default=Openness.OPEN)
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True, choices=Paragraph)
    public_interest = models.TextField(
        blank=True, help_text="Why withholding outweighs publishing (Schedule 12A, paragraph 10)"
    )
    public_title = models.CharField(max_length=240, blank=True)
    restricted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    restricted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.openness == Openness.OPEN


def exempt_has_ground(name: str) -> models.CheckConstraint:
    """An exempt paper names its paragraph and a title that gives nothing away."""
    return models.CheckConstraint(
        condition=Q(openness="open")
        | (
            ~Q(public_title="")
            & (Q(openness="confidential") | Q(openness="exempt", paragraph__isnull=False))
        ),
        name=name,
    )


class PaperFileQuerySet(models.QuerySet["PaperFile"]):
    def pages_of(self, papers: Iterable[PaperFile]) -> dict[int, str]:
        """The web pages that were kept beside PDFs made here, by the PDF's key, as SHA-256: of the
        same council, name and moment, so that a later sign-off's page is not taken. One query, none
        where nothing was made here.
        """
        wanted = {
            (one.council_id, one.page_name, one.added_at): one.pk for one in papers if one.made_here
        }
        if not wanted:
            return {}
        found = self.filter(
            made_here=True,
            media_type="text/html",
            council__in={council for council, _, _ in wanted},
            name__in={name for _, name, _ in wanted},
        )
        rows = found.values_list("council", "name", "added_at", "sha256")
        return {
            wanted[council, name, at]: sha256
            for council, name, at, sha256 in rows
            if (council, name, at) in wanted
        }


class PaperFile(models.Model):
    """A file kept under its SHA-256: an upload, cleaned, or a body that was rendered here."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="paper_files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200, help_text="What it was called by whoever sent it")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=0)
    tagged = models.BooleanField(default=True, help_text="A screen reader can read its structure")
    description = models.TextField(blank=True, help_text="Of a file without tags, for who hears it")
    made_here = models.BooleanField(
        default=False, help_text="Rendered for the agenda pack’s own pages, not sent by somebody"
    )
    # What was taken out of it on the way in: scripts, attachments, forms.
    removed = models.JSONField(default=list)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = PaperFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def page_name(self) -> str:
        """What the same paper is called as a web page."""
        return f"{self.name.removesuffix('.pdf')}.html"


class ReportQuerySet(models.QuerySet["Report"]):
    def for_council(self, council: Council) -> ReportQuerySet:
        return self.filter(board__council=council)


class Report(Restricted):
    """A report to the board: written here, an uploaded PDF, or the quarter’s performance pack."""

    class Kind(models.TextChoices):
        WRITTEN = "written", "Written here"
        UPLOADED = "uploaded", "An uploaded PDF"
        PERFORMANCE = "performance", "The quarter’s performance pack"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "With reviewers"
        SIGNED_OFF = "signed_off", "Signed off"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=240)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WRITTEN)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    author = models.CharField(max_length=200, help_text="As printed: a role, or as the board does")
    director = models.CharField(max_length=200, blank=True)
    wards = models.CharField(max_length=200, blank=True, help_text="Wards or divisions affected")
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.SET_NULL)
    # The quarter that the report is about, canonical text (2020-21-Q4): live figures, figure check.
    period = models.CharField(max_length=40, blank=True)
    file = models.ForeignKey(
        PaperFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Rendered at sign-off under the hash of what it was made of; `page` is the same for the web.
    body = models.ForeignKey(
        PaperFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body_key = models.CharField(max_length=64, blank=True)
    page = models.ForeignKey(PaperFile, null=True, on_delete=models.PROTECT, related_name="+")
    # The figures that the signed-off body tells: key, version, label and what is printed.
    figures = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0, help_text="Rises with each change")
    details_revision = models.PositiveIntegerField(
        default=0, help_text="Rises with each change of title, authors and details"
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    signed_off_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "slug"], name="report_once"),
            exempt_has_ground("report_exempt_has_ground"),
        ]

    def __str__(self) -> str:
        return self.title


class ReportAuthor(models.Model):
    """Who may write a report, besides whoever began it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "user"], name="report_author_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class NamedReader(models.Model):
    """Somebody named for a report's exempt papers: kept from them, or let in besides the roles."""

    class Kind(models.TextChoices):
        NOT = "not", "May not read them"
        ALSO = "also", "May read them too"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="named_readers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    reason = models.CharField(max_length=240)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "user__name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "user"], name="named_reader_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class ReportSection(models.Model):
    """The text of one section, in plain paragraphs with tables, figures and live figures.

    `heading` is that of the template when the section was begun: later templates change no report.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    heading = models.CharField(max_length=120)
    wording = models.TextField(blank=True)
    text = models.TextField(blank=True)
    required = models.BooleanField(default=False)
    reviewer = models.CharField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "key"], name="report_section_once")
        ]

    def __str__(self) -> str:
        return self.heading


class Review(models.Model):
    """Somebody is asked about a report, by a day; silence is no clearance."""

    class Answer(models.TextChoices):
        WAITING = "", "Not answered"
        CLEARED = "cleared", "Cleared"
        NONE = "none", "No implications"
        REFUSED = "refused", "Not cleared"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reviews")
    role = models.CharField(max_length=60, help_text="Finance, legal, equality")
    reviewer = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default="")
    comment = models.TextField(blank=True, help_text="Printed in the report under its heading")
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # The revision that was answered: a report changed since then was not cleared.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "role"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "role"], name="review_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.get_answer_display()}"


class Recommendation(models.Model):
    """What a report asks of the board; prefills the minutes."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="recommendations")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "order"], name="recommendation_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class NextStep(models.Model):
    """What officers will do themselves, with the impact meant. Not for the board to resolve."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="next_steps")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    impact = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "order"], name="next_step_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Appendix(Restricted):
    """A paper behind a report; an open report may carry an exempt one."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="appendices")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=240)
    file = models.ForeignKey(PaperFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "order"], name="appendix_once"),
            exempt_has_ground("appendix_exempt_has_ground"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def letter(self) -> str:
        """ "A" for the first, "B" for the second, "AA" for the 27th."""
        text, left = "", self.order
        while left > 0:
            left, digit = divmod(left - 1, 26)
            text = chr(ord("A") + digit) + text
        return text
