"""A theme’s section: its sentence, its charts, and whose words are repeated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accounts.models import Council
from performance.charts import MOST_PLACES, mix_chart, own_name, trend_chart
from performance.dashboards.quarter import (
    comments_of,
    sections_of,
)
from performance.domain.findings import (
    share_title,
    theme_sentence,
    told_apart,
    trend_title,
)
from performance.domain.series import Held, alike
from performance.domain.vocabulary import Unit
from performance.measures import Measure
from performance.outlooks import is_few
from performance.rows import MeasureRow, when_words
from performance.undated import Undated, by_theme
from reference.domain.periods import Period, shift
from reporting.domain.charts import ChartSpec

from .annexes import hidden_measures
from .parts import ThemePage


@dataclass(frozen=True)
class Charted:
    """A chart, and the figures that it tells beside those of the rows."""

    spec: ChartSpec
    figures: tuple[tuple[Measure, Held], ...]


def theme_pages(
    council: Council,
    quarter: Period,
    rows: Sequence[MeasureRow],
    hidden: Collection[str],
    *,
    public: bool,
    without: Collection[int],
    undated: Sequence[Undated],
) -> tuple[ThemePage, ...]:
    unsaid = {*without, *hidden_measures(rows)} if public else ()
    comments = comments_of(council, quarter, without=unsaid)
    pages = []
    for section in sections_of(rows, comments.by_theme, {}, by_theme(undated)):
        if not section.rows:
            continue
        charted = _charts(section.rows, quarter, council, hidden, public=public)
        pages.append(
            ThemePage(
                section=section,
                sentence=theme_sentence(
                    [row.judgement for row in section.rows], [row.change for row in section.rows]
                ),
                charts=tuple(one.spec for one in charted),
                figures=tuple(told for one in charted for told in one.figures),
                comments_left_out=comments.left_out.get(section.theme.code, 0),
            )
        )
    return tuple(pages)


def _charts(
    rows: Sequence[MeasureRow],
    quarter: Period,
    council: Council,
    hidden: Collection[str],
    *,
    public: bool,
) -> list[Charted]:
    """The theme's wholes as bars, then each measure with two points or more through time."""
    found: list[Charted] = []
    in_mix: set[str] = set()
    for partition in dict.fromkeys(row.measure.indicator.partition for row in rows):
        parts = [
            row
            for row in rows
            if partition
            and row.measure.indicator.partition == partition
            and row.measure.unit is Unit.PERCENT
            and row.held is not None
            and row.held.value is not None
        ]
        if len(parts) >= 3:
            in_mix.update(row.code for row in parts)
            mix = _mix(partition, parts, quarter, council, public=public)
            found.append(Charted(mix, ()))  # each bar is its row's own figure
    for row in rows:
        series, unseen = _charted(row, hidden)
        if series and row.code not in in_mix:
            chart = trend_chart(
                row.measure,
                series,
                title=trend_title(row.name, row.change),
                colour=council.colour,
                council=own_name(council),
                hidden=unseen,
                public=public,
            )
            # What the chart says in words reaches at least as far back as what it draws.
            told = [one for one in series if one.value is not None][-MOST_PLACES:]
            found += [Charted(chart, tuple((row.measure, one) for one in told))] if chart else []
    return found


def _mix(
    partition: str, parts: Sequence[MeasureRow], quarter: Period, council: Council, *, public: bool
) -> ChartSpec:
    """One whole as bars. Words that all its parts share stand once, below the title."""
    labels, shared = told_apart([row.name for row in parts])
    values = [row.held.value for row in parts if row.held and row.held.value is not None]
    whens = {when_words(row.held, quarter) for row in parts if row.held}
    when = whens.pop() if len(whens) == 1 else quarter.end_in_words
    return mix_chart(
        parts,
        labels,
        title=share_title(
            shared or partition.replace("-", " ").capitalize(),
            list(zip(labels, values, strict=True)),
            decimals=0 if public else 1,
        ),
        subtitle=f"{shared}. Percent, {when}." if shared else f"Percent, {when}.",
        colour=council.colour,
    )


def _charted(row: MeasureRow, hidden: Collection[str]) -> tuple[list[Held], list[Held]]:
    """The row's own series up to now, of one basis and one kind of period: what may be seen of it,
    and what may not.
    """
    if row.held is None or row.held.value is None:
        return [], []
    series = alike(row.measure.own, row.held)
    seen = [one for one in series if one.key not in hidden]
    return seen, [one for one in series if one.key in hidden]


def unsaid_measures(
    every: Sequence[Measure], quarter: Period, hidden: Collection[str]
) -> frozenset[int]:
    """Measures of which the public edition repeats no officer's words: those switched off, which
    it does not print, and those with a hidden figure or forecast in this quarter or the one
    before, on any basis: a comment says "up from 3".
    """
    before = shift(quarter, -1)
    recent = {quarter.key, before.key if before else ""}
    return frozenset(
        measure.indicator.pk
        for measure in every
        if not measure.on
        or any(
            (held.key in hidden or is_few(measure, held.expected))
            and recent & {held.reported_in, held.told_in, held.period.key}
            for held in measure.held
        )
    )
