"""The quarterly performance pack, for the public or for the board.

Disclosure control is applied once, here, to numbers: what the public edition hides is in no part
of the dataclass that its template receives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.conf import settings

from accounts.models import Council
from performance.dashboards.quarter import (
    benchmark_year,
    groups_of,
    headline_of,
    quarter_benchmarks,
)
from performance.dashboards.told import told_lines
from performance.domain.reporting_rules import DEFAULT_RULES
from performance.measures import measures_of
from performance.models import Pack
from performance.outlooks import is_few
from performance.rows import MeasureRow, measure_row, value_text
from performance.undated import undated_values
from reference.domain.periods import Period
from reporting.models import Audience, Edition
from reporting.packs import past_cells

from .annexes import benchmark_rows, data_notes, neighbour_names, sign_offs
from .beside import beside_of
from .cells import hidden_keys, told_before
from .changes import changes_since_last
from .glance import glance_of
from .parts import KIND, FigureUsed, QuarterlyPack, ThemePage
from .sections import sections_of
from .shields import council_shield
from .themes import theme_pages, unsaid_measures
from .told_by import named
from .wording import sentences_to_read, worded_for_everybody


def quarterly_pack(
    council: Council, quarter: Period, audience: str, *, edition_number: int | None = None
) -> QuarterlyPack:
    """Builds a quarter's pack for an audience; about fifteen queries.

    `edition_number` is given when it is about to be published; without it the pack is a draft.
    """
    public = audience == Audience.PUBLIC
    every = measures_of(council, off_too=True)
    past = past_cells(council)
    shielded = council_shield(council, every, past)
    shown = shielded.shown
    measures = [worded_for_everybody(one) if public else one for one in every if one.on]
    risky = hidden_keys(shown)
    hidden = risky if public else frozenset[str]()
    compared = quarter_benchmarks(council, quarter, measures)
    rows = [
        measure_row(measure, quarter, compared, public=public, hidden=hidden)
        for measure in measures
    ]
    without = unsaid_measures(every, quarter, hidden)
    undated = undated_values(council, rows, public=public)
    themes = theme_pages(
        council,
        quarter,
        rows,
        hidden,
        public=public,
        without=without,
        undated=undated,
    )
    used = _figures_used(rows, themes, public=public)
    hidden_here = _hidden_here(rows, quarter, risky)
    beside = beside_of(measures, rows, themes)
    if public and (by_decision := sorted(shielded.by_decision & {one.key for one in used})):
        beside = {**beside, "shown_by_decision": by_decision}
    sections = sections_of(council, quarter, audience, shown)
    if sections:
        beside = {**beside, "sections": {one.anchor: one.mark for one in sections}}
    year = benchmark_year(quarter, settings.STATISTICS_RELEASE)
    return QuarterlyPack(
        council=council,
        quarter=quarter,
        audience=Audience(audience),
        edition_number=edition_number,
        details=Pack.objects.filter(council=council, quarter=quarter.key).first(),
        headline=headline_of(rows),
        groups=groups_of(rows),
        glance=glance_of(rows, quarter, council, public=public),
        themes=themes,
        benchmarks=benchmark_rows(rows, compared),
        neighbours_used=neighbour_names(council, compared),
        told=told_lines(
            council, measures, year, public=public, hidden=hidden, unsaid=without if public else ()
        ),
        benchmark_year=year,
        release=settings.STATISTICS_RELEASE,
        region=council.area.region.name if council.area.region else "",
        changes=changes_since_last(
            council,
            quarter,
            audience,
            measures,
            printed={figure.key for figure in used},
            hidden=hidden,
            beside=beside,
        ),
        definitions=tuple(row.measure for row in rows if row.hidden or row.held),
        notes=data_notes(rows, undated),
        signed_off=sign_offs(council, quarter),
        hidden_count=sum(row.hidden for row in rows),
        holds_small_numbers=any(figure.key in risky for figure in used)
        or any(row.outlook and is_few(row.measure, row.outlook.expected) for row in rows),
        figures=used,
        shield=shielded,
        hidden_keys=hidden_here,
        rules=measures[0].rules if measures else DEFAULT_RULES,
        to_read=sentences_to_read(themes) if public else (),
        told_before=told_before(shown, past, hidden_here) if public else (),
        beside=beside,
        sections=sections,
    )


def _figures_used(
    rows: Sequence[MeasureRow], themes: Sequence[ThemePage], *, public: bool
) -> tuple[FigureUsed, ...]:
    """Every figure that the pack tells, as text or as a drawing: what rows and charts say of it."""
    told = [(row.measure, held) for row in rows for held in row.figures]
    told += [one for page in themes for one in page.figures]
    return tuple(
        FigureUsed(
            key=held.key,
            version=held.version,
            label=named(measure, held),
            printed=value_text(measure, held, public=public),
        )
        for measure, held in {held.key: (measure, held) for measure, held in told}.values()
    )


def _hidden_here(
    rows: Sequence[MeasureRow], quarter: Period, risky: Collection[str]
) -> frozenset[str]:
    """The figures that this document hides from the public: of its measures, up to its quarter, and
    all that its quarter's returns reported.
    """
    return frozenset(
        held.key
        for row in rows
        for held in row.measure.held
        if held.key in risky
        and (
            quarter.key in (held.reported_in, held.told_in)
            or held.period.ends_on <= _horizon(row, quarter)
        )
    )


def _horizon(row: MeasureRow, quarter: Period) -> dt.date:
    """A quarter's pack prints nothing of later periods, but for what its own return reported."""
    return max(quarter.ends_on, row.held.period.ends_on) if row.held else quarter.ends_on


def next_number(council: Council, quarter: Period, audience: str) -> int:
    """The number that the next published edition will carry."""
    published = Edition.objects.for_council(council).of(KIND, quarter.key)
    newest = published.filter(audience=audience).order_by("-number").first()
    return newest.number + 1 if newest else 1
