"""A report that the public reads is signed off and published with a proof, or not at all."""

from __future__ import annotations

import pytest

from accounts.models import Council, User
from boards.models import Report
from boards.packs.agenda.readiness import readiness
from boards.packs.live_figures import LiveFigures
from boards.packs.report_findings import why_not_ready
from boards.services.reports import (
    ReportError,
    begin_report,
    cells_of_reports,
    save_section,
    sign_off_report,
)
from reporting.services import PublishError
from tests.boards.agendas import with_report
from tests.boards.cast import a_board, a_meeting
from tests.performance.figures import a_figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(nottingham: Council, officer: User) -> Report:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(570, 684))
    report = begin_report(
        board=a_board(nottingham), title="Visits", author="Head of Service", by=officer
    )
    section = report.sections.get(key="background")
    text = "On time: {{figure visits-on-time 2020-21-Q4}}."
    save_section(section=section, text=text, revision=0, by=officer)
    return Report.objects.get(pk=report.pk)


def out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LiveFigures, "is_proven", property(lambda live: not live.public))


def test_without_a_proof_nobody_signs_it_off(
    report: Report, approver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not-proven" not in {one.key for one in why_not_ready(report)}
    out_of_time(monkeypatch)
    found = next(one for one in why_not_ready(report) if one.key == "not-proven")
    assert found.stops
    assert "not enough time to prove" in found.words
    with pytest.raises(ReportError, match="not enough time to prove"):
        sign_off_report(report=report, by=approver)


def test_without_a_proof_no_edition_tells_its_figures(
    report: Report, nottingham: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = next(iter(LiveFigures(nottingham, public=True).shown))
    report.figures = [{"key": key, "version": 1, "label": "Visits", "printed": "83%"}]
    assert cells_of_reports(nottingham, [report])
    out_of_time(monkeypatch)
    with pytest.raises(PublishError, match="Nothing was published"):
        cells_of_reports(nottingham, [report])


def test_a_report_without_figures_needs_none(
    nottingham: Council, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = begin_report(
        board=a_board(nottingham), title="Words", author="Head of Service", by=officer
    )
    out_of_time(monkeypatch)
    assert "not-proven" not in {one.key for one in why_not_ready(report)}


def test_on_an_agenda_it_stops_and_nobody_may_let_it_pass(
    report: Report, nottingham: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    Report.objects.filter(pk=report.pk).update(status=Report.Status.SIGNED_OFF)
    meeting = a_meeting(nottingham)
    with_report(meeting, Report.objects.get(pk=report.pk))
    out_of_time(monkeypatch)
    found = readiness(meeting, today=meeting.day)
    check = next(one for one in found.stops if one.kind == "not-proven")
    assert check.may_override == ()
    assert "not enough time to prove" in check.title
