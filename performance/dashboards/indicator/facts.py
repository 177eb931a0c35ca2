"""The six facts of a measure, each with a second line."""

from __future__ import annotations

from performance.domain.printing import MISSING
from performance.rows import MeasureRow, counts_words, when_words
from reference.benchmarks import Benchmark
from reference.domain.periods import Period

from .parts import Fact, Facts


def facts_of(row: MeasureRow, quarter: Period) -> Facts:
    return Facts(
        now=_now(row, quarter),
        target=_target(row, quarter),
        status=Fact("Status", row.judgement.name, row.judgement.words),
        change=_change(row),
        change_mark=row.change_mark,
        neighbours=_neighbours(row),
        england=_england(row),
    )


def _now(row: MeasureRow, quarter: Period) -> Fact:
    if row.held is None:
        return Fact("Now", MISSING, "no figure this quarter")
    if row.held.value is None:
        return Fact("Now", MISSING, f"not available: {row.held.unavailable_reason}")
    second = counts_words(row.measure, row.held) or when_words(row.held, quarter)
    return Fact("Now", row.now, f"{second}, provisional" if row.provisional else second)


def _target(row: MeasureRow, quarter: Period) -> Fact:
    day = row.held.period.ends_on if row.held else quarter.ends_on
    begun = row.measure.target_on(day)
    return Fact("Target", row.target, f"since {begun[0]:%B %Y}" if begun else "none is set")


def _change(row: MeasureRow) -> Fact:
    since = row.change.since
    name = f"Change since {since.short_name}" if since else "Change"
    words = row.change.words
    # "since Q2 2020-21" is the fact's name already.
    second = words.removeprefix(f"since {since.short_name}").lstrip("; ") if since else words
    return Fact(name, row.change.amount, second)


def _neighbours(row: MeasureRow) -> Fact:
    name, benchmark = "Neighbours, median", row.benchmark
    if benchmark is None:
        return Fact(name, MISSING, "nothing published")
    if benchmark.neighbours_median is None:
        return Fact(name, MISSING, "none published")
    used, of = benchmark.neighbours_used, benchmark.neighbours_of
    who = f"{used} authorities" if used == of else f"{used} of {of} authorities"
    return Fact(name, row.neighbours, f"{who}, {_day(benchmark)}")


def _england(row: MeasureRow) -> Fact:
    if row.benchmark is None or row.benchmark.england is None:
        return Fact("England", MISSING, "nothing published")
    return Fact("England", row.england, f"published for {_day(row.benchmark)}")


def _day(benchmark: Benchmark) -> str:
    return f"31 March {benchmark.year}"
