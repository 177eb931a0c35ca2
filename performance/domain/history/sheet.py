"""One sheet under its rules: headings to periods, cells to what they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from performance.domain.vocabulary import Basis, Unit
from reference.domain.periods import Kind, Period, parse
from reporting.spreadsheets import Cell, CellKind, SheetCells, address

from .cells import Seen, Unusable, goal_of, seen
from .figures import Collected, Place, ProposedTarget
from .found import Found, LeftOut
from .headings import Heading, as_read, fitted, read_heading, uniform_days
from .known import KnownMeasure, plain_words
from .mapping import Axis, Holds, Mapping, MappingError, MappingProblem, Part, Reads, Rule

# A row of so many numbers from 0 to 1 is a row of shares, unless somebody says otherwise.
FEW = 3


class MappedSheet:
    """One sheet under its rules. Lines run along the periods: rows where these stand in a row."""

    def __init__(
        self,
        cells: SheetCells,
        mapping: Mapping,
        name: str,
        names: dict[str, KnownMeasure],
        found: Found,
    ) -> None:
        self.cells, self.names, self.found = cells, names, found
        self.periods = mapping.of(name, Holds.PERIODS)
        self.figures = mapping.of(name, Holds.FIGURES)
        self.crossing = {rule.number: rule for rule in mapping.of(name, Holds.TARGETS)}
        ignored = mapping.of(name, Holds.NOTHING)
        self.axis = self.periods[0].axis
        self.ignored = {rule.number for rule in ignored if rule.axis is not self.axis}
        self.reads = next((r.reads for r in self.periods if r.reads), Reads.AS_WRITTEN)

    def read(self) -> None:
        self.found.sheets.append(self.cells.name)
        headings = self.headings()
        read = [(n, as_read(h.period, self.reads)) for n, h in headings.items() if h.period]
        if not read:
            self._refuse_no_period()
        self.uniform = uniform_days([period for _, period in read])
        for position, heading in headings.items():
            if heading.period is None and position not in self.crossing:
                self._without_period(position, heading)
        for rule in self.figures:
            measure = self.names[plain_words(rule.measure)]
            self._say_shares(rule, measure, [position for position, _ in read])
            for position, period in read:
                self._take(rule, measure, position, period)
            for position in self.crossing:
                self._take_crossing(rule, measure, position, headings.get(position))

    # --- Headings -----------------------------------------------------------------------
    def headings(self) -> dict[int, Heading]:
        """By position along the lines."""
        found = sheet_headings(self.cells, self.axis, [rule.number for rule in self.periods])
        return {position: one for position, one in found.items() if position not in self.ignored}

    def _refuse_no_period(self) -> None:
        rule = self.periods[-1]
        where = " and ".join(one.place for one in self.periods)
        words = (
            f"no cell of {where} in the sheet “{self.cells.name}” is a period. Periods look like "
            "Q1 2019-20, April 2019, 2019-20 or 30 June 2019."
        )
        raise MappingError([MappingProblem(rule.at, "line", words)])

    def _without_period(self, position: int, heading: Heading) -> None:
        """What stands under it is left out; where a period was meant, somebody has to look."""
        filled = [r for r in self.figures if not self._at(r.number, position).is_blank]
        if not filled or not heading.looks_like_one or "target" in heading.text.lower():
            return
        place = self._place(self.periods[-1].number, position)
        words = (
            f"“{heading.text[:40]}” is not a period. Write it as Q1 2019-20, April 2019, 2019-20 "
            f"or 30 June 2019, or mark the {self.axis.across} as one that holds nothing to import."
        )
        self.found.wrong(place, None, words)

    # --- Cells --------------------------------------------------------------------------
    def _take(self, rule: Rule, measure: KnownMeasure, position: int, heading: Period) -> None:
        cell = self.cells.cell(*self._row_column(rule.number, position))
        place = self._place(rule.number, position)
        given = self._given(rule, measure, cell, place)
        if given is None:
            return
        period = fitted(heading, measure, reads=self.reads, uniform=self.uniform)
        if period is None:
            self.found.wrong(place, measure, _no_fit(heading, measure))
        elif period.ends_on > self.found.today:
            words = f"{period.name} is not over yet, so there can be no figure of it."
            self.found.wrong(place, measure, words)
        elif rule.part is Part.TARGET:
            self._take_target(measure, given, period, place)
        else:
            self._collect(rule, measure, period, given, place)

    def _given(
        self, rule: Rule, measure: KnownMeasure, cell: Cell, place: Place, part: Part | None = None
    ) -> Seen | None:
        """What the cell gives; what it does not give is said, and gives nothing."""
        try:
            given = seen(cell, part or rule.part, measure.unit, rule.reads)
        except Unusable as wrong:
            self.found.wrong(place, measure, str(wrong))
            return None
        if given.missing:
            text = (cell.kept or cell).text.strip()[:30]
            self.found.left_out.append(LeftOut(place, measure.name, text, given.missing))
        return given if given.text else None

    def _collect(
        self, rule: Rule, measure: KnownMeasure, period: Period, given: Seen, place: Place
    ) -> None:
        basis = Basis(rule.basis) if rule.basis else _basis(period, measure)
        key = (measure.code, rule.group, period.key, basis)
        collected = self.found.figures.get(key)
        if collected is None:
            collected = Collected(measure, rule.group, period, basis)
            self.found.figures[key] = collected
        if rule.part in collected.parts:
            self.found.twice[key].append(place)
        else:
            collected.parts[rule.part] = (given, place)

    def _take_crossing(
        self, rule: Rule, measure: KnownMeasure, position: int, heading: Heading | None
    ) -> None:
        """A column of targets, where measures stand in rows: from when its rule or head says."""
        if rule.part in (Part.DENOMINATOR, Part.TARGET):
            return
        cell = self.cells.cell(*self._row_column(rule.number, position))
        place = self._place(rule.number, position)
        given = self._given(rule, measure, cell, place, Part.TARGET)
        if given is None:
            return
        said = self.crossing[position].period
        period = parse(said) if said else _heading_of_targets(heading)
        if period is None:
            words = "nothing says from when this target holds. Give its column a period."
            self.found.wrong(place, measure, words)
        else:
            self._take_target(measure, given, period, place)

    def _take_target(
        self, measure: KnownMeasure, given: Seen, period: Period, place: Place
    ) -> None:
        try:
            goal = goal_of(given.text, measure.polarity, measure.unit)
        except Unusable as wrong:
            self.found.wrong(place, measure, str(wrong))
            return
        key = (measure.code, period.starts_on.isoformat())
        before = self.found.targets.get(key)
        if before is not None and before.goal != goal:
            words = f"{before.place} says another target from {period.name} on. Keep one of them."
            self.found.wrong(place, measure, words)
        else:
            self.found.targets[key] = before or ProposedTarget(measure.code, period, goal, place)

    def _say_shares(self, rule: Rule, measure: KnownMeasure, positions: list[int]) -> None:
        """0.87 in a row of percentages is 87% or less than 1%: only a person knows which."""
        if measure.unit is not Unit.PERCENT or rule.part is not Part.VALUE or rule.reads:
            return
        numbers = [number for number in self._bare(rule, measure, positions) if number]
        if len(numbers) >= FEW and all(number <= 1 for number in numbers):
            words = (
                f"every figure of {rule.place} lies between 0 and 1. If 0.87 means 87%, choose "
                "“Shares of 1” for it (“shares” in the column “reads” of a mapping file)."
            )
            self.found.wrong(self._place(rule.number, positions[0]), measure, words)

    def _bare(self, rule: Rule, measure: KnownMeasure, positions: list[int]) -> Iterator[Decimal]:
        for position in positions:
            cell = self.cells.cell(*self._row_column(rule.number, position))
            shown = cell.kept or cell
            if shown.number is not None and not shown.percent:
                yield shown.number

    # --- Places -------------------------------------------------------------------------
    def _row_column(self, number: int, position: int) -> tuple[int, int]:
        return (number, position) if self.axis is Axis.ROW else (position, number)

    def _at(self, number: int, position: int) -> Cell:
        return self.cells.covering(*self._row_column(number, position))

    def _place(self, number: int, position: int) -> Place:
        return Place(self.cells.name, address(*self._row_column(number, position)))


def sheet_headings(cells: SheetCells, axis: Axis, numbers: Sequence[int]) -> dict[int, Heading]:
    """What the headings of every column (or row) say; an outer one holds until the next.

    `numbers` are the lines in which they stand, the outermost first.
    """
    last = cells.width if axis is Axis.ROW else len(cells.rows)
    outer: dict[int, Cell] = {}
    found = {}
    for position in range(1, last + 1):
        places = [(n, position) if axis is Axis.ROW else (position, n) for n in numbers]
        seen = [_result(cells.covering(*place)) for place in places]
        for line, cell in enumerate(seen[:-1]):
            if not cell.is_blank:
                outer[line] = cell
            elif not seen[-1].is_blank and line in outer:
                seen[line] = outer[line]
        found[position] = read_heading(seen)
    return found


def _result(cell: Cell) -> Cell:
    return cell.kept or cell


def _basis(period: Period, measure: KnownMeasure) -> Basis:
    """A year among the quarters of a measure is the year's outturn."""
    is_year = period.kind is Kind.YEAR and measure.frequency.value in ("quarter", "month")
    return Basis.OUTTURN if is_year else measure.basis


def _heading_of_targets(heading: Heading | None) -> Period | None:
    """The period in "Target 2019/20"."""
    if heading is None:
        return None
    if heading.period is not None:
        return heading.period
    words = " ".join(w for w in heading.text.split() if not w.lower().startswith("target"))
    return read_heading([Cell(kind=CellKind.TEXT, text=words)]).period if words else None


def _no_fit(heading: Period, measure: KnownMeasure) -> str:
    every = measure.frequency.label
    if heading.kind is Kind.DAY:
        return (
            f"the heading is a day, {heading.name}, and the measure is reported {every}. Choose "
            "how the dates of the headings are to be read."
        )
    return (
        f"the heading is {heading.name}, and the measure is reported {every}. Point at headings "
        "that fit, or leave the measure out here."
    )
