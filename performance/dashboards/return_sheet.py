"""A return as a workbook that officers fill in: figures, guidance, definitions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from performance.checking import typed_of
from performance.dashboards.return_block import ASKS, Block
from performance.dashboards.return_form import ReturnForm
from performance.domain.printing import MISSING
from performance.domain.reading import read_day, read_number, read_period
from performance.domain.round_trip import Boxes, Column, boxes_of
from performance.domain.round_trip.columns import COUNTED, DATES, EARLIER, KEYS, MARKS, OPEN
from performance.domain.vocabulary import Unit
from performance.models import QuarterlyReturn
from reference.domain.periods import long_date
from reporting.spreadsheets import Column as Layout
from reporting.spreadsheets import Fill, Sheet, Value

WIDTHS = {
    Column.MEASURE: 34,
    Column.WHEN: 22,
    Column.COUNTED: 36,
    Column.UNIT: 11,
    Column.TARGET: 20,
    Column.COMPUTED: 24,
    Column.PERIOD: 16,
    Column.EXPECTED: 14,
    Column.UNAVAILABLE: 11,
    Column.REASON: 28,
    Column.PROVISIONAL: 12,
    Column.FINAL_DUE: 14,
    Column.OVERRIDE: 28,
    Column.COMMENT: 60,
}
HELP = {
    Column.PERIOD: "The date that the figure describes, for example 28 April 2021.",
    Column.UNAVAILABLE: "Enter Yes if there is no figure, and say why in the next cell.",
    Column.REASON: "Why is the figure not available?",
    Column.PROVISIONAL: "Enter Yes if the figure may still change.",
    Column.FINAL_DUE: "When a provisional figure will be final, for example 9 May 2021.",
    Column.OVERRIDE: "Why is another figure right than the computed one?",
    Column.COMMENT: ASKS,
}


def return_key(quarterly_return: QuarterlyReturn) -> str:
    """What the rows of a return's spreadsheet carry: "nottingham/2020-21-Q4/leaving"."""
    one = quarterly_return
    return f"{one.council.slug}/{one.quarter}/{one.theme_id}"


def return_sheets(page: ReturnForm) -> tuple[Sheet, ...]:
    """One row a figure, as it stands in the draft; then how to fill it in, and the definitions."""
    return (_figures(page), _guidance(page), _definitions(page))


def measure_words(block: Block) -> str:
    """The name in the sheet, which says of whom and of where, with its second line."""
    part = block.check.indicator.second_line
    return f"{block.heading} ({part})" if part else block.heading


def when_words(block: Block) -> str:
    return "On the date that you enter" if block.needs_date else block.when


def _figures(page: ReturnForm) -> Sheet:
    rows = [_row(page, block) for block in page.blocks]
    # Most themes have no outturn of last year: a column that says nothing is not shown.
    silent = {
        c for place, c in enumerate(Column) if c in EARLIER and not any(r[place] for r in rows)
    }
    if not any(block.rest_of_year or block.entry.expected.strip() for block in page.blocks):
        silent.add(Column.EXPECTED)
    if not page.has_offers:
        silent |= {Column.COMPUTED, Column.OVERRIDE}
    return Sheet(
        name="Figures",
        head=[column.label for column in Column],
        rows=rows,
        columns=[
            Layout(
                width=WIDTHS.get(column, 14 if column in EARLIER else 11),
                hidden=column in KEYS or column in silent,
                choices=("Yes",) if column in MARKS else (),
                asks=HELP[column] if column in MARKS else "",
            )
            for column in Column
        ],
        protected=True,
        frozen=len(KEYS) + 1,
    )


def _row(page: ReturnForm, block: Block) -> list[Value | Fill]:
    check = block.check
    boxes = boxes_of(typed_of(block.entry), unit=check.unit, dated=block.needs_date)
    if block.prefilled and not boxes.unavailable:
        boxes = replace(boxes, denominator=block.prefilled)
    told: dict[Column, Value | Fill] = {
        Column.RETURN: return_key(page.quarterly_return),
        Column.FIGURE: block.pk,
        Column.REVISION: block.entry.revision,
        Column.MEASURE: measure_words(block),
        Column.WHEN: when_words(block),
        Column.COUNTED: _counted(block),
        Column.UNIT: check.unit.label,
        Column.OFFER: block.offer.offer.offer_id if block.offer else "",
        Column.COMPUTED: block.offer.text if block.offer else "",
        Column.TARGET: block.target.removeprefix("Target "),
        **dict(zip(reversed(EARLIER), _earlier(block), strict=False)),
    }
    for column in OPEN:
        told[column] = _open(column, boxes, block)
    return [told.get(column) for column in Column]


def _counted(block: Block) -> str:
    """ "Children with a plan, out of all children in care"."""
    top, bottom = block.check.indicator.numerator, block.check.indicator.denominator
    if block.check.unit is Unit.COUNT or not bottom:
        return top
    return f"{top}, out of: {bottom}"


