"""What of this floor is surplus after a while: drafts, overtyped versions, reminders.

Figures, commentary, returns with their steps, targets and packs are kept for good, and so is every
version of an entry that was signed off: figures rest on it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Council
from accounts.services import Surplus, surplus_rows
from performance.domain.superseded import Saved, superseded
from performance.models import Entry, EntryRevision, QuarterlyReturn, ReminderMail, ReturnStep

from .returns.opening import ask_again

Outcome, Status = EntryRevision.Outcome, QuarterlyReturn.Status


def surplus_drafts(council: Council, before: dt.datetime) -> Surplus:
    """What was typed into returns that nobody ever submitted or signed off; the return stays, and
    asks again for what the catalogue asks.
    """
    never = QuarterlyReturn.objects.for_council(council).filter(
        status=Status.OPEN, signed_off_times=0, ends_on__lt=timezone.localdate(before)
    )
    entries = Entry.objects.filter(quarterly_return__in=never, revision__gt=0)
    return Surplus(
        entries.count(),
        surplus_rows(entries, "updated_at").oldest,
        lambda: _empty(entries, list(never)),
    )


def _empty(entries: QuerySet[Entry], returns: list[QuarterlyReturn]) -> None:
    entries.delete()
    for one in returns:
        ask_again(quarterly_return=one)


def surplus_set_aside(council: Council, before: dt.datetime) -> Surplus:
    """Versions that somebody chose against; one that waits for a choice never is."""
    return surplus_rows(_revisions(council).filter(outcome=Outcome.SET_ASIDE, at__lt=before), "at")


def surplus_revisions(council: Council, before: dt.datetime) -> Surplus:
    """Versions that were overtyped before sign-off, in returns that are signed off now."""
    signed: dict[int, list[dt.datetime]] = defaultdict(list)
    steps = ReturnStep.objects.filter(
        quarterly_return__council=council, kind=ReturnStep.Kind.SIGNED_OFF
    )
    for number, at in steps.values_list("quarterly_return", "at"):
        signed[number].append(at)
    saved = _revisions(council).filter(
        outcome=Outcome.SAVED, entry__quarterly_return__status=Status.SIGNED_OFF
    )
    ordered = saved.order_by("entry", "revision", "pk")
    rows = ordered.values_list("entry", "entry__quarterly_return", "pk", "by", "at")
    surplus: set[int] = set()
    for (_, number), versions in groupby(rows, key=lambda row: (row[0], row[1])):
        surplus |= superseded([Saved(*row[2:]) for row in versions], signed[number])
    return surplus_rows(_revisions(council).filter(pk__in=surplus, at__lt=before), "at")


def surplus_mails(council: Council, before: dt.datetime) -> Surplus:
    """Reminders of long ago, with what each was about; what people chose to be told stays."""
    mails = ReminderMail.objects.filter(council=council, claimed_at__lt=before)
    return surplus_rows(mails, "claimed_at")


def _revisions(council: Council) -> QuerySet[EntryRevision]:
    return EntryRevision.objects.filter(entry__quarterly_return__council=council)
