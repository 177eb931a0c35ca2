"""The figure check of a report: what it alarms of, what it leaves alone, and where it points."""

from __future__ import annotations

import pytest

from accounts.models import Council, User
from boards.models import Appendix, Report
from boards.packs.checked_papers import INSERTED
from boards.packs.report_check import report_check
from boards.services.reports import begin_report, save_section
from tests.boards.agendas import exempt
from tests.boards.cast import a_board, a_paper, a_report
from tests.performance.figures import a_figure
from tests.reporting.grafting.papers import body

pytestmark = pytest.mark.django_db
WRONG = "In Quarter 4, 85% of statutory visits were on time."


@pytest.fixture
def report(nottingham: Council, officer: User) -> Report:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(833, 1000))
    a_figure(nottingham, "visits-on-time", "2020-21-Q3", of=(79, 100))
    made = begin_report(
        board=a_board(nottingham), title="Homes", author="Head of Service", by=officer
    )
    made.period = "2020-21-Q4"
    made.save()
    return made


def says(report: Report, text: str, by: User) -> str:
    """Writes a section of the report; its key."""
    section = report.sections.filter(reviewer="").first()
    assert section is not None
    save_section(section=section, text=text, revision=section.revision, by=by)
    return section.key


def test_a_contradiction_names_section_paragraph_and_value(report: Report, officer: User) -> None:
    key = says(report, f"The board asked for this.\n\n{WRONG}", officer)
    found = report_check(report)
    (one,) = found.alarms
    assert (one.number, one.held, one.section) == ("85%", "83.3%", key)
    assert one.place.endswith("paragraph 1.2")
    assert found.sentence == "1 figure contradicts what is held, 0 agree"


def test_an_inserted_figure_is_no_alarm_whatever_its_quarter(report: Report, officer: User) -> None:
    text = "Statutory visits on time are now at {{figure visits-on-time 2020-21-Q3}}."
    says(report, text, officer)
    found = report_check(report)
    assert found.alarms == ()
    assert [one.words for one in found.agree] == [INSERTED]


def test_the_same_value_typed_is_out_of_date(report: Report, officer: User) -> None:
    says(report, "Statutory visits on time are now at 79%.", officer)
    found = report_check(report)
    assert [one.label for one in found.alarms] == ["Out of date"]
    assert "1 is out of date" in found.sentence


def test_tables_and_lists_are_read(report: Report, officer: User) -> None:
    says(
        report,
        "|Measure|2020-21 Q4|\n|---|---|\n|Statutory visits on time|85%|\n\n"
        "- Statutory visits on time were 86% in Quarter 4",
        officer,
    )
    found = report_check(report)
    assert [one.number for one in found.alarms] == ["85%", "86%"]
    assert "Table 1, row 2" in found.alarms[0].place


def test_without_a_quarter_nothing_is_compared(report: Report, officer: User) -> None:
    says(report, WRONG, officer)
    report.period = ""
    assert report_check(report).quarters == ()


def test_open_appendices_are_read_and_closed_ones_are_not(
    report: Report, nottingham: Council, officer: User
) -> None:
    says(report, "Words.", officer)
    told = a_paper(nottingham, officer, body("Open", words=WRONG))
    secret = a_paper(nottingham, officer, body("Closed", words=WRONG.replace("85", "61")))
    Appendix.objects.create(report=report, order=1, title="Open", file=told)
    Appendix.objects.create(report=report, order=2, title="Closed", file=secret, **exempt())
    found = report_check(report)
    assert [(one.paper, one.number) for one in found.alarms] == [("Appendix A", "85%")]
    assert found.notes == ("1 appendix is not for publication, and not read here.",)


def test_small_counts_are_those_of_papers_that_become_public(report: Report, officer: User) -> None:
    says(report, "Two children moved home. The longest placement order took 900 days.", officer)
    assert [one.number for one in report_check(report).small] == ["Two", "900"]
    Report.objects.filter(pk=report.pk).update(**exempt())
    assert report_check(Report.objects.get(pk=report.pk)).small == ()


def test_a_small_count_is_listed_once_and_a_cell_with_its_heads(
    report: Report, officer: User
) -> None:
    table = "|Children who moved|Quarter 4|\n|---|---|\n|Children in hostels|3|"
    says(report, f"They left one by one, as children do.\n\n{table}", officer)
    found = report_check(report).small
    assert len(found) == len(set(found))
    assert "Children in hostels, Quarter 4: 3" in [one.text for one in found]


def test_a_report_about_a_year_is_held_against_its_last_quarter(report: Report) -> None:
    report.period = "FY2020-21"
    assert report_check(report).quarters == ("2020-21 quarter 4",)


def test_a_file_that_cannot_be_read_is_named(nottingham: Council, officer: User) -> None:
    file = a_paper(nottingham, officer, b"%PDF-1.7 and no more")
    report = a_report(
        nottingham, officer, "Sent", kind=Report.Kind.UPLOADED, file=file, period="2020-21-Q4"
    )
    found = report_check(report)
    assert found.papers == ("This report",)
    assert "paper.pdf" in found.notes[0]
