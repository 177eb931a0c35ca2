"""The board: its rules, its members over time, its template of reports, its standing items."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import Council, User
from boards.domain.voting import has_vote


class Board(models.Model):
    """How a council's corporate parenting board works. Its name is the council's `board_name`.

    Every rule that differs between councils is a field here and no constant.
    """

    class Regime(models.TextChoices):
        COMMITTEE = "committee", "Committee (Local Government Act 1972, section 102(1))"
        ADVISORY = "advisory", "Advisory committee (section 102(4))"
        EXECUTIVE = "executive", "Committee of the executive (SI 2012/2089)"
        SCRUTINY = "scrutiny", "Scrutiny panel"
        INFORMAL = "informal", "Informal board, not bound by the access rules"

    class Quorum(models.TextChoices):
        NUMBER = "number", "A number of members"
        FRACTION = "fraction", "A share of the members, rounded up"

    class MinuteNumbering(models.TextChoices):
        PER_MEETING = "per_meeting", "From 1 at each meeting"
        MUNICIPAL_YEAR = "municipal_year", "On through the municipal year, as in 12/21"

    class Resolutions(models.TextChoices):
        NUMBERS = "numbers", "Numbered: (1), (2)"
        LETTERS = "letters", "Lettered: (a), (b)"

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="board")
    access_regime = models.CharField(max_length=10, choices=Regime, default=Regime.COMMITTEE)
    quorum_rule = models.CharField(max_length=10, choices=Quorum, default=Quorum.FRACTION)
    quorum_number = models.PositiveSmallIntegerField(
        default=4,
        validators=[MinValueValidator(1)],
        help_text="So many members, or one in so many of them",
    )
    quorum_least = models.PositiveSmallIntegerField(
        default=3, help_text="Never fewer than this, whatever the share"
    )
    minute_numbering = models.CharField(
        max_length=15, choices=MinuteNumbering, default=MinuteNumbering.PER_MEETING
    )
    resolutions = models.CharField(max_length=10, choices=Resolutions, default=Resolutions.NUMBERS)
    reference_prefix = models.CharField(
        max_length=12, default="CPB", help_text="Before the number of a meeting’s papers, as in CPB"
    )
    civic_year_month = models.PositiveSmallIntegerField(
        default=5, help_text="Month in which the municipal year begins"
    )
    clear_days = models.PositiveSmallIntegerField(default=5)
    report_working_days = models.PositiveSmallIntegerField(
        default=5, help_text="Reports are due this many working days before publication"
    )
    sign_off_working_days = models.PositiveSmallIntegerField(
        default=2, help_text="Reports are signed off this many working days before publication"
    )
    private_notice_days = models.PositiveSmallIntegerField(
        default=28, help_text="Clear days of notice that a meeting of the executive is private"
    )
    private_reasons_days = models.PositiveSmallIntegerField(
        default=5, help_text="Clear days of the second such notice, with reasons"
    )
    figures_working_days = models.PositiveSmallIntegerField(
        default=15,
        help_text="A quarter’s figures are signed off so many working days after it ends",
    )
    usual_place = models.CharField(max_length=200, blank=True)
    usual_time = models.TimeField(default=dt.time(14))
    usual_minutes = models.PositiveSmallIntegerField(
        default=120, help_text="How long a meeting takes, for calendars"
    )
    contact = models.CharField(
        max_length=240, default="Governance officer", help_text="As printed on the front sheet"
    )
    notice = models.TextField(
        default="Councillors are asked to attend this meeting to transact the business below.",
    )
    declarations_note = models.TextField(
        default="If you are unsure whether you should declare an interest in any item, ask the "
        "governance officer before the day of the meeting."
    )
    comment_initials = models.BooleanField(
        default=False, help_text="Print initials and dates of the statutory comments"
    )
    young_people_named = models.BooleanField(
        default=False, help_text="Name young people in papers that the public reads"
    )
    duplex = models.BooleanField(
        default=True, help_text="Papers begin on a right-hand page, for printing on both sides"
    )
    casting_vote = models.BooleanField(default=True)
    other_system = models.CharField(
        max_length=120,
        blank=True,
        help_text="The committee system of record, where papers are uploaded too",
    )
    # A .docx of the council's own, whose styles and letterhead reports and minutes then bear.
    word_template = models.ForeignKey(
        "boards.PaperFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.council.board_name}, {self.council}"

    @property
    def name(self) -> str:
        return self.council.board_name

    @property
    def meets_in_public(self) -> bool:
        """Whether everybody may know when it meets; an informal board is its members' own."""
        return self.access_regime != Board.Regime.INFORMAL


