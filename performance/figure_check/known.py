"""A council's measures, figures, targets and benchmarks, as the check holds papers against them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from accounts.models import Council
from performance.council_rules import few_people
from performance.domain.figure_check import Fact, Known, Role, Topic, named, plain_name
from performance.domain.figure_check.aliases import Aliases, phrases
from performance.domain.figure_check.lexicon import Phrase
from performance.domain.series import Held, figure_now
from performance.domain.vocabulary import Basis, Unit
from performance.measures import Measure, measures_of
from performance.models import SeriesNote
from reference.benchmarks import Benchmark, benchmarks_by_year
from reference.domain.periods import Period, day, quarter
from reference.models import Area

from .words import aliases, lexicon

_LONE_NUMBER = re.compile(r"(?:about\s+)?(?P<n>\d[\d,]*(?:\.\d+)?)\s*%?", re.I)
# A name of one word is a word of every paper: it names a measure at the head of a row only.
FEWEST_WORDS = 3


def known_of(council: Council, quarter_asked: Period) -> Known:
    """Everything that a paper about a quarter is held against. Eight queries.

    Measures that are switched off are known too: a paper may speak of them, and their figures, if
    any are held, are as right as others.
    """
    measures = measures_of(council, off_too=True)
    published = _published(council)
    notes = _notes(council)
    topics = {
        measure.code: _topic(measure, quarter_asked, published, notes) for measure in measures
    }
    region = council.area.region.name if council.area.region else ""
    return Known(
        quarter=quarter_asked,
        topics=topics,
        lexicon=lexicon(region, _other_places(council), f"{council.area.name} {council.name}"),
        by_name=named(topics.values()),
        few=few_people(council),
    )


def _other_places(council: Council) -> tuple[str, ...]:
    areas = Area.objects.filter(kind=Area.Kind.AUTHORITY).exclude(pk=council.area_id)
    own = council.area.name
    # "Bristol, City of" is Bristol in a sentence.
    short = (name.partition(",")[0] for name in areas.values_list("name", flat=True))
    return tuple(f"={' ='.join(name.split())}" for name in short if own not in name)


def _published(council: Council) -> dict[str, list[Benchmark]]:
    """Benchmarks of every year by code of their series."""
    found: dict[str, list[Benchmark]] = defaultdict(list)
    for of_year in benchmarks_by_year(council.area).values():
        for code, benchmark in of_year.items():
            found[code].append(benchmark)
    return found


def _notes(council: Council) -> dict[int, list[Decimal]]:
    """Values without a date, by indicator; those that are one number and not much else."""
    found: dict[int, list[Decimal]] = defaultdict(list)
    notes = SeriesNote.objects.filter(council=council)
    for indicator, printed in notes.values_list("indicator_id", "printed"):
        if number := _LONE_NUMBER.fullmatch(printed.strip()):
            found[indicator].append(Decimal(number["n"].replace(",", "")))
    return found


def _topic(
    measure: Measure,
    asked: Period,
    published: dict[str, list[Benchmark]],
    notes: dict[int, list[Decimal]],
) -> Topic:
    indicator = measure.indicator
    of_it = aliases().get(measure.code, Aliases()) if indicator.council_id is None else Aliases()
    held = {one.key: _fact(one) for one in measure.own if one.value is not None}
    own = [one for one in measure.own if one.value is not None]
    now = figure_now(own, asked, frequency=measure.frequency, basis=measure.basis)
    names = (measure.name, indicator.name, indicator.full_name, *indicator.aliases)
    series = indicator.published_id or ""
    return Topic(
        code=measure.code,
        name=measure.name,
        unit=measure.unit,
        polarity=measure.polarity,
        decimals=indicator.decimals,
        basis=measure.basis,
        names=frozenset(plain_name(name) for name in names if name),
        phrases=(*of_it.phrases, *_names_as_phrases(names)),
        opposites=of_it.opposites,
        cues=of_it.cues,
        never=of_it.never,
        whom=of_it.whom,
        whole=of_it.whole,
        heads=of_it.heads,
        partition=indicator.partition,
        denominator=indicator.denominator,
        counts_people=indicator.counts_people,
        now=held[now.key] if now is not None and now.key in held else None,
        facts=(
            *held.values(),
            *_others(measure),
            *_targets(measure),
            *_compared(published[series]),
        ),
        undated=tuple(notes[indicator.pk]),
    )


def _names_as_phrases(names: Iterable[str]) -> tuple[Phrase, ...]:
    """Names of several words are looked for in sentences too."""
    plain = {plain_name(name) for name in names}
    long = sorted(name for name in plain if len(name.split()) >= FEWEST_WORDS)
    return tuple(one for name in long for one in phrases(name))


def _fact(held: Held, group: str = "all", role: Role = Role.ACTUAL) -> Fact:
    assert held.value is not None
    return Fact(
        period=held.period,
        basis=held.basis,
        value=held.value,
        places=held.decimals_held,
        numerator=held.numerator,
        denominator=held.denominator,
        role=role,
        group=group,
        provisional=held.provisional,
    )


def _others(measure: Measure) -> list[Fact]:
    """Figures told beside: the council's of other groups, and those of a regional agency."""
    return [
        _fact(one, one.group, Role.ACTUAL if one.area == measure.area else Role.OTHER)
        for one in measure.held
        if one.value is not None and (one.area != measure.area or one.group != "all")
    ]


def _targets(measure: Measure) -> list[Fact]:
    found = []
    for begins, goal in measure.targets:
        high = goal.high if goal.high is not None else goal.low
        if high is not None:
            low = goal.low if goal.low is not None else high
            found.append(Fact(day(begins), Basis.NOT_STATED, high, 6, role=Role.TARGET, low=low))
    return found


def _compared(found: Iterable[Benchmark]) -> list[Fact]:
    """England, region, and the neighbours' median and mean, at 31 March of each year."""
    facts = []
    for one in found:
        at = quarter(one.year - 1, 4)
        values = (
            (Role.ENGLAND, one.england.value if one.england else None),
            (Role.REGION, one.region.value if one.region else None),
            (Role.NEIGHBOURS, one.neighbours_median),
            (Role.NEIGHBOURS, one.neighbours_mean),
        )
        places = 1 if one.unit == Unit.PERCENT else one.decimals
        facts += [
            Fact(at, Basis.PERIOD_END, value, places, role=role)
            for role, value in values
            if value is not None
        ]
    return facts
