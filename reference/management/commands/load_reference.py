"""manage.py load_reference: areas, neighbours, population, published figures and Ofsted's register,
from fixtures.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reference.models import OfstedRelease
from reference.services import load_reference, load_register


class Command(BaseCommand):
    help = "Loads the public data that comes with the product. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_reference()
        self.stdout.write(
            f"{loaded.areas:,} areas, {loaded.neighbours:,} statistical neighbours, "
            f"{loaded.populations:,} population estimates, {loaded.series:,} published series, "
            f"{loaded.statistics:,} published figures ({loaded.statistics_added:,} new)"
        )
        # Apart from the rest: whoever needs areas and figures alone need not wait for it.
        load_register()
        for release in OfstedRelease.objects.all():
            self.stdout.write(f"{release}: {release.rows:,} settings")
