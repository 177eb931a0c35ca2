"""One year of a count that grows: what was planned, how far it has come, what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reference.domain.periods import Period
from reporting.domain import charts as spec
from reporting.domain.charts import ChartKind, ChartSpec, Role, Size


@dataclass(frozen=True)
class Step:
    """A quarter of the year: its planned amount and the count by its end, where there are any."""

    quarter: Period
    planned: Decimal | None
    so_far: Decimal | None
    provisional: bool = False


def year_chart(
    steps: Sequence[Step],
    outturn: Decimal | None,
    *,
    title: str,
    subtitle: str,
    alt: str,
    council: str,
    colour: str,
) -> ChartSpec | None:
    """Four quarters as lines; the forecast runs dashed from the newest count to 31 March. None
    where there would be no line: less than two points in all.
    """
    counts = [at for at, step in enumerate(steps) if step.so_far is not None]
    planned = tuple(step.planned for step in steps)
    lines = [
        spec.Series(
            name=council,
            y=tuple(step.so_far for step in steps),
            role=Role.OWN,
            provisional=tuple(at for at in counts if steps[at].provisional),
        )
    ]
    if any(one is not None for one in planned):
        lines.append(spec.Series("Planned", planned, Role.OTHER, bridged=None in planned))
    if counts and outturn is not None and counts[-1] < len(steps) - 1:
        ahead: list[Decimal | None] = [None] * len(steps)
        ahead[counts[-1]], ahead[-1] = steps[counts[-1]].so_far, outturn
        lines.append(spec.Series("Forecast", tuple(ahead), Role.FORECAST, bridged=True))
    drawn = sum(value is not None for line in lines for value in line.y)
    if not counts or drawn < 2:
        return None
    return ChartSpec(
        kind=ChartKind.LINE,
        title=title,
        subtitle=subtitle,
        alt=alt,
        unit="",
        x=tuple(step.quarter.key[-2:] for step in steps),
        x_groups=tuple(step.quarter.key[:7] for step in steps),
        series=tuple(lines),
        size=Size.HALF,
        colour=colour,
    )
