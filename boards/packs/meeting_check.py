"""The open papers of a meeting against the figures held, and against each other.

It is made when somebody asks for it. What it found is kept under what the papers and figures were,
so that the agenda’s readiness can tell it without reading a paper again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.core.cache import cache
from django.db.models import Max

from boards.domain.readiness import LOOK, Check
from boards.models import AgendaItem, Meeting, Report
from performance.models import Figure
from reference.domain.periods import Period
from reporting.models import Audience

from .agenda import agenda_pack
from .checked_papers import CheckedPaper, papers_of_report
from .report_check import FigureCheck, put_together, quarter_of

# Raised when the check tells the same papers otherwise than before.
FORM = 1
A_MONTH = 30 * 24 * 3600
KIND = "figures"


def meeting_check(meeting: Meeting) -> FigureCheck:
    """Open reports and open appendices of the agenda; restricted ones are counted, not read.

    Each paper is held against the quarter that its report names, and papers of one quarter against
    each other. A report that names none goes by the quarter that most others name.
    """
    every = _items(meeting)
    items = [one for one in every if one.report is not None and one.report.is_open]
    named = _quarters(items)
    notes = list(_notes(len(every) - len(items), items, bool(named)))
    if not named:
        return FigureCheck(notes=tuple(notes))
    main = max(named.items(), key=lambda one: (one[1], one[0].ends_on))[0]
    numbers = _numbers(meeting)
    groups: dict[Period, list[CheckedPaper]] = defaultdict(list)
    of_paper: dict[str, int] = {}
    for item in items:
        assert item.report is not None
        found = papers_of_report(item.report, _name(item, numbers))
        groups[quarter_of(item.report) or main] += found
        of_paper |= {one.document.name: item.pk for one in found}
    check = put_together(
        [one for one in groups.items() if one[1]],
        council=meeting.board.council,
        public=True,
        notes=notes,
        items=of_paper,
    )
    kept = [(one.item, one.number, one.held, one.measure, one.words) for one in check.alarms]
    cache.set(_key(meeting, every), kept, A_MONTH)
    return check


def _items(meeting: Meeting) -> list[AgendaItem]:
    """Those with a report."""
    found = meeting.items.filter(removed_at=None).exclude(report=None)
    found = found.select_related("report__board", "report__file", "report__body")
    items = list(found.prefetch_related("report__appendices__file"))
    for item in items:
        assert item.report is not None
        item.report.board = meeting.board
    return items


def _quarters(items: Sequence[AgendaItem]) -> Counter[Period]:
    found = (quarter_of(one.report) for one in items if one.report is not None)
    return Counter(one for one in found if one is not None)


def _notes(restricted: int, items: Sequence[AgendaItem], has_quarter: bool) -> Sequence[str]:
    notes = []
    reports = [one.report for one in items if one.report is not None]
    if restricted:
        was = "1 report is" if restricted == 1 else f"{restricted} reports are"
        notes.append(f"{was} not for publication, and not read here.")
    if has_quarter and any(quarter_of(one) is None for one in reports):
        notes.append("A report that names no quarter is held against the one most others name.")
    if any(one.kind == Report.Kind.PERFORMANCE for one in reports):
        notes.append("The performance pack is made of the figures held, and not read here.")
    return notes


def _numbers(meeting: Meeting) -> dict[int, str]:
    main = agenda_pack(meeting, Audience.BOARD)
    apart = agenda_pack(meeting, Audience.BOARD, supplement=True, before=main.total)
    return {one.pk: one.number for one in (*main.items, *apart.items)}


def _name(item: AgendaItem, numbers: Mapping[int, str]) -> str:
    number = numbers.get(item.pk, "")
    return f"Item {number}" if number else item.title


def _key(meeting: Meeting, items: Sequence[AgendaItem]) -> str:
    """The hash of what the papers are and of the newest figure; an order of items is no part."""
    newest = Figure.objects.for_council(meeting.board.council).aggregate(newest=Max("pk"))
    papers = sorted(_state(one.report) for one in items if one.report is not None)
    said = json.dumps([FORM, meeting.pk, newest["newest"], papers])
    return f"figure-check-{hashlib.sha256(said.encode()).hexdigest()}"


def _state(report: Report) -> list[object]:
    files = [[one.openness, one.file.sha256] for one in report.appendices.all()]
    uploaded = report.file.sha256 if report.file else ""
    return [report.pk, report.revision, report.period, report.openness, uploaded, files]


def figure_checks(
    meeting: Meeting, items: Sequence[AgendaItem], numbers: Mapping[int, str]
) -> list[Check]:
    """What the last check found, as lines of the agenda’s readiness: "Item 9 says 85%, 83.3% is
    held". `items` stand on the agenda, `numbers` are theirs by key. Nothing where nobody has asked
    for a check of these papers. Two queries, no paper is read.
    """
    reported = [item for item in items if item.report is not None]
    kept = cache.get(_key(meeting, reported), []) if reported else []
    return [_check(*one, numbers=numbers) for one in kept]


def _check(
    item: int, number: str, held: str, measure: str, words: str, *, numbers: Mapping[int, str]
) -> Check:
    said = f"Item {numbers.get(item, '')} says {number}"
    title = f"{said}, {held} is held" if held else f"{said}: look at it"
    about = hashlib.sha256(f"{item} {number} {held} {measure}".encode()).hexdigest()[:12]
    return Check(
        key=f"{KIND}:{about}",
        kind=KIND,
        state=LOOK,
        title=title,
        detail=f"{measure}. {words}",
        item=item,
        may_override=("governance",),
    )
