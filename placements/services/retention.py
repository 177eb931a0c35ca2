"""What of this floor is surplus after a while: old returns, what was never accepted, looks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council
from accounts.services import Surplus, surplus_rows
from placements.models import Intake, Look, Placement, Return903, Search

from .intake import store
from .intake.keeping import drop_unnamed_children


def surplus_returns(council: Council, before: dt.datetime) -> Surplus:
    """Returns whose year ended long ago, with every child that no later return names.

    Signed-off figures and published editions are numbers of their own and stay.
    """
    returns = Return903.objects.for_council(council).filter(as_at__lt=before.date())
    first = returns.order_by("as_at").first()
    oldest = None
    if first is not None:
        oldest = _start_of(first.as_at)

    @transaction.atomic
    def purge() -> None:
        returns.delete()
        drop_unnamed_children(council)

    return Surplus(returns.count(), oldest, purge)


def surplus_intakes(council: Council, before: dt.datetime) -> Surplus:
    """What was sent and neither accepted nor discarded, with its files; and reports of the rest."""
    intakes = Intake.objects.for_council(council).filter(sent_at__lt=before)
    told = surplus_rows(intakes, "sent_at")

    def purge() -> Any:
        stores = list(intakes.values_list("store", flat=True))
        transaction.on_commit(lambda: _forget(stores))
        return intakes.delete()

    return Surplus(told.count, told.oldest, purge)


def _forget(stores: list[str]) -> None:
    for one in stores:
        store.forget(one)


def surplus_looks(council: Council, before: dt.datetime) -> Surplus:
    """Who looked at children's records, once nobody asks any more."""
    return surplus_rows(Look.objects.filter(council=council, at__lt=before), "at")


def surplus_placements(council: Council, before: dt.datetime) -> Surplus:
    """Placements and searches that ended long ago, with every child whom nothing names then."""
    ended = Placement.objects.for_council(council).filter(ends_on__lt=before.date())
    searched = Search.objects.for_council(council).filter(ended_on__lt=before.date())
    days = [
        *ended.order_by("ends_on").values_list("ends_on", flat=True)[:1],
        *searched.order_by("ended_on").values_list("ended_on", flat=True)[:1],
    ]
    oldest = min((day for day in days if day is not None), default=None)

    @transaction.atomic
    def purge() -> None:
        ended.delete()
        searched.delete()
        drop_unnamed_children(council)

    since = None if oldest is None else _start_of(oldest)
    return Surplus(ended.count() + searched.count(), since, purge)


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
