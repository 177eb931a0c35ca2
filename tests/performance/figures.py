"""Signed-off figures for tests of what reads them: written straight into the table."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from accounts.models import Council
from performance.models import CouncilIndicator, Figure, Indicator, QuarterlyReturn, Target
from reference.domain.periods import parse
from reference.models import Area

NOON = dt.datetime(2021, 5, 4, 12, tzinfo=dt.UTC)


def indicator(code: str) -> Indicator:
    return Indicator.objects.select_related("theme").get(code=code, council=None)


def switch_on(council: Council, *codes: str) -> None:
    for code in codes:
        CouncilIndicator.objects.get_or_create(council=council, indicator=indicator(code))


def a_return(council: Council, theme: str, quarter: str, **fields: Any) -> QuarterlyReturn:
    ends_on = parse(quarter).ends_on
    known = {"ends_on": ends_on, "due_on": ends_on, "status": "signed_off", "signed_off_times": 1}
    return QuarterlyReturn.objects.get_or_create(
        council=council, theme_id=theme, quarter=quarter, defaults={**known, **fields}
    )[0]


def a_figure(
    council: Council,
    code: str,
    period: str,
    value: str | None = None,
    *,
    of: tuple[int, int] | None = None,
    quarter: str | None = None,
    **fields: Any,
) -> Figure:
    """A figure in its next version; `of` is numerator and denominator of a percentage."""
    measure = indicator(code)
    when = parse(period)
    switch_on(council, code)
    if of is not None:
        exact = Decimal(of[0]) * 100 / Decimal(of[1])
        fields |= {"numerator": of[0], "denominator": of[1], "value": round(exact, 6)}
    elif value is not None:
        fields["value"] = Decimal(value)
    fields.setdefault("unavailable_reason", "" if "value" in fields else "Not counted")
    key = {
        "council": council,
        "area": council.area,
        "indicator": measure,
        "period": when.key,
        "basis": fields.pop("basis", measure.basis),
        "group_id": fields.pop("group", "all"),
    }
    versions = Figure.objects.filter(**key).count()
    return Figure.objects.create(
        **key,
        starts_on=when.starts_on,
        ends_on=when.ends_on,
        version=versions + 1,
        source="entered",
        standing=fields.pop("standing", "final"),
        reported_in=a_return(council, measure.theme_id, quarter or "2020-21-Q4"),
        entered_at=NOON,
        signed_at=fields.pop("signed_at", NOON),
        **fields,
    )


def a_target(
    council: Council, code: str, low: str | None, high: str | None = None, **fields: Any
) -> Target:
    from_on = fields.pop("from_on", dt.date(2019, 4, 1))
    return Target.objects.create(
        council=council,
        indicator=indicator(code),
        from_on=from_on,
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        **fields,
    )


def an_agency() -> Area:
    """A regional adoption agency, whose figures stand beside the council's own."""
    return Area.objects.create(
        code="X10000001", name="Adoption East Midlands", kind=Area.Kind.AGENCY
    )
