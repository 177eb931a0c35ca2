"""At what cost: a week by kind, how homes are bought, budget and spend, moving one in ten.

The public sees prices in bands of a hundred pounds, sums to the nearest 10,000, and either only
over six or more children.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from placements.charts.homes import Bar, bars_chart
from placements.dashboards.profile.parts import NONE
from placements.dashboards.profile.protecting import key_of
from placements.domain.supply.market import counted
from placements.domain.supply.money import (
    Moving,
    UnitCost,
    off_framework,
    priced_days,
    spent_by,
    unit_costs,
)
from placements.models import Route
from reference.domain.periods import long_date
from reference.domain.rounding import percentage
from reporting.domain.charts import ChartSpec

from .found import Found
from .parts import HomesView
from .saying import LEAST, SUM_BAND, Saying
from .words import kind_name

PRICES = "Prices agreed in the register"
NO_PRICES = (
    "No placement has a price in these twelve months. This part fills when a commissioner has "
    "entered what placements cost a week."
)


def costs(found: Found, saying: Saying) -> tuple[HomesView, ...]:
    views = [week_view(found, saying)]
    if not found.placed.empty:
        views += [routes_view(found, saying), moving_view(found, saying)]
        if not saying.public:
            views.append(framework_view(found, saying))
    return (*views, *spending_views(found, saying))


def _name(one: UnitCost) -> str:
    return f"{kind_name(one.kind)}, {'our own' if one.own else 'bought'}"


def week_view(found: Found, saying: Saying) -> HomesView:
    title = "What a week costs"
    table = unit_costs(priced_days(found.register, found.first, found.day))
    if saying.public:
        table = tuple(one for one in table if one.children >= LEAST)
    if not table:
        return HomesView("week", title, sentence=NO_PRICES)
    rows = tuple(
        (_name(one), saying.week(_decimal(one.weekly)), saying.sum(_decimal(one.spend)),
         f"{one.children:,}" if not saying.public else "six or more")
        for one in table
    )  # fmt: skip
    subtitle = f"Mean price a week, weighted by days, twelve months to {long_date(found.day)}"
    dearest = table[0]
    return HomesView(
        key="week",
        title=_week_title(dearest) or title,
        subtitle=subtitle,
        sentence=f"{_name(dearest)}: {saying.week(_decimal(dearest.weekly))} a week"
        + (f"; {_name(table[-1]).lower()}: {saying.week(_decimal(table[-1].weekly))}."
           if len(table) > 1 else "."),
        head=("Kind", "A week", "Twelve months", "Children"),
        rows=rows,
        chart=_week_chart(_week_title(dearest) or title, table, subtitle, saying),
        notes=("Shown in bands, and only over six or more children.",) if saying.public else (),
        source=PRICES,
    )  # fmt: skip


def _decimal(value: object) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)  # type: ignore[attr-defined]


def _week_title(dearest: UnitCost) -> str:
    if dearest.kind in ("home", "secure", "school"):
        return "A week in a home costs most"
    return ""


def _week_chart(title: str, table: Sequence[UnitCost], subtitle: str, saying: Saying) -> ChartSpec:
    """For the public as an index, the dearest kind 100: bars as long as prices would tell them."""
    top = table[0].weekly
    bars: list[Bar] = []
    for one in table:
        index = Decimal(round(one.weekly * 100 / top))
        if saying.public:
            bars.append((_name(one), index, f"{index}", one.own))
        else:
            value = _decimal(one.weekly) / 100
            bars.append((_name(one), value, saying.week(_decimal(one.weekly)), one.own))
    words = "Price a week, dearest kind = 100. Dark: our own." if saying.public else subtitle
    return bars_chart(
        title, bars, subtitle=words, colour=saying.colour, label_head="Kind", value_head="A week"
    )


def routes_view(found: Found, saying: Saying) -> HomesView:
    """Children of each kind of home by the route by which their place is bought."""
    pairs = counted(found.placed, ["kind", "route"])
    kinds = sorted(dict.fromkeys(kind for kind, _ in pairs), key=lambda one: -_whole(pairs, one))
    day, rows = found.day.isoformat(), []
    for kind in kinds:
        whole = _whole(pairs, kind)
        cells = [
            saying.share(key_of("register", day, kind, "route", route), pairs[kind, route], whole)
            if (kind, route) in pairs
            else NONE
            for route in Route.values
        ]
        key = key_of("register", day, kind)
        rows.append((kind_name(kind), *cells, saying.count(key, whole)))
    spot = sum(number for (_, route), number in pairs.items() if route == Route.SPOT)
    total = sum(pairs.values())
    said = "A spot purchase is made one child at a time, outside any contract."
    if not saying.public:
        said = f"{spot:,} of {total:,} places are bought one child at a time. {said}"
    return HomesView(
        key="routes",
        title="How homes are bought",
        subtitle=f"Share of children placed, by route, {long_date(found.day)}",
        sentence=said,
        head=("Kind", *(str(label) for label in Route.labels), "Children"),
        rows=tuple(rows),
        source="Placements in the register",
    )


def _whole(pairs: dict[tuple[str, ...], int], kind: str) -> int:
    return sum(number for (of, _), number in pairs.items() if of == kind)


def moving(found: Found, saying: Saying) -> Moving | None:
    """None where too little is known, or for the public where too few children are priced."""
    told = found.moving
    few = told is not None and min(told.of, told.fostered) < LEAST
    return None if saying.public and few else told


def moving_view(found: Found, saying: Saying) -> HomesView:
    title = "If one child in ten in homes moved to fostering"
    told = moving(found, saying)
    if told is None:
        return HomesView("moving", title, sentence="Too few prices are known to work this out.")
    middle, low, high = (saying.sum(pence) for pence in (told.middle, told.low, told.high))
    # Of the number that moves the public learns only that it is one in ten.
    who = f"{told.children:,} of {told.of:,} children" if not saying.public else "one child in ten"
    frees = "would free" if told.middle >= SUM_BAND else "would not free money:"
    return HomesView(
        key="moving",
        title=title,
        subtitle="What a year would free, worked out from the council’s own prices",
        sentence=f"Moving {who} {frees} {middle} a year; between {low} and {high}, as the children "
        "who move lived in cheaper or dearer homes.",
        head=("Measure", "A year"),
        rows=(("Middle, by mean prices", middle), ("Low, by quartiles", low),
              ("High, by quartiles", high)),
        notes=("Low sets the cheaper quarter of homes beside the dearer quarter of foster homes, "
               "high the other way about. It says nothing of which child could move.",),
        source=PRICES,
    )  # fmt: skip


def framework_view(found: Found, saying: Saying) -> HomesView:
    told = off_framework(found.prices)
    title = "Prices above the framework’s"
    if not told.compared:
        return HomesView("framework", title, sentence="No placement has a framework price beside "
                         "its own.")  # fmt: skip
    share = percentage(told.above, told.compared, 0)
    return HomesView(
        key="framework",
        title=title,
        subtitle=f"Placements with a framework price, {long_date(found.day)}",
        sentence=f"{told.above:,} of {told.compared:,} placements ({share}%) cost more than the "
        f"framework’s price, by {saying.sum(told.excess)} a week together.",
        head=("Measure", "Value"),
        rows=(
            ("Above the framework’s price", f"{told.above:,} of {told.compared:,}"),
            ("Share", f"{share}%"),
            ("Above it, pounds a week", saying.sum(told.excess)),
        ),
        source=PRICES,
    )


def spending_views(found: Found, saying: Saying) -> tuple[HomesView, ...]:
    first = found.first
    by_kind = spent_by(found.register, first, found.day, "kind")
    title = "Budget and spend"
    if by_kind.empty:
        return (HomesView("spending", title, sentence="No budget is in the register for these "
                          "months. A commissioner enters it by month and kind."),)  # fmt: skip
    if saying.public:
        counts = counted(found.placed, ["kind"])
        kept = [str(kind) for kind in by_kind["kind"] if counts.get((str(kind),), 0) >= LEAST]
        by_kind = by_kind[by_kind["kind"].astype(str).isin(kept)]
        return (_spending("spending", title, by_kind, found, saying),)
    by_month = spent_by(found.register, first, found.day, "month")
    return (
        _spending("spending", title, by_kind, found, saying),
        _spending("variance", "Over or under budget, month by month", by_month, found, saying),
    )


def _spending(key: str, title: str, table: pd.DataFrame, found: Found, saying: Saying) -> HomesView:
    by = str(table.columns[0])
    rows = tuple(_spent_row(by, one, saying) for one in table.itertuples(index=False))
    over = int(table["variance"].sum())
    side = "over" if over > 0 else "under"
    budget = int(table["budget"].sum())
    said = f"{saying.sum(abs(over))} {side} a budget of {saying.sum(budget)}."
    return HomesView(
        key=key,
        title=title,
        subtitle=f"Twelve months to {long_date(found.day)}; a month not yet spent is as foreseen",
        sentence=said if rows else "Too few children to tell.",
        head=("Month" if by == "month" else "Kind", "Budget", "Spent or foreseen", "Variance"),
        rows=rows,
        source="Budget and spend in the register",
    )


def _spent_row(by: str, one: object, saying: Saying) -> tuple[str, ...]:
    key = getattr(one, by)
    name = f"{key:%B %Y}" if by == "month" else kind_name(str(key))
    told = "" if one.is_actual else " (foreseen)"  # type: ignore[attr-defined]
    money = (saying.sum(int(getattr(one, part))) for part in ("budget", "foreseen", "variance"))
    return (f"{name}{told}", *money)
