"""The data table of a chart: the same figures in the same order, as text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reference.domain.rounding import plain, round_half_up

from .charts import ChartKind, ChartSpec, Series, Target, ordered_rows, place_names

HIDDEN = "c"
MISSING = "–"


@dataclass(frozen=True)
class DataTable:
    """`head` names the columns; the first cell of each row is the row's own head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def named_rows(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each cell with its column's name: on a phone a row is a block of "name: cell"."""
        return tuple(tuple(zip(self.head, row, strict=True)) for row in self.rows)


def number(value: Decimal | None, unit: str = "") -> str:
    """A figure as charts print it: at most one decimal; the percent sign alone clings to it.

    >>> number(Decimal("65.30"), "%")
    '65.3%'
    """
    if value is None:
        return MISSING
    places = 0 if value == value.to_integral_value() else 1
    return plain(round_half_up(value, places)) + ("%" if unit == "%" else "")


def data_table(spec: ChartSpec) -> DataTable:
    """All that the chart shows, in words and numbers; "c" is a hidden figure, "–" a missing one."""
    if spec.kind is ChartKind.FLOWS:
        return _flow_table(spec)
    return _line_table(spec) if spec.kind is ChartKind.LINE else _row_table(spec)


def _flow_table(spec: ChartSpec) -> DataTable:
    rows = (
        (flow.before, flow.after, HIDDEN if flow.value is None else number(flow.value, spec.unit))
        for flow in spec.flows
    )
    return DataTable((*spec.x, spec.value_head), tuple(rows))


def _line_table(spec: ChartSpec) -> DataTable:
    with_open = [line for line in spec.series if line.open_points]
    head = ["Period", *(line.name for line in spec.series)]
    head += [f"{line.name}, another basis" for line in with_open]
    head += [f"{spec.fan.label}: low", f"{spec.fan.label}: high"] if spec.fan else []
    head += ["Target"] if spec.targets else []
    rows = []
    for at, place in enumerate(place_names(spec)):
        cells = [place, *(_cell(line, at, spec.unit) for line in spec.series)]
        cells += [_open_cell(line, at, spec.unit) for line in with_open]
        if spec.fan:
            cells += [number(end[at], spec.unit) for end in (spec.fan.low, spec.fan.high)]
        cells += [target_at(spec.targets, at, spec.unit)] if spec.targets else []
        rows.append(tuple(cells))
    return DataTable(tuple(head), tuple(rows), tuple(_notes(spec)))


def _cell(line: Series, at: int, unit: str) -> str:
    if at in line.hidden:
        return HIDDEN
    mark = " (provisional)" if at in line.provisional else ""
    return number(line.y[at], unit) + mark


def _open_cell(line: Series, at: int, unit: str) -> str:
    found = [point for point in line.open_points if point.at == at]
    return "; ".join(f"{number(p.y, unit)} ({p.label})" for p in found) or MISSING


def target_at(targets: tuple[Target, ...], at: int, unit: str = "") -> str:
    """The target that held at a place: "70", "50 or more" stays the label's word, "40–60"."""
    for target in targets:
        if target.first <= at and (target.last is None or at <= target.last):
            ends = [number(end, unit) for end in (target.low, target.high) if end is not None]
            return "–".join(ends)
    return MISSING


def _notes(spec: ChartSpec) -> list[str]:
    places = place_names(spec)
    notes = [
        f"Usual range {number(u.lower, spec.unit)} to {number(u.upper, spec.unit)}, "
        f"average {number(u.average, spec.unit)}."
        for u in spec.usual
    ]
    for gap in spec.breaks:
        words = "; ".join(word for word in (gap.was, gap.now) if word)
        notes.append(
            f"The series breaks before {places[gap.before]}" + (f": {words}." if words else ".")
        )
    notes += [f"{mark.label}." for mark in spec.marks if mark.label]
    if spec.marks:
        notes.append(f"Ringed: {', '.join(places[mark.at] for mark in spec.marks)}.")
    return notes


def _row_table(spec: ChartSpec) -> DataTable:
    targets = any(row.target is not None or row.target_text for row in spec.rows)
    distances = spec.kind is ChartKind.DISTANCE
    head = [spec.label_head, spec.value_head]
    head += ["Distance from target"] if distances else []
    head += ["Target"] if targets else []
    rows = []
    for row in ordered_rows(spec):
        # A lollipop's length is its distance; the figure itself is its text.
        cells = [row.label, row.text or number(row.value, spec.unit)]
        cells += [distance_words(row.value)] if distances else []
        cells += [row.target_text or number(row.target, spec.unit)] if targets else []
        rows.append(tuple(cells))
    return DataTable(tuple(head), tuple(rows))


def distance_words(gap: Decimal | None) -> str:
    """A distance in points with its side: "4.7 short", "3.6 above", "on target"."""
    if gap is None:
        return MISSING
    if gap == 0:
        return "on target"
    return f"{number(abs(gap))} {'short' if gap < 0 else 'above'}"
