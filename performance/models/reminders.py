"""What people chose to be told by e-mail, and what they were told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Council, User
from performance.domain.reminders import Occasion, Rhythm, Weekday

from .catalogue import choices


def every_occasion_daily() -> dict[str, str]:
    return {occasion.value: Rhythm.DAILY.value for occasion in Occasion}


class MailChoice(models.Model):
    """What one person wants to be told of one council, and how often; without a row, everything
    that concerns them, in the digest of the day.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_choices")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="mail_choices")
    # Rhythm by occasion; an occasion that is not in it is told daily.
    rhythms: Any = models.JSONField(default=every_occasion_daily)
    weekday = models.CharField(
        max_length=10, choices=choices(Weekday), default=Weekday.MONDAY.value
    )
    # Codes of the themes of which the person hears what was signed off and published, beside those
    # that are theirs; None until they chose.
    themes: Any = models.JSONField(null=True, default=None)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "council"], name="mail_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.council}"

    def rhythm_of(self, occasion: Occasion) -> Rhythm:
        return Rhythm(self.rhythms.get(occasion.value, Rhythm.DAILY.value))


class DigestDay(models.Model):
    """The last day on which all digests of a council had been made: none is made twice a day."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="digest_day")
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.council}, {self.day}"


class ReminderMailQuerySet(models.QuerySet["ReminderMail"]):
    def unsent(self) -> ReminderMailQuerySet:
        """Claimed, and neither gone nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def due_again(self, now: dt.datetime) -> ReminderMailQuerySet:
        return self.unsent().filter(next_try_at__lte=now)


class ReminderMail(models.Model):
    """One e-mail to one person. Written, with its occasions, before it is sent, so that two workers
    send one; one that did not leave is sent again as it was, with the same Message-ID.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reminder_mails")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="reminder_mails")
    day = models.DateField()
    digest = models.BooleanField(default=True, help_text="The one of its day")
    message_id = models.UUIDField(default=uuid.uuid4)
    subject = models.CharField(max_length=240, blank=True)
    text = models.TextField(blank=True, help_text="Emptied when it has left or was given up")
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=1)
    next_try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=240, blank=True)
    given_up_at = models.DateTimeField(null=True)

    objects = ReminderMailQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "council", "day"],
                condition=Q(digest=True),
                name="reminder_digest_once",
            ),
            models.CheckConstraint(condition=Q(attempts__gte=1), name="reminder_mail_tried"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.council}, {self.day}"


class ReminderLine(models.Model):
    """An occasion of which a person was told: not told again."""

    mail = models.ForeignKey(ReminderMail, on_delete=models.CASCADE, related_name="lines")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "council", "key"], name="reminder_line_once")
        ]

    def __str__(self) -> str:
        return self.key
