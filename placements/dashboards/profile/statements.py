"""What sufficiency statements told of the same children: rows of their gap table are sums of
kinds of placement by kind of provider, as the profile's tables are."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache

import numpy as np

from accounts.models import Council
from performance.domain.section_keys import section_key
from placements.domain.bands import NO_BAND
from placements.domain.profile import NOT_KNOWN
from placements.measures import registry, setting_kinds
from reporting.domain.disclosure import PastCell

from .counting import CODE, GROUPINGS, Counts
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
        needs = _Needs(numbers, council, day, past)
        rows, cells = _rows(counts, day), _cells(counts)
        told = {at for at in cells if needs.past(*at)}
        for row, parts in rows.items():
            if needs.tell(sum(parts.values()), row) or any(of == row for of, _ in told):
                needs.add((row,), parts)
        if told:
            _tell_of_ages(needs, counts, rows, cells)


class _Needs:
    """What statements printed and hid of the needs of one day."""

    def __init__(
        self,
        numbers: Numbers,
        council: Council,
        day: str,
        past: Mapping[str, Sequence[PastCell]],
    ) -> None:
        self.numbers, self.council, self.day, self._past = numbers, council, day, past

    def past(self, *at: str) -> Sequence[PastCell]:
        parts = (self.day, "needs", *(one for one in at if one))
        return self._past.get(
            section_key(self.council.slug, self.council.area_id, HOMES, *parts), ()
        )

    def tell(self, number: int, *at: str) -> bool:
        """Whether the number was printed, or hidden by all that spoke of it; then it is told."""
        past = self.past(*at)
        key = key_of(self.day, "needs", *at)
        if any(old.shown == number for old in past):
            self.numbers.known.add(key)
            return True
        return bool(past) and all(old.shown is None for old in past)

    def add(self, at: Sequence[str], parts: Mapping[str, int]) -> None:
        """A number that stands in no profile, as the sum of others."""
        key = key_of(self.day, "needs", *at)
        self.numbers.unprinted |= {key, *(part for part in parts if "needs" in part.split("|"))}
        self.numbers.add(key, parts)


def _tell_of_ages(
    needs: _Needs,
    counts: Counts,
    rows: Mapping[str, Mapping[str, int]],
    cells: Mapping[tuple[str, str], int],
) -> None:
    """The cells of a statement's rows are, band by band, the ages of the profile."""
    keyed = {(row, band): key_of(needs.day, "needs", row, band) for row, band in cells}
    for row, parts in rows.items():
        needs.add((row,), parts)
        needs.add((row,), {keyed[at]: number for at, number in cells.items() if at[0] == row})
    for at, number in cells.items():
        if at[0]:
            needs.tell(number, *at)
    of_groups: dict[str, dict[str, int]] = defaultdict(dict)
    for group, number in counts.by_view["age"].items():
        of_groups[_band_of_ages()[group]][key_of(needs.day, "age", group)] = number
    for band, groups in of_groups.items():
        at_band = {keyed[at]: number for at, number in cells.items() if at[1] == band}
        needs.add(("of age", band), at_band)
        needs.add(("of age", band), groups)


def _cells(counts: Counts) -> dict[tuple[str, str], int]:
    """Children by row ("" for none) and band of the gap table."""
    marks = counts.marks
    if "age" not in marks or "age" not in counts.by_view:
        return {}
    codes = zip(*(marks[name] for name in (CODE, *GROUPINGS)), strict=True)
    bands = (_band_of_ages()[group] for group in marks["age"])
    return dict(Counter(zip(map(_row_of, codes), bands, strict=True)))


@cache
def _band_of_ages() -> dict[str, str]:
    """The band of the gap table, by its place, in which a profile's group of ages lies."""
    ages, needs = registry().bands["age"].bands, registry().bands["need-age"]
    places = needs.positions(np.array([one.least for one in ages]))
    return {one.name: str(place) for one, place in zip(ages, places, strict=True)} | {
        NOT_KNOWN: str(NO_BAND)
    }


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
