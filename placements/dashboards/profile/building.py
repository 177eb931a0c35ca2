"""The profile of the children looked after on a day, for an audience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from accounts.models import Council
from performance.packs.cells import Shown as ShownFigure
from placements.charts import flows_chart, months_chart
from placements.dashboards.held import held_cohort
from placements.domain.cohort import Cohort
from placements.domain.coverage import why_not, words
from placements.measures import surroundings
from reference.domain.periods import long_date
from reporting.domain.charts import ChartSpec
from reporting.models import Audience
from reporting.packs import proof_rules_of

from .beside import england, views
from .counting import Counts
from .days import NoReturns, days_of, march_before
from .earlier import (
    by_number,
    cell_key,
    past_of_sections,
)
from .figures import public_figures
from .known import Found, found_on, tell_of_all
from .parts import Cell, CohortProfile, Month, Movement
from .protecting import TOTAL, Numbers, Shown, key_of, numbers_of, shielded, year_key
from .telling import Teller, age_by_sex, view_of

SMALL = range(1, 6)


def cohort_profile(
    council: Council,
    day: dt.date | None,
    audience: str,
    *,
    cohort: Cohort | None = None,
    figures: Mapping[str, ShownFigure] | None = None,
) -> CohortProfile:
    """`day` is one of `days_of` or any other that the returns hold; None for the newest.

    `figures` is what disclosure control says of the council's figures, where that is known.
    Raises NoReturns without a return, or for a day that none holds.
    """
    cohort = held_cohort(council) if cohort is None else cohort
    days = days_of(cohort.returns)
    if not days:
        raise NoReturns("No return has been loaded yet.")
    day = days[0] if day is None else day
    if reason := why_not(cohort.returns, day, day):
        raise NoReturns(reason)
    found = found_on(cohort, day, surroundings(council))
    public = audience == Audience.PUBLIC
    numbers = numbers_of(found.days, found.by_month)
    shown = _shown(council, cohort, found, numbers, figures) if public else Shown({})
    return _told(council, cohort, days, found, numbers, shown, Audience(audience))


def _shown(
    council: Council,
    cohort: Cohort,
    found: Found,
    numbers: Numbers,
    figures: Mapping[str, ShownFigure] | None,
) -> Shown:
    """What may be printed beside the figures of packs and after the editions before."""
    told = public_figures(council, [one.day for one in found.days], figures)
    past = past_of_sections(council)
    tell_of_all(council, cohort, found, numbers, told, past)
    return shielded(numbers, by_number(council, numbers, past), proof_rules_of(council))


def _told(
    council: Council,
    cohort: Cohort,
    days: tuple[dt.date, ...],
    found: Found,
    numbers: Numbers,
    shown: Shown,
    audience: Audience,
) -> CohortProfile:
    public = audience == Audience.PUBLIC
    teller = Teller(public=public, may=shown.may)
    now, then = found.now, found.then
    beside = england(march_before(now.day))
    colour = council.colour
    months = _months(found, teller)
    return CohortProfile(
        council=council,
        day=now.day,
        then=then.day if then else None,
        days=days,
        audience=audience,
        total=teller.count(key_of(now.day.isoformat(), TOTAL), now.total),
        total_then=teller.count(key_of(then.day.isoformat(), TOTAL), then.total) if then else "",
        sentence=first_sentence(now, then, teller),
        views=tuple(
            view_of(one, now, then, beside, teller, area=council.area_id, colour=colour)
            for one in views()
        ),
        age_by_sex=age_by_sex(now, teller),
        months=tuple(months),
        months_sentence=_months_sentence(found, teller),
        months_chart=_months_chart(found, teller, colour),
        flows=_movements(found) if not public else (),
        flows_sentence=_flows_sentence(found) if not public else "",
        flows_chart=_flows_chart(found, colour) if not public else None,
        england_year=beside.year,
        release=beside.release,
        returns=tuple(f"{one.label} (to {words(one.as_at)})" for one in cohort.returns),
        hidden_count=shown.hidden,
        holds_small_numbers=not public
        and any(number in SMALL for key, number in numbers.people.items()),
        cells=_cells(council, numbers, shown) if public else (),
    )


def _cells(council: Council, numbers: Numbers, shown: Shown) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            key=cell_key(council, key),
            state=state.value,
            shown=numbers.people[key] if shown.may(key) else None,
        )
        for key, state in shown.states.items()
    )


def first_sentence(now: Counts, then: Counts | None, teller: Teller) -> str:
    """How many there are, and what has changed; for the public no change by one to five."""
    total = teller.count(key_of(now.day.isoformat(), TOTAL), now.total)
    said = f"{total} children were looked after on {long_date(now.day)}"
    if then is None:
        return f"{said}."
    before = teller.count(key_of(then.day.isoformat(), TOTAL), then.total)
    gap = now.total - then.total
    if "c" in (total, before) or (teller.public and abs(gap) in SMALL):
        return f"{said}; a year before {before}."
    if not gap:
        return f"{said}, as many as a year before."
    return f"{said}, {abs(gap):,} {'more' if gap > 0 else 'fewer'} than a year before."


def _months(found: Found, teller: Teller) -> list[Month]:
    told = found.by_month
    if not told:
        return []
    months = [
        Month(
            name=f"{pd.Timestamp(name):%B %Y}",
            started=teller.count(key_of("started", name), told["started"][name]),
            ceased=teller.count(key_of("ceased", name), told["ceased"][name]),
        )
        for name in told["started"]
    ]
    started, ceased = (
        teller.count(year_key(what, found.now.day), sum(told[what].values()))
        for what in ("started", "ceased")
    )
    return [*months, Month("Twelve months", started, ceased)]


def _months_sentence(found: Found, teller: Teller) -> str:
    told = found.by_month
    if not told:
        return ""
    started, ceased = (
        teller.count(year_key(what, found.now.day), sum(told[what].values()))
        for what in ("started", "ceased")
    )
    return (
        f"In the twelve months {started} children started to be looked after and {ceased} ceased."
    )


def _months_chart(found: Found, teller: Teller, colour: str) -> ChartSpec | None:
    told = found.by_month
    if not told:
        return None

    def number(what: str, name: str) -> int | None:
        held = told[what][name]
        return held if not held or teller.may(key_of(what, name)) else None

    months = [
        (pd.Timestamp(name).date(), number("started", name), number("ceased", name))
        for name in told["started"]
    ]
    return months_chart(months, colour=colour)


def _rows(found: Found) -> Sequence[tuple[str, str, int]]:
    if found.flows is None:
        return ()
    return [
        (str(a), str(b), int(n))
        for a, b, n in found.flows[["before", "after", "children"]].itertuples(index=False)
    ]


def _movements(found: Found) -> tuple[Movement, ...]:
    return tuple(Movement(a, b, f"{n:,}") for a, b, n in _rows(found))


def _flows_sentence(found: Found) -> str:
    rows = [row for row in _rows(found) if "Not in care" not in row[:2]]
    both = sum(n for _, _, n in rows)
    same = sum(n for a, b, n in rows if a == b)
    return (
        f"Of {both:,} children who were in care on both days, {same:,} lived in the same kind of "
        f"home on both and {both - same:,} in another."
        if both
        else ""
    )


def _flows_chart(found: Found, colour: str) -> ChartSpec | None:
    rows = _rows(found)
    if not rows or found.then is None:
        return None
    return flows_chart(rows, then=found.then.day, now=found.now.day, colour=colour)
