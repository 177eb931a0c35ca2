"""What sufficiency statements told of the same children: rows of their gap table are sums of
kinds of placement by kind of provider, as the profile's tables are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from accounts.models import Council
from performance.domain.section_keys import section_key
from placements.measures import registry, setting_kinds
from reporting.domain.disclosure import PastCell

from .counting import Counts
from .earlier import cell_key
from .protecting import Numbers, key_of

# What a statement calls the children of a figure, beside those who are not in it.
INSIDE = ("near", "own")
HOMES = "homes"
OWN = "own"


def tell_of_needs(
    numbers: Numbers,
    council: Council,
    days: Sequence[Counts],
    past: Mapping[str, Sequence[PastCell]],
) -> None:
    """Rows that an edition printed, where the returns still say the same; those that it hid are
    protected here as they were there.
    """
    for counts in days:
        day = counts.day.isoformat()
        for row, parts in _rows(counts, day).items():
            number, key = sum(parts.values()), key_of(day, "needs", row)
            told = past.get(
                section_key(council.slug, council.area_id, HOMES, day, "needs", row), ()
            )
            is_known = any(old.shown == number for old in told)
            if is_known or (told and all(old.shown is None for old in told)):
                numbers.unprinted.add(key)
                numbers.add(key, parts)
            if is_known:
                numbers.known.add(key)


def counted_in_statements(
    council: Council, days: Collection[dt.date], past: Mapping[str, Sequence[PastCell]]
) -> dict[tuple[str, dt.date], frozenset[Decimal]]:
    """By measure and day, how many children a statement said to be near, or in our own provision:
    beside the whole, so that no share has to be rounded back.
    """
    found: dict[tuple[str, dt.date], frozenset[Decimal]] = {}
    for one in registry().definitions:
        for day in days:
            keys = [cell_key(council, key_of(day.isoformat(), one.code, which)) for which in INSIDE]
            told = [old.shown for key in keys for old in past.get(key, ())]
            if numbers := frozenset(number for number in told if number is not None):
                found[one.code, day] = numbers
    return found


def _rows(counts: Counts, day: str) -> Mapping[str, Mapping[str, int]]:
    """Of each row of the gap table, the finest parts that it is made of."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for codes, number in counts.codes.items():
        if row := _row_of(codes):
            found[row][key_of(day, "code", *codes)] = number
    return found


def _row_of(codes: tuple[str, ...]) -> str:
    """The row of children with this code, in this group, with this provider; "" for none."""
    _, placement, _, provider = codes
    names = registry().codes
    owner = {one.name: one.key for one in names["provider"]}.get(provider)
    group = {one.name: one.key for one in names["commissioning"]}.get(placement, "")
    own_row, other_row = setting_kinds().rows_of_group(group)
    return own_row if owner == OWN else other_row
