"""The Word files of an item's paper that was made here, as long as they say what is printed.

One that has become restricted since leaves no trace in the public's bundle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from boards.models import AgendaItem, Report
from boards.packs.report_body import report_body
from boards.packs.report_paper import quarter_pack, quarter_page
from boards.packs.report_word import report_docx, report_file_name
from boards.packs.word_template import template_of
from performance.packs.word import pack_docx
from reporting.models import Audience

Papers = Sequence[Mapping[str, Any]]


def word_papers(
    item: AgendaItem | None, papers: Papers, audience: str
) -> Iterator[tuple[str, bytes]]:
    """Names and bytes; `papers` are those of the item in the edition of the audience."""
    report = item.report if item else None
    if report is None or report.body is None:
        return
    printed = report.body.sha256 in {paper.get("sha256") for paper in papers}
    if not printed or (audience == Audience.PUBLIC and not report.is_open):
        return
    if report.kind == Report.Kind.WRITTEN:
        yield from _written(report)
    elif report.kind == Report.Kind.PERFORMANCE:
        yield from _packs(report, papers, audience)


def _written(report: Report) -> Iterator[tuple[str, bytes]]:
    body = report_body(report)
    if body.key == report.body_key:
        yield report_file_name(report), report_docx(body, report)


def _packs(report: Report, papers: Papers, audience: str) -> Iterator[tuple[str, bytes]]:
    """The quarter's pack that the paper is; for the board the one with small numbers beside it.

    The page that was frozen with the paper is the measure: a pack that reads otherwise today, be it
    in what changed since the last one, is left out.
    """
    frozen = {paper.get("page") for paper in papers} - {"", None}
    shown = [Audience.PUBLIC] + ([Audience.BOARD] if audience == Audience.BOARD else [])
    name = report_file_name(report).removesuffix(".docx")
    for one in shown[: len(frozen)]:
        pack = quarter_pack(report.board.council, report.period, one)
        if hashlib.sha256(quarter_page(pack).encode()).hexdigest() in frozen:
            suffix = "" if one == Audience.PUBLIC else "-restricted"
            yield f"{name}{suffix}.docx", pack_docx(pack, template_of(report.board), unframed=True)
