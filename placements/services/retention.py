"""What of this floor is surplus after a while: old returns, what was never accepted, looks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council
from accounts.services import Surplus, surplus_rows
from placements.models import Intake, Look, Return903

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
        oldest = timezone.make_aware(dt.datetime.combine(first.as_at, dt.time.min))

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
