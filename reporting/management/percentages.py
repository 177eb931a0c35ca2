"""Percentages that stand beside the counts of a table, as the protecting command reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reporting.domain.disclosure import Dimension, Ratio, key_of
from reporting.domain.disclosure.count_tables import Labels

# More than nothing that rounds to nothing, as the Department prints it.
ROUNDS_TO_ZERO = "k"


class PercentError(ValueError):
    """A percentage that is none, or not what its numbers make; the message says which."""


@dataclass(frozen=True)
class Percent:
    """A column of percentages: each row's count in the total over the dimensions `over`."""

    column: str
    over: tuple[str, ...]

    def whole(self, labels: Labels, dimensions: Sequence[Dimension], has_total: set[str]) -> Labels:
        """The labels of what a row is a percentage of."""
        over = self.over or tuple(has_total)
        return tuple(
            one.total if one.name in over else label
            for one, label in zip(dimensions, labels, strict=True)
        )


def percent_asked(text: str) -> Percent:
    """ "children_percent" or "row_percent=age,sex": of which totals, all of them unless said."""
    column, _, over = text.partition("=")
    return Percent(column.strip(), tuple(one.strip() for one in over.split(",") if one.strip()))


def ratios_of(
    percent: Percent,
    printed: Mapping[Labels, str],
    numbers: Mapping[Labels, int | None],
    dimensions: Sequence[Dimension],
) -> dict[Labels, tuple[Ratio, Decimal]]:
    """Those of the column that stand there, as the auditor reads them. Raises PercentError."""
    totals = {
        one.name
        for at, one in enumerate(dimensions)
        if any(labels[at] == one.total for labels in numbers)
    }
    values = dict(_read(percent.column, printed))
    places = max((_places(one) for one in values.values()), default=0)
    found = {}
    for labels, value in values.items():
        whole = percent.whole(labels, dimensions, totals)
        if whole not in numbers:
            raise PercentError(f"{percent.column}: there is no row for {', '.join(whole)}")
        key = f"{percent.column}: {key_of(labels)}"
        ratio = Ratio(key, key_of(labels), key_of(whole), places=places)
        _refuse_wrong(ratio, value, numbers[labels], numbers[whole], labels)
        found[labels] = ratio, value
    return found


def _read(column: str, printed: Mapping[Labels, str]) -> Iterator[tuple[Labels, Decimal]]:
    for labels, text in printed.items():
        plain = "0" if text == ROUNDS_TO_ZERO else text.removesuffix("%").strip()
        if not plain or (plain.isalpha() and len(plain) == 1) or plain == "-":
            continue
        try:
            yield labels, Decimal(plain)
        except InvalidOperation:
            raise PercentError(
                f"{column}: {text!r} is no percentage ({', '.join(labels)})"
            ) from None


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _refuse_wrong(
    ratio: Ratio, printed: Decimal, numerator: int | None, denominator: int | None, labels: Labels
) -> None:
    """What is not what its numbers make tells something else than the auditor would prove."""
    if numerator is None or not denominator:
        return
    made = ratio.value(numerator, denominator)
    if made != printed:
        raise PercentError(
            f"{', '.join(labels)}: {printed} is printed, its numbers make {made}. Percentages of "
            "another total? Say of which: --percent COLUMN=a,b"
        )
