"""A report’s numbers against the figures held for its quarter: what its check page receives.

It is made when somebody asks for it, and warns: neither sign-off nor publication waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Council
from boards.models import Report
from performance.domain.figure_check import ALARMS, Finding, SmallCount, Status
from performance.figure_check import check_documents
from reference.domain.periods import Kind, Period, PeriodError, parse
from reference.domain.periods import quarter_of as quarter_with

from .checked_papers import CheckedPaper, papers_of_report

LABELS = {
    Status.CONTRADICTS: "Contradicts what is held",
    Status.STALE: "Out of date",
    Status.ROUNDED: "Rounded",
    Status.OTHER_BASIS: "Counted on another basis",
    Status.AGREES: "Agrees",
    Status.UNKNOWN: "Could not be compared",
}
LOOK = (Status.OTHER_BASIS, Status.ROUNDED)


@dataclass(frozen=True)
class CheckLine:
    """A number of a paper. `section` is the key of the section it stands in, "" where none is."""

    paper: str
    place: str
    text: str
    number: str
    measure: str
    held: str
    status: str
    label: str
    words: str
    section: str = ""
    item: int | None = None


@dataclass(frozen=True)
class SmallLine:
    paper: str
    place: str
    text: str
    number: str
    why: str


@dataclass(frozen=True)
class FigureCheck:
    """What a check found, the worst first. `quarters` are the names of the quarters that papers
    were held against, none where no quarter is named; `notes` say what was not read, and why.
    """

    quarters: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    alarms: tuple[CheckLine, ...] = ()
    look: tuple[CheckLine, ...] = ()
    agree: tuple[CheckLine, ...] = ()
    unknown: tuple[CheckLine, ...] = ()
    small: tuple[SmallLine, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """ "1 figure contradicts what is held, 2 to look at, 31 agree"."""
        wrong = sum(one.status == Status.CONTRADICTS for one in self.alarms)
        stale = len(self.alarms) - wrong
        begun = "1 figure contradicts" if wrong == 1 else f"{wrong or 'No'} figures contradict"
        parts = [f"{begun} what is held"]
        if stale:
            parts.append("1 is out of date" if stale == 1 else f"{stale} are out of date")
        if self.look:
            parts.append(f"{len(self.look)} to look at")
        agree = len(self.agree)
        parts.append("1 agrees" if agree == 1 else f"{agree} agree")
        if self.unknown:
            parts.append(f"{len(self.unknown)} could not be compared")
        return ", ".join(parts)


def quarter_of(report: Report) -> Period | None:
    """The quarter that a report names on its details page; of a year its last."""
    try:
        period = parse(report.period)
    except PeriodError:
        return None
    if period.kind is Kind.YEAR:
        return quarter_with(period.ends_on)
    return period if period.kind is Kind.QUARTER else None


def report_check(report: Report) -> FigureCheck:
    """For those who may read the report. About twenty queries; closed appendices are not read."""
    quarter = quarter_of(report)
    notes = list(_notes(report))
    if quarter is None:
        return FigureCheck(notes=tuple(notes))
    papers = papers_of_report(report)
    return put_together(
        [(quarter, papers)], council=report.board.council, public=report.is_open, notes=notes
    )


def _notes(report: Report) -> Iterable[str]:
    if report.kind == Report.Kind.PERFORMANCE:
        yield "The performance pack is made of the figures held, so there is nothing to compare."
    if report.kind == Report.Kind.UPLOADED and report.file is None:
        yield "The PDF of this report has not been uploaded yet."
    closed = sum(not one.is_open for one in report.appendices.all())
    if closed:
        was = "1 appendix is" if closed == 1 else f"{closed} appendices are"
        yield f"{was} not for publication, and not read here."


Group = tuple[Period, Sequence[CheckedPaper]]


def put_together(
    groups: Sequence[Group],
    *,
    council: Council,
    public: bool,
    notes: Sequence[str],
    items: dict[str, int] | None = None,
) -> FigureCheck:
    """One check of papers, each group held against its own quarter. Small counts are listed where
    the papers are about to be `public`; `items` are the agenda items of papers by name.
    """
    lines: list[CheckLine] = []
    small: list[SmallLine] = []
    problems: list[str] = []
    for quarter, papers in groups:
        by_name = {paper.document.name: paper for paper in papers}
        report = check_documents(council, quarter, [paper.document for paper in papers])
        for finding in report.findings:
            paper = by_name[finding.file]
            item = (items or {}).get(finding.file)
            lines.append(_line(paper.settled(finding), paper, item))
        small += [_small(one, by_name[one.file]) for one in report.small_counts if public]
        problems += [paper.problem for paper in papers if paper.problem]
    return FigureCheck(
        quarters=tuple(quarter.name for quarter, _ in groups),
        papers=tuple(paper.document.name for _, papers in groups for paper in papers),
        alarms=_of(lines, *sorted(ALARMS)),
        look=_of(lines, *LOOK),
        agree=_of(lines, Status.AGREES),
        unknown=_of(lines, Status.UNKNOWN),
        small=tuple(dict.fromkeys(small)),
        notes=(*notes, *problems),
    )


def _of(lines: Sequence[CheckLine], *statuses: Status) -> tuple[CheckLine, ...]:
    """Those of one status before those of the next."""
    return tuple(one for status in statuses for one in lines if one.status == status)


def _line(finding: Finding, paper: CheckedPaper, item: int | None) -> CheckLine:
    return CheckLine(
        paper=finding.file,
        place=finding.place,
        text=finding.text,
        number=finding.number,
        measure=finding.name or "Parts of a whole",
        held=finding.held,
        status=finding.status.value,
        label=LABELS[finding.status],
        words=finding.words.removeprefix(f"The paper says {finding.number}. "),
        section=paper.sections.get(finding.place, ""),
        item=item,
    )


def _small(one: SmallCount, paper: CheckedPaper) -> SmallLine:
    return SmallLine(one.file, one.place, _with_heads(one, paper), one.number, one.why)


def _with_heads(one: SmallCount, paper: CheckedPaper) -> str:
    """The sentence; a cell with the heads of its row and column."""
    here = (b for b in paper.document.blocks if (b.place, b.text) == (one.place, one.text))
    block = next(here, None)
    heads = ", ".join(head for head in (block.row, block.column) if head) if block else ""
    return f"{heads}: {one.text}" if heads else one.text
