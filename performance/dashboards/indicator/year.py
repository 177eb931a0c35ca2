"""A count through the year on its own page: profile, so far, forecast; and past forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accounts.models import Council
from performance.charts import Step, own_name, year_chart
from performance.domain.cumulative import day_words, is_cumulative, year_end
from performance.domain.printing import MISSING
from performance.domain.record import PastForecast, record_words
from performance.domain.series import Held
from performance.domain.vocabulary import Basis
from performance.measures import Measure
from performance.outlooks import outlook_in
from reference.domain.periods import Period, financial_year_of, quarter
from reference.domain.rounding import plain

from .parts import YearLine, YearSoFar

MOST_PAST = 8


def year_of(council: Council, measure: Measure, until: Period) -> YearSoFar | None:
    """The year of a quarter, as it stood at the quarter's end; None of any other kind of measure.

    For members of the council: nothing is hidden here.
    """
    if not is_cumulative(measure.basis, measure.unit):
        return None
    year = financial_year_of(until.ends_on)
    quarters = [quarter(year.starts_on.year, number) for number in range(1, 5)]
    counts = [_count(measure, one) if one <= until else None for one in quarters]
    if not any(counts):
        return None
    steps = [_step(measure, one, held) for one, held in zip(quarters, counts, strict=True)]
    newest = [one for one in counts if one is not None][-1]
    outlook = outlook_in(measure, newest, public=False)
    past = past_forecasts(measure, until)
    lines = tuple(_line(measure, step, held) for step, held in zip(steps, counts, strict=True))
    return YearSoFar(
        name=year.name,
        outlook=outlook.words if outlook else "",
        reaches=outlook.reaches if outlook else None,
        lines=lines,
        has_profile=any(step.planned is not None for step in steps[:3]),
        chart=year_chart(
            steps,
            outlook.outturn if outlook else None,
            title=f"{year.name}, quarter by quarter",
            subtitle="The count since 1 April. Dashed: the officer’s forecast.",
            alt=f"{measure.name}: {_said(lines)}",
            council=own_name(council),
            colour=council.colour,
        ),
        past=past[-MOST_PAST:],
        record=record_words(past),
    )


def past_forecasts(measure: Measure, until: Period) -> tuple[PastForecast, ...]:
    """What was forecast in the quarters of years that are over, oldest first, beside what came:
    only where both are held.
    """
    found = []
    for one in sorted(measure.own, key=lambda one: one.period):
        outlook = outlook_in(measure, one, public=False)
        came = _outturn(measure, one, until) if outlook else None
        if outlook is not None and came is not None and came.value is not None:
            found.append(PastForecast(one.period, outlook.outturn, came.value, came.provisional))
    return tuple(found)


def _outturn(measure: Measure, forecast: Held, until: Period) -> Held | None:
    """What the year of a forecast came to: its year-end outturn, or its count by 31 March."""
    day = year_end(forecast.period)
    if day > until.ends_on:
        return None
    bases = (Basis.OUTTURN, Basis.YEAR_TO_DATE)
    ended = [
        one
        for one in measure.own
        if one.period.ends_on == day and one.basis in bases and one.value is not None
    ]
    return min(ended, key=lambda one: bases.index(one.basis), default=None)


def _count(measure: Measure, now: Period) -> Held | None:
    """The count by the end of a quarter."""
    found = (
        one
        for one in measure.own
        if one.period.ends_on == now.ends_on
        and one.basis is Basis.YEAR_TO_DATE
        and one.value is not None
    )
    return next(found, None)


def _step(measure: Measure, now: Period, held: Held | None) -> Step:
    return Step(
        quarter=now,
        planned=measure.planned_by(now),
        so_far=held.value if held else None,
        provisional=bool(held and held.provisional),
    )


def _line(measure: Measure, step: Step, held: Held | None) -> YearLine:
    outlook = outlook_in(measure, held, public=False)
    mark = " (provisional)" if step.provisional else ""
    return YearLine(
        quarter=step.quarter.key[-2:],
        by=f"by {day_words(step.quarter.ends_on)}",
        planned=_text(step.planned),
        so_far=_text(step.so_far) + mark,
        against=_against(step),
        expected=_text(held.expected) if outlook and held else MISSING,
        outturn=outlook.outturn_text if outlook else MISSING,
    )


def _against(step: Step) -> str:
    if step.planned is None or step.so_far is None:
        return MISSING
    gap = step.so_far - step.planned
    if not gap:
        return "as planned"
    return f"{plain(abs(gap))} {'more' if gap > 0 else 'fewer'}"


def _said(lines: Sequence[YearLine]) -> str:
    """What the chart shows, for who cannot see it."""
    told = []
    for line in lines:
        parts = [
            f"{words} {text}"
            for words, text in (
                ("planned", line.planned),
                ("so far", line.so_far),
                ("forecast of 31 March", line.outturn),
            )
            if text != MISSING
        ]
        told += [f"{line.quarter} {', '.join(parts)}"] if parts else []
    return f"{'; '.join(told)}."


def _text(number: Decimal | None) -> str:
    return MISSING if number is None else plain(number)