class MemberQuerySet(models.QuerySet["Member"]):
    def on(self, day: dt.date) -> MemberQuerySet:
        """Those who belong to the board on a day."""
        ended = Q(until_on__isnull=True) | Q(until_on__gte=day)
        return self.filter(ended, from_on__lte=day)

    def who_vote(self) -> MemberQuerySet:
        return self.filter(votes=True)

    def counted(self) -> MemberQuerySet:
        """Those of whom a quorum is reckoned."""
        return self.filter(kind=Member.Kind.COUNCILLOR)


class Member(models.Model):
    """One person’s time on a board, in one capacity."""

    class Kind(models.TextChoices):
        COUNCILLOR = "councillor", "Councillor"
        COOPTEE = "cooptee", "Co-opted member"
        SUBSTITUTE = "substitute", "Substitute"
        ADVISER = "adviser", "Adviser"
        YOUNG_PERSON = "young_person", "Young person"

    class Office(models.TextChoices):
        NONE = "", "None"
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice_chair", "Vice-Chair"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="board_seats"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COUNCILLOR)
    office = models.CharField(max_length=10, choices=Office, blank=True, default="")
    represents = models.CharField(max_length=200, blank=True, help_text="Party, body or service")
    votes = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="Last day; empty while it goes on")

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name", "from_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="member_leaves_after_joining",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_vote(self) -> bool:
        return has_vote(
            votes=self.votes,
            co_opted=self.kind == self.Kind.COOPTEE,
            ordinary_committee=self.board.access_regime == Board.Regime.COMMITTEE,
        )


class ClosureDay(models.Model):
    """A day on which the council’s offices are shut: no clear day."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="closure_days")
    day = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "day"], name="closure_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d %B %Y}"


class Priority(models.Model):
    """A strategic priority or corporate parenting principle that reports serve."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="priorities")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "name"], name="priority_once")
        ]

    def __str__(self) -> str:
        return self.name


class TemplateSection(models.Model):
    """One section of the board’s report template, with its statutory wording.

    `reviewer` names who answers for it ("Finance"); empty where the author writes alone.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    heading = models.CharField(max_length=120)
    wording = models.TextField(blank=True, help_text="Printed as it stands under the heading")
    required = models.BooleanField(default=False)
    reviewer = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "key"], name="template_section_once")
        ]

    def __str__(self) -> str:
        return self.heading


class StandingItem(models.Model):
    """An item that comes to every agenda by itself, until it is taken off there."""

    class Kind(models.TextChoices):
        PROCEDURAL = "procedural", "Procedural"
        MINUTES = "minutes", "Minutes of the last meeting"
        ACTIONS = "actions", "Matters arising and actions"
        WORK_PROGRAMME = "work_programme", "Work programme"
        DATES = "dates", "Dates of future meetings"

    class When(models.TextChoices):
        ALWAYS = "always", "Every meeting"
        FIRST = "first", "The first meeting of the civic year"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="standing_items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.PROCEDURAL)
    when = models.CharField(max_length=6, choices=When, default=When.ALWAYS)
    at_end = models.BooleanField(default=False, help_text="After the reports, not before them")

    class Meta:
        ordering: ClassVar[list[str]] = ["at_end", "order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "title"], name="standing_item_once")
        ]

    def __str__(self) -> str:
        return self.title
