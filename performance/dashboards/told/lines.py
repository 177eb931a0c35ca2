"""One line a measure: told, published, the gap, and what officers say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from accounts.models import Council
from performance.domain.printing import HIDDEN, fixed, printed, with_unit
from performance.domain.series import Held, figure_now
from performance.domain.told import EXACT_PLACES, NO_GAP, Gap, gap_between, quarter_of_year
from performance.domain.vocabulary import Unit
from performance.measures import Measure
from performance.models import GapExplanation
from performance.rows import counts_words, value_text, when_words
from reference.authorities import OwnValues, exact_share, own_values
from reference.domain.benchmarks import PublishedValue

from .parts import Explanation, PublishedAs, ToldLine


def own_published(council: Council, measures: Iterable[Measure]) -> OwnValues:
    series = (one.indicator.published for one in measures)
    return own_values(council.area, [one for one in series if one is not None])


def told_lines(
    council: Council,
    measures: Iterable[Measure],
    year: int,
    *,
    public: bool = False,
    hidden: Collection[str] = (),
    unsaid: Collection[int] = (),
    own: OwnValues | None = None,
) -> tuple[ToldLine, ...]:
    """The lines of a year, made for an audience: what is `hidden` (keys of figures) loses number
    and gap, and officers' words on measures that are `unsaid` are left out.
    """
    asked = [one for one in measures if one.indicator.published is not None]
    own = own_published(council, asked) if own is None else own
    said = _explanations(council, year)
    found = []
    for measure in asked:
        cells = own.get((measure.indicator.published_id or "", year))
        held = told_figure(measure, year, hidden)
        if not cells or held is None:
            continue
        line = _line(measure, year, held, cells, public=public, hidden=held.key in hidden)
        words = said.get(measure.indicator.pk, ())
        silent = measure.indicator.pk in unsaid or line.hidden
        found.append(
            replace(line, explanations=() if silent else words, left_out=silent and bool(words))
        )
    return tuple(found)


def told_figure(measure: Measure, year: int, hidden: Collection[str]) -> Held | None:
    """The figure that the pack of January to March shows; a figure without value was not told."""
    now = figure_now(
        measure.own, quarter_of_year(year), frequency=measure.frequency, basis=measure.basis
    )
    return now if now is not None and (now.value is not None or now.key in hidden) else None


def _line(
    measure: Measure,
    year: int,
    held: Held,
    cells: Mapping[int, PublishedValue],
    *,
    public: bool,
    hidden: bool,
) -> ToldLine:
    published = tuple(
        _published_as(measure, release, cells[release]) for release in sorted(cells, reverse=True)
    )
    second = measure.indicator.second_line if hidden else _told_second(measure, held, year, public)
    return ToldLine(
        measure=measure,
        year=year,
        hidden=hidden,
        told=HIDDEN if hidden else value_text(measure, held, public=public),
        told_second=second,
        earlier=(),
        held=None if hidden else held,
        published=published,
        gap=NO_GAP if hidden else gap_of(measure, held, published[0].cell, public=public),
        explanations=(),
    )


def gap_of(measure: Measure, held: Held, cell: PublishedValue, *, public: bool) -> Gap:
    return gap_between(
        held.value,
        cell.value,
        measure.unit,
        decimals=measure.indicator.decimals,
        held=held.decimals_held,
        exact=exact_share(cell),
        public=public,
    )


def _told_second(measure: Measure, held: Held, year: int, public: bool) -> str:
    when = when_words(held, quarter_of_year(year))
    counts = "" if public else _told_counts(measure, held)
    return ", ".join(part for part in (when, counts) if part)


def _told_counts(measure: Measure, held: Held) -> str:
    if measure.unit is not Unit.RATE or held.denominator is None:
        return counts_words(measure, held)
    return f"{counts_words(measure, held)} of {_count(held.denominator)} residents"


def _published_as(measure: Measure, release: int, cell: PublishedValue) -> PublishedAs:
    series = measure.indicator.published
    places = series.decimals if series else 0
    text = with_unit(cell.value, measure.unit, decimals=places) if not cell.symbol else cell.symbol
    return PublishedAs(release, text, _published_second(measure, cell), cell)


def _published_second(measure: Measure, cell: PublishedValue) -> str:
    if cell.count is None or cell.total is None:
        return ""
    counts = f"{_count(cell.count)} of {_count(cell.total)}"
    if measure.unit is Unit.RATE:
        return f"{counts} residents"
    exact = exact_share(cell)
    return counts if exact is None else f"{counts}, {fixed(exact, EXACT_PLACES)}%"


def _count(number: Decimal) -> str:
    return printed(number, Unit.COUNT, decimals=0)


def _explanations(council: Council, year: int) -> dict[int, tuple[Explanation, ...]]:
    """By indicator, newest first. One query, and none for people when names are printed."""
    found: dict[int, list[Explanation]] = defaultdict(list)
    rows = GapExplanation.objects.for_council(council).filter(year=year)
    for one in rows.select_related("written_by").order_by("-version"):
        by = one.written_by.printed_for(council) if one.written_by else "The operator"
        found[one.indicator_id].append(Explanation(one.version, one.text, by, one.written_at))
    return {pk: tuple(words) for pk, words in found.items()}
