"""Exampleshire’s old scorecard: made from the simulation, imported like anybody’s."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from accounts.models import Council
from performance.domain.history import Axis, Holds, Mapping, Part, Rule
from performance.domain.vocabulary import Basis, Frequency, Unit
from performance.models import Indicator
from performance.services.history import (
    confirm_import,
    map_import,
    start_import,
    submit_import,
)
from reference.domain.periods import Period, shift
from reporting.spreadsheets import Column, Sheet, Value, workbook

from .entering import moment
from .people import People
from .simulation import Draw

FILE, SHEET, KEPT_AS = "Corporate parenting scorecard.xlsx", "Scorecard", "Quarterly scorecard"
# Days after the last imported quarter: 8 June 2020 and two days later.
BROUGHT_IN, CONFIRMED = dt.timedelta(days=69), dt.timedelta(days=71)
YEARS_ROW, QUARTERS_ROW, FIRST_ROW = 1, 2, 3
NUMBER, OUT_OF = "Number", "Out of"
Draws = dict[str, list[Draw]]


def bring_history_in(
    council: Council,
    people: People,
    indicators: dict[str, Indicator],
    draws: Draws,
    *,
    first: Period,
) -> None:
    """Twelve quarters of every quarterly measure: uploaded by the analyst, confirmed by another.

    `draws` begin with the quarter `first`.
    """
    quarters = quarters_before_returns(first)
    ended = quarters[-1].ends_on
    brought_in, confirmed = moment(ended + BROUGHT_IN), moment(ended + CONFIRMED)
    told = [one for one in indicators.values() if is_told(one, draws)]
    data = scorecard(told, draws, quarters)
    batch = start_import(council=council, data=data, name=FILE, by=people.analyst, at=brought_in)
    batch = map_import(
        batch=batch,
        mapping=mapping_of(told),
        name=KEPT_AS,
        by=people.analyst,
        at=brought_in,
    )
    batch = submit_import(batch=batch, by=people.analyst, at=brought_in)
    confirm_import(batch=batch, by=people.approver, at=confirmed)


def quarters_before_returns(first: Period, count: int = 12) -> list[Period]:
    return [shift(first, step) or first for step in range(count)]


def is_told(indicator: Indicator, draws: Draws) -> bool:
    """The old scorecard went by quarters; what goes by dates or through the year it left out."""
    by_quarter = indicator.frequency == Frequency.QUARTER
    return indicator.code in draws and by_quarter and indicator.basis != Basis.YEAR_TO_DATE


def scorecard(told: list[Indicator], draws: Draws, quarters: list[Period]) -> bytes:
    """Quarters across under merged years; a count and, where there is one, what it is out of."""
    years = groupby(quarters, lambda quarter: quarter.key[:7].replace("-", "/"))
    sheet = Sheet(
        name=SHEET,
        head=["Measure", "Counted", *(quarter.key[-2:] for quarter in quarters)],
        rows=[row for one in told for row in _rows(one, draws[one.code], len(quarters))],
        columns=[Column(width=52), Column(width=12)],
        frozen=2,
        over=[("", 2), *((year, len(list(under))) for year, under in years)],
    )
    return workbook([sheet], title="Corporate parenting scorecard")


def _rows(indicator: Indicator, draws: list[Draw], count: int) -> Iterator[list[Value]]:
    told = draws[:count]
    yield [indicator.name, NUMBER, *(top for top, _ in told)]
    if has_whole(indicator):
        yield [indicator.name, OUT_OF, *(bottom for _, bottom in told)]


def has_whole(indicator: Indicator) -> bool:
    return indicator.unit != Unit.COUNT


def mapping_of(told: list[Indicator]) -> Mapping:
    """What somebody would point at: two rows of headings, then each measure's rows."""
    rules = [Rule(SHEET, Axis.ROW, row, Holds.PERIODS) for row in (YEARS_ROW, QUARTERS_ROW)]
    row = FIRST_ROW
    for one in told:
        for part in (Part.NUMERATOR, Part.DENOMINATOR)[: 1 + has_whole(one)]:
            rules.append(Rule(SHEET, Axis.ROW, row, Holds.FIGURES, one.code, part))
            row += 1
    return Mapping(tuple(rules))
