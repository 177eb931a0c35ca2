"""Which figure of the return each row is; rows that are none, or one twice, are refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from performance.dashboards.return_block import Block
from performance.dashboards.return_form import ReturnForm
from performance.dashboards.return_sheet import measure_words, return_key, when_words
from performance.domain.round_trip import Column
from performance.models import Entry, EntryRevision
from reporting.spreadsheets import UnreadableFile

from .table import AGAIN, Row, Table


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one cell, and what to do. `measure` is what the row says that it is."""

    row: int
    cell: str
    measure: str
    message: str


@dataclass(frozen=True)
class Match:
    """A row and its figure. `base` is the entry as it was when the file was made, if known."""

    row: Row
    block: Block
    revision: int
    base: Entry | EntryRevision


def match_rows(page: ReturnForm, table: Table) -> tuple[list[Match], list[Mistake]]:
    """Each row with its figure, or its mistake. Raises UnreadableFile for another return's file."""
    _refuse_another(page, table)
    blocks = {str(block.pk): block for block in page.blocks}
    often = Counter(row.key(Column.FIGURE) for row in table.rows)
    bases = _bases(page)
    matches, mistakes = [], []
    for row in table.rows:
        block = blocks.get(row.key(Column.FIGURE))
        wrong = _wrong(page, row, block, often[row.key(Column.FIGURE)])
        revision = _whole(row.key(Column.REVISION))
        base = bases.get((block.pk, revision)) if block and revision is not None else None
        if not wrong and base is None:
            wrong = (Column.REVISION, f"the row’s hidden columns were changed. {AGAIN}")
        if wrong:
            column, words = wrong
            cell = table.address(row.number, column.value)
            mistakes.append(Mistake(row.number, cell, row.key(Column.MEASURE), words))
        elif block is not None and base is not None and revision is not None:
            matches.append(Match(row, block, revision, base))
    return matches, mistakes


def _refuse_another(page: ReturnForm, table: Table) -> None:
    """The commonest slip, said once: the file of another theme, quarter or council."""
    own = return_key(page.quarterly_return)
    if not table.rows:
        raise UnreadableFile(f"The sheet “{table.sheet}” has no rows below its head. {AGAIN}")
    if all(row.key(Column.RETURN) not in ("", own) for row in table.rows):
        raise UnreadableFile(
            "This file belongs to another return: "
            f"{_another(page, table.rows[0].key(Column.RETURN))}. Upload it on that return’s page, "
            f"or choose the file of {page.quarterly_return.theme}, {page.quarter.name}."
        )


def _another(page: ReturnForm, key: str) -> str:
    """What another return's key says, as far as this council's people may know."""
    council, quarter, theme = ([*key.split("/"), "", ""])[:3]
    if council != page.quarterly_return.council.slug:
        return "it is not one of this council’s"
    names = {one.theme.pk: one.theme.name for one in page.others}
    name = names.get(theme) or (
        page.quarterly_return.theme.name if theme == page.quarterly_return.theme_id else theme
    )
    return f"{name[:80]}, {quarter[:20]}"


def _wrong(
    page: ReturnForm, row: Row, block: Block | None, times: int
) -> tuple[Column, str] | None:
    if not row.key(Column.FIGURE):
        return Column.MEASURE, (
            "this row was added by hand, so nobody knows which figure it is. Delete it, and add "
            "the figure on the return’s page."
        )
    if row.key(Column.RETURN) != return_key(page.quarterly_return):
        return Column.MEASURE, "this row belongs to another return. Delete it here."
    if block is None:
        return Column.MEASURE, (
            "this figure is not, or no longer, part of the return. Delete the row."
        )
    if times > 1:
        return Column.MEASURE, f"{times} rows are for this figure. Keep one and delete the others."
    said = (row.key(Column.MEASURE), row.key(Column.WHEN))
    if _spaced(*said) != _spaced(measure_words(block), when_words(block)):
        return Column.MEASURE, (
            f"the row’s hidden columns say that it is “{measure_words(block)}, "
            f"{when_words(block)}”. Part of the sheet was sorted or pasted over. {AGAIN}"
        )
    return None


def _spaced(*words: str) -> str:
    return " ".join(" ".join(words).split())


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _bases(page: ReturnForm) -> dict[tuple[int, int], Entry | EntryRevision]:
    """Every entry at every revision that was ever saved, and as it is now."""
    bases: dict[tuple[int, int], Entry | EntryRevision] = {}
    for block in page.blocks:
        # Before its first save it was empty; only the catalogue's period stood.
        bases[block.pk, 0] = Entry(period=block.entry.period)
    saved = EntryRevision.Outcome.SAVED
    for one in EntryRevision.objects.filter(
        entry__quarterly_return=page.quarterly_return, outcome=saved
    ):
        bases[one.entry_id, one.revision] = one
    for block in page.blocks:
        bases[block.pk, block.entry.revision] = block.entry
    return bases
