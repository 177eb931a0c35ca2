"""What happened at a meeting, and what came of it: attendance, minutes, votes, actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council, User
from reference.domain.periods import long_date

from .board import Board, Member
from .meetings import AgendaItem, Meeting, WorkItem
from .papers import CLOSED, Openness, PaperFile, Paragraph

REGISTER_WITHIN = dt.timedelta(days=28)
# Why the public did not hear a part of an item: a paragraph of Schedule 12A, or confidence.
GROUNDS = [
    *((str(number), f"Exempt, paragraph {label}") for number, label in Paragraph.choices),
    (Openness.CONFIDENTIAL.value, "Confidential: the public must be excluded"),
]


class Attendance(models.Model):
    """One stretch of somebody’s presence, or their apologies. Who leaves and returns has two."""

    class Capacity(models.TextChoices):
        MEMBER = "member", "Member"
        SUBSTITUTE = "substitute", "Substitute"
        APOLOGIES = "apologies", "Apologies"
        IN_ATTENDANCE = "in_attendance", "In attendance"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    capacity = models.CharField(max_length=13, choices=Capacity)
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    name = models.CharField(max_length=200, help_text="As printed in the minutes")
    job = models.CharField(max_length=200, blank=True)
    young_person = models.BooleanField(default=False)
    for_member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    present_from = models.TimeField(null=True, blank=True)
    present_until = models.TimeField(null=True, blank=True)
    remote = models.BooleanField(default=False)
    # The last item for which they were there, or the first, where the minutes say so.
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["capacity", "pk"]

    def __str__(self) -> str:
        return self.name


class Declaration(models.Model):
    """An interest declared by somebody in an item."""

    class Kind(models.TextChoices):
        PECUNIARY = "pecuniary", "Disclosable pecuniary interest"
        OTHER = "other", "Other registrable interest"
        TRANSPARENCY = "transparency", "For transparency only"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="declarations")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="declarations")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=12, choices=Kind)
    what = models.TextField(help_text="As read out")
    left_room = models.BooleanField(default=False)
    dispensation = models.CharField(max_length=200, blank=True)
    registered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["item__position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "item"], name="declaration_once")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"

    @property
    def register_by(self) -> dt.date | None:
        """The day until which a pecuniary interest is to be registered; None where it need not.
        Localism Act 2011, section 31(2).
        """
        if self.kind != self.Kind.PECUNIARY or self.registered_on:
            return None
        return self.meeting.day + REGISTER_WITHIN


class MinuteQuerySet(models.QuerySet["Minute"]):
    def for_council(self, council: Council) -> MinuteQuerySet:
        return self.filter(item__meeting__board__council=council)


class Minute(models.Model):
    """What was said and resolved on an item. `number` as the board numbers: 4, or 12/21."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="minute")
    number = models.CharField(max_length=12, blank=True)
    discussion = models.TextField(blank=True)
    # What was said in a part of an open item that the public did not hear, and on what ground.
    closed_discussion = models.TextField(blank=True)
    closed_ground = models.CharField(max_length=12, choices=GROUNDS, blank=True)
    # Of what the public did not hear: a fair account for them (section 100C(2)).
    public_summary = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = MinuteQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["item__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(closed_discussion="") | ~Q(closed_ground=""),
                name="minute_closed_has_ground",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.item.title}".strip()

    @property
    def has_closed_part(self) -> bool:
        """Whether a part of an open item was not heard by the public."""
        return bool(self.closed_ground)


