"""Prices far from what the lot's bands say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from reference.domain.periods import long_date

from .facts import Band, Facts
from .findings import Finding

FAR_FROM_BAND = Decimal("0.5")


def far_from_band(facts: Facts) -> Iterator[Finding]:
    """Prices half above the dearest or half below the cheapest band of their lot on their day."""
    stays = {one.key: one for one in facts.stays}
    bands: dict[int, list[Band]] = defaultdict(list)
    for band in facts.bands:
        bands[band.lot].append(band)
    for price in facts.prices:
        stay = stays.get(price.stay)
        if stay is None or stay.lot is None:
            continue
        provider = facts.provider_of.get(stay.home)
        held = [
            one.weekly
            for one in bands[stay.lot]
            if one.from_on <= price.from_on and one.provider in (None, provider)
        ]
        if not held:
            continue
        least, most = min(held) * (1 - FAR_FROM_BAND), max(held) * (1 + FAR_FROM_BAND)
        if not least <= price.weekly <= most:
            yield Finding(
                "band",
                (("prices", price.key), ("placements", stay.key)),
                f"Placement {stay.key}: £{price.weekly:,.2f} a week from {long_date(price.from_on)}"
                f", where the bands of its lot go from £{min(held):,.2f} to £{max(held):,.2f}",
                blocks=False,
            )
