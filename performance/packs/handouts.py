"""What goes with a pack to the meeting: slides of the quarter, and one page for the chair.

Both are made of the pack itself, so they can say no figure otherwise, and nothing that its
audience may not see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from performance.domain.change import Verdict
from performance.domain.status import Status
from performance.rows import MeasureRow
from reporting.domain.axis import subtitle_of
from reporting.domain.charts import ChartKind, ChartSpec, Size

from .parts import QuarterlyPack, ThemePage

# Units of a slide's drawing that rows of a chart may take, and what stands around them.
ROOM, AROUND = 400.0, 68.0
WIDEST_ROW = 30.0
MOST_LINES = 5


@dataclass(frozen=True)
class Slide:
    """One finding, the chart that shows it, what is measured."""

    title: str
    chart: ChartSpec

    @property
    def subtitle(self) -> str:
        return subtitle_of(self.chart)


@dataclass(frozen=True)
class Slides:
    """All that the slides' template receives."""

    pack: QuarterlyPack
    slides: tuple[Slide, ...]

    @property
    def pages(self) -> int:
        """The cover, each finding, the questions."""
        return len(self.slides) + 2


@dataclass(frozen=True)
class Briefing:
    """One page for the chair: what is furthest off, what moved, what to handle with care."""

    pack: QuarterlyPack
    furthest: tuple[MeasureRow, ...]
    more_off: int
    surely: tuple[MeasureRow, ...]
    provisional: tuple[MeasureRow, ...]
    reported: tuple[MeasureRow, ...]


def slides_of(pack: QuarterlyPack) -> Slides:
    """Distances from target first, then the chart of each theme that asks most for attention."""
    charts = pack.glance.charts
    titles = [pack.glance.sentence] if len(charts) == 1 else [chart.title for chart in charts]
    found = [Slide(title, _fitted(chart)) for title, chart in zip(titles, charts, strict=True)]
    found += [Slide(chart.title, _fitted(chart)) for page in pack.themes for chart in _first(page)]
    return Slides(pack, tuple(found))


def _first(page: ThemePage) -> list[ChartSpec]:
    """The chart of the row that is worst off, else the theme's first; none where there is none."""
    wrong = sorted(page.section.rows, key=_standing)
    own = (chart for row in wrong for chart in page.charts if chart.alt.startswith(f"{row.name}:"))
    best = next(own, None) or next(iter(page.charts), None)
    return [best] if best else []


def _standing(row: MeasureRow) -> int:
    order = {Status.OFF_TARGET: 0, Status.CLOSE: 1, Status.ON_TARGET: 2}
    return order.get(row.status, 3)


def _fitted(chart: ChartSpec) -> ChartSpec:
    """The same chart over the slide's whole width, its rows close enough to fit."""
    if chart.kind is ChartKind.LINE or not chart.rows:
        return replace(chart, size=Size.FULL)
    pitch = min(WIDEST_ROW, (ROOM - AROUND) / len(chart.rows))
    return replace(chart, size=Size.FULL, pitch=pitch)


def briefing_of(pack: QuarterlyPack) -> Briefing:
    """The pack on one page: at most five lines of each kind, so that it stays one page."""
    rows = [row for page in pack.themes for row in page.section.rows if not row.hidden]
    off = sorted((row for row in rows if row.status is Status.OFF_TARGET), key=_shortfall)
    return Briefing(
        pack=pack,
        furthest=tuple(off[:MOST_LINES]),
        more_off=max(0, len(off) - MOST_LINES),
        surely=_some(row for row in rows if row.change.verdict is Verdict.MORE_THAN_CHANCE),
        provisional=_some(row for row in rows if row.provisional),
        reported=_some(row for row in rows if row.held and row.held.reported_direction),
    )


def _some(rows: Iterable[MeasureRow]) -> tuple[MeasureRow, ...]:
    return tuple(islice(rows, MOST_LINES))


def _shortfall(row: MeasureRow) -> float:
    """Furthest from its target first, by the share of the target that is missing."""
    ends = [end for end in (row.goal.low, row.goal.high) if end] if row.goal else []
    missing = float(row.judgement.shortfall or 0)
    return -missing / float(ends[0]) if ends else -missing
