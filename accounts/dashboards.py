"""What the pages about people, tokens and the audit show: queries only, nothing is written."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from reference.domain.spreadsheets import Value

from .models import ApiToken, AuditEvent, Council, Membership, Role, User

EVENTS_A_PAGE = 50
OPERATOR, THE_OPERATOR = "operator", "The operator"
# As many of a long list as a line of the audit names.
LISTED = 8
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CHECKSUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Member:
    """A person of a council with their roles in words."""

    user: User
    roles: tuple[str, ...]

    @property
    def is_waiting(self) -> bool:
        """Invited, and no password set yet."""
        return not self.user.has_usable_password()


@dataclass(frozen=True)
class Deed:
    """One audit event as a line: the deed in words, and what changed."""

    event: AuditEvent
    what: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class TokenLine:
    """A token of another program; `state` is in words why it does not work, empty while it does."""

    token: ApiToken
    state: str


def members_of(council: Council) -> list[Member]:
    """Everybody with a role in the council, by name; two people of one name by e-mail."""
    roles: dict[User, set[str]] = defaultdict(set)
    held = Membership.objects.for_council(council).select_related("user")
    for membership in held.order_by("user__name", "user__email"):
        roles[membership.user].add(membership.role)
    return [
        Member(user, tuple(role.label for role in Role if role in names))
        for user, names in roles.items()
    ]


def tokens_of(council: Council) -> list[TokenLine]:
    """The council's tokens that nobody has revoked, by name, those that ran out too."""
    standing = ApiToken.objects.for_council(council).standing().select_related("made_by")
    administrators = set(council.administrators().values_list("pk", flat=True))
    today = timezone.localdate()
    return [TokenLine(token, _token_state(token, today, administrators)) for token in standing]


def _token_state(token: ApiToken, today: dt.date, administrators: set[int]) -> str:
    if token.expires_on < today:
        return "Has run out"
    if not token.is_public and token.made_by_id not in administrators:
        return "Stopped: who made it is no administrator any more"
    return ""


@dataclass(frozen=True)
class AuditQuery:
    """What is looked for in the audit; what is left empty does not matter.

    `person` is a primary key or OPERATOR; `text` stands somewhere in what the deed was done to;
    the days are counted whole, in the council's time.
    """

    person: str = ""
    action: str = ""
    text: str = ""
    from_on: dt.date | None = None
    to_on: dt.date | None = None


def audit_events(council: Council, asked: AuditQuery) -> QuerySet[AuditEvent]:
    """The deeds that a query asks for, the newest first."""
    events = AuditEvent.objects.filter(council=council).select_related("by")
    if asked.person:
        by = None if asked.person == OPERATOR else int(asked.person)
        events = events.filter(by=by)
    if asked.action:
        events = events.filter(action=asked.action)
    if asked.text:
        events = events.filter(subject__icontains=asked.text)
    if asked.from_on:
        events = events.filter(at__gte=_midnight(asked.from_on))
    if asked.to_on:
        events = events.filter(at__lt=_midnight(asked.to_on + dt.timedelta(days=1)))
    return events


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def audit_choices(council: Council) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Whom and what the audit knows, each as pairs of value and words, by the words."""
    events = AuditEvent.objects.filter(council=council).order_by()
    found = events.values_list("by", "by__name", "by__email").distinct()
    people = [
        (str(pk), name or email) if pk is not None else (OPERATOR, THE_OPERATOR)
        for pk, name, email in found
    ]
    actions = events.values_list("action", flat=True).distinct()
    return (
        sorted(people, key=lambda pair: pair[1].casefold()),
        sorted(((action, _words(action)) for action in actions), key=lambda pair: pair[1]),
    )


def audit_page(
    council: Council, number: str | None, asked: AuditQuery | None = None
) -> tuple[Page[AuditEvent], list[Deed]]:
    """One page of the council's audit, the newest first; the nearest page for a wrong number."""
    page = Paginator(audit_events(council, asked or AuditQuery()), EVENTS_A_PAGE).get_page(number)
    return page, [_deed(event) for event in page]


def _deed(event: AuditEvent) -> Deed:
    return Deed(event, _words(event.action), _changes(event.detail))


AUDIT_HEAD = ("when", "who", "email", "what", "to what", "details")


def audit_lines(council: Council, asked: AuditQuery) -> Iterator[tuple[Value, ...]]:
    """The head, then a line a deed; moments as people here write them."""
    yield AUDIT_HEAD
    for event in audit_events(council, asked).iterator(chunk_size=2000):
        deed = _deed(event)
        yield (
            f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
            str(event.by) if event.by else THE_OPERATOR,
            event.by.email if event.by else "",
            deed.what,
            event.subject,
            "; ".join(deed.changes),
        )


def _words(action: str) -> str:
    return action.replace("_", " ").replace(".", " ").capitalize()


def _changes(detail: dict[str, Any]) -> tuple[str, ...]:
    """A line for each thing that is told; what was left empty is no line."""
    was, now = detail.get("was"), detail.get("now")
    if isinstance(was, dict) and isinstance(now, dict):
        detail = {**detail, **_moved(was, now)}
        del detail["was"], detail["now"]
    # In alphabetical order: databases keep the order of a document's parts differently.
    parts = sorted(detail.items())
    return tuple(f"{_words(key)}: {_told(value)}" for key, value in parts if _says(value))


def _moved(was: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """What differs, side by side; of something new only what it is."""
    if not was or not now:
        return was or now
    pairs = {key: {"was": was.get(key), "now": now.get(key)} for key in {**was, **now}}
    return {key: pair for key, pair in pairs.items() if pair["was"] != pair["now"]}


def _says(value: Any) -> bool:
    return value not in (None, "", [], {})


def _told(value: Any) -> str:
    if isinstance(value, dict) and {"was", "now"} <= set(value):
        return f"{_told(value['was'])} → {_told(value['now'])}"
    if isinstance(value, dict):
        told = [
            f"{key.replace('_', ' ')} {_told(one)}"
            for key, one in sorted(value.items())
            if _says(one)
        ]
        return "; ".join(told) or "none"
    if isinstance(value, list):
        return _listed(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _plain(str(value)) if _says(value) else "none"


def _listed(values: list[Any]) -> str:
    """The first few by name; numbers of records say nothing to a reader, so they are counted."""
    if values and all(isinstance(value, int) for value in values):
        return str(len(values))
    named = ", ".join(_told(one) for one in values[:LISTED])
    return f"{named} and {len(values) - LISTED} more" if len(values) > LISTED else named or "none"


def _plain(text: str) -> str:
    """Dates as people write them; of a checksum its beginning, enough to tell files apart."""
    if ISO_DATE.fullmatch(text):
        with suppress(ValueError):  # 31 February
            return date_format(dt.date.fromisoformat(text), "j F Y")
    return f"(SHA-256 {text[:12]}…)" if CHECKSUM.fullmatch(text) else text
