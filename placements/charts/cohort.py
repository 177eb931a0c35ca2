"""Specifications of the cohort's charts: shares, months, flows, and one child's homes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reference.domain.periods import long_date
from reporting.domain.charts import ChartKind, ChartSpec, Flow, Role, Row, Series, Size

Share = tuple[str, Decimal | None, str]


def share_chart(title: str, shares: Sequence[Share], *, subtitle: str, colour: str) -> ChartSpec:
    """Groups in their order as bars from zero, each (label, percent or None, in words)."""
    most = max((value for _, value, _ in shares if value is not None), default=None)
    return ChartSpec(
        kind=ChartKind.BARS,
        title=title,
        subtitle=subtitle,
        alt=f"{title} {', '.join(f'{label} {words}' for label, _, words in shares)}.",
        rows=tuple(
            Row(label, value, words, Role.OWN if value and value == most else Role.OTHER)
            for label, value, words in shares
        ),
        label_head="Group",
        value_head="Share",
        colour=colour,
    )


def months_chart(
    months: Sequence[tuple[dt.date, int | None, int | None]], *, colour: str
) -> ChartSpec:
    """Who started and who ceased, month by month: None where it is hidden."""
    started = [begun for _, begun, _ in months]
    ceased = [ended for _, _, ended in months]
    said = "; ".join(
        f"{month:%B %Y}: {_words(begun)} started, {_words(ended)} ceased"
        for month, begun, ended in months
    )
    return ChartSpec(
        kind=ChartKind.LINE,
        title="Started and ceased to be looked after, by month",
        subtitle="Children a month.",
        alt=f"By month. {said}.",
        unit="",
        x=tuple(f"{month:%b}" for month, _, _ in months),
        x_groups=tuple(f"{month:%Y}" for month, _, _ in months),
        series=(
            _line("Started", started, Role.OWN),
            _line("Ceased", ceased, Role.OTHER),
        ),
        parts=True,
        size=Size.FULL,
        colour=colour,
    )


def _line(name: str, numbers: Sequence[int | None], role: Role) -> Series:
    return Series(
        name=name,
        y=tuple(None if one is None else Decimal(one) for one in numbers),
        role=role,
        hidden=tuple(n for n, one in enumerate(numbers) if one is None),
    )


def _words(number: int | None) -> str:
    return "c" if number is None else str(number)


def flows_chart(
    flows: Iterable[tuple[str, str, int]], *, then: dt.date, now: dt.date, colour: str
) -> ChartSpec:
    """Where the children of one day were on another."""
    flows = list(flows)
    moved = [(a, b, n) for a, b, n in flows if a != b]
    largest = sorted(moved, key=lambda one: -one[2])[:3]
    said = "; ".join(f"{a} to {b}, {n}" for a, b, n in largest)
    return ChartSpec(
        kind=ChartKind.FLOWS,
        title="Where children lived a year ago, and where they live now",
        subtitle="A band is as wide as its number of children: pale where the kind of home is "
        "the same, grey where they came into care or left it.",
        alt=f"Flows between kinds of placement. The largest: {said}. The table has all of them.",
        unit="",
        x=(long_date(then), long_date(now)),
        flows=tuple(Flow(a, b, Decimal(n)) for a, b, n in flows),
        value_head="Children",
        size=Size.FULL,
        colour=colour,
    )


def homes_chart(homes: Sequence[tuple[str, dt.date, int]], *, colour: str) -> ChartSpec:
    """One child's homes in order, each (kind, first day, days): how long each lasted."""
    rows = [
        (f"{number}. {kind}, from {first:%b %Y}", days)
        for number, (kind, first, days) in enumerate(homes, start=1)
    ]
    return ChartSpec(
        kind=ChartKind.BARS,
        title="How long each home lasted",
        subtitle="Days, in the order in which the child lived there",
        alt=f"Homes in order: {'; '.join(f'{label}, {days} days' for label, days in rows)}.",
        unit="",
        rows=tuple(Row(label, Decimal(days), f"{days:,} days", Role.OWN) for label, days in rows),
        label_head="Home",
        value_head="Days",
        size=Size.FULL,
        colour=colour,
    )
