"""The pages of the figure check: they work, for the right people, of the right council."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Council, User
from boards.models import Meeting, Report
from boards.services.reports import begin_report, save_section
from tests.boards.agendas import exempt, with_report
from tests.boards.cast import a_board, a_meeting
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def report(nottingham: Council, officer: User) -> Report:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(833, 1000))
    made = begin_report(
        board=a_board(nottingham), title="Homes", author="Head of Service", by=officer
    )
    section = made.sections.filter(reviewer="")[0]
    text = "In Quarter 4, 85% of statutory visits were on time."
    save_section(section=section, text=text, revision=0, by=officer)
    Report.objects.filter(pk=made.pk).update(period="2020-21-Q4")
    return Report.objects.get(pk=made.pk)


@pytest.fixture
def meeting(nottingham: Council, report: Report) -> Meeting:
    made = a_meeting(nottingham, agenda_started=True)
    with_report(made, report)
    return made


def at(report: Report) -> str:
    return reverse("boards:report_check", args=["nottingham", report.slug])


def beside(meeting: Meeting) -> str:
    return reverse("boards:meeting_check", args=["nottingham", meeting.slug])


def test_the_report_leads_to_its_check(report: Report, officer: User, client_of: ClientOf) -> None:
    page = client_of(officer).get(reverse("boards:report_detail", args=["nottingham", report.slug]))
    assert at(report) in page.content.decode()


def test_the_check_says_what_is_wrong_and_where_to_change_it(
    report: Report, officer: User, client_of: ClientOf
) -> None:
    text = client_of(officer).get(at(report)).content.decode()
    section = report.sections.filter(reviewer="")[0]
    assert "1 figure contradicts what is held" in text
    assert "83.3%" in text
    assert reverse("boards:report_section", args=["nottingham", "homes", section.key]) in text


def test_whoever_may_not_write_it_gets_no_link_to_the_section(
    report: Report, analyst: User, client_of: ClientOf
) -> None:
    text = client_of(analyst).get(at(report)).content.decode()
    assert "1 figure contradicts what is held" in text
    assert "/sections/" not in text


def test_without_a_quarter_the_page_says_where_to_name_one(
    report: Report, officer: User, client_of: ClientOf
) -> None:
    Report.objects.update(period="")
    text = client_of(officer).get(at(report)).content.decode()
    assert reverse("boards:report_details", args=["nottingham", "homes"]) in text


def test_a_restricted_report_is_not_there_for_others(
    report: Report, officer: User, analyst: User, client_of: ClientOf
) -> None:
    Report.objects.update(**exempt())
    assert client_of(analyst).get(at(report)).status_code == 404
    assert client_of(officer).get(at(report)).status_code == 200
    assert AuditEvent.objects.filter(action="read_restricted_report", by=officer).exists()


def test_who_may_not_come_in(
    report: Report, meeting: Meeting, councillor: User, outsider: User, client_of: ClientOf
) -> None:
    for address in (at(report), beside(meeting)):
        assert client_of(councillor).get(address).status_code == 403
        assert client_of(outsider).get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_the_papers_of_a_meeting(
    meeting: Meeting, governance_officer: User, officer: User, client_of: ClientOf
) -> None:
    agenda = reverse("boards:agenda", args=["nottingham", meeting.slug])
    text = client_of(governance_officer).get(beside(meeting)).content.decode()
    assert "Item 1, " in text
    assert "83.3%" in text
    assert agenda in text
    assert agenda not in client_of(officer).get(beside(meeting)).content.decode()
    assert beside(meeting) in client_of(governance_officer).get(agenda).content.decode()


def test_a_meeting_without_papers(
    nottingham: Council, governance_officer: User, client_of: ClientOf
) -> None:
    text = client_of(governance_officer).get(beside(a_meeting(nottingham))).content.decode()
    assert "Nothing to compare yet" in text
