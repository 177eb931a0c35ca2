"""Reads what stands between double braces, and finds all that a text refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference.domain.periods import PeriodError
from reference.domain.periods import parse as parse_period

from .blocks import (
    Block,
    Bullets,
    Chart,
    Line,
    MeasureTable,
    Paragraph,
    Reference,
    ReferenceKind,
    Table,
)

BASES = frozenset(
    {
        "period_end",
        "over_period",
        "average",
        "rolling_12",
        "year_to_date",
        "outturn",
        "not_stated",
    }
)
FORMS = "{{figure CODE PERIOD}}, {{change CODE PERIOD}}, {{target CODE PERIOD}}, {{chart CODE}}"


class ReferenceProblem(ValueError):
    """What is wrong with a reference, in words."""


def read_reference(inside: str) -> Reference:
    """ "figure visits-on-time 2020-21-Q4 average" to a Reference. Raises ReferenceProblem.

    >>> read_reference("figure children-in-care 2020-21-Q4 average").basis
    'average'
    """
    words = inside.split()
    try:
        kind = ReferenceKind(words[0]) if words else None
    except ValueError:
        kind = None
    if kind is None:
        raise ReferenceProblem(f"“{inside.strip()[:60]}” is none of {FORMS} or {{{{table THEME}}}}")
    if len(words) < 2:
        what = "theme" if kind is ReferenceKind.TABLE else "measure"
        raise ReferenceProblem(f"Name the {what}: {{{{{kind} CODE PERIOD}}}}")
    period, more = _period_first(kind, words[2:])
    return Reference(kind, words[1], period, **_qualities(more))


def _period_first(kind: ReferenceKind, words: list[str]) -> tuple[str, list[str]]:
    if kind is ReferenceKind.CHART:
        return "", words
    if not words:
        raise ReferenceProblem(f"Name the period: {{{{{kind} CODE 2020-21-Q4}}}}")
    try:
        return parse_period(words[0]).key, words[1:]
    except PeriodError as error:
        raise ReferenceProblem(
            f"“{words[0][:40]}” is no period. Write for example 2020-21-Q4 or FY2020-21"
        ) from error


def _qualities(words: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        if word in BASES:
            found["basis"] = word
        elif word.startswith("of:"):
            found["group"] = word[3:]
        elif word.startswith("at:"):
            found["area"] = word[3:]
        else:
            raise ReferenceProblem(f"“{word[:40]}” is no basis: {', '.join(sorted(BASES))}")
    return found


def references_in(blocks: Iterable[Block]) -> Iterator[Reference]:
    """Every reference of a text, in its order."""
    for block in blocks:
        if isinstance(block, Chart | MeasureTable):
            yield block.reference
        else:
            for line in _lines(block):
                yield from (part for part in line if isinstance(part, Reference))


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield block.parts
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        yield from block.heads
        for row in block.rows:
            yield from row
