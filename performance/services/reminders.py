"""E-mail that reminds people: each thing said once, as it happens or in the digest they chose."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Council, Membership, User
from accounts.services import record_event
from performance.dashboards.reminders import Told, occasions_for, reminders_of
from performance.domain.reminders import (
    GIVEN_UP_AFTER,
    News,
    Occasion,
    Rhythm,
    Weekday,
    rhythms_due,
    wait_after,
)
from performance.models import DigestDay, MailChoice, ReminderLine, ReminderMail, Theme

log = logging.getLogger(__name__)
Post = Callable[[ReminderMail], None]
# What says something of one address or one message; any other failure is the mail server's.
OF_ONE_MAIL = (SMTPRecipientsRefused, SMTPDataError, ValueError)


class ReminderError(Exception):
    """A choice that cannot be kept; the message says why."""


class _Unreachable(Exception):
    """The mail server takes nothing now: nothing more is tried at this look."""


@dataclass
class Posted:
    """How many e-mails left at a look, how many wait to be tried again, how many were given up."""

    sent: int = 0
    waiting: int = 0
    given_up: int = 0


@transaction.atomic
def choose_mail(
    *,
    council: Council,
    rhythms: Mapping[str, str],
    weekday: str,
    themes: Sequence[str],
    by: User,
) -> MailChoice:
    """What a person wants to be told of a council, how often, and of which themes they hear beside
    their own. Raises ReminderError for unknown words.
    """
    known = set(rhythms) <= {one.value for one in Occasion} and weekday in list(Weekday)
    codes = set(Theme.objects.values_list("pk", flat=True))
    if not known or not set(rhythms.values()) <= set(Rhythm) or not set(themes) <= codes:
        raise ReminderError("Choose from the list what you want to be told.")
    kept = {"rhythms": dict(rhythms), "weekday": weekday, "themes": sorted(themes)}
    chosen, _ = MailChoice.objects.update_or_create(user=by, council=council, defaults=kept)
    record_event(
        council=council, by=by, action="choose_mail", subject="Reminders by e-mail", detail=kept
    )
    return chosen


def send_reminders(*, now: dt.datetime, post: Post | None = None) -> Posted:
    """Sends what did not leave before, then what is new; `now` is local time.

    An e-mail and its occasions are written before it is sent: a second worker, or the same one
    started anew, finds them said. One that a worker left behind, or that a server refused, is sent
    again as it is, later each time, for three days; then it is given up, the audit says so, and
    what is still true is told anew. Digests of a council are made at the first look of a day; a
    look that did not come to its end is taken up by the next one.

    Only a worker killed between the server's answer and the note of it sends an e-mail twice:
    with one Message-ID, by which mail programs know it.
    """
    post, posted = post or _post, Posted()
    try:
        for mail in ReminderMail.objects.due_again(now).order_by("claimed_at", "pk"):
            _try_again(mail, now, post, posted)
        for council in Council.objects.order_by("slug"):
            _look(council, now, post, posted)
    except _Unreachable:
        log.exception("The mail server takes no e-mail; it is tried again")
    posted.waiting = ReminderMail.objects.unsent().count()
    return posted


def _look(council: Council, now: dt.datetime, post: Post, posted: Posted) -> None:
    today = now.date()
    last = DigestDay.objects.filter(council=council).values_list("day", flat=True).first()
    for told in reminders_of(council, now):
        due = {Rhythm.NOW} if told.has_digest else rhythms_due(today, last, told.weekday)
        news = [(rhythm, one) for rhythm, one in told.news if rhythm in due]
        mail = _claim(told, news, council, now) if news else None
        if mail is not None:
            _send(mail, now, post, posted)
    DigestDay.objects.update_or_create(council=council, defaults={"day": today})


def _claim(
    told: Told, news: Sequence[tuple[Rhythm, News]], council: Council, now: dt.datetime
) -> ReminderMail | None:
    """The e-mail with its occasions, written; None where another worker was first."""
    try:
        with transaction.atomic():
            mail = ReminderMail.objects.create(
                user=told.person,
                council=council,
                day=now.date(),
                digest=any(rhythm is not Rhythm.NOW for rhythm, _ in news),
                claimed_at=now,
                next_try_at=now + wait_after(1),
                subject=_subject(council, len(news)),
                text=_text(told.person, council, [one for _, one in news]),
            )
            ReminderLine.objects.bulk_create(
                ReminderLine(mail=mail, user=told.person, council=council, key=one.line.key)
                for _, one in news
            )
    except IntegrityError:
        return None
    return mail


def _try_again(mail: ReminderMail, now: dt.datetime, post: Post, posted: Posted) -> None:
    """Takes over an e-mail that did not leave, unless nobody wants it any more."""
    if not _is_wanted(mail):
        mail.delete()
        return
    wait = wait_after(mail.attempts + 1)
    mine = ReminderMail.objects.unsent().filter(pk=mail.pk, attempts=mail.attempts)
    if mine.update(attempts=mail.attempts + 1, next_try_at=now + wait):
        mail.attempts += 1
        _send(mail, now, post, posted)


def _is_wanted(mail: ReminderMail) -> bool:
    """Whether its reader is still a member, and wants to be told anything that they can be told."""
    own = {"council": mail.council_id, "user": mail.user_id}
    roles = Membership.objects.filter(**own, user__is_active=True).values_list("role", flat=True)
    choice = MailChoice.objects.filter(**own).first() or MailChoice()
    return any(choice.rhythm_of(one) is not Rhythm.NEVER for one in occasions_for(set(roles)))


def _send(mail: ReminderMail, now: dt.datetime, post: Post, posted: Posted) -> None:
    """Posts a claimed e-mail. Raises _Unreachable when no other would leave either."""
    try:
        post(mail)
    except (OSError, ValueError) as error:  # every SMTPException is an OSError
        _note_failure(mail, error, now, posted)
        if not isinstance(error, OF_ONE_MAIL):
            raise _Unreachable from error
        return
    ReminderMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), text="", error="")
    posted.sent += 1


@transaction.atomic
def _note_failure(mail: ReminderMail, error: Exception, now: dt.datetime, posted: Posted) -> None:
    words = _said(error)
    mine = ReminderMail.objects.filter(pk=mail.pk)
    if now - mail.claimed_at < GIVEN_UP_AFTER:
        mine.update(error=words)
        return
    mine.update(error=words, given_up_at=now, text="")
    mail.lines.all().delete()  # what is still true is told in another e-mail
    posted.given_up += 1
    record_event(
        council=mail.council,
        by=None,
        action="mail_given_up",
        subject=str(mail.user),
        detail={"day": mail.day, "tries": mail.attempts, "error": words},
    )


def _said(error: Exception) -> str:
    """What the mail server said, in its own words: "550 No such mailbox"."""
    answers: list[tuple[int, bytes | str]]
    if isinstance(error, SMTPRecipientsRefused) and error.recipients:
        answers = list(error.recipients.values())
    elif isinstance(error, SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        return " ".join(str(error).split())[:240] or type(error).__name__
    texts = (
        f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
        for code, said in answers
    )
    return " ".join("; ".join(texts).split())[:240]


def _subject(council: Council, count: int) -> str:
    things = "1 thing" if count == 1 else f"{count} things"
    return " ".join(f"{council.board_name}: {things} to know".split())[:240]


def _text(person: User, council: Council, news: Sequence[News]) -> str:
    by_heading = groupby(news, key=lambda one: one.heading)
    context = {
        "person": person,
        "council": council,
        "groups": [(heading, [one.line for one in found]) for heading, found in by_heading],
        "site": settings.SITE_URL,
        "choose": settings.SITE_URL + reverse("performance:mail_choice", args=[council.slug]),
    }
    return render_to_string("performance/email/reminder.txt", context)


def _post(mail: ReminderMail) -> None:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    EmailMessage(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.user.email],
        headers={"Message-ID": f"<{mail.message_id}@{host}>"},
    ).send()
