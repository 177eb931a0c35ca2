"""What a count through the year will come to, made for an audience.

A builder room. A forecast is never part of a series: rows and pages ask for it here.
"""

from __future__ import annotations

from decimal import Decimal

from performance.domain.cumulative import Outlook, outlook_of
from performance.domain.series import Held
from performance.measures import Measure
from reporting.domain.disclosure import few

FORECAST_HIDDEN = "Forecast for 31 March hidden (c)"


def outlook_in(measure: Measure, held: Held | None, *, public: bool) -> Outlook | None:
    """So far + expected of a figure that may be seen. The public is told no forecast of one to five
    children, nor its sum, which would give the forecast back.
    """
    if held is None or (public and is_few(measure, held.expected)):
        return None
    return outlook_of(
        held.value,
        held.expected,
        measure.goal_on(held.period.ends_on),
        held.period,
        basis=held.basis,
        unit=measure.unit,
        polarity=measure.polarity,
    )


def is_few(measure: Measure, expected: Decimal | None) -> bool:
    """Whether a forecast is of so few people that it could tell of one of them."""
    return measure.indicator.counts_people and few(expected)


def forecast_remark(now: Held | None, outlook: Outlook | None) -> tuple[str, ...]:
    if now is None or now.value is None or now.expected is None:
        return ()
    return (outlook.words if outlook else FORECAST_HIDDEN,)
