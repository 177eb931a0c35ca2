"""Blocks of text as they are printed: references replaced by what they say, tables numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from accounts.models import Council
from boards.domain.markup import (
    Bullets,
    Chart,
    Line,
    MeasureTable,
    Numbered,
    Paragraph,
    Subheading,
    Table,
    Words,
)
from performance.packs.parts import FigureUsed
from reporting.domain.charts import ChartSpec, Size

from .live_figures import LiveFigures, TableTold, Told

NUMBER = re.compile(r"[−–-]?(?:up |down )?[£]?[\d,]+(?:\.\d+)?(?:%| points?)?|–|c|")


@dataclass(frozen=True)
class Piece:
    """A run of words; `title` and `state` where a live figure stands."""

    text: str
    strong: bool = False
    title: str = ""
    state: str = ""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class MeasureLine:
    """One measure of a live table."""

    name: str
    second: str
    now: str
    target: str
    status: str
    status_label: str
    change: str


@dataclass(frozen=True)
class PrintedBlock:
    """`kind` is paragraph, subheading, bullets, ordered, table, measures, chart or gap."""

    kind: str
    number: str = ""
    pieces: Pieces = ()
    items: tuple[Pieces, ...] = ()
    caption: str = ""
    heads: tuple[Pieces, ...] = ()
    rows: tuple[tuple[Pieces, ...], ...] = ()
    numeric: tuple[bool, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    chart: ChartSpec | None = None

    @property
    def screen_chart(self) -> ChartSpec | None:
        """The same chart for the narrower column of a page."""
        return replace(self.chart, size=Size.HALF) if self.chart else None

    @property
    def columns(self) -> list[tuple[Pieces, bool]]:
        return list(zip(self.heads, self.numeric, strict=True))

    @property
    def lines(self) -> list[list[tuple[Pieces, bool]]]:
        return [list(zip(row, self.numeric, strict=True)) for row in self.rows]


class Printer:
    """Prints block after block; remembers which figures were told and what was amiss."""

    def __init__(self, live: LiveFigures, *, council: Council) -> None:
        self.live, self.council = live, council
        self.tables = 0
        self.figures: list[FigureUsed] = []
        self.problems: list[tuple[str, str, str, bool]] = []
        self._section = ("", "")

    def begin(self, key: str, heading: str) -> None:
        self._section = (key, heading)

    def problem(self, words: str, *, stops: bool = True) -> None:
        self.problems.append((*self._section, words, stops))

    def printed(self, numbered: Numbered) -> PrintedBlock:
        block = numbered.block
        if isinstance(block, Paragraph):
            return PrintedBlock("paragraph", numbered.number, self.line(block.parts))
        if isinstance(block, Subheading):
            return PrintedBlock("subheading", pieces=(Piece(block.text),))
        if isinstance(block, Bullets):
            items = tuple(self.line(item) for item in block.items)
            return PrintedBlock("ordered" if block.ordered else "bullets", items=items)
        if isinstance(block, Table):
            return self._table(block)
        return self._chart(block) if isinstance(block, Chart) else self._measures(block)

    def line(self, parts: Line) -> Pieces:
        return tuple(
            Piece(part.text, part.strong)
            if isinstance(part, Words)
            else self._piece(self.live.told(part))
            for part in parts
        )

    def _piece(self, told: Told) -> Piece:
        self.figures += told.figures
        if told.state == "missing":
            self.problem(f"{told.reference}: {told.title}")
        elif told.state == "hidden":
            self.problem(f"{told.reference} is withheld: {told.title}", stops=False)
        return Piece(told.text, title=told.title, state=told.state)

    def _caption(self, words: str) -> str:
        self.tables += 1
        return f"Table {self.tables}. {words}" if words else f"Table {self.tables}"

    def _table(self, block: Table) -> PrintedBlock:
        heads = tuple(self.line(head) for head in block.heads)
        rows = tuple(tuple(self.line(cell) for cell in row) for row in block.rows)
        numeric = tuple(
            column > 0 and all(_is_number(row[column]) for row in rows)
            for column in range(len(heads))
        )
        caption = self._caption(block.caption)
        return PrintedBlock("table", caption=caption, heads=heads, rows=rows, numeric=numeric)

    def _measures(self, block: MeasureTable) -> PrintedBlock:
        told = self.live.table(block.reference)
        if told.problem:
            self.problem(f"{block.reference.text}: {told.problem}")
            return _gap(told.problem)
        if told.hidden:
            self.problem(f"{block.reference.text}: {told.hidden} withheld", stops=False)
        self.figures += told.figures
        caption = self._caption(told.caption)
        return PrintedBlock("measures", caption=caption, measures=_measure_lines(told))

    def _chart(self, block: Chart) -> PrintedBlock:
        told = self.live.chart(block.reference)
        if told.spec is None:
            self.problem(f"{block.reference.text}: {told.problem}")
            return _gap(told.problem)
        self.figures += told.figures
        return PrintedBlock("chart", caption=told.spec.title, chart=told.spec)


def _gap(words: str) -> PrintedBlock:
    return PrintedBlock("gap", pieces=(Piece(words, state="missing"),))


def _is_number(pieces: Pieces) -> bool:
    return bool(NUMBER.fullmatch("".join(piece.text for piece in pieces).strip()))


def _measure_lines(told: TableTold) -> tuple[MeasureLine, ...]:
    return tuple(
        MeasureLine(
            name=row.name,
            second=row.second,
            now=row.now,
            target=row.target,
            status=row.status.value,
            status_label="Hidden (c)" if row.hidden else "",
            change=_change_words(row.change_mark.arrow, row.change_mark.amount),
        )
        for row in told.rows
    )


def _change_words(arrow: str, amount: str) -> str:
    if not arrow:
        return "–"
    return "no change" if arrow == "level" else f"{arrow} {amount}"