def _earlier(block: Block) -> list[str]:
    """Newest first: "87%, 2020-21 quarter 3"; "93% provisional, 2024-25 quarter 4"."""
    return [
        "" if one.text == MISSING else f"{one.text.replace('(p)', 'provisional')}, {one.long_head}"
        for one in reversed(block.earlier)
    ]


def _open(column: Column, boxes: Boxes, block: Block) -> Fill:
    """An open cell with what stands in the draft; closed where the row has no use for it."""
    unit, text = block.check.unit, boxes.at(column)
    counts = (Column.NUMERATOR, Column.DENOMINATOR)
    is_open = block.needs_date if column is Column.PERIOD else True
    if column in counts and unit is Unit.COUNT:
        is_open = bool(text)
    if column is Column.OVERRIDE:
        is_open = bool(text or block.offer)
    if column is Column.EXPECTED:
        is_open = bool(text or block.rest_of_year)
    if column not in COUNTED:
        value = _date(text) if column in DATES else text
        asks = "" if column in MARKS or not is_open else HELP[column]
        return Fill(value, open=is_open, asks=asks)
    most = 100 if column is Column.VALUE and unit is Unit.PERCENT else None
    asks = _asks(column, block) if is_open else ""
    return Fill(_number(column, text), open=is_open, asks=asks, within=(0, most) if asks else None)


def _asks(column: Column, block: Block) -> str:
    indicator, unit = block.check.indicator, block.check.unit
    if column is Column.NUMERATOR:
        return indicator.numerator or "The count"
    if column is Column.EXPECTED:
        return f"How many more you expect {block.rest_of_year}".strip()
    if column is Column.DENOMINATOR:
        words = indicator.denominator or "The number that it is out of"
        return f"{words}. {block.population_hint}" if block.population_hint else words
    if unit is Unit.COUNT:
        return indicator.numerator or "The number"
    return f"Only if you do not have the counts: the {block.only_value}, for example " + (
        "87.5 or 87.5%" if unit is Unit.PERCENT else "12.5"
    )


def _number(column: Column, text: str) -> Value:
    number = read_number(text, percent=column is Column.VALUE, signed=True).value
    return text if number is None else number


def _date(text: str) -> Value:
    """A date as a date; a longer period in words; what cannot be read as it was typed."""
    day: dt.date | None = read_day(text)[0]
    period = read_period(text)[0]
    return day or (period.name if period else text)


def _guidance(page: ReturnForm) -> Sheet:
    found = page.quarterly_return
    return Sheet("How to fill it in", (), [], notes=[
        f"{found.theme}: the figures of {page.quarter.name} ({page.quarter.span})",
        f"{found.council.name}. Due on {long_date(found.due_on)}.",
        "",
        "Fill in the white cells of the sheet “Figures”. Grey cells say what is asked; they stay "
        "as they are. One row is one figure.",
        "Enter the count and what it is out of: the percentage or rate is worked out for you. If "
        "you only have the percentage, rate or number, enter it under “Value”. 87.5 and 87.5% "
        "are the same in a measure of percent.",
        "The population of a rate is filled in where the published estimates have it; the cell "
        "says which estimate it is. Write another over it if you use another.",
        "Of a count since 1 April, enter how many more you expect by 31 March under “Expected in "
        "the rest of the year”; 0 if none.",
        "Where “Computed” says what a computation gives, enter that figure, or another one and say "
        "under “Why not the computed figure” why it is right.",
        "If there is no figure, enter Yes under “Not available” and say why in the next cell.",
        "If a figure may still change, enter Yes under “Provisional” and the day when the final "
        "figure is due.",
        f"In a comment say: {ASKS} The board reads it beside the figure.",
        "Write dates as 9 May 2021. Enter results, not formulas.",
        "A row that you leave as it is changes nothing. Do not add rows, and do not change the "
        "hidden columns: they say which figure a row is. A figure for another period is added on "
        "the return’s page.",
        "Save the file as an Excel workbook (.xlsx) or as CSV UTF-8, and upload it on the "
        "return’s page. You see what would change, and what is wrong, before anything is saved.",
        "If a colleague changes the same figure meanwhile, both versions are kept and you choose.",
        "",
        "This file may hold small numbers about children. Keep it where the return may be kept, "
        "and delete it when the return is signed off.",
    ])  # fmt: skip


def _definitions(page: ReturnForm) -> Sheet:
    indicators = {block.check.measure: block.check.indicator for block in page.blocks}
    rows = [(name, one.tells, one.definition) for name, one in indicators.items()]
    columns = (Layout(width=34), Layout(width=60), Layout(width=60))
    return Sheet("Definitions", ("Measure", "What it tells", "Definition"), rows, columns=columns)
