"""Reads the offers of computations out of the database as plain values, by what they are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from accounts.models import Council
from performance.domain.offers import ComputedFrom, Offered
from performance.held import FigureKey, period_of
from performance.models import Offer
from reference.domain.periods import Period

# Every version of an offer, oldest first, by the figure that it is of.
Offers = dict[FigureKey, list[Offered]]


def offers_of(
    council: Council,
    *,
    indicators: Collection[int] | None = None,
    periods: Collection[str] = (),
    quarters: Collection[Period] = (),
) -> Offers:
    """The offers for these periods, and for all that end in these quarters. One query."""
    asked = Q(period__in=periods)
    for quarter in quarters:
        asked |= Q(ends_on__gte=quarter.starts_on, ends_on__lte=quarter.ends_on)
    offers = Offer.objects.for_council(council).filter(asked)
    if indicators is not None:
        offers = offers.filter(indicator__in=indicators)
    found: Offers = defaultdict(list)
    for one in offers.order_by("ends_on", "starts_on", "version", "pk"):
        found[key_of(one)].append(offered(one))
    return found


def key_of(one: Offer) -> FigureKey:
    """What the offer is of: indicator, area, group, period, basis."""
    return (one.indicator_id, str(one.area_id), str(one.group_id), one.period, one.basis)


def offered(one: Offer) -> Offered:
    return Offered(
        offer_id=one.pk,
        version=one.version,
        period=period_of(one.period, one.starts_on, one.ends_on),
        numerator=one.numerator,
        denominator=one.denominator,
        value=one.value,
        unavailable_reason=one.unavailable_reason,
        completeness=one.completeness,
        rule=one.rule,
        rule_version=one.rule_version,
        source=one.source,
        files=tuple(ComputedFrom(name, sha256) for name, sha256 in one.files),
        as_at=one.as_at,
        offered_at=one.offered_at,
    )
