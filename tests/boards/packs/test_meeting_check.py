"""Papers of a meeting beside each other, and what readiness tells of them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Council, User
from boards.domain.readiness import LOOK
from boards.models import AgendaItem, Meeting, Report
from boards.packs.meeting_check import figure_checks, meeting_check
from tests.boards.agendas import exempt, signed, with_report
from tests.boards.cast import a_meeting, a_paper
from tests.performance.figures import a_figure, switch_on
from tests.reporting.grafting.papers import body

pytestmark = pytest.mark.django_db


def sent(council: Council, by: User, title: str, words: str, **fields: object) -> Report:
    file = a_paper(council, by, body(title, words=words))
    kind = {"kind": Report.Kind.UPLOADED, "file": file, "body": None, "period": "2020-21-Q4"}
    return signed(council, by, title, **{**kind, **fields})


@pytest.fixture
def meeting(nottingham: Council, officer: User) -> Meeting:
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(833, 1000))
    a_figure(nottingham, "visits-on-time", "2019-20-Q4", of=(85, 100))
    made = a_meeting(nottingham)
    one = sent(nottingham, officer, "One", "In Quarter 4, 85% of statutory visits were on time.")
    two = sent(nottingham, officer, "Two", "The number of foster carers was 120 in Quarter 4.")
    with_report(made, one)
    with_report(made, two)
    return made


def numbers(meeting: Meeting) -> dict[int, str]:
    return {item.pk: str(count) for count, item in enumerate(meeting.items.all(), start=1)}


def test_each_open_paper_is_held_against_its_quarter(meeting: Meeting) -> None:
    found = meeting_check(meeting)
    assert [(one.paper, one.number) for one in found.alarms] == [("Item 1", "85%")]
    assert found.papers == ("Item 1", "Item 2")


def test_papers_that_differ_from_each_other_are_named(
    meeting: Meeting, nottingham: Council, officer: User
) -> None:
    switch_on(nottingham, "dental-check")
    words = "In quarter 2, 88% had a dental check."
    with_report(meeting, sent(nottingham, officer, "Three", words))
    with_report(meeting, sent(nottingham, officer, "Four", words.replace("88", "81")))
    found = [one for one in meeting_check(meeting).alarms if "Item 4" in one.words]
    assert [(one.paper, one.number) for one in found] == [("Item 3", "88%")]
    assert "says 81%" in found[0].words


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """As readiness holds them."""
    found = meeting.items.filter(removed_at=None).select_related("report__file")
    return list(found.prefetch_related("report__appendices__file"))


def test_a_restricted_paper_is_not_read(
    meeting: Meeting, nottingham: Council, officer: User
) -> None:
    words = "In Quarter 4, 61% of statutory visits were on time."
    with_report(meeting, sent(nottingham, officer, "Kestrel", words, **exempt()))
    found = meeting_check(meeting)
    assert "61%" not in str(found)
    assert "Kestrel" not in str(found)
    assert "1 report is not for publication, and not read here." in found.notes


def test_readiness_tells_what_the_last_check_found(meeting: Meeting, officer: User) -> None:
    assert figure_checks(meeting, items_of(meeting), numbers(meeting)) == []
    meeting_check(meeting)
    (one,) = figure_checks(meeting, items_of(meeting), numbers(meeting))
    assert one.title == "Item 1 says 85%, 83.3% is held"
    assert one.state == LOOK
    assert one.item == meeting.items.get(title="One").pk


def test_a_result_is_told_of_these_papers_and_figures_alone(
    meeting: Meeting, nottingham: Council
) -> None:
    meeting_check(meeting)
    a_figure(nottingham, "visits-on-time", "2020-21-Q4", of=(85, 100))
    assert figure_checks(meeting, items_of(meeting), numbers(meeting)) == []
    assert meeting_check(meeting).alarms == ()


def test_readiness_reads_no_paper(meeting: Meeting, nottingham: Council, officer: User) -> None:
    with CaptureQueriesContext(connection) as few:
        figure_checks(meeting, items_of(meeting), {})
    with_report(meeting, sent(nottingham, officer, "Three", "Words."))
    with CaptureQueriesContext(connection) as more:
        figure_checks(meeting, items_of(meeting), {})
    assert len(more) == len(few) <= 5


def test_without_a_quarter_nothing_is_compared(meeting: Meeting) -> None:
    Report.objects.update(period="")
    assert meeting_check(meeting).quarters == ()
