"""Children in homes that are registered for other ages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from placements.domain.days import years_on
from reference.domain.periods import long_date

from .facts import Facts, Home, Stay
from .findings import Finding


def outside_ages(facts: Facts) -> Iterator[Finding]:
    """Homes with children who on the day of the facts are younger or older than the home is for, by
    the returns. Without a day nobody has an age; a child whom no return names has none either.
    """
    if facts.today is None:
        return
    for home, stays in _living(facts, facts.today):
        aged = [(stay, years_on(facts.born[stay.child], facts.today)) for stay in stays]
        younger = [stay for stay, age in aged if age < home.age_from]
        older = [stay for stay, age in aged if age > home.age_to]
        if younger or older:
            yield Finding(
                "ages",
                (
                    ("settings", home.key),
                    *(("placements", stay.key) for stay in (*younger, *older)),
                ),
                f"{home.name} is for ages {home.age_from} to {home.age_to}. Of the children who "
                f"live there on {long_date(facts.today)}, {_told(len(younger), len(older))}. "
                "Correct the ages of the home, or end a placement",
                blocks=False,
                weight=len(younger) + len(older),
            )


def _living(facts: Facts, day: dt.date) -> Iterator[tuple[Home, list[Stay]]]:
    """Homes with the stays of a day whose child's day of birth is known."""
    there: dict[int, list[Stay]] = defaultdict(list)
    for stay in facts.stays:
        begun = stay.starts_on <= day
        if stay.child in facts.born and begun and (stay.ends_on is None or stay.ends_on > day):
            there[stay.home].append(stay)
    yield from ((home, there[home.key]) for home in facts.homes if home.key in there)


def _told(younger: int, older: int) -> str:
    parts = ((younger, "younger"), (older, "older"))
    return " and ".join(f"{n} {'is' if n == 1 else 'are'} {word}" for n, word in parts if n)
