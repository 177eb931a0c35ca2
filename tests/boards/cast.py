"""Boards, meetings and papers for tests, made of literals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import Council, User
from boards.models import AgendaItem, Board, Meeting, Member, PaperFile, Report
from boards.services.board import open_board
from reporting.services.files import keep_file

NOW = dt.datetime(2021, 5, 4, 9, 0, tzinfo=dt.UTC)
MEETING_DAY = dt.date(2021, 5, 17)


def a_board(council: Council) -> Board:
    return open_board(council=council, by=None)


def a_meeting(council: Council, day: dt.date = MEETING_DAY, **fields: Any) -> Meeting:
    fields = {"slug": day.isoformat(), "time": dt.time(14), "place": "Council House", **fields}
    return Meeting.objects.create(board=a_board(council), day=day, **fields)


def a_member(council: Council, name: str, **fields: Any) -> Member:
    fields = {"from_on": dt.date(2020, 5, 1), **fields}
    return Member.objects.create(board=a_board(council), name=name, **fields)


def a_paper(council: Council, by: User, data: bytes, pages: int = 1, **fields: Any) -> PaperFile:
    fields = {
        "name": "paper.pdf",
        "media_type": "application/pdf",
        "added_at": NOW,
        "made_here": True,
        **fields,
    }
    return PaperFile.objects.create(
        council=council,
        sha256=keep_file(data),
        size=len(data),
        pages=pages,
        added_by=by,
        **fields,
    )


def a_report(council: Council, by: User, title: str, **fields: Any) -> Report:
    fields = {
        "slug": title.lower().replace(" ", "-")[:80],
        "author": "Head of Service",
        "created_at": NOW,
        **fields,
    }
    return Report.objects.create(board=a_board(council), title=title, created_by=by, **fields)


def an_item(meeting: Meeting, title: str, **fields: Any) -> AgendaItem:
    fields = {"position": meeting.items.count() + 1, **fields}
    return AgendaItem.objects.create(meeting=meeting, title=title, **fields)