class Resolution(models.Model):
    """What the board decided under a minute."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Not agreed"
        NOTED = "noted", "Noted"
        DEFERRED = "deferred", "Deferred"

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="resolutions")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.AGREED)
    decided_at = models.TimeField(null=True, blank=True)
    # Code of the measure that the board wants to move, and the quarter on the table then.
    indicator = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=40, blank=True)
    by_casting_vote = models.BooleanField(default=False)
    closed = models.BooleanField(
        default=False, help_text="Made in the part of an open item that the public did not hear"
    )
    # What the board asked to be told again, in the work programme.
    report_back = models.ForeignKey(
        WorkItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="resolutions"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minute", "order"], name="resolution_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Vote(models.Model):
    """How a member voted, where a vote was recorded or the member asked for it."""

    class How(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="votes_cast")
    how = models.CharField(max_length=9, choices=How)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["resolution", "member"], name="vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_how_display()}"


class Minutes(models.Model):
    """The minutes of a meeting as a document: draft, then agreed later, then signed."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed as a correct record"
        SIGNED = "signed", "Signed"

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT)
    agreed_at_meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="minutes_agreed"
    )
    signed_by = models.CharField(max_length=200, blank=True, help_text="Who presided and signed")
    signed_on = models.DateField(null=True, blank=True)
    signed_file = models.ForeignKey(
        PaperFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"Minutes, {self.meeting}"


class Correction(models.Model):
    """What was corrected when the minutes were agreed."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minutes", "order"], name="correction_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ActionQuerySet(models.QuerySet["Action"]):
    def for_council(self, council: Council) -> ActionQuerySet:
        return self.filter(board__council=council)

    def told_to(self, *, restricted: bool, kept: Collection[int] = ()) -> ActionQuerySet:
        """Those that a reader may know of: what the public is not told by role, and not on the
        reports that they are kept from.
        """
        secret = Q(restricted=True)
        for way in ("item__report", "resolution__minute__item__report"):
            secret |= Q(**{f"{way}__openness__in": CLOSED})
        if not restricted:
            return self.exclude(pk__in=self.filter(secret))
        return self.exclude(pk__in=self.filter(secret).on_reports(kept)) if kept else self.all()

    def on_reports(self, reports: Collection[int]) -> ActionQuerySet:
        """Those that arose from one of these reports: under its item, or by a resolution on it."""
        own = Q(item__report__in=reports)
        return self.filter(own | Q(resolution__minute__item__report__in=reports))

    def open(self) -> ActionQuerySet:
        return self.filter(closed_on=None)

    def open_on(self, day: dt.date) -> ActionQuerySet:
        """Those that were open on a day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), raised_on__lte=day)

    def overdue_on(self, day: dt.date) -> ActionQuerySet:
        late = Q(due_on__lt=day) | Q(due_meeting__day__lt=day)
        return self.open_on(day).filter(late)


class Action(models.Model):
    """Something that somebody is to do; it comes back to each agenda until it is closed."""

    class Source(models.TextChoices):
        MEETING = "meeting", "A meeting of the board"
        INSPECTION = "inspection", "An inspection"
        PEER_REVIEW = "peer_review", "A peer review"
        AUDIT = "audit", "An audit"
        STRATEGY = "strategy", "A strategy"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField(help_text="Counted through the board’s life")
    source = models.CharField(max_length=11, choices=Source, default=Source.MEETING)
    source_note = models.CharField(max_length=240, blank=True)
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    text = models.TextField()
    owner = models.CharField(max_length=200)
    owner_user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="board_actions"
    )
    due_on = models.DateField(null=True, blank=True)
    due_meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_due"
    )
    indicator = models.CharField(max_length=80, blank=True)
    raised_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.TextField(blank=True)
    restricted = models.BooleanField(
        default=False, help_text="Not told to the public: it came from a closed item"
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["board", "number"], name="action_number_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(due_meeting__isnull=False),
                name="action_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text[:60]}"

    @property
    def due_day(self) -> dt.date:
        """The day itself, or that of the meeting."""
        day = self.due_on or (self.due_meeting.day if self.due_meeting else None)
        return day or self.raised_on

    @property
    def due_words(self) -> str:
        """ "30 June 2021", or "the meeting of 19 July 2021"."""
        day = long_date(self.due_day)
        return day if self.due_on else f"the meeting of {day}"


class ActionProgress(models.Model):
    """What was said of an action, in order of time. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="progress")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
