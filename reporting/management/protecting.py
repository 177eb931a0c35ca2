"""One count table of a file, protected and proven with what stands beside its counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from reporting.domain.disclosure import (
    Dimension,
    GivenAway,
    Printed,
    Protection,
    Ratio,
    SuppressedTable,
    key_of,
    protect_publication,
    table_publication,
)
from reporting.domain.disclosure.count_tables import Labels, with_totals

from .count_table import HIDDEN, Area
from .percentages import Percent, ratios_of


@dataclass(frozen=True)
class Asked:
    """What the person at the keyboard wants, table by table."""

    dimensions: list[Dimension]
    min_width: int
    hides_zeros: bool
    seconds: float
    percents: list[Percent]


@dataclass(frozen=True)
class Done:
    """One table, protected: None where a table with gaps contradicts itself."""

    area: Labels
    read: Area
    order: list[Labels]
    numbers: dict[Labels, int | None]
    protection: Protection | None
    given_away: GivenAway | None
    ratios: dict[str, dict[Labels, Ratio]] = field(default_factory=dict)

    @property
    def is_proven(self) -> bool:
        return self.protection is not None and self.protection.proof.is_proven

    def printed(self, labels: Labels) -> int | str:
        symbol = self.read.symbols.get(labels)
        if symbol is not None:
            return symbol
        assert self.protection is not None
        number = self.numbers[labels]
        return HIDDEN if number is None or key_of(labels) in self.protection.hidden else number

    def printed_percent(self, column: str, labels: Labels) -> str:
        """As it came, in words where it would give its number back, or hidden."""
        text = self.read.percents[column].get(labels, "")
        ratio = self.ratios[column].get(labels)
        if ratio is None or self.protection is None:
            return text
        how = self.protection.printed(ratio.key)
        if how is Printed.SHOWN:
            return text
        numbers = self.protection.publication.numbers
        band = ratio.band(numbers[ratio.numerator], numbers[ratio.denominator])
        # Where the true numbers are not known, nor is the band.
        return band if how is Printed.BANDED and self.given_away is None else HIDDEN


def protected(area: Labels, read: Area, asked: Asked) -> Done:
    """Raises ValueError where totals are not what their parts make, or a percentage is wrong."""
    return (_of_complete if read.is_complete else _of_suppressed)(area, read, asked)


def _of_suppressed(area: Labels, read: Area, asked: Asked) -> Done:
    ratios = {
        one.column: ratios_of(one, read.percents[one.column], read.numbers, asked.dimensions)
        for one in asked.percents
    }
    given = SuppressedTable(
        read.numbers,
        frozenset(read.hidden),
        asked.dimensions,
        min_width=asked.min_width,
        least=0 if asked.hides_zeros else 1,
        ratios=[pair for of_column in ratios.values() for pair in of_column.values()],
    )
    away = given.gives_away(seconds=asked.seconds)
    publication = None if away.contradictory else given.publication(hides_zeros=asked.hides_zeros)
    protection = None
    if publication is not None:
        protection = protect_publication(publication, seconds=asked.seconds)
    return Done(area, read, read.order, read.numbers, protection, away, _alone(ratios))


def _of_complete(area: Labels, read: Area, asked: Asked) -> Done:
    known = {labels: number for labels, number in read.numbers.items() if number is not None}
    numbers = known if read.symbols else with_totals(known, asked.dimensions)
    made = table_publication(
        numbers, asked.dimensions, min_width=asked.min_width, hides_zeros=asked.hides_zeros
    )
    ratios = {
        one.column: ratios_of(one, read.percents[one.column], numbers, asked.dimensions)
        for one in asked.percents
    }
    beside = tuple(ratio for of_column in ratios.values() for ratio, _ in of_column.values())
    publication = replace(made, ratios=beside)
    protection = protect_publication(publication, seconds=asked.seconds)
    order = [*read.order, *(labels for labels in numbers if labels not in read.numbers)]
    return Done(area, read, order, dict(numbers), protection, None, _alone(ratios))


def _alone(
    ratios: dict[str, dict[Labels, tuple[Ratio, Decimal]]],
) -> dict[str, dict[Labels, Ratio]]:
    return {
        column: {labels: ratio for labels, (ratio, _) in of_column.items()}
        for column, of_column in ratios.items()
    }
