"""The page on which a person chooses what they are told: what can be chosen, and what is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.access import roles_in
from accounts.models import Council, Role, User
from performance.domain.reminders import Occasion
from performance.models import CouncilIndicator, MailChoice, ReminderMail, Theme

from .told import occasions_for

# How long the page tells of an e-mail that was given up.
RECENT = dt.timedelta(days=14)


@dataclass(frozen=True)
class Choosing:
    """What a person in their roles can choose, what they chose, and what did not reach them.

    `unsent` are e-mails that wait to be tried again: the person's own, and everybody's, without
    their text, for who looks after people.
    """

    occasions: tuple[Occasion, ...]
    themes: tuple[Theme, ...]
    kept: MailChoice
    unsent: tuple[ReminderMail, ...]
    given_up: tuple[ReminderMail, ...]

    @property
    def initial(self) -> dict[str, object]:
        rhythms = {one.value: self.kept.rhythm_of(one).value for one in self.occasions}
        return {**rhythms, "weekday": self.kept.weekday, "themes": self.kept.themes or []}


def choosing_of(council: Council, person: User, now: dt.datetime) -> Choosing:
    """What the page shows to one person. Six queries."""
    kept = MailChoice.objects.filter(user=person, council=council).first()
    roles = roles_in(person, council)
    used = CouncilIndicator.objects.filter(council=council, on=True)
    themes = tuple(Theme.objects.filter(pk__in=used.values("indicator__theme")))
    kept = kept or MailChoice(user=person, council=council)
    if kept.themes is None and Role.GOVERNANCE.value in roles:
        kept.themes = [theme.pk for theme in themes]
    mails = ReminderMail.objects.filter(council=council).select_related("user")
    if not person.has_perm("accounts.manage_people", council):
        mails = mails.filter(user=person)
    unsent = tuple(mails.unsent().exclude(error="").order_by("claimed_at"))
    for mail in unsent:
        if mail.user_id != person.pk:
            mail.text = ""  # what it says is its reader's
    return Choosing(
        occasions=tuple(occasions_for(roles)),
        themes=themes,
        kept=kept,
        unsent=unsent,
        given_up=tuple(mails.filter(given_up_at__gt=now - RECENT).order_by("-given_up_at")[:20]),
    )
