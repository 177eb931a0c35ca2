"""Several councils' supply side by side, each by the right that the reader has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Council, User
from placements.dashboards.held import held_cohort
from placements.dashboards.homes import HomesView
from placements.dashboards.homes.found import Found, find
from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.domain.supply.register import pounds
from placements.domain.supply.together import (
    Number,
    Owned,
    Supplied,
    Untold,
    none_of_it,
    owned,
    shared,
    summed_up,
    supplied,
)
from placements.measures import setting_kinds

from .partners import Partner, partners_of
from .parts import HEAD, TOGETHER, SharedProvider, TogetherPage

TOLD = {Untold.KEPT: HIDDEN, Untold.UNKNOWN: NONE}


@dataclass(frozen=True)
class _Theirs:
    """What one council shows. `found` says what of it is known at all."""

    partner: Partner
    found: Found
    supply: dict[str, Supplied]
    owners: dict[str, Owned]

    @property
    def name(self) -> str:
        return self.partner.council.name

    @property
    def counts(self) -> bool:
        """Whether it stands in the sums: a register without homes is not one of no homes."""
        return not self.found.places.empty

    def line(self, row: str) -> Supplied:
        return self.supply.get(row) or none_of_it(knows_need=self.found.tells_gap)


def together_page(council: Council, user: User, day: dt.date) -> TogetherPage:
    """On the newest day up to `day` that each council's returns or register say anything of."""
    partners = partners_of(council, user, day)
    theirs = [_theirs(one, day) for one in partners]
    rows = [row for row in setting_kinds().table if any(row.key in one.supply for one in theirs)]
    counted = [one for one in theirs if one.counts]
    sums = {row.key: summed_up([one.line(row.key) for one in counted]) for row in rows}
    kinds = tuple(_kind(row.key, row.name, theirs, sums[row.key]) for row in rows)
    return TogetherPage(
        council=council,
        day=day,
        partners=partners,
        sentence=_sentence(
            [(row.name, sums[row.key]) for row in rows], len(counted), alone=len(partners) < 2
        ),
        unknown=tuple(words for one in theirs for words in _unknown(one)),
        kinds=kinds,
        providers=_providers(theirs),
        hides=any(HIDDEN in row for kind in kinds for row in kind.rows),
    )


def _theirs(partner: Partner, day: dt.date) -> _Theirs:
    found: Found = find(partner.council, None, day, held_cohort(partner.council))
    places = found.counted_places
    return _Theirs(
        partner,
        found,
        supplied(
            places,
            found.gap if found.tells_gap else None,
            in_full=partner.in_full,
            knows_use=found.knows_use,
        ),
        owned(
            found.places,
            found.prices,
            with_prices=partner.with_prices,
            in_full=partner.in_full,
        ),
    )


def _kind(key: str, name: str, theirs: list[_Theirs], whole: Supplied) -> HomesView:
    lines = [(one.name, one.line(key)) for one in theirs]
    lines += [(TOGETHER, whole)] if sum(one.counts for one in theirs) > 1 else []
    rows = tuple((council, *_cells(line)) for council, line in lines)
    return HomesView(key, name, head=HEAD, rows=rows)


def _cells(line: Supplied) -> tuple[str, ...]:
    if line.is_nothing:
        return (NONE,) * 6
    return (
        f"{line.settings:,}",
        f"{line.registered:,}",
        f"{line.fillable:,}",
        _told(line.vacant),
        _told(line.needed),
        _difference(line.short),
    )


def _told(number: Number) -> str:
    return TOLD[number] if isinstance(number, Untold) else f"{number:,}"


def _unknown(one: _Theirs) -> Iterator[str]:
    """What nobody has said of a council, so that no number stands for it."""
    if not one.counts:
        yield f"{one.name} has no home in its register yet, and is not counted in the sums."
        return
    if not one.found.knows_children:
        yield f"How many children of {one.name} need places is not known yet."
    if not one.found.knows_use:
        yield f"How many places of {one.name} are empty is not known yet."


def _difference(short: Number) -> str:
    if isinstance(short, Untold):
        return TOLD[short]
    if short == 0:
        return "just enough"
    return f"{short:,} short" if short > 0 else f"{-short:,} spare"


def _sentence(sums: list[tuple[str, Supplied]], councils: int, *, alone: bool) -> str:
    """What is lacking most of all in the councils that are counted together, and what is empty."""
    if alone:
        return "No other council shows its homes here yet."
    if councils < 2:
        return "Fewer than two of these councils have homes in their registers yet."
    short = [(line.short, name) for name, line in sums if isinstance(line.short, int)]
    short = [one for one in short if one[0] > 0]
    known = [line.vacant for _, line in sums if isinstance(line.vacant, int)]
    empty = f"{sum(known):,} places are empty" if sums and len(known) == len(sums) else ""
    if any(line.needed is Untold.UNKNOWN for _, line in sums):
        told = f"Together {empty}. How" if empty else "How"
        return f"{told} many places the {councils} councils need is not known yet."
    if not short:
        return f"Together {empty or 'they have enough places of every kind that may be told'}."
    most, name = max(short)
    lacking = f"Together the {councils} councils lack most of all {most:,} places of “{name}”"
    return f"{lacking}, while {empty}." if empty else f"{lacking}."


def _providers(theirs: list[_Theirs]) -> tuple[SharedProvider, ...]:
    owners = [one.owners for one in theirs]
    made = []
    for key in shared(owners):
        name = next(one[key].owner for one in owners if key in one)
        cells = ((one.partner.council.name, *_owned(one.owners.get(key))) for one in theirs)
        made.append(SharedProvider(name, tuple(cells)))
    return tuple(made)


def _owned(line: Owned | None) -> tuple[str, str]:
    if line is None:
        return NONE, ""
    homes = f"{line.settings:,} home{'' if line.settings == 1 else 's'}"
    places = f"{line.registered:,} place{'' if line.registered == 1 else 's'}"
    week = "" if line.weekly is None else f"£{pounds(line.weekly):,} a week"
    return f"{homes}, {places}", week
