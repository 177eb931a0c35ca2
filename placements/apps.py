"""What this app waits for."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"

    def ready(self) -> None:
        from reference.models import OfstedRelease
        from reference.signals import public_data_changed

        public_data_changed.connect(
            offer_what_ofsted_says, sender=OfstedRelease, dispatch_uid="placements.ofsted"
        )


def offer_what_ofsted_says(**sent: Any) -> None:
    """A list of Ofsted's judges homes of councils' registers: it changes figures that they have."""
    from django.db import transaction
    from django.utils import timezone

    from placements.services.register.offers import offer_after_a_list

    # The list stands whatever comes of the offers.
    offer = partial(offer_after_a_list, today=timezone.localdate())
    transaction.on_commit(offer, robust=True)
