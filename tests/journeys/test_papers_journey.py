"""Somebody without an account reads a meeting's papers as web pages; its officer sees what came by
itself.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Council, User
from boards.models import Appendix, Meeting, Override, Report
from boards.services.publishing import publish_agenda
from boards.services.reports import begin_report, name_reader, save_section, sign_off_report
from boards.services.reports.signing import PACK_TITLE
from tests.boards.agendas import SECRET, exempt, signed, what_is_on_record, with_report
from tests.boards.cast import NOW, a_board
from tests.boards.test_reports import fill
from tests.journeys.conftest import see
from tests.performance.figures import a_figure

TEXT = """We saw {{figure visits-on-time 2020-21-Q4}} of children on time.

Table: Places in homes
| Home | Places |
| Oak House | 12 |

{{chart visits-on-time}}

- Two brothers waited longest."""


@pytest.fixture
def meeting(
    nottingham: Council, officer: User, approver: User, governance_officer: User
) -> Meeting:
    for number, seen in ((2, 850), (3, 861), (4, 833)):
        a_figure(nottingham, "visits-on-time", f"2020-21-Q{number}", of=(seen, 1000))
    report = begin_report(
        board=a_board(nottingham), title="Homes for children", author="Head of Service",
        by=officer, period="2020-21-Q4",
    )  # fmt: skip
    fill(report, officer)
    first = report.sections.exclude(text="").order_by("order").first()
    assert first is not None
    save_section(section=first, text=TEXT, revision=first.revision, by=officer)
    secret = signed(nottingham, governance_officer, f"{SECRET} prices", 1).body
    assert secret is not None
    Appendix.objects.create(
        report=report, order=1, title=f"{SECRET} costs", file=secret, **exempt()
    )
    sign_off_report(report=report, by=approver, at=NOW)
    made = what_is_on_record(nottingham, governance_officer)
    with_report(made, report)
    a_figure(nottingham, "dental-check", "2020-21-Q4", of=(398, 400))
    pack = begin_report(
        board=a_board(nottingham), title="Quarter 4", author="Head of Service", by=officer,
        kind=Report.Kind.PERFORMANCE, period="2020-21-Q4",
    )  # fmt: skip
    with_report(made, sign_off_report(report=pack, by=approver, at=NOW))
    Meeting.objects.filter(pk=made.pk).update(agenda_started=True)
    made.refresh_from_db()
    Override.objects.create(
        meeting=made, check_key="notice", reason="Agreed.", by=governance_officer, at=NOW
    )
    return made


def test_papers_are_read_as_pages(
    tab: Page,
    another_tab: Callable[..., Page],
    sign_in: Callable[[User], None],
    governance_officer: User,
    councillor: User,
    meeting: Meeting,
) -> None:
    def address(name: str, *more: object) -> str:
        return reverse(f"boards:{name}", args=["nottingham", meeting.slug, *more])

    sign_in(governance_officer)
    see(tab, address("agenda"), name="papers-agenda")
    expect(tab.get_by_text("Item 3 may count a few people", exact=True)).to_be_visible()
    see(tab, address("meeting_detail"), name="papers-meeting")
    publish_agenda(meeting=meeting, by=governance_officer, at=NOW)

    stranger = another_tab()
    see(stranger, address("papers"), name="papers-public")
    stranger.get_by_role("link", name="Minutes, 15 March 2021", exact=True).click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Minutes, 15 March 2021")
    see(stranger, name="papers-minutes")
    see(stranger, address("paper_page", "2"), name="papers-actions")
    see(stranger, address("paper_page", "3"), name="papers-report")
    expect(stranger.get_by_text("A commercial matter: not published")).to_be_visible()
    stranger.get_by_role("link", name="All papers of this meeting").click()
    expect(stranger).to_have_url(f"{stranger.url.split('/nottingham')[0]}{address('papers')}")

    # The board's pack with small numbers as a page; and for one who is kept from what it repeats.
    tab.context.clear_cookies()
    sign_in(councillor)
    see(tab, address("board_paper_page", "4"), name="papers-pack")
    tab.get_by_role("link", name=PACK_TITLE, exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("How our children are doing")
    see(tab, name="papers-pack-with-small-numbers")
    closed = meeting.board.reports.get(title=f"{SECRET} contract")
    name_reader(report=closed, user=councillor, kind="not", reason="x", by=governance_officer)
    see(tab, address("board_papers"), name="papers-kept-from-what-is-repeated")
    expect(tab.locator("main")).to_contain_text("these papers repeat business of it")
    expect(tab.get_by_role("link", name="All papers in one PDF")).to_have_count(0)
