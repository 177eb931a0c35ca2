"""Parts that should make a hundred: shares with a rest, columns of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from performance.domain.vocabulary import Unit

from .claims import Claim
from .document import Document, Kind, Sentence
from .known import Known, Role
from .naming import plain_name
from .numbers import Form, Number, numbers_in

WHOLE = Decimal(100)
FEWEST = 3
ROUNDING = Decimal("0.5")


def _slack(numbers: Sequence[Number]) -> Decimal:
    """Each part may have been rounded by half of its last decimal."""
    return sum((ROUNDING.scaleb(-number.places) for number in numbers), Decimal("0.01"))


def broken_parts(claims: Sequence[Claim], known: Known) -> tuple[Claim, Decimal] | None:
    """The last of the parts of a partition that are all told together, and what they make."""
    by_whole: dict[str, dict[str, Claim]] = defaultdict(dict)
    for one in claims:
        plain = one.role is Role.ACTUAL and one.number.form is Form.PERCENT and not one.change
        if plain and one.named and one.topic.partition and not one.doubt:
            by_whole[one.topic.partition][one.topic.code] = one
    for name, told in by_whole.items():
        parts = {topic.code for topic in known.partition(name) if topic.unit is Unit.PERCENT}
        if len(parts) >= FEWEST and set(told) == parts:
            numbers = [one.number for one in told.values()]
            total = sum(number.value for number in numbers)
            if abs(total - WHOLE) > _slack(numbers):
                return list(told.values())[-1], Decimal(total)
    return None


def rest_that_breaks(sentence: Sentence, known: Known) -> tuple[Number, Decimal] | None:
    """ "70% with carers, 13% in homes and the remaining 20% elsewhere": the rest, and the sum."""
    rest = known.lexicon.last("rest", sentence.text)
    if rest is None:
        return None
    numbers = [one for one in numbers_in(sentence.text) if one.form is Form.PERCENT]
    if (
        len(numbers) < FEWEST
        or numbers[-1].start < rest.start()
        or numbers[-1].start - rest.end() > 20
    ):
        return None
    total = sum(number.value for number in numbers)
    off = abs(total - WHOLE)
    near = off <= 15
    return (numbers[-1], Decimal(total)) if near and off > _slack(numbers) else None


def broken_columns(document: Document) -> Iterable[tuple[Sentence, Number, Decimal]]:
    """Columns of a table whose total says 100% and whose parts make something else."""
    columns: dict[tuple[int, str], list[tuple[Sentence, Number]]] = defaultdict(list)
    for block in document.blocks:
        if block.kind is Kind.CELL and block.row:
            numbers = numbers_in(block.text)
            if len(numbers) == 1 and len(block.text) <= len(numbers[0].text) + 3:
                cell = (Sentence(block.text, block.place, block), numbers[0])
                columns[block.table, block.column].append(cell)
    for cells in columns.values():
        yield from _broken(cells)


def _broken(cells: list[tuple[Sentence, Number]]) -> Iterable[tuple[Sentence, Number, Decimal]]:
    *parts, (last, total) = cells
    if len(parts) < FEWEST - 1 or plain_name(last.block.row) not in (
        "total",
        "all",
        "all children",
    ):
        return
    numbers = [number for _, number in parts]
    if total.form is Form.PERCENT and total.value == WHOLE:
        made = sum(number.value for number in numbers)
        if all(n.form is Form.PERCENT for n in numbers) and abs(made - WHOLE) > _slack(numbers):
            yield last, total, Decimal(made)
    elif total.form is Form.COUNT and all(n.form is Form.COUNT for n in numbers):
        made = sum(number.value for number in numbers)
        if made != total.value and total.places == 0 and made > 0:
            yield last, total, Decimal(made)
