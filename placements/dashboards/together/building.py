"""Several councils' supply side by side, each by the right that the reader has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.models import Council, User
from placements.dashboards.held import held_cohort
from placements.dashboards.homes import HomesView
from placements.dashboards.homes.found import Found, find
from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.domain.supply.register import pounds
from placements.domain.supply.together import (
    Owned,
    Supplied,
    owned,
    shared,
    summed_up,
    supplied,
)
from placements.measures import setting_kinds

from .partners import Partner, partners_of
from .parts import HEAD, TOGETHER, SharedProvider, TogetherPage

NOTHING = Supplied(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class _Theirs:
    partner: Partner
    supply: dict[str, Supplied]
    owners: dict[str, Owned]


def together_page(council: Council, user: User, day: dt.date) -> TogetherPage:
    """On the newest day up to `day` that each council's returns or register say anything of."""
    partners = partners_of(council, user, day)
    theirs = [_theirs(one, day) for one in partners]
    rows = [row for row in setting_kinds().table if any(row.key in one.supply for one in theirs)]
    sums = {
        row.key: summed_up([one.supply.get(row.key, NOTHING) for one in theirs]) for row in rows
    }
    kinds = tuple(_kind(row.key, row.name, theirs, sums[row.key]) for row in rows)
    return TogetherPage(
        council=council,
        day=day,
        partners=partners,
        sentence=_sentence([(row.name, sums[row.key]) for row in rows], len(partners)),
        kinds=kinds,
        providers=_providers(theirs),
        hides=any(HIDDEN in row for kind in kinds for row in kind.rows),
    )


def _theirs(partner: Partner, day: dt.date) -> _Theirs:
    found: Found = find(partner.council, None, day, held_cohort(partner.council))
    places = found.counted_places
    return _Theirs(
        partner,
        supplied(places, found.gap, in_full=partner.in_full),
        owned(
            found.places,
            found.prices,
            with_prices=partner.with_prices,
            in_full=partner.in_full,
        ),
    )


def _kind(key: str, name: str, theirs: list[_Theirs], whole: Supplied) -> HomesView:
    lines = [(one.partner.council.name, one.supply.get(key, NOTHING)) for one in theirs]
    lines += [(TOGETHER, whole)] if len(theirs) > 1 else []
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


def _told(number: int | None) -> str:
    return HIDDEN if number is None else f"{number:,}"


def _difference(short: int | None) -> str:
    if short is None:
        return HIDDEN
    if short == 0:
        return "just enough"
    return f"{short:,} short" if short > 0 else f"{-short:,} spare"


def _sentence(sums: list[tuple[str, Supplied]], councils: int) -> str:
    """What is lacking most of all in all councils together, and what is empty."""
    if councils < 2:
        return "No other council shows its homes here yet."
    short = [(line.short, name) for name, line in sums if line.short is not None and line.short > 0]
    known = [line.vacant for _, line in sums if line.vacant is not None]
    empty = f"{sum(known):,} places are empty" if len(known) == len(sums) else ""
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
