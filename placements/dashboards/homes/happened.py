"""What happened: where children live, how many there are, who came and went, how near home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from placements.charts import months_chart
from placements.charts.homes import Bar, Line, bars_chart, lines_chart
from placements.dashboards.profile.days import month_after
from placements.dashboards.profile.parts import HIDDEN, NONE
from placements.dashboards.profile.protecting import key_of, year_key
from placements.domain.coverage import why_not
from reference.domain.benchmarks import PublishedValue
from reference.domain.periods import long_date
from reference.domain.rounding import plain
from reporting.domain.charts import ChartSpec, Role, Size

from .children import Children, group_names
from .found import Found
from .parts import HomesView
from .protecting import MIX
from .rates import numbers
from .saying import Saying, year_words
from .where import where_view
from .words import RETURNS

NO_RETURN = (
    "No SSDA903 return holds this day. This part fills when an analyst has loaded one "
    "(Children’s data); the rest of the page stands without it."
)
ENGLAND_SERIES = {
    "foster": "foster-placements",
    "residential": "residential",
    "supported": "supported-accommodation",
}
SHORT_NAMES = {
    "foster": "Foster care",
    "residential": "Children’s homes",
    "supported": "Supported, independent",
}
CLEAR = Decimal(2)  # points of change that a title may speak of


def happened(found: Found, saying: Saying) -> tuple[HomesView, ...]:
    children = found.children
    if children is None:
        return (HomesView("mix", "Where children live", sentence=NO_RETURN),)
    views = [mix(found, children, saying), numbers(found, children, saying)]
    views += [came_and_went(children, saying), time_in_care(children, saying)]
    views.append(where_view(found, children, saying))
    return tuple(views)


def mix_values(children: Children, saying: Saying, group: str) -> list[Decimal | None]:
    """The share of a group of placements, in percent, on each of the days."""
    name, values = group_names(children)[group], []
    for day in children.days:
        total = children.figures["children-in-care", day].numerator or 0
        part = sum(children.figures[code, day].numerator or 0 for code in MIX[group])
        values.append(saying.value(key_of(day.isoformat(), "placement", name), part, total))
    return values


def mix(found: Found, children: Children, saying: Saying) -> HomesView:
    shares = {group: mix_values(children, saying, group) for group in MIX}
    england = {group: _england(found, series) for group, series in ENGLAND_SERIES.items()}
    places = [year_words(day) for day in children.days]
    rows = tuple(
        (SHORT_NAMES[group], *(_percent(one) for one in values), _printed(england[group]))
        for group, values in shares.items()
    )
    subtitle = "Share of children in care on each day. Other placements are not shown."
    roles = {"foster": Role.OWN, "residential": Role.OTHER, "supported": Role.OTHER}
    lines: list[Line] = [(SHORT_NAMES[group], shares[group], roles[group]) for group in MIX]
    title = _mix_title(shares["foster"], shares["residential"]) or "Where children live"
    year = max(found.published, default=0)
    return HomesView(
        key="mix",
        title=title,
        subtitle=subtitle,
        sentence=_mix_sentence(shares, places, england),
        head=("Kind of home", *places, f"England {year}" if year else "England"),
        rows=rows,
        chart=lines_chart(
            title, places, lines, subtitle=subtitle, colour=saying.colour, parts=True
        ),
        source=f"{RETURNS}; England: Department for Education",
    )


def _mix_title(foster: Sequence[Decimal | None], homes: Sequence[Decimal | None]) -> str:
    """Only where both moved by two points or more from the first day to the last."""
    if len(foster) < 2 or None in (foster[0], foster[-1], homes[0], homes[-1]):
        return ""
    by_foster, by_homes = _change(foster), _change(homes)
    if by_foster <= -CLEAR and by_homes >= CLEAR:
        return "As foster care fell, children’s homes grew"
    if by_foster >= CLEAR and by_homes <= -CLEAR:
        return "As foster care grew, children’s homes fell"
    if abs(by_foster) < CLEAR and abs(by_homes) < CLEAR:
        return "Where children live has changed little"
    return ""


def _change(values: Sequence[Decimal | None]) -> Decimal:
    first, last = values[0], values[-1]
    assert first is not None
    assert last is not None
    return last - first


def _mix_sentence(
    shares: dict[str, list[Decimal | None]],
    places: Sequence[str],
    england: dict[str, PublishedValue | None],
) -> str:
    said = []
    for group, values in shares.items():
        now, then = values[-1], values[0]
        if now is None:
            continue
        words = f"{SHORT_NAMES[group]} {_percent(now)}"
        if then is not None and len(values) > 1:
            words += f", from {_percent(then)} in {places[0]}"
        of = england[group]
        if of is not None and of.value is not None:
            words += f" (England {plain(of.value)}%)"
        said.append(words)
    return f"{'; '.join(said)}." if said else "Too few children to tell."


def _percent(value: Decimal | None) -> str:
    return HIDDEN if value is None else f"{plain(value)}%"


def _england(found: Found, series: str) -> PublishedValue | None:
    """Of the newest published year."""
    by_series = found.published.get(max(found.published, default=0), {})
    return by_series[series].england if series in by_series else None


def _printed(value: PublishedValue | None) -> str:
    if value is None:
        return NONE
    return value.symbol or (NONE if value.value is None else f"{plain(value.value)}%")


def came_and_went(children: Children, saying: Saying) -> HomesView:
    told = children.months
    if told is None:
        reason = why_not(children.cohort.returns, month_after(children.day), children.day)
        return HomesView("entries", "Who came into care and who left", sentence=reason)
    months = [
        (month.date(), _shown(saying, "started", month.date(), int(began)),
         _shown(saying, "ceased", month.date(), int(ended)))
        for month, began, ended in told.itertuples(index=False)
    ]  # fmt: skip
    rows = tuple((f"{month:%B %Y}", _word(a), _word(b)) for month, a, b in months)
    began, ended = (
        saying.count(year_key(what, children.day), int(told[what].sum()))
        for what in ("started", "ceased")
    )
    return HomesView(
        key="entries",
        title="Who came into care and who left",
        subtitle="Children a month",
        sentence=f"In twelve months {began} children came into care and {ended} left.",
        head=("Month", "Started", "Ceased"),
        rows=(*rows, ("Twelve months", began, ended)),
        chart=replace(months_chart(months, colour=saying.colour), size=Size.HALF),
        source=RETURNS,
    )


def _shown(saying: Saying, what: str, month: dt.date, number: int) -> int | None:
    return number if saying.may(key_of(what, f"{month:%Y-%m}"), number) else None


def _word(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def time_in_care(children: Children, saying: Saying) -> HomesView:
    return shares_view(
        children,
        saying,
        view="duration",
        key="time-in-care",
        title="How long children have been in care",
        subtitle="Share of children in care by time in this period of care",
    )


def shares_view(
    children: Children,
    saying: Saying,
    *,
    view: str,
    key: str,
    title: str,
    subtitle: str,
    own: str = "",
) -> HomesView:
    """Children on the day by one mark of theirs."""
    rows, bars = [], []
    for name, number in children.counted(view).items():
        at = key_of(children.day.isoformat(), view, name)
        share = saying.share(at, number, children.total)
        rows.append((name, saying.count(at, number), share))
        bars.append((name, saying.value(at, number, children.total), share, name == own))
    return HomesView(
        key=key,
        title=title,
        subtitle=f"{subtitle}, {long_date(children.day)}",
        sentence=_largest(rows),
        head=("Group", "Children", "Share"),
        rows=tuple(rows),
        chart=_bars(title, bars, subtitle, saying),
        source=RETURNS,
    )


def _bars(title: str, bars: list[Bar], subtitle: str, saying: Saying) -> ChartSpec:
    return bars_chart(
        title, bars, subtitle=subtitle, colour=saying.colour, label_head="Group",
        value_head="Share", unit="%", size=Size.HALF,
    )  # fmt: skip


def _largest(rows: Sequence[tuple[str, ...]]) -> str:
    told = [row for row in rows if row[2] not in (HIDDEN, NONE)]
    if not told:
        return "Every number here is hidden, because too few children are in some of the groups."
    most = max(told, key=lambda row: Decimal(row[2].rstrip("%")))
    return f"The largest group: {most[0]}, {most[2]}."
