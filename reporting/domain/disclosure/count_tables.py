"""Count tables with margins and subtotals, in any number of dimensions, as a publication."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .publication import MIN_WIDTH, Publication, Quantity
from .telling import Relation, adds_up, same

TOTAL = "Total"
Labels = tuple[str, ...]
# A subtotal is worth more to readers than a cell, a total of two dimensions more than of one.
MARGIN = 2


@dataclass(frozen=True)
class Dimension:
    """One way of breaking people down. `parents` names the subtotal that a label is part of; what
    has none there is part of `total`.
    """

    name: str
    total: str = TOTAL
    parents: Mapping[str, str] = field(default_factory=dict)

    def parent(self, label: str) -> str:
        """The label that it is part of; "" for the total itself."""
        return "" if label == self.total else self.parents.get(label, self.total)

    def depth(self, label: str) -> int:
        """Steps up to the total. Raises ValueError for subtotals that go round in a ring."""
        steps = 0
        while label := self.parent(label):
            steps += 1
            if steps > len(self.parents) + 1:
                raise ValueError(f"The subtotals of {self.name} go round in a ring")
        return steps


def key_of(labels: Sequence[str]) -> str:
    """One key a cell, whatever stands in its labels.

    >>> key_of(("a|b", "c"))
    'a\\\\|b|c'
    """
    return "|".join(label.replace("\\", "\\\\").replace("|", "\\|") for label in labels)


def with_margins(
    numbers: Mapping[Labels, int], dimensions: Sequence[Dimension]
) -> dict[Labels, int]:
    """The cells with every subtotal and total. Raises ValueError if there are any already."""
    subtotals = [{one.total, *one.parents.values()} for one in dimensions]
    for labels in numbers:
        for label, of in zip(labels, subtotals, strict=True):
            if label in of:
                raise ValueError(f"{label} is a total, and totals were to be made")
    found = dict(numbers)
    for at, dimension in enumerate(dimensions):
        for labels, number in list(found.items()):
            above = labels[at]
            while above := dimension.parent(above):
                total = (*labels[:at], above, *labels[at + 1 :])
                found[total] = found.get(total, 0) + number
    return found


def with_totals(
    numbers: Mapping[Labels, int], dimensions: Sequence[Dimension]
) -> dict[Labels, int]:
    """The table with margins, made only where it has none at all."""
    has_totals = any(
        label == one.total or label in one.parents.values()
        for labels in numbers
        for label, one in zip(labels, dimensions, strict=True)
    )
    return dict(numbers) if has_totals else with_margins(numbers, dimensions)


def sums(cells: Sequence[Labels], dimensions: Sequence[Dimension]) -> Iterator[Relation]:
    """Which cells add up to which: one relation for each total that stands in the table.

    A cell that does not stand there is taken for nobody.
    """
    standing = set(cells)
    parts: dict[Labels, dict[int, list[Labels]]] = defaultdict(lambda: defaultdict(list))
    for labels in cells:
        for at, dimension in enumerate(dimensions):
            above = dimension.parent(labels[at])
            total = (*labels[:at], above, *labels[at + 1 :])
            if total in standing:
                parts[total][at].append(labels)
    for total, of_axes in parts.items():
        for of in of_axes.values():
            yield adds_up(key_of(total), map(key_of, of))


def same_totals(
    numbers: Mapping[Labels, int | None], dimensions: Sequence[Dimension]
) -> Iterator[Relation]:
    """Totals of several headings that count the same people: equal numbers are taken for one.

    Where one dimension has no total and another has, the first only names headings, as in tables
    that break the same children down by age, then by sex. A hidden one could be read elsewhere.
    """
    with_total = [
        any(labels[at] == one.total for labels in numbers) for at, one in enumerate(dimensions)
    ]
    if all(with_total) or not any(with_total):
        return
    alike: dict[object, Labels] = {}
    for labels, number in numbers.items():
        ends = [
            label == one.total
            for label, one, has in zip(labels, dimensions, with_total, strict=True)
            if has
        ]
        if number is None or not all(ends):
            continue
        first = alike.setdefault(number, labels)
        if first != labels:
            yield same(key_of(first), key_of(labels))


def weight(number: int, margins: int) -> int:
    """What is lost with a cell: more with more people in it, and with each margin that it is of.

    >>> weight(7, 0), weight(7, 1), weight(1000, 0)
    (40, 120, 110)
    """
    return round(10 * (1 + math.log2(1 + number))) * (1 + MARGIN * margins)


def table_publication(
    numbers: Mapping[Labels, int],
    dimensions: Sequence[Dimension],
    *,
    min_width: int = MIN_WIDTH,
    hides_zeros: bool = True,
) -> Publication:
    """A table with its margins, or those that it has. Zeros are the dearest: they hide nobody.

    Raises ValueError where a total is not what its parts add up to.

    >>> cells = with_margins({("girls",): 3, ("boys",): 40}, [Dimension("sex")])
    >>> [one.key for one in table_publication(cells, [Dimension("sex")]).quantities]
    ['girls', 'boys', 'Total']
    """
    people = []
    for labels, number in numbers.items():
        margins = sum(_is_margin(one, label) for one, label in zip(dimensions, labels, strict=True))
        people.append(Quantity.of_people(key_of(labels), number, weight=weight(number, margins)))
    dearest = 2 * max((one.weight for one in people), default=0)
    relations = [*sums(list(numbers), dimensions), *same_totals(numbers, dimensions)]
    return Publication(
        tuple(one if one.number else replace(one, weight=dearest) for one in people),
        tuple(relations),
        min_width=min_width,
        hides_zeros=hides_zeros,
    )


def _is_margin(dimension: Dimension, label: str) -> bool:
    return label == dimension.total or label in dimension.parents.values()
