"""How long a council keeps things, and the purge of what is older.

Each floor says what of its own is surplus: the setting PURGERS names a function for each kind of
thing, called with the council and the first moment that is kept. It promises that nothing a
signed-off figure or a published edition needs is among what it returns.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.domain.retention import RetentionRule, kept_from
from accounts.models import AuditEvent, Council, KeptFor, User

from .audit import record_event


class RetentionRefused(ValueError):
    """Things cannot be kept for so long, or so short; the message says what is possible."""


@dataclass(frozen=True)
class Surplus:
    """Things that are older than they have to be: how many, the oldest, and how they go."""

    count: int
    oldest: dt.datetime | None
    purge: Callable[[], Any]


@dataclass(frozen=True)
class Kept:
    """One kind of thing in one council: its rule, how long it is kept, and what is surplus."""

    rule: RetentionRule
    amount: int
    kept_from: dt.date
    surplus: Surplus

    @property
    def words(self) -> str:
        return self.rule.words(self.amount)


@lru_cache(maxsize=1)
def retention_rules() -> tuple[RetentionRule, ...]:
    """The kinds of things with their defaults, as fixtures/retention.csv has them."""
    path = settings.FIXTURES_DIR / "retention.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(_rule(row) for row in rows)


def _rule(row: dict[str, str]) -> RetentionRule:
    return RetentionRule(
        what=row["what"],
        name=row["name"],
        amount=int(row["amount"]),
        unit=row["unit"],
        least=int(row["least"]),
        most=int(row["most"]),
        covers=row["covers"],
        reason=row["reason"],
    )


def retention_of(council: Council, today: dt.date | None = None) -> list[Kept]:
    """Every kind of thing with what of it is surplus today."""
    today = today or timezone.localdate()
    own = dict(KeptFor.objects.filter(council=council).values_list("what", "amount"))
    return [
        _kept(council, rule, own.get(rule.what, rule.amount), today) for rule in retention_rules()
    ]


def retention_words(council: Council) -> list[tuple[RetentionRule, str]]:
    """How long each kind of thing is kept, "6 years"; one query."""
    own = dict(KeptFor.objects.filter(council=council).values_list("what", "amount"))
    return [(rule, rule.words(own.get(rule.what, rule.amount))) for rule in retention_rules()]


def _kept(council: Council, rule: RetentionRule, amount: int, today: dt.date) -> Kept:
    first = kept_from(today, amount, rule.unit)
    midnight = timezone.make_aware(dt.datetime.combine(first, dt.time.min))
    find = import_string(settings.PURGERS[rule.what])
    return Kept(rule, amount, first, find(council, midnight))


def surplus_rows(rows: QuerySet[Any], moment: str) -> Surplus:
    """Rows of a table, each of the moment that the field of that name holds."""
    return Surplus(
        rows.count(), rows.order_by().aggregate(oldest=Min(moment))["oldest"], rows.delete
    )


def surplus_events(council: Council, before: dt.datetime) -> Surplus:
    """Old entries of the audit, but those about what is kept for good (AUDIT_KEPT)."""
    kept = Q(action__in=settings.AUDIT_KEPT)
    return surplus_rows(
        AuditEvent.objects.filter(council=council, at__lt=before).exclude(kept), "at"
    )


@transaction.atomic
def change_retention(*, council: Council, amounts: Mapping[str, int], by: User | None) -> None:
    """Says how long each kind of thing is kept. Raises RetentionRefused."""
    rules = {rule.what: rule for rule in retention_rules()}
    changes = {}
    own = dict(KeptFor.objects.filter(council=council).values_list("what", "amount"))
    for what, amount in amounts.items():
        rule = rules[what]
        _check(rule, amount)
        was = own.get(what, rule.amount)
        if was != amount:
            KeptFor.objects.update_or_create(
                council=council, what=what, defaults={"amount": amount}
            )
            changes[what] = {"was": rule.words(was), "now": rule.words(amount)}
    if changes:
        record_event(
            council=council, by=by, action="change_retention", subject=str(council), detail=changes
        )


def _check(rule: RetentionRule, amount: int) -> None:
    if not rule.least <= amount <= rule.most:
        raise RetentionRefused(
            f"{rule.name} must be kept from {rule.words(rule.least)} to {rule.words(rule.most)}"
        )


@transaction.atomic
def purge(
    *, council: Council, by: User | None, today: dt.date | None = None
) -> list[tuple[RetentionRule, int]]:
    """Removes what is surplus, all of it or nothing, and records how much of what went.

    Returns what went, by kind; an empty list when nothing was surplus.
    """
    Council.objects.select_for_update().get(pk=council.pk)  # two presses are one purge
    return _purge(council, by, today)


@transaction.atomic
def purge_daily(
    *, council: Council, today: dt.date | None = None
) -> list[tuple[RetentionRule, int]]:
    """The purge of a day, by nobody: nothing where something was purged today already, by whomever.

    The audit is the memory: its entry is written with the purge, so a worker that was killed has
    done either both or neither, and two workers wait for one another. Returns what went, by kind.
    """
    today = today or timezone.localdate()
    Council.objects.select_for_update().get(pk=council.pk)
    midnight = timezone.make_aware(dt.datetime.combine(today, dt.time.min))
    done = AuditEvent.objects.filter(council=council, action="purge", at__gte=midnight)
    return [] if done.exists() else _purge(council, None, today)


def _purge(
    council: Council, by: User | None, today: dt.date | None
) -> list[tuple[RetentionRule, int]]:
    found = [kept for kept in retention_of(council, today) if kept.surplus.count]
    for kept in found:
        kept.surplus.purge()
    if found:
        detail = {
            kept.rule.what: {"removed": kept.surplus.count, "older_than": kept.kept_from}
            for kept in found
        }
        record_event(council=council, by=by, action="purge", subject=str(council), detail=detail)
    return [(kept.rule, kept.surplus.count) for kept in found]
