"""A reading as a batch keeps it between who hands it over and who confirms it: plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from performance.domain.history import LeftOut, Mistake, Place, Proposed, ProposedTarget, Reading
from performance.domain.status import Goal
from performance.domain.vocabulary import Basis
from reference.domain.periods import parse

from .comparing import Compared, Conflict


def kept_reading(reading: Reading) -> dict[str, Any]:
    """`kept_figures` gives figures and targets back; the lists are for people."""
    return {
        "figures": [_figure(one) for one in reading.figures],
        "targets": [_target(one) for one in reading.targets],
        "mistakes": [[str(m.place), m.measure, m.message] for m in reading.mistakes],
        "left_out": [[str(o.place), o.measure, o.text, o.why] for o in reading.left_out],
        "sheets": list(reading.sheets),
    }


def kept_figures(found: dict[str, Any]) -> Reading:
    """The reading that `kept_reading` was given."""
    return Reading(
        figures=tuple(_proposed(one) for one in found.get("figures", ())),
        targets=tuple(_proposed_target(one) for one in found.get("targets", ())),
        mistakes=tuple(
            Mistake(_place(place), measure, words)
            for place, measure, words in found.get("mistakes", ())
        ),
        left_out=tuple(
            LeftOut(_place(place), measure, text, why)
            for place, measure, text, why in found.get("left_out", ())
        ),
        sheets=tuple(found.get("sheets", ())),
    )


def kept_outcome(found: dict[str, Any], compared: Compared) -> dict[str, Any]:
    """What is left of a reading once it is imported: what became figures, and what did not."""
    return {
        **found,
        "figures": [_figure(one) for one in compared.figures],
        "targets": [_target(one) for one in compared.targets],
        "same": compared.same,
        "conflicts": [
            [str(c.place), c.measure, c.when, c.in_file, c.held] for c in compared.conflicts
        ],
    }


def kept_conflicts(found: dict[str, Any]) -> Iterator[Conflict]:
    for place, measure, when, in_file, held in found.get("conflicts", ()):
        yield Conflict(_place(place), measure, when, in_file, held)


def _figure(one: Proposed) -> list[Any]:
    numbers = [None if n is None else f"{n:f}" for n in (one.numerator, one.denominator)]
    return [
        *one.key, *numbers, f"{one.value:f}", one.decimals_held, one.place.sheet, one.place.cell,
        one.kept,
    ]  # fmt: skip


def _proposed(row: list[Any]) -> Proposed:
    code, group, period, basis, top, bottom, value, decimals, sheet, cell, kept = row
    return Proposed(
        measure=code,
        group=group,
        period=parse(period),
        basis=Basis(basis),
        numerator=_decimal(top),
        denominator=_decimal(bottom),
        value=Decimal(value),
        decimals_held=decimals,
        place=Place(sheet, cell),
        kept=kept,
    )


def _target(one: ProposedTarget) -> list[Any]:
    ends = [None if n is None else f"{n:f}" for n in (one.goal.low, one.goal.high)]
    return [one.measure, one.period.key, *ends, one.place.sheet, one.place.cell]


def _proposed_target(row: list[Any]) -> ProposedTarget:
    code, period, low, high, sheet, cell = row
    goal = Goal(_decimal(low), _decimal(high))
    return ProposedTarget(code, parse(period), goal, Place(sheet, cell))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _place(text: str) -> Place:
    sheet, _, cell = text.rpartition(", ")
    return Place(sheet, cell)
