"""What a file would bring, or has brought: counts, problems with their cells, a sample."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from performance.domain.history import (
    LeftOut,
    Mapping,
    Mistake,
    Proposed,
    Reading,
    parse_mapping,
    read_history,
)
from performance.domain.printing import target_text, with_unit
from performance.domain.vocabulary import Polarity, Unit
from performance.models import ImportBatch, Indicator
from reference.domain.periods import Period
from reference.domain.rounding import plain
from reporting.spreadsheets import read_sheets

from .comparing import Compared, compare, from_words, measures_named, named_groups, with_group
from .kept import kept_conflicts, kept_figures
from .known import known_groups, known_measures

SAMPLE = 3


@dataclass(frozen=True)
class Sample:
    """One figure as it would be held: "Q1 2017-18", "143 out of 232 = 61.6%", "Scorecard, F12"."""

    when: str
    figure: str
    place: str
    kept: bool


@dataclass(frozen=True)
class MeasureLine:
    """The new figures of one measure, group and basis: how many, from when to when, the last."""

    name: str
    basis: str
    count: int
    first: Period
    last: Period
    sample: tuple[Sample, ...]

    @property
    def span(self) -> str:
        if self.first == self.last:
            return self.first.name
        return f"{self.first.name} to {self.last.name}"


@dataclass(frozen=True)
class TargetLine:
    name: str
    target: str
    when: str
    place: str


@dataclass(frozen=True)
class ImportPreview:
    """All that the page of a batch receives."""

    batch: ImportBatch
    reading: Reading
    compared: Compared
    lines: tuple[MeasureLine, ...]
    targets: tuple[TargetLine, ...]

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        return self.reading.mistakes

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return self.reading.left_out

    @property
    def new(self) -> int:
        return len(self.compared.figures)

    @property
    def has_news(self) -> bool:
        return bool(self.compared.figures or self.compared.targets)

    @property
    def kept(self) -> int:
        """New figures whose value the spreadsheet program kept beside a formula."""
        return sum(one.kept for one in self.compared.figures)


def read_batch(batch: ImportBatch, today: dt.date, mapping: Mapping | None = None) -> Reading:
    """Reads the file of a batch with its mapping, or with another one.

    Raises UnreadableFile and MappingError.
    """
    sheets = read_sheets(bytes(batch.data or b""), batch.file_name, kept=True)
    return read_history(
        sheets,
        mapping or parse_mapping(batch.mapping),
        known_measures(batch.council),
        groups=known_groups(),
        today=today,
    )


def batch_page(batch: ImportBatch, today: dt.date) -> ImportPreview:
    """A draft is read from its file, a batch handed over from what it kept.

    Raises UnreadableFile and MappingError for a draft.
    """
    if batch.status == ImportBatch.Status.DRAFT:
        reading = read_batch(batch, today)
    else:
        reading = kept_figures(batch.found)
    if batch.is_open:
        compared = compare(batch.council, reading.figures, reading.targets)
    else:
        compared = _brought(batch, reading)
    return ImportPreview(
        batch=batch,
        reading=reading,
        compared=compared,
        lines=tuple(_lines(compared)),
        targets=tuple(_target_lines(compared)),
    )


def _brought(batch: ImportBatch, reading: Reading) -> Compared:
    """What a confirmed batch made figures of; compared anew it would all be "the same"."""
    indicators, names = measures_named(batch.council, reading.figures, reading.targets)
    return Compared(
        figures=reading.figures,
        targets=reading.targets,
        same=batch.found.get("same", 0),
        conflicts=tuple(kept_conflicts(batch.found)),
        indicators=indicators,
        names=names,
    )


def _lines(compared: Compared) -> Iterator[MeasureLine]:
    """One line a measure, group and basis, in the order of the file."""
    by_measure: dict[tuple[str, str, str], list[Proposed]] = defaultdict(list)
    groups = named_groups(compared.figures)
    for one in compared.figures:
        by_measure[one.measure, one.group, one.basis.label].append(one)
    for (code, group, basis), ones in by_measure.items():
        ones.sort(key=lambda one: one.period)
        indicator = compared.indicators[code]
        yield MeasureLine(
            name=with_group(compared.names[code], groups.get(group, "")),
            basis=basis,
            count=len(ones),
            first=ones[0].period,
            last=ones[-1].period,
            sample=tuple(_sample(one, indicator) for one in ones[-SAMPLE:]),
        )


def _sample(one: Proposed, indicator: Indicator) -> Sample:
    unit, decimals = Unit(indicator.unit), indicator.decimals
    figure = with_unit(one.value, unit, decimals=decimals, held=one.decimals_held)
    if one.numerator is not None and one.denominator is not None:
        figure = f"{plain(one.numerator)} out of {plain(one.denominator)} = {figure}"
    return Sample(one.period.short_name, figure, str(one.place), one.kept)


def _target_lines(compared: Compared) -> Iterator[TargetLine]:
    for one in compared.targets:
        indicator = compared.indicators[one.measure]
        text = target_text(one.goal, Unit(indicator.unit), Polarity(indicator.polarity))
        yield TargetLine(compared.names[one.measure], text, from_words(one.period), str(one.place))
