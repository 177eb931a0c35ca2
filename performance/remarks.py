"""Figures that are told beside the one that a row is about: in words, under the measure's name.

A builder room. Every figure comes with its words, so that what an edition printed is known exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from performance.domain.series import Held, beside
from performance.domain.vocabulary import Basis
from performance.measures import Measure
from reference.domain.periods import Kind, Period, financial_year_of

Print = Callable[[Held], str]
# Of a kind of period that has a column or a place in a chart of its own.
IN_SERIES = (Kind.QUARTER, Kind.MONTH, Kind.TERM)
OF_A_YEAR = (Basis.OUTTURN, Basis.YEAR_TO_DATE)
MOST_YEARS = 4
MOST_OF_AN_AREA = 2


@dataclass(frozen=True)
class Remark:
    """A sentence under a measure's name, and the figures whose values it prints."""

    words: str
    figures: tuple[Held, ...]


def remarks_beside(
    measure: Measure,
    now: Held,
    seen: Sequence[Held],
    quarter: Period,
    *,
    drawn: Collection[str],
    text: Print,
) -> list[Remark]:
    """What else the quarter's return reported: other bases, years, groups, other areas.

    `seen` are the measure's figures that may be told; `drawn` the keys of those that the row's
    small chart tells; `text` prints a value.
    """
    own = [one for one in seen if _is_own(one, measure)]
    told = [one for one in beside(own, now) if one.value is not None]
    found = [Remark(f"{text(one)} {one.basis.label}", (one,)) for one in told]
    known = {now.key, *drawn, *(one.key for one in told)}
    reported = [
        one
        for one in seen
        if one.told_in == quarter.key and one.value is not None and one.key not in known
    ]
    own_years = [one for one in reported if _is_own(one, measure) and _stands_alone(one)]
    found += _years(own_years, text)
    found += _groups([one for one in reported if one.group != "all"], measure, text)
    found += _areas([one for one in reported if one.group == "all"], measure, text)
    return found


def _is_own(held: Held, measure: Measure) -> bool:
    return held.area == measure.area and held.group == "all"


def _stands_alone(held: Held) -> bool:
    return held.basis in OF_A_YEAR or held.period.kind not in IN_SERIES


def _years(figures: Sequence[Held], text: Print) -> list[Remark]:
    """ "87% for 2020-21, 85% for 2019-20", the newest first."""
    newest = tuple(sorted(figures, key=lambda one: one.period, reverse=True)[:MOST_YEARS])
    words = ", ".join(f"{text(one)} {period_words(one)}" for one in newest)
    return [Remark(words, newest)] if newest else []


def _groups(figures: Sequence[Held], measure: Measure, text: Print) -> list[Remark]:
    """ "Care leavers, age not stated: 89.7% for 2019-20"; of an agency with the agency's name."""
    by_group: dict[str, list[Held]] = defaultdict(list)
    for one in figures:
        place = "" if one.area == measure.area else f"{one.area_name}, "
        by_group[f"{place}{one.group_name}"].append(one)
    return [
        Remark(f"{name}: {remark.words}", remark.figures)
        for name, of_one in by_group.items()
        for remark in _years(of_one, text)
    ]


def _areas(figures: Sequence[Held], measure: Measure, text: Print) -> list[Remark]:
    """A regional agency's figure, and the one of the period before."""
    by_area: dict[str, list[Held]] = defaultdict(list)
    for one in sorted(figures, key=lambda one: one.period, reverse=True):
        if one.area != measure.area and len(by_area[one.area_name]) < MOST_OF_AN_AREA:
            by_area[one.area_name].append(one)
    return [
        Remark(
            f"{name}: " + "; ".join(f"{text(one)}, {one.period.span}" for one in of_one),
            tuple(of_one),
        )
        for name, of_one in by_area.items()
    ]


def period_words(held: Held) -> str:
    """ "for 2020-21", "for 2020-21, year to date", "for 12 months to 31 March 2021"."""
    period = held.period
    if held.basis is Basis.OUTTURN:
        return f"for {financial_year_of(period.ends_on).name}"
    if held.basis is Basis.YEAR_TO_DATE:
        of_year = period.kind is Kind.YEAR
        return f"for {period.name}, year to date" if of_year else f"to {period.name}, year to date"
    if period.kind is Kind.DAY:
        return f"on {period.name}"
    name = period.span if period.kind is Kind.RANGE else period.name
    return f"for {name}, {held.basis.label}" if held.basis is Basis.ROLLING_12 else f"for {name}"
