"""What the public may see of a profile: every number that it prints goes through the auditor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from placements.domain.profile import NOT_KNOWN
from placements.measures import registry
from reporting.domain.disclosure import (
    DEFAULT_PROOF_RULES,
    PastCell,
    Printing,
    ProofRules,
    Publication,
    Quantity,
    Relation,
    State,
    adds_up,
    protect_publication,
)
from reporting.domain.disclosure.count_tables import weight

from .counting import GROUPINGS, Counts

# A reader waits for the page: longer than that no council may let it take.
MOST_SECONDS = 20.0
TOTAL = "total"
LEAST = 6
YEAR = "twelve months to"
MONTHS = 12
# As dear as a number that is a margin of so many tables.
OF_ALL = 4
Key = tuple[str, ...]


@dataclass
class Numbers:
    """Numbers of children by key, and how they hang together. `unprinted` stand nowhere; `known`
    are printed elsewhere, so that readers know them whatever is hidden here; `withheld` are not
    printed whatever they are.
    """

    people: dict[str, int] = field(default_factory=dict)
    unprinted: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    relations: list[Relation] = field(default_factory=list)

    def add(self, total: str, parts: Mapping[str, int]) -> None:
        """Parts that make a total that is there or not; parts of 0 are left out."""
        there = {key: number for key, number in parts.items() if number}
        self.people.update(there)
        if total in self.people or there:
            self.people.setdefault(total, sum(there.values()))
            self.relations.append(adds_up(total, list(there)))


def key_of(*parts: str) -> str:
    return "|".join(parts)


def year_key(what: str, day: dt.date) -> str:
    """Who started, or ceased, in the twelve months that end with a day's month."""
    return key_of(what, YEAR, day.isoformat())


def numbers_of(days: Sequence[Counts], months: Mapping[str, Mapping[str, int]]) -> Numbers:
    """All that is printed: each day's tables; who started and ceased by month and in all."""
    found = Numbers()
    for counts in days:
        _of_day(found, counts)
    for what, by_month in months.items():
        parts = {key_of(what, month): n for month, n in by_month.items()}
        found.add(year_key(what, days[0].day), parts)
    _between_the_days(found, days)
    return found


def _of_day(found: Numbers, counts: Counts) -> None:
    day = counts.day.isoformat()
    total = key_of(day, TOTAL)
    found.people[total] = counts.total
    for view, by_group in counts.by_view.items():
        found.add(total, {key_of(day, view, group): n for group, n in by_group.items()})
    _crossed(found, counts, day)
    _grouped(found, counts, day)
    _young(found, counts, day)


def _crossed(found: Numbers, counts: Counts, day: str) -> None:
    """Age by sex: its margins are the tables of age and of sex."""
    for at, view in enumerate(("age", "sex")):
        for group in counts.by_view.get(view, {}):
            cells = {
                key_of(day, "age_by_sex", *pair): number
                for pair, number in counts.age_by_sex.items()
                if pair[at] == group
            }
            if any(cells.values()):
                found.add(key_of(day, view, group), cells)


def _grouped(found: Numbers, counts: Counts, day: str) -> None:
    """Groups of these views are sums of the same codes, which are printed nowhere."""
    parts = {key_of(day, "code", *codes): number for codes, number in counts.codes.items()}
    found.unprinted |= set(parts)
    for at, view in enumerate(GROUPINGS, start=1):
        for group in counts.by_view.get(view, {}):
            own = {
                key_of(day, "code", *codes): number
                for codes, number in counts.codes.items()
                if codes[at] == group
            }
            found.add(key_of(day, view, group), own)


def _young(found: Numbers, counts: Counts, day: str) -> None:
    """Who is not yet one has been in care for less than a year."""
    ages, times = (registry().bands[view].bands for view in ("age", "duration"))
    young = [key_of(day, "age", one.name) for one in ages if one.below <= 1]
    short = [one.name for one in times if one.below <= MONTHS]
    recent = [key_of(day, "duration", name) for name in (*short, NOT_KNOWN)]
    terms = ((recent, 1), (young, -1))
    told = tuple((key, sign) for keys, sign in terms for key in keys if key in found.people)
    if len({sign for _, sign in told}) == len(terms):
        relation = Relation(told, 0, None)
        found.relations += [relation] if relation.holds(found.people) else []


def _between_the_days(found: Numbers, days: Sequence[Counts]) -> None:
    """Children then, more who started, fewer who ceased, are children now: where that holds."""
    if len(days) < 2:
        return
    now, then = (key_of(one.day.isoformat(), TOTAL) for one in days[:2])
    started, ceased = (year_key(what, days[0].day) for what in ("started", "ceased"))
    terms = ((then, 1), (started, 1), (ceased, -1), (now, -1))
    people = found.people
    if all(key in people for key, _ in terms) and not sum(n * people[key] for key, n in terms):
        found.relations.append(Relation(terms, 0, 0))


@dataclass(frozen=True)
class Shown:
    """Which numbers may be printed; `states` says of each why not. Without a proof none but totals
    of six and more.
    """

    states: Mapping[str, State]
    is_proven: bool = True

    def may(self, key: str) -> bool:
        return self.states.get(key, State.SHOWN) is State.SHOWN

    @property
    def hidden(self) -> int:
        return sum(state is not State.SHOWN for state in self.states.values())


def shielded(
    numbers: Numbers,
    past: Mapping[str, Sequence[PastCell]],
    rules: ProofRules = DEFAULT_PROOF_RULES,
) -> Shown:
    """What earlier editions hid stays hidden; what they showed and has changed by a few is hidden.

    `rules` is what the council asks of a proof. Where the auditor does not prove that the rest is
    safe, nothing but the totals is shown.
    """
    publication = publication_of(numbers, past, rules)
    done = protect_publication(publication, seconds=min(rules.seconds, MOST_SECONDS))
    printed = [one.key for one in publication.quantities if one.printing is not Printing.NOWHERE]
    if done.proof.is_proven:
        return Shown({key: done.state_of(key) for key in printed})
    only_totals = {key: _only_totals(key, numbers.people[key]) for key in printed}
    return Shown(only_totals, is_proven=False)


def publication_of(
    numbers: Numbers, past: Mapping[str, Sequence[PastCell]], rules: ProofRules
) -> Publication:
    """The numbers as the auditor takes them, with what earlier editions told and hid of each."""
    quantities = tuple(
        _quantity(key, number, past.get(key, ()), numbers) for key, number in numbers.people.items()
    )
    # A zero is always printed: of what is hidden readers know that it is one at least.
    return Publication(
        quantities, tuple(numbers.relations), min_width=rules.min_width, hides_zeros=False
    )


def _only_totals(key: str, number: int) -> State:
    return State.SHOWN if key.endswith(f"|{TOTAL}") and number >= LEAST else State.SECONDARY


def _quantity(key: str, number: int, past: Iterable[PastCell], numbers: Numbers) -> Quantity:
    known = key in numbers.known or any(old.shown == number for old in past)
    if key in numbers.unprinted:
        return Quantity.of_people(key, number, printing=Printing.NOWHERE, known=known)
    withheld = key in numbers.withheld or any(old.shown is None for old in past)
    changed = any(old.shown is not None and 0 < abs(old.shown - number) < LEAST for old in past)
    return Quantity(
        key,
        number,
        is_primary=0 < number < LEAST or changed,
        printing=Printing.WITHHELD if withheld and not known else Printing.FREE,
        known=known,
        weight=weight(number, OF_ALL if _is_total(key) else 0),
    )


def _is_total(key: str) -> bool:
    return key.endswith(f"|{TOTAL}") or YEAR in key.split("|")
