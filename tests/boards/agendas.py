"""A meeting with signed-off papers, some of them restricted, for tests of agendas and packs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import Council, User
from boards.models import (
    Action,
    ActionProgress,
    AgendaItem,
    Appendix,
    Meeting,
    Minute,
    Minutes,
    Openness,
    Recommendation,
    Report,
)
from boards.packs.report_body import report_body
from boards.services.board import open_board
from tests.reporting.grafting.papers import body

from .cast import NOW, a_meeting, a_paper, a_report, an_item

SECRET = "Kestrel"


def signed(council: Council, by: User, title: str, pages: int = 2, **fields: Any) -> Report:
    made = a_paper(council, by, body(title, pages=pages), pages, name=f"{title[:60]}.pdf")
    ready = {
        "status": Report.Status.SIGNED_OFF,
        "body": made,
        "director": "Corporate Director for People",
        "signed_off_by": by,
        "signed_off_at": NOW,
    }
    report = a_report(council, by, title, **{**ready, **fields})
    Recommendation.objects.create(report=report, order=1, text="To note the report")
    return as_signed(report)


def as_signed(report: Report) -> Report:
    """What it says now is what it said at its sign-off."""
    report.body_key = report_body(report).key
    report.save()
    return report


def exempt(paragraph: int = 3, public_title: str = "A commercial matter") -> dict[str, Any]:
    return {
        "openness": Openness.EXEMPT,
        "paragraph": paragraph,
        "public_title": public_title,
        "public_interest": "Prices still under negotiation would be revealed.",
    }


def with_report(meeting: Meeting, report: Report, **fields: Any) -> AgendaItem:
    return an_item(meeting, report.title, kind=AgendaItem.Kind.REPORT, report=report, **fields)


def a_full_meeting(council: Council, by: User) -> Meeting:
    """Two open reports, one with an exempt appendix, an exempt report between, a verbal item."""
    open_board(council=council, by=None)
    meeting = a_meeting(council, place="Dining Room at the Council House")
    an_item(meeting, "Apologies for absence")
    placements = signed(council, by, "Placements strategy", 3)
    secret = a_paper(council, by, body(f"{SECRET} costs", pages=2), 2, name=f"{SECRET}.pdf")
    Appendix.objects.create(
        report=placements, order=1, title=f"{SECRET} costs", file=secret, **exempt()
    )
    with_report(meeting, as_signed(placements))
    with_report(meeting, signed(council, by, f"{SECRET} contract", 2, **exempt(1, "A contract")))
    an_item(
        meeting,
        "Children in Care Council update",
        kind=AgendaItem.Kind.VERBAL,
        presenter="Engagement and Participation Lead Officer",
    )
    with_report(meeting, signed(council, by, "Care leavers annual report", 2))
    return meeting


def what_is_on_record(council: Council, by: User) -> Meeting:
    """A meeting in March with drafted minutes and open actions, and one in May whose agenda has
    items for both. One minute and one action came of closed business.
    """
    march = a_meeting(council, dt.date(2021, 3, 15), status=Meeting.Status.HELD)
    held = an_item(march, "Health of children in care", number="1")
    said = "The board asked about dentists. The Head of Service will write to them."
    Minute.objects.create(item=held, number="1", discussion=said)
    closed = with_report(march, a_report(council, by, f"{SECRET} contract", **exempt()), number="2")
    Minute.objects.create(
        item=closed, number="2", discussion=f"{SECRET} asks for more.", public_summary="Prices."
    )
    Minutes.objects.create(meeting=march)
    given = {"owner": "Head of Service", "raised_on": march.day, "due_on": march.day}
    actions = Action.objects.create
    first = actions(board=march.board, number=1, text="Write to dentists", item=held, **given)
    ActionProgress.objects.create(action=first, text="A letter went out.", by=by, at=NOW)
    actions(board=march.board, number=2, text=f"Ask {SECRET}", item=closed, **given)
    made = a_meeting(council)
    an_item(made, "Minutes of the last meeting", kind=AgendaItem.Kind.MINUTES)
    an_item(made, "Matters arising and actions", kind=AgendaItem.Kind.ACTIONS)
    return made
