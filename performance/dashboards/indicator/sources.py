"""Where the figures come from: every version of every figure, beside what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from accounts.models import Council
from performance.domain.evidence import two_sources
from performance.domain.offers import gap_words, offer_words, own_note
from performance.domain.printing import printed, with_unit
from performance.domain.series import Held
from performance.domain.vocabulary import Basis, Source, Standing, Unit
from performance.held import period_of
from performance.measures import Measure
from performance.models import Figure, SeriesNote
from performance.offered import offered
from performance.rows import value_text
from reference.benchmarks import PublishedYear
from reference.domain.benchmarks import PublishedValue
from reference.domain.periods import Kind, Period, long_date, parse
from reference.domain.rounding import plain

from .parts import Computation, Provenance, SourceLine, Undated
from .people import Names

DEPARTMENT = "Department for Education, children looked after in England"
FOR_THE_DAY = frozenset({Kind.QUARTER, Kind.YEAR, Kind.DAY})


def provenance_of(
    council: Council,
    measure: Measure,
    years: Sequence[PublishedYear],
    names: Names,
    *,
    sees_offers: bool,
) -> Provenance:
    """Newest first; of one day the published figure before what was told. Two queries.

    `sees_offers`: who reads it may know a computed figure that was not taken.
    """
    figures = (
        Figure.objects.for_council(council)
        .filter(indicator=measure.indicator)
        .select_related("entered_by", "signed_by", "reported_in", "group", "area", "offer")
    )
    newest = {held.figure_id for held in measure.held}
    lines = [
        replace(
            _line(one, measure, names, is_newest=one.pk in newest),
            computation=computation_of(one, measure, sees_offers=sees_offers),
        )
        for one in figures
    ]
    lines += [line for year in years if (line := _published_line(measure, year)) is not None]
    lines.sort(key=lambda line: (line.ends_on, line.is_published, line.version), reverse=True)
    notes = SeriesNote.objects.filter(council=council, indicator=measure.indicator)
    return Provenance(
        lines=tuple(lines),
        undated=tuple(
            Undated(*note) for note in notes.order_by("pk").values_list("printed", "when", "text")
        ),
        differing=differing(measure, years),
    )


def _line(one: Figure, measure: Measure, names: Names, *, is_newest: bool) -> SourceLine:
    period = period_of(one.period, one.starts_on, one.ends_on)
    return SourceLine(
        ends_on=one.ends_on,
        starts_on=one.starts_on,
        when=period.name,
        basis=Basis(one.basis).label,
        of=_of(one, measure),
        text=_value(one, measure),
        counts=_counts(measure.unit, one.numerator, one.denominator, one.population_vintage),
        standing=_standing(one),
        source=_source(one),
        source_note=own_note(one.source, one.source_note),
        entered_by=names.of(one.entered_by) or Source(one.source).label,
        entered_on=one.entered_at.date(),
        signed_by=names.of(one.signed_by),
        signed_on=one.signed_at.date(),
        version=one.version,
        reason=one.version_reason,
        is_newest=is_newest,
        is_published=False,
        numerator=one.numerator,
        denominator=one.denominator,
        value=one.value,
        expected=one.expected,
    )


def _of(one: Figure, measure: Measure) -> str:
    """Of whom, where it is not all of the council's own: another area, a part of the cohort."""
    area = one.area.name if one.area_id != measure.area else ""
    group = one.group.name if one.group_id != "all" else ""
    return ", ".join(part for part in (area, group) if part)


def _value(one: Figure, measure: Measure) -> str:
    if one.value is None:
        return f"Not available: {one.unavailable_reason}"
    decimals = measure.indicator.decimals
    text = with_unit(one.value, measure.unit, decimals=decimals, held=one.decimals_held)
    return text if one.expected is None else f"{text}, {plain(one.expected)} more expected"


def _standing(one: Figure) -> str:
    label = Standing(one.standing).label
    if one.standing == Standing.PROVISIONAL and one.final_due_on:
        return f"{label}, final due {long_date(one.final_due_on)}"
    return label


def _source(one: Figure) -> str:
    quarter = f", {parse(one.reported_in.quarter).name}" if one.reported_in else ""
    if one.source == Source.ENTERED and quarter:
        return f"Quarterly return{quarter}"
    if one.offer is not None and one.source == Source.COMPUTED:
        return f"Computed from the {one.offer.source}{quarter}"
    if one.source == Source.OVERRIDDEN:
        return f"Entered in place of the computed figure{quarter}"
    return f"{Source(one.source).label}{quarter}"


