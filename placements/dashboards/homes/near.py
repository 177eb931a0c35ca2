"""How near home children live: three measures, never mixed, each against the council's own target.

A figure that was signed off is taken as it is; else the same indicator computed from the returns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from accounts.models import Council
from performance.domain.series import Held
from performance.held import held_figures
from performance.models import Indicator, Target
from placements.charts.homes import lines_chart
from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.dashboards.profile.protecting import key_of
from reference.domain.rounding import plain, round_half_up
from reporting.domain.charts import ChartSpec, Role

from .children import LOCAL, Children
from .found import Found
from .parts import HomesView
from .saying import LEAST, Saying, year_words

NAMES = {
    "within-20-miles": "Within 20 miles of home",
    "within-own-radius": "Within our own distance of our own point",
    "inside-our-area": "Inside our area",
}
MOST = 6
CLOSE = Decimal(2)


@dataclass(frozen=True)
class Local:
    """One of the measures: targets by the day from which they hold, and signed-off figures."""

    targets: tuple[tuple[dt.date, Decimal], ...] = ()
    held: tuple[Held, ...] = ()

    def target_on(self, day: dt.date) -> Decimal | None:
        begun = [goal for since, goal in self.targets if since <= day]
        return begun[-1] if begun else None

    def held_on(self, day: dt.date) -> Held | None:
        return next((one for one in self.held if one.period.ends_on == day), None)


def local_measures(council: Council) -> dict[str, Local]:
    """Two queries."""
    measures = Indicator.objects.filter(code__in=LOCAL, council=None)
    goals = Target.objects.filter(council=council, indicator__in=measures, low__isnull=False)
    rows = list(goals.order_by("from_on").values_list("indicator__code", "from_on", "low"))
    held = held_figures(council, indicators=measures.values("pk"))  # type: ignore[arg-type]
    own = [
        one
        for series in held.values()
        for one in series
        if one.group == "all" and one.area == council.area_id and one.value is not None
    ]
    return {
        code: Local(
            tuple((since, low) for of, since, low in rows if of == code and low is not None),
            tuple(one for one in own if one.key.split("/")[2] == code),
        )
        for code in LOCAL
    }


def near(found: Found, saying: Saying, measures: Mapping[str, Local]) -> HomesView:
    days = _days(found.children, measures, found.day)
    title = "How near home children live"
    if not days:
        return HomesView(
            "near", title, sentence="No figure of distance is known: it comes from the SSDA903 "
            "return, or from a quarterly return that was signed off.",
        )  # fmt: skip
    told = {code: [_value(found, saying, measures, code, day) for day in days] for code in LOCAL}
    rows = tuple(
        (NAMES[code], *(_words(one) for one in told[code]), _target(measures[code], days[-1]))
        for code in LOCAL
        if any(value is not None for value in told[code])
    )
    code = _first(measures, told)
    target = measures[code].target_on(days[-1])
    finding = _title(told[code][-1], target) or title
    subtitle = f"{NAMES[code]}, % of children in care"
    return HomesView(
        key="near",
        title=finding,
        subtitle=subtitle,
        sentence=_sentence(rows),
        head=("Measure", *(year_words(day) for day in days), "Our target"),
        rows=rows,
        chart=_chart(finding, days, [_drawn(one) for one in told[code]], subtitle, saying, target),
        notes=("These are three measures: by distance from home, by distance from a point that the "
               "council names, and by its boundary. They are not to be compared with each other.",),
        source="Signed-off figures where there are any, else the council’s SSDA903 returns",
    )  # fmt: skip


def _chart(
    title: str,
    days: Sequence[dt.date],
    values: Sequence[Decimal | None],
    subtitle: str,
    saying: Saying,
    target: Decimal | None,
) -> ChartSpec:
    return lines_chart(
        title,
        [year_words(day) for day in days],
        [("Us", values, Role.OWN)],
        subtitle=subtitle,
        colour=saying.colour,
        target=target.normalize() if target is not None else None,
        hidden=saying.public,
    )


Value = Decimal | str | None


def _days(children: Children | None, measures: Mapping[str, Local], day: dt.date) -> list[dt.date]:
    """Ends of years up to the day, of returns and of signed-off figures, and the newest of all."""
    known = {one.period.ends_on for local in measures.values() for one in local.held}
    known |= set(children.days) if children else set()
    known = {one for one in known if one <= day}
    ends = {one for one in known if (one.month, one.day) == (3, 31)}
    return sorted(ends | ({max(known)} if known else set()))[-MOST:]


def _value(
    found: Found, saying: Saying, measures: Mapping[str, Local], code: str, day: dt.date
) -> Value:
    """The share; HIDDEN or None."""
    held = measures[code].held_on(day)
    figure = found.children.figures.get((code, day)) if found.children else None
    part: Decimal | int | None
    whole: Decimal | int | None
    if held is not None and held.value is not None:
        part, whole, value = held.numerator, held.denominator, Fraction(held.value)
    elif figure is not None and figure.value is not None:
        part, whole, value = figure.numerator, figure.denominator, figure.value
    else:
        return None
    if saying.public and not _is_safe(saying, code, day, part, whole):
        return HIDDEN
    return round_half_up(value, 0 if saying.public else 1)


def _is_safe(
    saying: Saying, code: str, day: dt.date, part: Decimal | int | None, whole: Decimal | int | None
) -> bool:
    """The auditor's word on either side, where it saw them; never where either counts a few."""
    if part is None or whole is None:
        return True
    sides = {"near": int(part), "not": int(whole) - int(part)}
    keys = {which: key_of(day.isoformat(), code, which) for which in sides}
    return all(saying.may(keys[which], number) for which, number in sides.items()) and not any(
        0 < number < LEAST for number in sides.values()
    )


def _words(value: Value) -> str:
    return NONE if value is None else value if isinstance(value, str) else f"{plain(value)}%"


def _drawn(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _target(local: Local, day: dt.date) -> str:
    target = local.target_on(day)
    return NONE if target is None else f"{plain(target)}%"


def _first(measures: Mapping[str, Local], told: Mapping[str, Sequence[Value]]) -> str:
    """The measure to draw: the first that has a target and figures, else the first with figures."""
    with_figures = [code for code in LOCAL if any(_drawn(one) is not None for one in told[code])]
    with_target = [code for code in with_figures if measures[code].targets]
    return (with_target or with_figures or list(LOCAL))[0]


def _title(value: Value, target: Decimal | None) -> str:
    if target is None or not isinstance(value, Decimal):
        return ""
    if value >= target:
        return "Near enough to home to meet the target"
    close = target - value <= CLOSE
    return (
        "Just short of our target for living near home"
        if close
        else "Too far from home for our target"
    )


def _sentence(rows: Sequence[tuple[str, ...]]) -> str:
    said = [
        f"{row[0]} {row[-2]}" + (f" (target {row[-1]})" if row[-1] != NONE else "")
        for row in rows
        if row[-2] not in (NONE, HIDDEN)
    ]
    return f"{'; '.join(said)}." if said else "Too few children to tell."
