"""Which population estimate a rate was worked out with."""

from __future__ import annotations

from decimal import Decimal

from performance.domain.vocabulary import Unit
from reference.models import PopulationEstimate


def population_vintage(area: str, unit: Unit, population: Decimal | None) -> str:
    """It is kept with the rate, which is never worked out again with a later estimate."""
    if unit is not Unit.RATE or population is None:
        return ""
    known = PopulationEstimate.objects.filter(area=area, population=int(population))
    estimate = known.order_by("-year").first()
    return f"mid-{estimate.year}, {estimate.vintage}"[:60] if estimate else "not stated"