def _counts(
    unit: Unit, numerator: Decimal | None, denominator: Decimal | None, vintage: str = ""
) -> str:
    """ "249 of 276"; of a rate the children, the population and which estimate it was."""
    if unit is Unit.COUNT or numerator is None:
        return ""
    top = printed(numerator, Unit.COUNT, decimals=0)
    bottom = "" if denominator is None else printed(denominator, Unit.COUNT, decimals=0)
    if unit is not Unit.RATE:
        return f"{top} of {bottom}" if bottom else ""
    if not bottom:
        return f"{top} children"
    of = f", estimate {vintage}" if vintage else ""
    return f"{top} children, {bottom} residents aged 0 to 17{of}"


def computation_of(one: Figure, measure: Measure, *, sees_offers: bool) -> Computation | None:
    """The rule and the files behind a figure that was computed, or overridden with a reason."""
    offer = one.offer
    if offer is None:
        return None
    overridden = one.source == Source.OVERRIDDEN
    gap = ""
    if overridden and sees_offers:
        decimals = measure.indicator.decimals
        told = offer_words(offered(offer), measure.unit, decimals=decimals)
        apart = gap_words(one, offer, measure.unit, decimals=decimals)
        gap = f"Computed from the {offer.source}: {told}. {apart}".strip()
    return Computation(
        words=f"Rule version {offer.rule_version}: {offer.rule}",
        files="; ".join(f"{file.name} (SHA-256 {file.short}…)" for file in offered(offer).files),
        reason=one.override_reason,
        gap=gap,
    )


def _published_line(measure: Measure, year: PublishedYear) -> SourceLine | None:
    own, benchmark = year.benchmark.own, year.benchmark
    if own is None:
        return None
    counts = _counts(measure.unit, own.count, own.total)
    revised = " (as the release revised them)" if counts and measure.unit is Unit.RATE else ""
    return SourceLine(
        ends_on=year.ends_on,
        starts_on=year.ends_on,
        when=f"Year ending {long_date(year.ends_on)}",
        basis="",
        of="",
        text=published_text(measure, own),
        counts=counts + revised,
        standing="Published",
        source=f"{DEPARTMENT}, {benchmark.release} release",
        source_note=benchmark.name,
        entered_by=Source.IMPORTED.label,
        entered_on=None,
        signed_by="",
        signed_on=None,
        version=1,
        reason="",
        is_newest=True,
        is_published=True,
        numerator=own.count,
        denominator=own.total,
        value=own.value,
    )


def published_text(measure: Measure, published: PublishedValue) -> str:
    """As the Department printed it: the number, or the symbol that stands in its place."""
    if published.value is None:
        return published.symbol or "–"
    return with_unit(published.value, measure.unit, decimals=measure.indicator.decimals)


def told_for(measure: Measure, day: dt.date) -> Held | None:
    """What the board was told for a 31 March: our own figure that ends on that day, on the basis
    of the published one (the catalogue's) or on none that was stated.
    """
    wanted = (measure.indicator.basis, Basis.NOT_STATED)
    found = [
        one
        for one in measure.own
        if one.period.ends_on == day
        and one.period.kind in FOR_THE_DAY
        and one.basis in wanted
        and one.value is not None
    ]
    return min(found, key=lambda one: (wanted.index(one.basis), one.period.starts_on), default=None)


def fits_published(measure: Measure, now: Held | None) -> bool:
    """Whether the Department's yearly figures may stand beside the series of a figure: the same
    basis, and a period that can end on 31 March.
    """
    if now is None or measure.indicator.published is None:
        return False
    return now.period.kind in (Kind.QUARTER, Kind.YEAR) and now.basis in (
        measure.indicator.basis,
        Basis.NOT_STATED,
    )


def differing(measure: Measure, years: Sequence[PublishedYear]) -> tuple[str, ...]:
    """One sentence for each day of which two sources print different numbers, newest first."""
    found = []
    for year in reversed(years):
        own, told = year.benchmark.own, told_for(measure, year.ends_on)
        if own is None or own.value is None or told is None:
            continue
        said, published = value_text(measure, told, public=False), published_text(measure, own)
        if said != published:
            same = _same_count(measure, told, own)
            found.append(two_sources(year.ends_on, said, published, same))
    return tuple(found)


def _same_count(measure: Measure, told: Held, own: PublishedValue) -> str:
    """The number of children behind two rates that differ, where it is the same."""
    if measure.unit is not Unit.RATE or told.numerator is None or told.numerator != own.count:
        return ""
    return printed(told.numerator, Unit.COUNT, decimals=0)


def own_published(years: Sequence[PublishedYear], until: Period) -> list[tuple[dt.date, Decimal]]:
    """Our published figures of the years that had ended by the end of a period."""
    return [
        (year.ends_on, year.benchmark.own.value)
        for year in years
        if year.ends_on <= until.ends_on
        and year.benchmark.own is not None
        and year.benchmark.own.value is not None
    ]
