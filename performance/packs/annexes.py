"""The last pages: published figures beside ours, and notes on single figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accounts.models import Council
from performance.domain.offers import own_note
from performance.domain.printing import MISSING
from performance.models import ReturnStep
from performance.rows import MeasureRow
from performance.undated import Undated
from reference.benchmarks import Benchmark
from reference.domain.benchmarks import PublishedValue
from reference.domain.periods import Period
from reference.domain.rounding import plain
from reference.models import StatisticalNeighbour

from .parts import BenchmarkRow, DataNote, SignOff


def benchmark_rows(
    rows: Sequence[MeasureRow], compared: dict[str, Benchmark]
) -> tuple[BenchmarkRow, ...]:
    found = []
    for row in rows:
        benchmark = compared.get(row.measure.indicator.published_id or "")
        if benchmark is None or not (row.hidden or row.held):
            continue
        found.append(
            BenchmarkRow(
                name=row.name,
                told=row.now,
                told_hidden=row.hidden,
                own=_published(benchmark.own),
                median=_number(benchmark.neighbours_median),
                mean=_number(benchmark.neighbours_mean),
                region=_published(benchmark.region),
                england=_published(benchmark.england),
                series=benchmark.name,
            )
        )
    return tuple(found)


def _published(cell: PublishedValue | None) -> str:
    """As DfE printed it: the number, or its symbol (c hidden, z not applicable, x not available,
    k rounds to zero).
    """
    if cell is None:
        return MISSING
    return _number(cell.value) if cell.value is not None else cell.symbol or MISSING


def _number(value: Decimal | None) -> str:
    return MISSING if value is None else plain(value)


def neighbour_names(council: Council, compared: dict[str, Benchmark]) -> tuple[str, ...]:
    model = next((one.neighbour_model for one in compared.values()), None)
    if model is None:
        return ()
    links = StatisticalNeighbour.objects.filter(area=council.area_id, model=model)
    return tuple(links.order_by("rank").values_list("neighbour__name", flat=True))


def data_notes(rows: Sequence[MeasureRow], undated: Sequence[Undated]) -> tuple[DataNote, ...]:
    """What a reader must know: doubts beside figures, sources' words, values without a date. What
    many figures have in common, that they were computed, is said once.
    """
    found = []
    alike: dict[str, list[str]] = {}
    for row in rows:
        doubts = [one for one in row.remarks if one not in row.told_beside]
        found += [DataNote(row.name, f"{remark}.") for remark in doubts]
        note = row.held.source_note if row.held else ""
        if row.held and note and own_note(row.held.source, note):
            found.append(DataNote(row.name, note))
        elif note:
            alike.setdefault(note, []).append(row.name)
    found += [DataNote("; ".join(names), f"{note}.") for note, names in alike.items()]
    found += [
        DataNote(note.name, f"{note.text} ({note.printed}, {note.when})".strip())
        for note in undated
    ]
    return tuple(found)


def sign_offs(council: Council, quarter: Period) -> tuple[SignOff, ...]:
    """The last sign-off of each theme of a quarter; people by name or by title, as the council
    chose.
    """
    steps = ReturnStep.objects.filter(
        quarterly_return__council=council,
        quarterly_return__quarter=quarter.key,
        kind=ReturnStep.Kind.SIGNED_OFF,
        by__isnull=False,
    ).select_related("by", "quarterly_return__theme")
    last = {step.quarterly_return.theme: step for step in steps.order_by("at", "pk")}
    return tuple(
        SignOff(theme.name, step.by.printed_for(council), step.at)
        for theme, step in sorted(last.items(), key=lambda pair: pair[0].order)
        if step.by is not None
    )


def hidden_measures(rows: Sequence[MeasureRow]) -> frozenset[int]:
    return frozenset(row.measure.indicator.pk for row in rows if row.hidden)
