"""The papers of Nottingham's meeting of 17 May 2021, written, reviewed and signed off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings

from accounts.models import Council, User
from boards.domain.dates import short
from boards.models import AgendaItem, Appendix, Board, Report, WorkItem
from boards.services.board import open_board
from boards.services.reports import (
    Step,
    answer_review,
    ask_reviewer,
    begin_report,
    save_section,
    set_openness,
    set_recommendations,
    sign_off_report,
)
from boards.services.reports.uploading import add_appendix, set_report_file

from .entering import moment
from .papers_sent import described_pages, enquiry_pages
from .people import People
from .tables import rows

FOLDER = "papers"
MEETING = dt.date(2021, 5, 17)
WRITTEN = dt.date(2021, 4, 20)
SIGNED = dt.date(2021, 5, 4)


def load_papers(council: Council, people: People) -> bool:
    """Every report that is missing, with its place on the agenda; whether any was."""
    board = open_board(council=council, by=people.governance)
    done = False
    for row in rows(FOLDER, "reports"):
        report = board.reports.filter(title=row["title"]).first()
        if report is None:
            report, done = _report(board, row, people), True
        _put_on_agenda(board, report, row)
    return done


def _report(board: Board, row: dict[str, str], people: People) -> Report:
    priority = board.priorities.order_by("order").first()
    report = begin_report(
        board=board,
        title=row["title"],
        author=row["author"],
        director=row["director"],
        wards=row["wards"],
        priority=priority,
        period=row["period"],
        kind=row["kind"],
        by=people.officer,
        at=moment(WRITTEN),
    )
    if report.kind == Report.Kind.WRITTEN:
        _write(report, row["key"], people)
    elif report.kind == Report.Kind.UPLOADED:
        data = enquiry_pages(row["title"], FOLDER)
        name = f"{row['key']}.pdf"
        set_report_file(report=report, data=data, name=name, by=people.officer)
    _recommend(report, row["key"], people)
    _append(report, row["key"], people)
    _review(report, row["key"], people)
    return sign_off_report(report=report, by=people.approver, at=moment(SIGNED))


def _write(report: Report, key: str, people: People) -> None:
    sections = {section.key: section for section in report.sections.all()}
    for part, _, text in texts(key):
        save_section(
            section=sections[part],
            text=text.replace("@workplan", _work_plan(report.board)),
            revision=0,
            by=people.officer,
            at=moment(WRITTEN, 11),
        )


def texts(name: str) -> Iterator[tuple[str, str, str]]:
    """(key, heading, text) of each part of a text file: a line "=== key | heading" begins one."""
    path = settings.FIXTURES_DIR / "demo" / FOLDER / f"{name}.txt"
    for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, text = part.partition("\n")
        key, _, heading = head.partition("|")
        if text.strip():
            yield key.strip(), heading.strip(), text.strip()


def _work_plan(board: Board) -> str:
    """The work programme as a table, one line a planned report."""
    planned = WorkItem.objects.filter(board=board, meeting__day__gt=MEETING).order_by(
        "meeting__day", "pk"
    )
    lines = [
        f"| {short(one.meeting.day)} | {_cell(one.title)} | "
        f"{_cell(one.lead) or '–'} | {'Yes' if one.lead_confirmed else 'No'} |"
        for one in planned.select_related("meeting")
        if one.meeting is not None
    ]
    if not lines:
        return "No report has been planned yet."
    heads = "| Meeting | Report | Lead | Lead confirmed |"
    return "\n".join(["Table: Reports planned", heads, *lines])


def _cell(text: str) -> str:
    return text.replace("|", "/").strip()


def _recommend(report: Report, key: str, people: People) -> None:
    asked = [row["text"] for row in rows(FOLDER, "recommendations") if row["report"] == key]
    steps = [
        Step(row["text"], row["impact"], row["owner"], dt.date.fromisoformat(row["due"]))
        for row in rows(FOLDER, "steps")
        if row["report"] == key
    ]
    report.refresh_from_db()
    set_recommendations(
        report=report,
        recommendations=asked,
        steps=steps,
        revision=report.revision,
        by=people.officer,
    )


def _append(report: Report, key: str, people: People) -> None:
    for row in rows(FOLDER, "appendices"):
        if row["report"] != key:
            continue
        parts = list(texts(row["key"]))
        data = described_pages(row["title"], parts, report.board.council, tagged=row["tagged"])
        made = add_appendix(
            report=report,
            title=row["title"],
            data=data,
            name=f"{row['key']}.pdf",
            description=row["description"],
            by=people.officer,
        )
        _restrict(made, row, people)


def _restrict(appendix: Appendix, row: dict[str, str], people: People) -> None:
    if row["openness"] == "open":
        return
    set_openness(
        paper=appendix,
        openness=row["openness"],
        paragraph=int(row["paragraph"]),
        public_interest=row["public_interest"],
        public_title=row["public_title"],
        by=people.governance,
        at=moment(WRITTEN, 12),
    )


def _review(report: Report, key: str, people: People) -> None:
    for row in rows(FOLDER, "reviews"):
        if row["report"] != key:
            continue
        reviewer: User = getattr(people, row["reviewer"])
        review = ask_reviewer(
            report=report,
            role=row["role"],
            reviewer=reviewer,
            due_on=dt.date.fromisoformat(row["due"]),
            by=people.officer,
            at=moment(dt.date.fromisoformat(row["asked"])),
        )
        answer_review(
            review=review,
            answer=row["answer"],
            comment=row["comment"],
            by=reviewer,
            at=moment(dt.date.fromisoformat(row["answered"])),
        )


def _put_on_agenda(board: Board, report: Report, row: dict[str, str]) -> None:
    """The meeting’s line of the same title or number carries the report, if the line is there."""
    items = AgendaItem.objects.filter(
        meeting__board=board, meeting__day=MEETING, removed_at=None, report=None
    )
    item = items.filter(title=row["title"]).first() or items.filter(number=row["item"]).first()
    if item is not None:
        AgendaItem.objects.filter(pk=item.pk).update(report=report)
