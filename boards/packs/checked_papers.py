"""Papers as the figure check reads them: a report’s text with its live figures set in, and PDFs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from boards.models import PaperFile, Report
from performance.domain.figure_check import Finding, Status
from reporting.documents import UnreadableFile, read_document
from reporting.domain.documents import Block, Document, Kind, cells_of, document_of
from reporting.services import DamagedFileError, read_kept_file

from .printed_blocks import Pieces, PrintedBlock
from .report_body import ReportBody, report_body

INSERTED = "It was inserted from the figures held."


@dataclass
class CheckedPaper:
    """A paper’s text. By place: the key of its section, and what was typed where live figures
    stand beside it. `problem` says why a file could not be read.
    """

    document: Document
    sections: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    def settled(self, finding: Finding) -> Finding:
        """An inserted figure agrees by construction, whatever its period: it was not typed."""
        typed = self.typed.get(finding.place)
        if typed is None or _stands_in(finding.number, typed):
            return finding
        return replace(finding, status=Status.AGREES, words=INSERTED)


def _stands_in(number: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d)", text))


def papers_of_report(report: Report, name: str = "") -> list[CheckedPaper]:
    """The report and its open appendices. `name` goes in front: "Item 9"; without one the report
    is "This report". A performance pack is made of the figures themselves and is not read.
    """
    found = []
    if report.kind == Report.Kind.WRITTEN:
        found.append(text_of_body(report_body(report), name or "This report"))
    elif report.kind == Report.Kind.UPLOADED and report.file is not None:
        found.append(text_of_file(report.file, name or "This report"))
    before = f"{name}, " if name else ""
    behind = [one for one in report.appendices.all() if one.is_open]
    return found + [text_of_file(one.file, f"{before}Appendix {one.letter}") for one in behind]


def text_of_file(file: PaperFile, name: str) -> CheckedPaper:
    """A PDF under the name that the meeting knows it by; an unreadable one has no text."""
    called = file.name if file.name.lower().endswith(".pdf") else f"{file.name}.pdf"
    try:
        document = read_document(called, read_kept_file(file.sha256, "The paper"))
    except (UnreadableFile, DamagedFileError) as problem:
        return CheckedPaper(Document(name, ()), problem=f"{name}: {problem}")
    return CheckedPaper(replace(document, name=name))


def text_of_body(body: ReportBody, name: str) -> CheckedPaper:
    """What was typed, in printing order. Live tables and charts are left out."""
    paper = CheckedPaper(Document(name, ()))
    blocks: list[Block] = [Block(Kind.HEADING, "Recommendations", "Recommendations")]
    for mark, text in body.recommendations:
        place = f"Recommendations, {mark}"
        blocks.append(Block(Kind.ITEM, text, place))
        paper.sections[place] = ""
    for section in body.sections:
        blocks.append(Block(Kind.HEADING, section.heading, section.heading))
        number = ""
        for printed in section.blocks:
            number = printed.number or number
            where = f"{section.heading}, paragraph {number}" if number else section.heading
            for block, pieces in _blocks(printed, section.heading, where):
                blocks.append(block)
                paper.sections[block.place] = section.key
                _remember(paper, block.place, pieces)
    for count, step in enumerate(body.steps, start=1):
        place = f"Next steps, {count}"
        blocks.append(Block(Kind.ITEM, f"{step.text} {step.impact}".strip(), place))
    paper.document = document_of(name, blocks)
    return paper


Told = tuple[Block, Pieces]


def _blocks(printed: PrintedBlock, heading: str, where: str) -> Iterator[Told]:
    if printed.kind == "paragraph":
        yield Block(Kind.PARAGRAPH, _text(printed.pieces), where), printed.pieces
    elif printed.kind == "subheading":
        yield Block(Kind.HEADING, _text(printed.pieces), where), ()
    elif printed.kind in ("bullets", "ordered"):
        for count, item in enumerate(printed.items, start=1):
            yield Block(Kind.ITEM, _text(item), f"{where}, point {count}"), item
    elif printed.kind == "table":
        yield from _cells(printed, heading)


def _cells(printed: PrintedBlock, heading: str) -> Iterator[Told]:
    title, _, words = printed.caption.partition(". ")
    number = int(title.split()[-1])
    lines = [printed.heads, *printed.rows]
    rows = [[_text(cell) for cell in line] for line in lines]
    pieces = [tuple(piece for cell in line for piece in cell) for line in lines]
    places = [f"{heading}, {title}, row {row}" for row in range(1, len(rows) + 1)]
    for cell in cells_of(rows, number, places):
        row = int(cell.place.rpartition(" ")[2])
        over = ": ".join(one for one in (cell.heading, words) if one)
        yield replace(cell, heading=over), pieces[row - 1]


def _remember(paper: CheckedPaper, place: str, pieces: Pieces) -> None:
    if any(piece.state for piece in pieces):
        paper.typed[place] = " ".join(piece.text for piece in pieces if not piece.state)


def _text(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)
