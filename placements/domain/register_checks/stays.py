"""Placements that cannot be: in two homes at once, in a home that was not open, under a contract
that was not in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reference.domain.periods import long_date

from .facts import SHORT_BREAKS, Facts, Stay
from .findings import Finding


def overlapping(facts: Facts) -> Iterator[Finding]:
    """One child in two homes on one day. A short break may be beside another placement."""
    homes = facts.home
    by_child: dict[int, list[Stay]] = defaultdict(list)
    for stay in facts.stays:
        by_child[stay.child].append(stay)
    for stays in by_child.values():
        ordered = sorted(stays, key=lambda one: (one.starts_on, one.key))
        for place, earlier in enumerate(ordered):
            for later in ordered[place + 1 :]:
                if earlier.ends_on is not None and earlier.ends_on <= later.starts_on:
                    continue
                kinds = {homes[earlier.home].kind, homes[later.home].kind}
                yield Finding(
                    "overlap",
                    (("placements", earlier.key), ("placements", later.key)),
                    f"Placements {earlier.key} and {later.key} of child {later.child} overlap: "
                    f"both hold on {long_date(later.starts_on)}. End the earlier one first",
                    blocks=SHORT_BREAKS not in kinds,
                )


def in_closed_homes(facts: Facts) -> Iterator[Finding]:
    """Placements on days on which their home was not open."""
    homes = facts.home
    for stay in facts.stays:
        home = homes[stay.home]
        late = home.closed_on and (stay.ends_on is None or stay.ends_on > home.closed_on)
        early = home.opened_on and stay.starts_on < home.opened_on
        if late or early:
            what = f"closed on {long_date(home.closed_on)}" if late and home.closed_on else ""
            what = what or f"opened on {long_date(home.opened_on or stay.starts_on)} only"
            yield Finding(
                "closed",
                (("placements", stay.key), ("settings", home.key)),
                f"Placement {stay.key} is in {home.name}, which {what}. Correct the days of the "
                "placement or of the home",
                blocks=True,
            )


def outside_contract(facts: Facts) -> Iterator[Finding]:
    """Placements that began under a contract that had ended, or had ended before it began. A child
    may well have lived there before the contract that pays now.
    """
    terms = {one.key: one for one in facts.terms}
    for stay in facts.stays:
        term = terms.get(stay.contract) if stay.contract is not None else None
        if term is None:
            continue
        over = term.last_day is not None and term.last_day < stay.starts_on
        if over or (stay.ends_on is not None and stay.ends_on <= term.starts_on):
            day = term.last_day if over and term.last_day else term.starts_on
            yield Finding(
                "contract",
                (("placements", stay.key), ("contracts", term.key)),
                f"Placement {stay.key} begins on {long_date(stay.starts_on)} under "
                f"“{term.name}”, which {'ended' if over else 'begins'} on {long_date(day)}. Choose "
                "a contract in force, or enter its extension first",
                blocks=True,
            )


def while_suspended(facts: Facts) -> Iterator[Finding]:
    """Placements that began while their provider was suspended, and nobody said why."""
    for stay in facts.stays:
        provider = facts.provider_of.get(stay.home)
        held = any(
            one.provider == provider
            and one.from_on <= stay.starts_on
            and (one.until_on is None or stay.starts_on < one.until_on)
            for one in facts.suspended
        )
        if held and not stay.told_why:
            yield Finding(
                "suspended",
                (("placements", stay.key), ("settings", stay.home)),
                f"Placement {stay.key} begins on {long_date(stay.starts_on)}, when its provider "
                "was suspended. Say why a suspended provider was chosen",
                blocks=True,
            )


def below_good(facts: Facts) -> Iterator[Finding]:
    """Placements that began in a home judged below "Good", and nobody said why."""
    for stay in facts.stays:
        judged = facts.grades.get(stay.home, ())
        newest = next((below for day, below in judged if day <= stay.starts_on), False)
        if newest and not stay.told_below:
            yield Finding(
                "below-good",
                (("placements", stay.key), ("settings", stay.home)),
                f"Placement {stay.key} begins on {long_date(stay.starts_on)} in a home judged "
                "below “Good”. Say why it was chosen, and how it is followed up",
                blocks=False,
            )
