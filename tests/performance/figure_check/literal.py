"""A few measures with figures, made by hand: what papers on 2020-21 quarter 4 are held against."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from performance.domain.figure_check import (
    Document,
    Fact,
    Known,
    Lexicon,
    Report,
    Role,
    Topic,
    check_documents,
    named,
    plain_name,
)
from performance.domain.figure_check.aliases import read_aliases
from performance.domain.vocabulary import Basis, Polarity, Unit
from reference.domain.periods import parse, quarter
from reporting.documents import read_document

FIXTURES = Path(__file__).parents[3] / "fixtures"
Q4 = quarter(2020, 4)


def rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ALIASES = {row["indicator"]: read_aliases(row) for row in rows("indicator_aliases.csv")}
LEXICON = Lexicon((row["kind"], row["words"]) for row in rows("figure_check_words.csv"))


def fact(period: str, value: str, basis: Basis = Basis.PERIOD_END, **fields: object) -> Fact:
    places = len(value.partition(".")[2])
    return Fact(parse(period), basis, Decimal(value), places, **fields)  # type: ignore[arg-type]


def target(value: str, low: str | None = None, since: str = "2020-04-01") -> Fact:
    made = fact(since, value, Basis.NOT_STATED, role=Role.TARGET)
    return Fact(made.period, made.basis, made.value, 6, role=Role.TARGET, low=Decimal(low or value))


def topic(code: str, name: str, *facts: Fact, unit: Unit = Unit.PERCENT, **fields: object) -> Topic:
    of_it = ALIASES[code]
    known = {
        "polarity": Polarity.HIGH,
        "decimals": 1 if unit is Unit.PERCENT else 0,
        "basis": Basis.PERIOD_END,
        "names": frozenset({plain_name(name)}),
        **vars(of_it),
        **fields,
    }
    return Topic(code=code, name=name, unit=unit, now=facts[0], facts=facts, **known)  # type: ignore[arg-type]


TOPICS = (
    topic(
        "visits-on-time",
        "Statutory visits in timescale",
        fact("2020-21-Q4", "83.3", Basis.AVERAGE),
        fact("2020-21", "87", Basis.OUTTURN),
        fact("2019-20", "85", Basis.OUTTURN),
        target("95"),
        basis=Basis.AVERAGE,
    ),
    topic("dental-check", "Dental checks", fact("2020-21-Q4", "49"), target("90")),
    topic("health-assessment", "Health assessments", fact("2020-21-Q4", "87.3"), target("90")),
    topic(
        "same-home-two-years",
        "Same placement for at least 2 years",
        fact("2020-21-Q4", "65.3"),
        fact("2020-21-Q3", "62.2"),
        fact("2019-20", "69", Basis.OUTTURN),
    ),
    topic(
        "three-or-more-homes",
        "Three or more placements in 12 months",
        fact("2020-21-Q4", "9"),
        fact("2020-21-Q3", "9"),
        polarity=Polarity.LOW,
    ),
    topic("own-foster-carers", "Fostered with internal carers", fact("2020-21-Q4", "53.6")),
    topic(
        "long-term-fostering",
        "Long-term fostering share",
        fact("2020-21-Q4", "26.2"),
        target("60", "40"),
        denominator="Fostered children",
        polarity=Polarity.RANGE,
    ),
    topic(
        "audits-care-good",
        "Case audits judged good or outstanding, children in care",
        fact(
            "June 2020 to March 2021",
            "45.454545",
            Basis.OVER_PERIOD,
            numerator=Decimal(10),
            denominator=Decimal(22),
        ),
    ),
    topic(
        "children-in-care",
        "Children in care",
        fact("2020-21-Q4", "684"),
        fact("2020-21-Q4", "676", Basis.AVERAGE),
        fact("2019-20-Q4", "656"),
        fact("2015-16-Q4", "594"),
        unit=Unit.COUNT,
        polarity=Polarity.NONE,
    ),
    topic(
        "children-in-care-rate",
        "Rate per 10,000",
        fact("2020-21-Q4", "99"),
        fact("2019-20-Q4", "95"),
        fact("2020-21-Q4", "67", role=Role.ENGLAND),
        target("88"),
        unit=Unit.RATE,
        polarity=Polarity.RANGE,
    ),
)
KNOWN = Known(
    quarter=Q4,
    topics={one.code: one for one in TOPICS},
    lexicon=LEXICON,
    by_name=named(TOPICS),
)


def paper(text: str, name: str = "paper.txt") -> Document:
    return read_document(name, text.encode())


def check(*texts: str) -> Report:
    """The texts as papers of one meeting."""
    return check_documents([paper(text, f"paper-{n}.txt") for n, text in enumerate(texts)], KNOWN)


def told(text: str) -> list[tuple[str, str]]:
    """(number, status) of what is told of a text."""
    return [(one.number, str(one.status)) for one in check(text).findings]
