"""The same measure through the years of a release, and what later releases changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from performance.domain.printing import MISSING
from performance.domain.vocabulary import Polarity
from reference.authorities import Authority, ByArea, Edition
from reference.domain.benchmarks import of_neighbours
from reference.domain.ranking import place_of, revised
from reference.domain.statistics import ENGLAND
from reference.models import PublishedSeries

from .parts import Change, RevisedRow, YearRow, YearValues
from .printing import number_text, value_text


def year_rows(
    series: PublishedSeries,
    every: Mapping[Edition, ByArea],
    release: int,
    codes: Collection[str],
    own: str,
    polarity: Polarity,
) -> tuple[YearRow, ...]:
    """One row a year of the release, newest first; the place is among the same group."""
    found = []
    for year in sorted((y for r, y in every if r == release), reverse=True):
        cells = every[release, year]
        inside = {code: cell for code, cell in cells.items() if code in codes}
        place = place_of(own, inside, lowest_first=polarity is Polarity.LOW)
        others = [cell for code, cell in inside.items() if code != own]
        middle = of_neighbours(others, len(others), series.decimals)
        ours, england = inside.get(own), cells.get(ENGLAND)
        found.append(
            YearRow(
                year=year,
                values=YearValues(
                    own=ours.value if ours else None,
                    median=middle.median,
                    england=england.value if england else None,
                ),
                own=value_text(series, ours),
                place=place.words if place else MISSING,
                median=number_text(series, middle.median),
                england=value_text(series, england),
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Known:
    """Which authorities there are, which is ours, and which year the page is of."""

    authorities: Mapping[str, Authority]
    own: str
    year: int


def revised_rows(
    series: PublishedSeries, every: Mapping[Edition, ByArea], known: Known
) -> tuple[RevisedRow, ...]:
    """Every year that two releases print, newest year and newest pair of releases first."""
    found = []
    for year in sorted({year for _, year in every}, reverse=True):
        releases = sorted(release for release, printed in every if printed == year)
        for earlier, later in reversed(list(pairwise(releases))):
            pair = every[earlier, year], every[later, year]
            found.append(_revised(series, pair, known, year, (earlier, later)))
    return tuple(found)


def _revised(
    series: PublishedSeries,
    pair: tuple[ByArea, ByArea],
    known: Known,
    year: int,
    releases: tuple[int, int],
) -> RevisedRow:
    was, now = (
        {code: cell for code, cell in cells.items() if code in known.authorities} for cells in pair
    )
    found = revised(was, now)
    named = found.changed if year == known.year else ()
    changes = (
        Change(
            name=known.authorities[code].name,
            was=value_text(series, was[code]),
            now=value_text(series, now[code]),
            own=code == known.own,
        )
        for code in named
    )
    return RevisedRow(
        year=year,
        earlier=releases[0],
        later=releases[1],
        compared=found.compared,
        changed=len(found.changed),
        own_changed=known.own in found.changed,
        own_was=value_text(series, was.get(known.own)),
        own_now=value_text(series, now.get(known.own)),
        changes=tuple(sorted(changes, key=lambda change: change.name)),
    )
