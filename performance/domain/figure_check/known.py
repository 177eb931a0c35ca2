"""What is held, as the check needs it: measures with their names, and every value with its time."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from performance.domain.printing import fixed, with_unit
from performance.domain.vocabulary import Basis, Polarity, Unit
from performance.domain.wording import MOST_FEW
from reference.domain.periods import Kind, Period, financial_year_of

from .lexicon import Lexicon, Phrase

if TYPE_CHECKING:
    from .naming import Mention

OF_A_YEAR = (Basis.OUTTURN, Basis.YEAR_TO_DATE)
# What holds on a day, or up to it: a year's last quarter tells the year too.
AT_THE_END = (Basis.PERIOD_END, Basis.NOT_STATED, Basis.ROLLING_12)


class Role(enum.StrEnum):
    """Whose value it is, or what for."""

    ACTUAL = "actual"
    TARGET = "target"
    NEIGHBOURS = "neighbours"
    REGION = "region"
    ENGLAND = "England"
    OTHER = "other"


@dataclass(frozen=True)
class Fact:
    """One value that is held. `low` and `value` are the two ends of a target that is a range."""

    period: Period
    basis: Basis
    value: Decimal
    places: int = 1
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    role: Role = Role.ACTUAL
    group: str = "all"
    low: Decimal | None = None
    provisional: bool = False

    def of(self, period: Period) -> bool:
        """Whether it is the value of a period, by its name or by its last day."""
        mine = self.period
        if mine == period:
            return True
        if self.basis in OF_A_YEAR and financial_year_of(mine.ends_on) == period:
            return mine.ends_on == period.ends_on or mine.kind is Kind.YEAR
        if mine.kind is Kind.YEAR and period.kind in (Kind.DAY, Kind.MONTH):
            return self.basis in OF_A_YEAR and mine.ends_on == period.ends_on
        ends_alike = mine.ends_on == period.ends_on
        if period.kind in (Kind.DAY, Kind.MONTH, Kind.YEAR):
            return ends_alike and mine.kind is not Kind.TERM and self.basis not in OF_A_YEAR
        return ends_alike and mine.kind in (Kind.DAY, Kind.MONTH) and period.kind is Kind.QUARTER


@dataclass(frozen=True)
class Topic:
    """A measure. `now` is what the quarter's dashboard shows; `names` equal a table's row head;
    `opposites` name the rest: "unsuitable". `cues` tell it from a measure of the same name, `never`
    says that another is meant, `whom` are words for all that it counts ("aged 19 to 21"). `whole`
    is the kind of its denominator: a cue's name. `undated` are values held without a day.
    `heads` name it like `names`, but are words of other sentences too.
    """

    code: str
    name: str
    unit: Unit
    polarity: Polarity
    decimals: int
    basis: Basis
    names: frozenset[str] = frozenset()
    phrases: tuple[Phrase, ...] = ()
    opposites: tuple[Phrase, ...] = ()
    cues: tuple[Phrase, ...] = ()
    never: tuple[Phrase, ...] = ()
    whom: tuple[Phrase, ...] = ()
    whole: str = ""
    partition: str = ""
    denominator: str = ""
    counts_people: bool = False
    now: Fact | None = None
    facts: tuple[Fact, ...] = ()
    undated: tuple[Decimal, ...] = ()
    heads: frozenset[str] = frozenset()

    @cached_property
    def own(self) -> tuple[Fact, ...]:
        """The council's own values, oldest first; of other groups too, which are told beside."""
        own = (one for one in self.facts if one.role is Role.ACTUAL)
        return tuple(sorted(own, key=lambda one: (one.period, one.group != "all")))

    @cached_property
    def elsewhere(self) -> tuple[Fact, ...]:
        """What is held of another area: a regional agency."""
        return tuple(one for one in self.facts if one.role is Role.OTHER)

    def beside_now(self) -> tuple[Fact, ...]:
        """What else may be told as today's: other bases of the period, and the running year."""
        if self.now is None:
            return ()
        now, year = self.now, financial_year_of(self.now.period.ends_on)
        return tuple(
            one
            for one in self.own
            if one is not now
            and (one.period == now.period or (one.basis in OF_A_YEAR and one.of(year)))
        )

    def earlier(self) -> tuple[Fact, ...]:
        """Values of the time before the quarter's, the newest first."""
        since = self.now.period.ends_on if self.now else None
        beside = {id(one) for one in self.beside_now()}
        found = [
            one
            for one in self.own
            if since is not None and one.period.ends_on < since and id(one) not in beside
        ]
        return tuple(sorted(found, key=lambda one: one.period, reverse=True))

    def text(self, fact: Fact) -> str:
        """As a page prints it: "83.3%", "99", "40–60%"."""
        text = self._text(fact.value, fact.places)
        return text if fact.low is None or fact.low == fact.value else f"{fact.low:g}–{text}"

    def _text(self, value: Decimal, places: int) -> str:
        if self.unit is Unit.RATE:
            return f"{fixed(value, 0)} per 10,000"
        return with_unit(value, self.unit, decimals=max(self.decimals, places), held=places)


@dataclass(frozen=True)
class Known:
    """Everything that a paper is held against. `by_name` are the measures by the name at the head
    of a row; the names of other places are cues of the lexicon. So many people are `few`, at most.
    """

    quarter: Period
    topics: Mapping[str, Topic]
    lexicon: Lexicon
    by_name: Mapping[str, tuple[Topic, ...]] = field(default_factory=dict)
    few: int = MOST_FEW

    @cached_property
    def phrases(self) -> Mapping[str, tuple[tuple[Topic, Phrase, bool], ...]]:
        """(measure, phrase, whether it names the rest) by the piece of text that it needs."""
        found: dict[str, list[tuple[Topic, Phrase, bool]]] = {}
        for topic in self.topics.values():
            for phrases, opposite in ((topic.phrases, False), (topic.opposites, True)):
                for one in phrases:
                    found.setdefault(one.key, []).append((topic, one, opposite))
        return {key: tuple(many) for key, many in found.items()}

    @cached_property
    def heads(self) -> dict[tuple[str, ...], tuple[Mention, ...]]:
        """What the heads of rows and columns name, by head and what is around it, once read."""
        return {}

    def partition(self, name: str) -> tuple[Topic, ...]:
        return tuple(one for one in self.topics.values() if name and one.partition == name)


def named(topics: Iterable[Topic]) -> dict[str, tuple[Topic, ...]]:
    """Measures by the words that stand at the head of a row."""
    found: dict[str, tuple[Topic, ...]] = {}
    for topic in topics:
        for name in topic.names | topic.heads:
            found[name] = (*found.get(name, ()), topic)
    return found


def of_period(facts: Sequence[Fact], period: Period) -> list[Fact]:
    """The values of a period. A year without values of its own has those of its last quarter, then
    those of any of its quarters.
    """
    found = [one for one in facts if one.of(period)]
    if found or period.kind is not Kind.YEAR:
        return found
    return [one for one in facts if one.period.starts_on >= period.starts_on
            and one.period.ends_on <= period.ends_on]  # fmt: skip


def quarters_before(quarter: Period) -> tuple[Period, ...]:
    """The quarter before, and that of a year before."""
    before = quarter.previous()
    return tuple(one for one in (before, quarter.same_last_year()) if one is not None)
