"""A report as a Word document: the same body as on screen and paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from boards.models import Report
from reporting.domain.axis import subtitle_of
from reporting.domain.chart_table import MISSING, data_table
from reporting.domain.charts import ChartSpec
from reporting.word import (
    PAPER_UNIT,
    Run,
    Runs,
    WordBlock,
    WordFile,
    WordHeading,
    WordList,
    WordParagraph,
    WordPicture,
    WordTable,
    plain,
    word_document,
)

from .printed_blocks import Pieces, PrintedBlock
from .report_body import ReportBody
from .word import file_name
from .word_template import template_of


def report_docx(body: ReportBody, report: Report) -> bytes:
    """The report for another committee system, in the council’s own template if it has one."""
    council = report.board.council
    above = [f"{council.name}: {report.board.name}"]
    if body.marking:
        above.append(body.marking)
    file = WordFile(
        title=body.title,
        author=report.author,
        blocks=list(_blocks(body)),
        above=above,
        facts=body.facts,
        foot=body.marking,
        colour=council.colour if council.colour_draws_text else "#1b1a1f",
        made_at=report.signed_off_at or report.created_at,
    )
    return word_document(file, template_of(report.board))


def report_file_name(report: Report, ending: str = "docx") -> str:
    """By meeting and item where it stands on an agenda. An exempt one bears its public title."""
    items = report.agenda_items.filter(removed_at=None).select_related("meeting")
    item = items.order_by("-meeting__day").first()
    day: dt.date | None = item.meeting.day if item else None
    title = report.title if report.is_open else report.public_title
    number = item.number if item else ""
    return file_name(report.board.reference_prefix, day, number, title, ending)


def _blocks(body: ReportBody) -> Iterator[WordBlock]:
    if body.recommendations:
        yield WordHeading("Recommendations", "1")
        yield WordParagraph(plain("The board is asked:"), "1.1")
        for mark, words in body.recommendations:
            yield WordParagraph(plain(words), mark=mark)
    for section in body.sections:
        yield WordHeading(section.heading, section.number)
        if section.wording:
            yield WordParagraph(plain(section.wording))
        for block in section.blocks:
            yield from _block(block)
        if not section.blocks and not section.wording:
            yield WordParagraph(plain("None."))
    if body.steps:
        yield WordHeading("What officers will do", body.steps_number)
        rows = [[plain(x) for x in (s.text, s.impact, s.owner, s.due)] for s in body.steps]
        yield WordTable("", [plain(x) for x in ("Step", "Impact meant", "Who", "By")], rows)
    if body.appendices:
        yield WordHeading("Appendices")
        titles = [f"Appendix {one.letter}: {one.title}" for one in body.appendices]
        notes = [f". {one.note}" if one.note else "" for one in body.appendices]
        yield WordList([plain(a + b) for a, b in zip(titles, notes, strict=True)])


def _block(block: PrintedBlock) -> Iterator[WordBlock]:
    if block.kind == "subheading":
        yield WordHeading("".join(piece.text for piece in block.pieces), level=2)
    elif block.kind in ("bullets", "ordered"):
        yield WordList([_runs(item) for item in block.items], block.kind == "ordered")
    elif block.kind == "table":
        rows = [[_runs(cell) for cell in row] for row in block.rows]
        yield WordTable(block.caption, [_runs(one) for one in block.heads], rows, block.numeric)
    elif block.kind == "measures":
        yield _measures(block)
    elif block.kind == "chart" and block.chart is not None:
        yield from _chart(block.chart)
    else:
        yield WordParagraph(_runs(block.pieces), block.number)


def _runs(pieces: Pieces) -> Runs:
    return [Run(piece.text, piece.strong) for piece in pieces]


def _measures(block: PrintedBlock) -> WordTable:
    heads = [plain(x) for x in ("Measure", "Now", "Target", "Status", "Change since last quarter")]
    rows = [
        [
            plain(one.name),
            plain(one.now),
            plain(one.target),
            plain(_status(one.status)),
            plain(one.change),
        ]
        for one in block.measures
    ]
    return WordTable(block.caption, heads, rows, (False, True, True, False, False))


def _status(status: str) -> str:
    return status.replace("_", " ").capitalize()


def _chart(spec: ChartSpec) -> Iterator[WordBlock]:
    """The drawing as on paper, with its words for who cannot see it, and its figures below."""
    # Here, so that pages which draw nothing do not wait for matplotlib to start.
    from reporting.charts.paper import chart_png, chart_size

    table = data_table(spec)
    # A chart has a place for each quarter, a table only needs those that say something.
    rows = [row for row in table.rows if len(row) > 1 and row[1] != MISSING]
    if rows:
        said = ". ".join(part for part in (spec.title, subtitle_of(spec)) if part)
        width = chart_size(spec)[0] * PAPER_UNIT
        yield WordPicture(chart_png(spec), spec.alt or spec.title, width, said)
    yield WordTable(
        f"Figures of the chart: {spec.title}" if rows else spec.title,
        [plain(head) for head in table.head],
        [[plain(str(cell)) for cell in row] for row in rows],
        tuple(number > 0 for number in range(len(table.head))),
    )
    for note in table.notes:
        yield WordParagraph(plain(note))
