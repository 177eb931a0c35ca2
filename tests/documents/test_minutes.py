"""The minutes as PDF and Word documents."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from accounts.models import Council, User
from boards.models import Minute, Minutes, Resolution
from boards.packs.minutes import minutes_document
from boards.packs.minutes_rendering import minutes_docx, minutes_pdf
from boards.services.record.attendance import Guest, bring_guest, call_roll
from boards.services.record.minutes import Decision, draft_minutes, keep_minute
from tests.boards.cast import a_meeting, a_member, a_report, an_item
from tests.documents.checks import assert_pdf_ua

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(nottingham: Council, governance_officer: User) -> Minutes:
    meeting = a_meeting(nottingham)
    roll = {a_member(nottingham, f"Councillor {n}"): "present" for n in range(1, 5)}
    call_roll(meeting=meeting, present=roll, by=governance_officer)
    guest = Guest("Alex Young", young_person=True)
    bring_guest(meeting=meeting, guest=guest, by=governance_officer)
    report = a_report(
        nottingham,
        governance_officer,
        "The price of Sunny House",
        openness="exempt",
        paragraph=3,
        public_title="A contract",
    )
    for title, paper in (("Health", None), (report.title, report)):
        keep_minute(
            item=an_item(meeting, title, report=paper),
            discussion=f"Members spoke of {title}.\n\nThey asked why.",
            public_summary="" if paper is None else "Members discussed a contract.",
            decisions=[Decision(f"To note {title}", votes={next(iter(roll)): "for"})],
            seen=0,
            by=governance_officer,
        )
    return draft_minutes(meeting=meeting, by=governance_officer)


@pytest.mark.parametrize("audience", ["public", "board"])
def test_the_pdf_is_accessible(minutes: Minutes, audience: str) -> None:
    assert_pdf_ua(minutes_pdf(minutes_document(minutes, audience)).data)


def test_nothing_closed_is_in_the_public_bytes(minutes: Minutes) -> None:
    document = minutes_document(minutes, "public")
    assert "Sunny" not in repr(document.sections)
    assert "Alex" not in repr(document.groups)
    word = docx.Document(io.BytesIO(minutes_docx(document)))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Sunny" not in text
    assert "Members discussed a contract." in text


def test_the_word_document_has_real_headings(minutes: Minutes) -> None:
    word = docx.Document(io.BytesIO(minutes_docx(minutes_document(minutes, "board"))))
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 2"]
    assert "1 Health" in headings
    assert "2 The price of Sunny House" in headings
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.title == f"Minutes, {dt.date(2021, 5, 17):%-d %B %Y}"


def test_signs_that_no_document_can_hold_do_no_harm(minutes: Minutes) -> None:
    """A vertical tab comes with text that is copied out of Word."""
    Minute.objects.filter(item__title="Health").update(discussion="One\x0btwo\x07three.")
    document = minutes_document(minutes, "board")
    word = docx.Document(io.BytesIO(minutes_docx(document)))
    assert any("three." in paragraph.text for paragraph in word.paragraphs)
    assert_pdf_ua(minutes_pdf(document).data)


def test_the_same_minutes_are_the_same_bytes(minutes: Minutes) -> None:
    document = minutes_document(minutes, "board")
    assert minutes_pdf(document).data == minutes_pdf(document).data
    Resolution.objects.filter(text__startswith="To note Health").update(text="To refuse")
    assert minutes_document(minutes, "board").fingerprint != document.fingerprint
