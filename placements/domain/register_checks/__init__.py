"""What cannot be, and what is unlikely, in the register of homes: the same for forms, spreadsheets
and the page of data quality.

A finding names the lines that it is about, as (register, number). `blocks`: it cannot be, and
nothing is saved that brings it about. Otherwise somebody says that it is right.
"""

from __future__ import annotations

from .ages import outside_ages
from .facts import Band, Facts, Home, Judged, PlacesFrom, Price, Stay, Suspended, Term
from .findings import Finding, Rule, brought_about
from .ofsted import judged_too_early, unknown_urns
from .places import over_capacity, without_places
from .prices import far_from_band
from .stays import below_good, in_closed_homes, outside_contract, overlapping, while_suspended

__all__ = [
    "Band",
    "Facts",
    "Finding",
    "Home",
    "Judged",
    "PlacesFrom",
    "Price",
    "Stay",
    "Suspended",
    "Term",
    "brought_about",
    "check_register",
]

RULES: tuple[Rule, ...] = (
    over_capacity,
    overlapping,
    in_closed_homes,
    outside_contract,
    while_suspended,
    judged_too_early,
    below_good,
    far_from_band,
    unknown_urns,
    without_places,
    outside_ages,
)


def check_register(facts: Facts) -> tuple[Finding, ...]:
    """Every finding, what cannot be first, then rule by rule. Linear in placements but for sorting.

    >>> import datetime as dt
    >>> home = Home(1, "Rowan House", "home", closed_on=dt.date(2021, 1, 1))
    >>> stay = Stay(1, child=1, home=1, starts_on=dt.date(2021, 2, 1))
    >>> [one.rule for one in check_register(Facts([home], stays=[stay]))]
    ['closed', 'no-places']
    """
    found = [finding for rule in RULES for finding in rule(facts)]
    return tuple(sorted(found, key=lambda one: not one.blocks))
