"""What may happen: the kept forecast, and beside it how it did on the past. Nothing is computed
here but shares of what is kept.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from accounts.models import Council
from placements.charts.homes import forecast_chart
from placements.dashboards.profile.parts import NONE
from placements.dashboards.profile.protecting import TOTAL, key_of
from placements.domain.supply.outlook import Outlook, Range, Tried, from_plain
from placements.models import KeptForecast
from reference.domain.periods import long_date
from reference.domain.rounding import plain, round_half_up
from reporting.domain.charts import ChartSpec

from .children import Children
from .found import Found
from .parts import HomesView
from .saying import Saying, year_words

TITLE = "How many children there may be"
NONE_KEPT = (
    "No forecast has been made of these returns yet. It is made in the background when a return is "
    "accepted, or when an analyst asks for it here."
)
NO_RETURN = "A forecast is made of the SSDA903 returns, and none holds this day."
NOTE = (
    "It is made of who came, left and moved in the last three years, each year counting twice as "
    "much as the one before. Where the number who come has changed fast, the latest months of it "
    "count for more still. It knows nothing of plans."
)
# What eight in ten should hold and does less often than this reads as too narrow.
NARROW = 70
RIVALS = {"no-change": "“no change”", "trend": "the past trend"}
YEARS = {12: "a year ahead", 24: "two years ahead"}


def newest_outlook(council: Council, day: dt.date) -> Outlook | None:
    """The newest that starts no later than a day. One query."""
    kept = KeptForecast.objects.filter(council=council, from_on__lte=day).first()
    return from_plain(kept.content) if kept else None


def forecast_view(found: Found, saying: Saying, outlook: Outlook | None) -> HomesView:
    children = found.children
    if children is None:
        return HomesView("forecast", TITLE, sentence=NO_RETURN)
    if outlook is None:
        return HomesView("forecast", TITLE, sentence=NONE_KEPT)
    if outlook.refusal:
        return HomesView("forecast", TITLE, sentence=f"There is no forecast. {outlook.refusal}")
    ends = outlook.months[11::12]
    last = ends[-1]
    between = f"Between {_whole(last.low)} and {_whole(last.high)} children"
    title = f"{between} by {last.day.year}, on past change alone"
    on = long_date(last.day).rpartition(" ")[0]
    subtitle = (
        f"Children in care at {on}. Shaded: 80% range. Dotted: what the same method said before"
    )
    return HomesView(
        key="forecast",
        title=title,
        subtitle=subtitle,
        sentence=f"From {outlook.opening:,} children on {long_date(outlook.start)} the middle of "
        f"the forecast is {_whole(last.mid)} by {long_date(last.day)}.",
        head=("Day", "Children", "Low", "Middle", "High"),
        rows=(*_past(children, saying), *(_row(one) for one in ends)),
        chart=_chart(title, subtitle, children, outlook, ends, saying),
        notes=(NOTE,),
        source="The council’s SSDA903 returns",
        caution=_caution(outlook.tried),
    )  # fmt: skip


def _past(children: Children, saying: Saying) -> list[tuple[str, ...]]:
    return [
        (year_words(day), saying.count(key_of(day.isoformat(), TOTAL), total), NONE, NONE, NONE)
        for day, total in _totals(children)
    ]


def _totals(children: Children) -> list[tuple[dt.date, int]]:
    figures = children.figures
    return [(day, figures["children-in-care", day].numerator or 0) for day in children.days]


def _row(one: Range) -> tuple[str, ...]:
    return (year_words(one.day), NONE, _whole(one.low), _whole(one.mid), _whole(one.high))


def _whole(number: float) -> str:
    return f"{round(number):,}"


def _chart(
    title: str,
    subtitle: str,
    children: Children,
    outlook: Outlook,
    ends: tuple[Range, ...],
    saying: Saying,
) -> ChartSpec:
    """The past by year, then the forecast by year; it goes on from the day on which it starts."""
    past = [(day, total) for day, total in _totals(children) if day <= outlook.start]
    days = [*(day for day, _ in past), *(one.day for one in ends)]
    start = Range(outlook.start, outlook.opening, outlook.opening, outlook.opening)
    return forecast_chart(
        title,
        days,
        [year_words(day) for day in days],
        past={day: total for day, total in past
              if saying.may(key_of(day.isoformat(), TOTAL), total)},
        ranges=(start, *ends),
        earlier=[one.points for one in outlook.earlier],
        subtitle=subtitle,
        colour=saying.colour,
    )  # fmt: skip


def _caution(tried: tuple[Tried, ...]) -> tuple[str, str]:
    """Always said, and in the same words whether it won or lost."""
    if not tried:
        return (
            "This forecast could not be tried on the past.",
            "The returns are too short for that, so nobody knows how good it is.",
        )
    lost = [name for key, name in RIVALS.items() if any(key in one.unbeaten for one in tried)]
    verdict = (
        f"This forecast has not beaten {' nor '.join(lost)}."
        if lost
        else "This forecast has beaten “no change” and the past trend so far."
    )
    return verdict, " ".join(_trial(one) for one in tried)


def _trial(one: Tried) -> str:
    ahead = YEARS.get(one.horizon, f"{one.horizon} months ahead")
    narrow = one.held * 100 < NARROW * one.attempts
    said = (
        f"Tried from {one.attempts} earlier quarters, it missed by {_percent(one.error)} on "
        f"average {ahead}; assuming no change missed by {_percent(one.no_change)}, the trend by "
        f"{_percent(one.trend)}. The 80% range held {one.held} times in {one.attempts}"
    )
    return said + (", so read it as too narrow." if narrow else ".")


def _percent(value: float) -> str:
    return f"{plain(round_half_up(Decimal(str(value)), 1))}%"
