"""Puts an edition of a meeting's papers together: items, papers, and the pages they stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from boards.domain.agenda import Row, numbers, ordered
from boards.domain.dates import short
from boards.models import AgendaItem, Meeting, Openness
from reporting.grafting.plan import Plan, Slot, front_matter, plan
from reporting.models import Audience, Edition

from .made_here import KINDS, MadeHere
from .papers import Numbered, papers_of
from .parts import AgendaPack, Item, OpenPaper, Paper, Placed

KIND = "agenda-pack"
SUPPLEMENT = "agenda-supplement"
# Front sheet and contents, until the front sheet was laid out.
USUAL_FRONT = 2
LATE_APART = (AgendaItem.Late.SUPPLEMENT,)


@dataclass(frozen=True)
class Line:
    """An item as this edition may know it: its title is the public one where that is due."""

    row: Row
    title: str
    presenter: str
    kind: str
    late: str
    urgent_reason: str
    report: int | None
    note: str = ""
    # The day of the meeting that deferred it.
    deferred: dt.date | None = None
    # A paper made of what is on record comes with it.
    by_itself: bool = False


def rows_of(meeting: Meeting) -> list[Row]:
    """Every item of a meeting, removed ones too, as far as its place goes."""
    held = meeting.items.values_list("pk", "parent", "position", "number", "removed_at")
    return [
        Row(pk, parent, place, number, at is not None) for pk, parent, place, number, at in held
    ]


def next_number(meeting: Meeting, audience: str, kind: str = KIND) -> int:
    """The number of the edition that would be published next."""
    editions = Edition.objects.for_council(meeting.board.council).of(kind, meeting.slug)
    last = editions.filter(audience=audience).order_by("-number").first()
    return last.number + 1 if last else 1


def agenda_pack(
    meeting: Meeting,
    audience: str,
    *,
    edition_number: int | None = None,
    front: int = USUAL_FRONT,
    supplement: bool = False,
    before: int = 0,
    made: MadeHere | None = None,
) -> AgendaPack:
    """The pack of a meeting for an audience; a draft where it has no `edition_number`.

    `front` is how many pages front sheet and contents take, the longer of both editions. A
    `supplement` holds what was kept apart, on pages after `before`. At most ten queries, and those
    of `made`, which whoever builds several packs of a meeting hands to each.
    """
    for_public = audience == Audience.PUBLIC
    if meeting.board.duplex:
        before += before % 2  # a supplement begins on a right-hand page as well
    rows = rows_of(meeting)
    given = numbers(rows)
    lines = [
        line
        for line in _lines(meeting, rows, for_public=for_public)
        if (line.late in LATE_APART) is supplement
    ]
    papers = _papers(lines, given, made or MadeHere(meeting), for_public=for_public)
    laid = _plan(papers, front, before, two_sided=meeting.board.duplex, for_public=for_public)
    places = laid.public if for_public else laid.board
    placed = tuple(Placed(paper, place) for paper, place in zip(papers, places, strict=True))
    shown = tuple(_item(line, given, placed, lines) for line in lines)
    return AgendaPack(
        council=meeting.board.council,
        items=shown,
        papers=placed,
        total=laid.last,
        front=front,
        own_front=front,
        audience=audience,
        edition_number=edition_number,
        is_supplement=supplement,
        before=before,
        **_heading(meeting),
    )


def _papers(
    lines: Sequence[Line], given: Mapping[int, str], made: MadeHere, *, for_public: bool
) -> list[Paper]:
    """In the order of the items: of reports, and those that come by themselves."""
    items = {x.row.item: Numbered(x.row.item, given[x.row.item], x.title, x.report) for x in lines}
    of_reports = papers_of([one for one in items.values() if one.report], for_public=for_public)
    found: list[Paper] = []
    for line in lines:
        item = items[line.row.item]
        if line.by_itself:
            found += made.papers(item, line.kind, for_public=for_public)
        else:
            found += [paper for paper in of_reports if paper.item == item.item]
    return found


def _plan(
    papers: Sequence[Paper], front: int, before: int, *, two_sided: bool, for_public: bool
) -> Plan:
    """Both editions are reckoned from page counts, whichever of them is built."""
    slots = [_slot(paper) for paper in papers]
    lead = front_matter(front, two_sided=two_sided) if papers else front
    made = plan(slots, first=before + lead + 1, two_sided=two_sided)
    if not before:
        return made
    # Places count pages of the file, which begins with this supplement.
    public, board = (
        tuple(replace(place, page=place.page - before) for place in places)
        for places in (made.public, made.board)
    )
    return Plan(public, board, made.last)


def _slot(paper: Paper) -> Slot:
    withheld = _is_restricted(paper)
    return Slot(paper.key, paper.pages, 0 if withheld else paper.pages, withheld)


def _lines(meeting: Meeting, rows: Sequence[Row], *, for_public: bool) -> list[Line]:
    """Items in order. What an item's restricted report is called is asked for as its public title
    where the public reads."""
    held = meeting.items.filter(removed_at=None)
    secret = ~_open_report()
    shown = {row["pk"]: row for row in held.exclude(secret).values(*FIELDS)}
    if for_public:
        for row in held.filter(secret).values("pk", "kind", "late", "report_id", *RESTRICTED):
            shown[row["pk"]] = _as_public(row)
    else:
        for row in held.filter(secret).values(*FIELDS, *RESTRICTED):
            shown[row["pk"]] = {**row, "note": _note(row)}
    return [_line(row, shown[row.item]) for row in ordered(rows)]


FIELDS = (
    "pk", "kind", "title", "presenter", "late", "urgent_reason", "report_id", "paper_left_out",
    "deferred_from__meeting__day",
)  # fmt: skip
RESTRICTED = ("report__openness", "report__paragraph", "report__public_title")


def _open_report() -> Q:
    return Q(report=None) | Q(report__openness=Openness.OPEN)


def _as_public(row: Mapping[str, Any]) -> dict[str, Any]:
    title = row["report__public_title"] or "A restricted report"
    return {**row, "title": title, "presenter": "", "urgent_reason": "", "note": _note(row)}


def _note(row: Mapping[str, Any]) -> str:
    if row["report__openness"] == Openness.CONFIDENTIAL:
        return "Confidential"
    return f"Exempt: Schedule 12A, paragraph {row['report__paragraph']}"


def _line(row: Row, shown: Mapping[str, Any]) -> Line:
    return Line(
        row=row,
        title=shown["title"],
        presenter=shown["presenter"],
        kind=shown["kind"],
        late=shown["late"],
        urgent_reason=shown["urgent_reason"],
        report=shown["report_id"],
        note=shown.get("note", ""),
        deferred=shown.get("deferred_from__meeting__day"),
        by_itself=(
            shown["kind"] in KINDS
            and shown["report_id"] is None
            and not shown.get("paper_left_out", False)
        ),
    )


def _item(
    line: Line, given: Mapping[int, str], placed: Sequence[Placed], lines: Sequence[Line]
) -> Item:
    own = [one for one in placed if one.paper.item == line.row.item]
    presenter = line.presenter
    if not presenter and own and isinstance(own[0].paper, OpenPaper):
        presenter = own[0].paper.director
    note = line.note or _part_note(own) or _excluding(line, given, lines)
    if line.deferred:
        note = ". ".join(filter(None, (f"Deferred from {short(line.deferred)}", note)))
    return Item(
        pk=line.row.item,
        number=given[line.row.item],
        title=line.title,
        presenter=presenter,
        pages=_pages(line, own),
        note=note,
        anchor=own[0].anchor if own else "",
        is_sub="." in given[line.row.item],
        late=line.late,
        urgent_reason=line.urgent_reason,
    )


def _pages(line: Line, own: Sequence[Placed]) -> str:
    """ "3 - 26", "Verbal", "To follow", or nothing where an item has no paper."""
    if own:
        first, last = own[0].place.first, own[-1].place.last
        return str(first) if first == last else f"{first} - {last}"
    if line.kind == AgendaItem.Kind.VERBAL:
        return "Verbal"
    awaited = line.kind == AgendaItem.Kind.MINUTES and line.by_itself
    return "To follow" if line.report or line.kind == AgendaItem.Kind.REPORT or awaited else ""


def _part_note(own: Sequence[Placed]) -> str:
    if any(_is_restricted(one.paper) for one in own):
        return "An appendix is not for publication"
    return ""


def _excluding(line: Line, given: Mapping[int, str], lines: Sequence[Line]) -> str:
    """What the board is asked to resolve: the items, each with its ground."""
    if line.kind != AgendaItem.Kind.EXCLUSION:
        return ""
    named = [f"item {given[x.row.item]} ({x.note})" for x in lines if x.note]
    if not named:
        return ""
    return f"To resolve that the public be excluded from {_listed(named)}"


def _is_restricted(paper: Paper) -> bool:
    return paper.is_withheld or bool(isinstance(paper, OpenPaper) and paper.ground)


def _heading(meeting: Meeting) -> dict[str, Any]:
    board = meeting.board
    later = Meeting.objects.filter(board=board).standing().after(meeting.day)[:6]
    return {
        "board": board.name,
        "slug": meeting.slug,
        "day": meeting.day,
        "time": meeting.time,
        "place": meeting.place,
        "note": meeting.note,
        "notice": board.notice,
        "contact": board.contact,
        "declarations_note": board.declarations_note,
        "later_meetings": _days(later),
    }


def _days(meetings: Any) -> str:
    """ "19 July, 20 September and 15 November 2021; 17 January 2022"."""
    years: dict[int, list[str]] = {}
    for meeting in meetings:
        years.setdefault(meeting.day.year, []).append(f"{meeting.day.day} {meeting.day:%B}")
    return "; ".join(f"{_listed(days)} {year}" for year, days in years.items())


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
