"""Homes as Ofsted knows them: judged before they were registered, or not in its list."""

from __future__ import annotations

from collections.abc import Iterator

from reference.domain.periods import long_date

from .facts import Facts
from .findings import Finding


def judged_too_early(facts: Facts) -> Iterator[Finding]:
    homes = facts.home
    for one in facts.judged:
        home = homes[one.home]
        if home.registered_on and one.inspected_on < home.registered_on:
            yield Finding(
                "judged-early",
                (("judgements", one.key), ("settings", home.key)),
                f"{home.name}: judged on {long_date(one.inspected_on)}, before it was registered "
                f"on {long_date(home.registered_on)}. Correct one of the two days",
                blocks=True,
            )


def unknown_urns(facts: Facts) -> Iterator[Finding]:
    """Homes that have not closed, whose URN is not in the newest release."""
    if facts.known_urns is None:
        return
    for home in facts.homes:
        if home.urn and home.closed_on is None and home.urn not in facts.known_urns:
            yield Finding(
                "urn",
                (("settings", home.key),),
                f"{home.name}: the URN {home.urn} is not in Ofsted’s newest list. Compare it with "
                "the home’s certificate of registration",
                blocks=False,
            )
