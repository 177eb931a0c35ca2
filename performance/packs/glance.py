"""The quarter on one page: distances from target, what moved, what to ask about first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accounts.models import Council
from performance.charts import distance_charts
from performance.domain.change import Verdict
from performance.domain.findings import (
    glance_sentence,
)
from performance.domain.status import Status
from performance.domain.vocabulary import Unit
from performance.rows import MeasureRow, value_text
from reference.domain.periods import Period

from .parts import Glance, Movement

MOST_ASKED = 4


MOST_MOVEMENTS = 5


def glance_of(
    rows: Sequence[MeasureRow], quarter: Period, council: Council, *, public: bool
) -> Glance:
    judged = [row for row in rows if row.status is not Status.NO_TARGET]
    scaled = [row for row in judged if row.measure.unit is Unit.PERCENT]
    gaps = [(row.name, row.judgement) for row in scaled]
    charts = distance_charts(
        scaled,
        title="How far each measure is from its target",
        when=quarter.name,
        colour=council.colour,
    )
    better, worse = (_movements(rows, way, public=public) for way in ("better", "worse"))
    worst = sorted((row for row in judged if row.judgement.shortfall), key=_relative_gap)
    return Glance(
        sentence=glance_sentence(gaps),
        charts=charts,
        elsewhere=tuple(row for row in judged if row.measure.unit is not Unit.PERCENT),
        better=better[:MOST_MOVEMENTS],
        more_better=max(0, len(better) - MOST_MOVEMENTS),
        worse=worse[:MOST_MOVEMENTS],
        more_worse=max(0, len(worse) - MOST_MOVEMENTS),
        ask_first=_ask_first(rows, worst),
    )


def _relative_gap(row: MeasureRow) -> Decimal:
    """Percentages before the rest, the furthest from target first."""
    shortfall = row.judgement.shortfall or Decimal(0)
    return -shortfall if row.measure.unit is Unit.PERCENT else -shortfall / 1000


def _ask_first(rows: Sequence[MeasureRow], worst: Sequence[MeasureRow]) -> tuple[str, ...]:
    """What officers report as falling comes first, then the furthest from target."""
    falling = [row for row in rows if row.held and row.held.reported_direction == "worsening"]
    worse = [row for row in rows if row.change.meaning == "worse" and row.change.tested]
    found = []
    for row in dict.fromkeys(r.code for r in (*falling, *worst, *worse)):
        one = next(r for r in rows if r.code == row)
        if one.measure.indicator.questions:
            found.append(
                f"{one.name}: {one.now}{_against(one)}. {one.measure.indicator.questions[0]}"
            )
    return tuple(found[:MOST_ASKED])


def _against(row: MeasureRow) -> str:
    parts = [row.judgement.words] if row.judgement.words else []
    if row.held and row.held.reported_direction:
        parts.append(f"officers report it as {row.held.reported_direction}")
    elif row.change.meaning in ("better", "worse"):
        parts.append(f"{row.change.meaning} by {row.change.amount}")
    return f" ({', '.join(parts)})" if parts else ""


def _movements(rows: Sequence[MeasureRow], meaning: str, *, public: bool) -> tuple[Movement, ...]:
    """Measures that moved that way, those that moved by more than chance first. One that prints the
    same before and after, whole in a public edition, moved too little to be listed.
    """
    moved = [row for row in rows if row.change.meaning == meaning]
    moved.sort(key=lambda row: row.change.verdict is not Verdict.MORE_THAN_CHANCE)
    found = [Movement(row.name, _before_text(row, public=public), row.now) for row in moved]
    return tuple(one for one in found if one.before != one.now)


def _before_text(row: MeasureRow, *, public: bool) -> str:
    before = row.change.before
    was = [
        one
        for one in row.measure.own
        if before is not None and one.period == before.period and one.basis is before.basis
    ]
    return value_text(row.measure, was[-1] if was else None, public=public)
