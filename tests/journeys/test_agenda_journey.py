"""A governance officer builds an agenda by keyboard and by mouse and publishes it; a councillor
opens the papers of the board, a stranger those that are public.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Council, User
from boards.models import Appendix, Meeting, WorkItem
from boards.tasks import build_agenda_pack
from reporting.models import Build
from reporting.services import builds
from tests.boards.agendas import SECRET, as_signed, exempt, signed
from tests.boards.cast import NOW, a_meeting, a_paper
from tests.journeys.conftest import see
from tests.reporting.grafting.papers import body


@pytest.fixture
def meeting(nottingham: Council, governance_officer: User) -> Meeting:
    day = timezone.localdate() + dt.timedelta(days=40)
    made = a_meeting(nottingham, day, place="Council House")
    report = signed(nottingham, governance_officer, "Placements strategy", 2)
    secret = a_paper(nottingham, governance_officer, body(f"{SECRET} costs"), 1)
    title = f"{SECRET} costs"
    Appendix.objects.create(report=report, order=1, title=title, file=secret, **exempt())
    as_signed(report)
    WorkItem.objects.create(
        board=made.board,
        meeting=made,
        title=report.title,
        lead="Corporate Director for People",
        report=report,
        created_by=governance_officer,
        created_at=NOW,
    )
    return made


def test_from_an_empty_agenda_to_its_readers(
    tab: Page,
    another_tab: Callable[..., Page],
    sign_in: Callable[[User], None],
    governance_officer: User,
    councillor: User,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(governance_officer)
    at = reverse("boards:agenda", args=["nottingham", meeting.slug])
    see(tab, at, name="agenda-empty")
    tab.get_by_role("button", name="Start the agenda").press("Enter")
    expect(tab.get_by_role("row", name="Placements strategy")).to_contain_text("Signed off")

    # By keyboard: the focus stays on the arrow, what was done is said, and it is taken back.
    tab.get_by_role("button", name="Move up: Placements strategy").press("Enter")
    expect(tab.locator(".last-step")).to_contain_text("Placements strategy moved to item 2 of 5.")
    expect(tab.get_by_role("button", name="Move up: Placements strategy")).to_be_focused()
    tab.get_by_role("button", name="Undo").press("Enter")
    expect(tab.get_by_role("row").nth(3)).to_contain_text("Placements strategy")

    # By dragging its handle onto the row before which it is to stand: the same, and taken back.
    row = tab.get_by_role("row", name="Placements strategy")
    row.locator(".handle").drag_to(tab.get_by_role("row").nth(1))
    expect(tab.locator(".last-step")).to_contain_text("Placements strategy moved to item 1 of 5.")
    expect(tab.get_by_role("row").nth(1)).to_contain_text("Placements strategy")
    tab.get_by_role("button", name="Undo").press("Enter")
    expect(tab.get_by_role("row").nth(3)).to_contain_text("Placements strategy")

    # A verbal item, and one that is taken off.
    tab.get_by_role("link", name="Add an item").press("Enter")
    tab.get_by_label("Title").fill("Children in Care Council update")
    tab.get_by_label("Kind").select_option(label="Verbal, without a paper")
    see(tab, name="agenda-add")
    tab.get_by_label("Title").fill("Children in Care Council update")
    tab.get_by_label("Kind").select_option(label="Verbal, without a paper")
    tab.get_by_role("button", name="Save").press("Enter")
    expect(tab.get_by_role("row", name="Children in Care Council update")).to_be_visible()
    see(tab, name="agenda-ready")

    # It waits in the queue until a worker takes it: here, the test.
    monkeypatch.setattr(builds, "_enqueue", lambda build: None)
    tab.get_by_role("button", name="Publish both editions").press("Enter")
    tab.wait_for_url("**/builds/**")
    tab.goto(at)
    assert build_agenda_pack.call(Build.objects.get().pk) == Build.Status.DONE
    meeting.refresh_from_db()
    assert meeting.is_frozen
    see(tab, at, name="agenda-published")

    stranger = another_tab()
    papers = reverse("boards:papers", args=["nottingham", meeting.slug])
    see(stranger, papers, name="papers-public")
    expect(stranger.get_by_text("A commercial matter: not published")).to_be_visible()
    assert SECRET not in stranger.content()

    tab.context.clear_cookies()
    sign_in(councillor)
    see(tab, reverse("boards:board_papers", args=["nottingham", meeting.slug]), name="papers-board")
    expect(tab.get_by_role("link", name=f"{SECRET} costs (PDF)")).to_be_visible()
