"""Numbers and rates over the years, our own recomputed, others as the Department published them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from placements.charts.homes import Line, lines_chart
from placements.dashboards.profile.parts import NONE
from placements.dashboards.profile.protecting import TOTAL, key_of
from reference.benchmarks import Benchmark
from reference.domain.rounding import plain, round_half_up
from reporting.domain.charts import Role

from .children import Children
from .found import Found
from .parts import HomesView
from .saying import Saying, year_words
from .words import RETURNS


def numbers(found: Found, children: Children, saying: Saying) -> HomesView:
    """Numbers and rates over five years: our own recomputed, the others as published."""
    rows, rates = [], []
    for day in children.days:
        figure = children.figures["children-in-care-rate", day]
        rate = None if figure.value is None else round_half_up(figure.value)
        total = children.figures["children-in-care", day].numerator or 0
        key = key_of(day.isoformat(), TOTAL)
        shown = saying.may(key, total)
        told = found.published.get(day.year, {}) if (day.month, day.day) == (3, 31) else {}
        rate = rate if shown else None
        rates.append((day, rate, told.get("cla-rate")))
        others = _beside(told.get("cla-rate"))
        rows.append(
            (
                year_words(day),
                saying.count(key, total),
                NONE if rate is None else str(rate),
                *others,
            )
        )
    places = [year_words(day) for day, _, _ in rates]
    title, subtitle = "Children in care", "Per 10,000 children who live in the area"
    lines: list[Line] = [("Us", [rate for _, rate, _ in rates], Role.OWN)]
    lines += [
        ("Neighbours", [None if b is None else b.neighbours_median for *_, b in rates],
         Role.NEIGHBOURS),
        ("England", [_value(b) for *_, b in rates], Role.ENGLAND),
    ]  # fmt: skip
    drawn = [line for line in lines if any(one is not None for one in line[1])]
    # Others' lines alone would pass for ours.
    if not any(line[2] is Role.OWN for line in drawn):
        drawn, subtitle = [], "Rates of others per 10,000 children who live there"
    return HomesView(
        key="numbers",
        title=title,
        subtitle=subtitle,
        sentence=_numbers_sentence(rows),
        head=("Day", "Children", "Rate", "Neighbours, median", "Region", "England"),
        rows=tuple(rows),
        chart=lines_chart(title, places, drawn, subtitle=subtitle, colour=saying.colour, unit="")
        if drawn
        else None,
        source=f"{RETURNS}, counted anew; others: Department for Education",
    )


def _value(benchmark: Benchmark | None) -> Decimal | None:
    return benchmark.england.value if benchmark and benchmark.england else None


def _beside(benchmark: Benchmark | None) -> tuple[str, str, str]:
    if benchmark is None:
        return NONE, NONE, NONE
    found = [
        benchmark.neighbours_median,
        benchmark.region.value if benchmark.region else None,
        _value(benchmark),
    ]
    a, b, c = (NONE if one is None else plain(one) for one in found)
    return a, b, c


def _numbers_sentence(rows: Sequence[tuple[str, ...]]) -> str:
    first, last = rows[0], rows[-1]
    said = f"{last[1]} children in care in {last[0]}"
    if len(rows) > 1:
        said += f", {first[1]} in {first[0]}"
    return f"{said}." + (f" That is {last[2]} in 10,000 children." if last[2] != NONE else "")
