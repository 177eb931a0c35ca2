"""Tiny scorecards, written as rows of what a person would see."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from performance.domain.history import KnownMeasure, Mapping, Reading, parse_mapping, read_history
from performance.domain.typed import Labels
from performance.domain.vocabulary import Basis, Frequency, Polarity, Unit
from reporting.spreadsheets import BLANK, Cell, CellKind, Merged, SheetCells

TODAY = dt.date(2021, 5, 4)
HEAD = "sheet,line,holds,measure,part,basis,group,reads,period\n"


def known(code: str, *names: str, **other: Any) -> KnownMeasure:
    given: dict[str, Any] = {
        "unit": Unit.PERCENT,
        "polarity": Polarity.HIGH,
        "frequency": Frequency.QUARTER,
        "basis": Basis.PERIOD_END,
        "labels": Labels(names[0] if names else code, "seen on time", "due"),
    }
    return KnownMeasure(code, names or (code,), **(given | other))


VISITS = known("visits", "Visits on time", "Statutory visits")
CARE = known("care", "Children in care", unit=Unit.COUNT, polarity=Polarity.NONE)
DAYS = known(
    "days", "Days to adoption", unit=Unit.DAYS, frequency=Frequency.YEAR, polarity=Polarity.LOW
)
DATED = known("checks", "Health checks", frequency=Frequency.DATED)
MEASURES = (VISITS, CARE, DAYS, DATED)


def percent(number: str) -> Cell:
    """0.87 in the format of percentages."""
    value = Decimal(number)
    return Cell(CellKind.NUMBER, f"{value * 100:f}%", number=value, percent=True)


def formula(kept: object = None) -> Cell:
    value = None if kept is None else cell(kept)
    return Cell(CellKind.FORMULA, "=B1/B2", kept=value)


def cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return value
    if value is None or value == "":
        return BLANK
    if isinstance(value, dt.date):
        return Cell(CellKind.DATE, value.isoformat(), day=value)
    if isinstance(value, int | Decimal):
        return Cell(CellKind.NUMBER, f"{value}", number=Decimal(value))
    return Cell(CellKind.TEXT, str(value))


def sheet(*rows: list[Any], name: str = "Scorecard", merged: tuple[Merged, ...] = ()) -> SheetCells:
    return SheetCells(name, tuple(tuple(cell(one) for one in row) for row in rows), merged)


def mapping(*lines: str) -> Mapping:
    """Lines without their sheet, which is the first."""
    return parse_mapping(HEAD + "".join(f",{line}\n" for line in lines))


def read(found: SheetCells, *lines: str) -> Reading:
    return read_history([found], mapping(*lines), MEASURES, today=TODAY)


def values(reading: Reading) -> dict[tuple[str, str], str]:
    return {(one.measure, one.period.key): f"{one.value.normalize():f}" for one in reading.figures}


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(one.place.cell, one.message) for one in reading.mistakes]
