"""Whom of a council each piece of news concerns, and what they were not told yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accounts.models import Council, Membership, Role, User
from performance.domain.reminders import CHOSEN_BY_THEME, News, Occasion, Rhythm, Weekday
from performance.models import MailChoice, ReminderLine, ReminderMail, ThemeOfficer

from .news import news_of

# Who hears of what at all; officers of their own themes, anybody of the themes that they chose.
HEARS = {
    Occasion.DUE: {Role.OFFICER},
    Occasion.OVERDUE: {Role.OFFICER, Role.APPROVER},
    Occasion.PROVISIONAL: {Role.OFFICER},
    Occasion.TO_SIGN: {Role.APPROVER},
    Occasion.SIGNED_OFF: set(Role),
    Occasion.PUBLISHED: set(Role),
}


@dataclass(frozen=True)
class Told:
    """A person, what they chose, and what is new for them, in the order of the e-mail."""

    person: User
    weekday: Weekday
    has_digest: bool
    news: tuple[tuple[Rhythm, News], ...]


def occasions_for(roles: Collection[str]) -> list[Occasion]:
    """What a person in these roles can be told at all."""
    return [one for one in Occasion if HEARS[one] & {Role(role) for role in roles}]


def reminders_of(council: Council, now: dt.datetime) -> list[Told]:
    """The members for whom there is something that they were not told yet. 15 queries."""
    news = news_of(council, now)
    themes = _themes(council)
    choices = {one.user_id: one for one in MailChoice.objects.filter(council=council)}
    said = _said(council)
    digests = ReminderMail.objects.filter(council=council, day=now.date(), digest=True)
    have_digest = set(digests.values_list("user_id", flat=True))
    found = []
    for person, roles in _roles(council).items():
        choice = choices.get(person.pk) or MailChoice(user=person, council=council)
        own = _own(news, choice, roles, themes.get(person.pk, set()))
        new = tuple(
            (rhythm, one)
            for one in own
            for rhythm in [choice.rhythm_of(one.line.occasion)]
            if rhythm is not Rhythm.NEVER and one.line.key not in said[person.pk]
        )
        if new:
            weekday = Weekday(choice.weekday)
            found.append(Told(person, weekday, person.pk in have_digest, new))
    return found


def _said(council: Council) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for user, key in ReminderLine.objects.filter(council=council).values_list("user_id", "key"):
        found[user].add(key)
    return found


def _roles(council: Council) -> dict[User, set[str]]:
    found: dict[User, set[str]] = defaultdict(set)
    members = Membership.objects.filter(council=council, user__is_active=True)
    for one in members.select_related("user").order_by("user__email"):
        found[one.user].add(one.role)
    return found


def _themes(council: Council) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for user, theme in ThemeOfficer.objects.filter(council=council).values_list("user", "theme"):
        found[user].add(theme)
    return found


def _own(
    news: Sequence[News], choice: MailChoice, roles: Collection[str], own: Collection[str]
) -> list[News]:
    """Officers hear of their themes, approvers of what is late and what waits for them; governance
    officers of all that is signed off and published, unless they chose themes.
    """
    officer = Role.OFFICER.value in roles
    mine = set(own) if officer else set()
    chosen = set(choice.themes or ())
    everything = choice.themes is None and Role.GOVERNANCE.value in roles

    def concerns(one: News) -> bool:
        if one.line.occasion in CHOSEN_BY_THEME:
            told = everything or bool(one.themes & (mine | chosen))
            return told and one.by != choice.user_id
        approves = Role.APPROVER in HEARS[one.line.occasion] and Role.APPROVER.value in roles
        enters = Role.OFFICER in HEARS[one.line.occasion] and bool(one.themes & mine)
        return approves or enters

    return [one for one in news if concerns(one)]
