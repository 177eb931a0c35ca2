"""Word documents: what goes out is real Word, what comes in is text or a plain refusal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from accounts.models import Council, User
from boards.domain.matching import match_headings
from boards.models import Report
from boards.packs.report_body import report_body
from boards.packs.report_word import report_docx, report_file_name
from boards.packs.word import file_name
from boards.packs.word_reading import WordRefused, read_word
from boards.services.reports import ReportError, begin_report, save_section
from boards.services.reports.uploading import fill_from_word
from reporting.word import WordFile, WordPicture, WordTable, plain, word_document
from tests.boards.cast import MEETING_DAY, NOW, a_board, a_meeting, an_item


def a_document(build: Callable[[object], None] | None = None) -> bytes:
    document = docx.Document()
    document.add_heading("2. Background", level=1)
    document.add_paragraph("Words of the background.")
    document.add_paragraph("One", style="List Bullet")
    document.add_paragraph("Two", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["Area", "Now", "City", "84|85"], strict=True
    ):
        cell.text = text
    document.add_heading("Legal Comments", level=1)
    document.add_paragraph("Within the Act.").add_run(" Bold").bold = True
    document.add_heading("Something else", level=1)
    document.add_paragraph("{{figure x 2020-21-Q4}} | and <b>words</b>")
    if build:
        build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_document_is_read_by_its_headings() -> None:
    found = read_word(a_document(), "report.docx")
    assert [one.heading for one in found.sections] == [
        "2. Background",
        "Legal Comments",
        "Something else",
    ]
    assert found.sections[0].text == (
        "Words of the background.\n\n- One\n- Two\n\n"
        "Table: Background\n| Area | Now |\n| City | 84/85 |"
    )
    assert found.sections[1].text == "Within the Act. **Bold**"
    assert found.sections[2].text == "{ {figure x 2020-21-Q4}} | and <b>words</b>"


def test_headings_are_matched_with_the_template() -> None:
    matched = match_headings(
        [("summary", "Summary of issues"), ("legal", "Legal comments"), ("finance", "Finance")],
        [("", "Before"), ("4.2 Legal Comment", "A"), ("Other", "B"), ("FINANCE", "C")],
    )
    assert matched.texts == {"summary": "Before", "legal": "A\n\n## Other\n\nB", "finance": "C"}
    assert matched.unmatched == ("Other",)


def changed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A document with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
TIE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://x/attachedTemplate" TargetMode="External" '
    b'Target="http://elsewhere.example/t.dotm"/></Relationships>'
)
# Little to unpack, and hours to read: the words keep it from shrinking like a bomb.
MANY = (
    b"<a>" + b"".join(b"<b/>" * 20 + b"%d" % (number * 7919) for number in range(20_000)) + b"</a>"
)
HOSTILE = {
    "macros": ({"word/vbaProject.bin": b"x"}, "holds macros"),
    "embedded": ({"word/embeddings/oleObject1.bin": b"x"}, "other documents or programs"),
    "entities": ({"word/document.xml": ENTITY}, "instructions that no Word document needs"),
    "ties": ({"word/_rels/settings.xml.rels": TIE}, "takes parts of itself from elsewhere"),
    "bomb": ({"word/media/a.xml": b"0" * 30_000_000}, "far too large when unpacked"),
    "tags": ({"word/header9.xml": MANY}, "far too large when unpacked"),
    "broken": ({"word/document.xml": b"<w:document"}, "damaged"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_documents_are_refused_plainly(kind: str) -> None:
    parts, words = HOSTILE[kind]
    with pytest.raises(WordRefused, match=words):
        read_word(changed(a_document(), parts), "report.docx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"words", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(WordRefused, match="“report"):
        read_word(data, "report.docx")


@pytest.fixture
def report(nottingham: Council, officer: User) -> Report:
    return begin_report(
        board=a_board(nottingham), title="Homes: children", author="Head of Service", by=officer
    )


@pytest.mark.django_db
def test_a_report_is_filled_and_nothing_typed_is_lost(report: Report, officer: User) -> None:
    section = report.sections.get(key="background")
    save_section(section=section, text="Mine", revision=0, by=officer)
    with pytest.raises(ReportError, match="“Background” holds text already"):
        fill_from_word(report=report, data=a_document(), name="a.docx", by=officer)
    section.refresh_from_db()
    assert section.text == "Mine"
    done = fill_from_word(report=report, data=a_document(), name="a.docx", by=officer, replace=True)
    assert done.filled == ("Background", "Legal comments")
    assert "“Something else”" in done.told[0]
    assert "## Something else" in report.sections.get(key="legal").text


@pytest.mark.django_db
def test_a_report_goes_out_as_real_word(report: Report, officer: User) -> None:
    text = "Words.\n\nTable: Homes\n| Area | 2020 |\n| City | 84 |\n\n1. One"
    save_section(section=report.sections.get(key="background"), text=text, revision=0, by=officer)
    data = report_docx(report_body(report), report)
    found = docx.Document(io.BytesIO(data))
    assert found.core_properties.title == "Homes: children"
    assert found.core_properties.language == "en-GB"
    headings = [one.text for one in found.paragraphs if one.style.name == "Heading 1"]
    assert headings[2] == "3\tBackground"
    assert "3.1\tWords." in [one.text for one in found.paragraphs]
    table = found.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["Area", "2020"]
    xml = table._tbl.xml
    assert "w:tblHeader" in xml
    assert 'w:val="Table 1. Homes"' in xml


@pytest.mark.django_db
def test_what_went_out_comes_back(report: Report, officer: User) -> None:
    save_section(
        section=report.sections.get(key="background"),
        text="Words.\n\nTable: Homes\n| Area | 2020 |\n| City | 84 |",
        revision=0,
        by=officer,
    )
    data = report_docx(report_body(report), report)
    again = begin_report(board=report.board, title="Again", author="x", by=officer)
    fill_from_word(report=again, data=data, name="b.docx", by=officer)
    assert "| City | 84 |" in again.sections.get(key="background").text


def test_signs_that_no_document_can_hold_are_left_out() -> None:
    table = WordTable("Cap\x0btion", [plain("He\x07ad")], [[plain("1")]])
    file = WordFile("Ti\x0btle", "Au\x07thor", [table], above=["A\x0bbove"], foot="Fo\x07ot")
    word = docx.Document(io.BytesIO(word_document(file)))
    assert (word.core_properties.title, word.core_properties.author) == ("Title", "Author")
    assert "Above" in [paragraph.text for paragraph in word.paragraphs]


def test_pictures_carry_their_words() -> None:
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
        b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99"
        b"=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    data = word_document(WordFile("Minutes", "Clerk", [WordPicture(png, "A rising line")]))
    assert 'descr="A rising line"' in docx.Document(io.BytesIO(data)).element.xml


@pytest.mark.django_db
def test_it_is_named_for_another_system(report: Report, nottingham: Council) -> None:
    assert report_file_name(report) == "CPB-homes-children.docx"
    an_item(a_meeting(nottingham), report.title, number="9", report=report)
    assert report_file_name(report) == "CPB-2021-05-17-item-09-homes-children.docx"
    report.agenda_items.update(removed_at=NOW)
    assert report_file_name(report) == "CPB-homes-children.docx"
    assert file_name("CPB", MEETING_DAY, "4b", "../Naïve: ☃", "pdf") == (
        "CPB-2021-05-17-item-04b-na-ve.pdf"
    )
    assert file_name('../"x', None, "", "A", "pdf") == "x-a.pdf"
    assert file_name("/", None, "", "A", "pdf") == "a.pdf"
