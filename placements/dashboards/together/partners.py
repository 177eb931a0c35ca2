"""Whose supply a person may see beside a council's own, and by what right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Council, User
from placements.models import Sharing
from reference.domain.periods import long_date

SEES, READS = "placements.see_homes", "placements.see_register"


@dataclass(frozen=True)
class Partner:
    """`in_full`: the person has a role there that sees the register; no number is held back.
    `with_prices`: prices by provider may cross.
    """

    council: Council
    basis: str
    in_full: bool
    with_prices: bool
    is_own: bool = False


def partners_of(council: Council, user: User, day: dt.date) -> tuple[Partner, ...]:
    """The council itself first; then those where the person has a role, and those that share with
    it on the day.
    """
    own = Partner(council, "This council", True, user.has_perm(READS, council), is_own=True)
    agreed = _agreements(council, day)
    there = Q(memberships__user=user) | Q(pk__in=agreed)
    others = Council.objects.filter(there).exclude(pk=council.pk).select_related("area").distinct()
    found = [_partner(other, user, agreed.get(other.pk, [])) for other in others]
    return (own, *(one for one in found if one is not None))


def _agreements(council: Council, day: dt.date) -> dict[int, list[Sharing]]:
    """Agreements in force by which others show this council something, by the other's key."""
    found: dict[int, list[Sharing]] = {}
    for one in Sharing.objects.in_force_on(day).filter(partner=council.slug):
        found.setdefault(one.council_id, []).append(one)
    return found


def _partner(other: Council, user: User, agreements: list[Sharing]) -> Partner | None:
    if user.has_perm(SEES, other):
        reads = user.has_perm(READS, other)
        return Partner(other, "You have a role there", True, reads)
    if not agreements:
        return None
    prices = [one for one in agreements if one.what == Sharing.What.PRICES]
    return Partner(other, _words((prices or agreements)[0]), False, bool(prices))


def _words(agreement: Sharing) -> str:
    until = f", until {long_date(agreement.until_on)}" if agreement.until_on else ""
    return f"{agreement.get_what_display()}: agreement {agreement.agreement}{until}"
