"""A council's own Word template: what of it stays, where our words come, what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from accounts.models import AuditEvent, Council, User
from boards.models import Board, Minutes
from boards.packs.minutes import minutes_document
from boards.packs.minutes_rendering import minutes_docx
from boards.packs.report_body import report_body
from boards.packs.report_word import report_docx
from boards.packs.word_reading import MAIN, TEMPLATE, WordRefused
from boards.packs.word_template import as_template, template_of, template_seen
from boards.services.board import BoardError
from boards.services.reports import begin_report
from boards.services.word_template import remove_word_template, set_word_template
from reporting.services.files import edition_path
from reporting.word import WordFile, WordHeading, WordList, WordParagraph, plain, word_document
from tests.accounts.conftest import png
from tests.boards.cast import a_board, a_meeting, an_item
from tests.boards.test_word import HOSTILE, changed

WORDS = WordFile(
    "Homes",
    "Clerk",
    [WordHeading("Background", "2"), WordParagraph(plain("Said.")), WordList([plain("One")])],
    foot="Not for publication",
)


def a_template(build: Callable[[Any], None] | None = None, *, marker: bool = True) -> bytes:
    """A letter with a logo, a coloured heading and the marker between two paragraphs."""
    document = docx.Document()
    header = document.sections[0].header.paragraphs[0]
    header.text = "Somewhere City Council"
    header.add_run().add_picture(io.BytesIO(png()))
    document.sections[0].footer.paragraphs[0].text = "The council’s own footer"
    document.styles["Heading 1"].font.name = "Verdana"
    document.add_paragraph("Before")
    if marker:
        document.add_paragraph("[[content]]")
        document.add_paragraph("After")
    if build:
        build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def without_styles(*names: str) -> Callable[[Any], None]:
    def build(document: Any) -> None:
        for name in names:
            style = document.styles[name]
            style.element.getparent().remove(style.element)

    return build


def read(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_words_come_at_the_marker_and_the_letterhead_stays() -> None:
    found = read(word_document(WORDS, a_template()))
    texts = [one.text for one in found.paragraphs]
    assert texts == ["Before", "Homes", "2\tBackground", "Said.", "One", "After"]
    section = found.sections[0]
    assert section.header.paragraphs[0].text == "Somewhere City Council"
    assert section.header.part.rels
    assert [one.text for one in section.footer.paragraphs] == [
        "Not for publication",
        "The council’s own footer",
    ]
    heading = next(one for one in found.paragraphs if one.text.endswith("Background"))
    assert (heading.style.name, heading.style.font.name) == ("Heading 1", "Verdana")


def test_without_a_marker_they_follow_what_it_holds() -> None:
    found = read(word_document(WORDS, a_template(marker=False)))
    assert [one.text for one in found.paragraphs][:2] == ["Before", "Homes"]


def test_a_marker_that_ends_a_section_leaves_the_section_there() -> None:
    def ends_a_section(document: Any) -> None:
        marker = next(one for one in document.paragraphs if one.text == "[[content]]")
        page = OxmlElement("w:sectPr")
        marker._p.get_or_add_pPr().append(page)

    found = read(word_document(WORDS, a_template(ends_a_section)))
    assert len(found.sections) == 2
    assert "[[content]]" not in [one.text for one in found.paragraphs]


def test_the_marking_stands_on_first_and_even_pages_too() -> None:
    def apart(document: Any) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_footer.paragraphs[0].text = "First"

    section = read(word_document(WORDS, a_template(apart))).sections[0]
    feet = (section.footer, section.first_page_footer, section.even_page_footer)
    assert [foot.paragraphs[0].text for foot in feet] == ["Not for publication"] * 3
    assert section.first_page_footer.paragraphs[1].text == "First"


def test_missing_styles_are_named_and_headings_stay_headings() -> None:
    build = without_styles("Heading 1", "List Bullet", "Caption", "Table Grid")
    template = a_template(build)
    assert template_seen(template, "letter.docx").missing == (
        "Heading 1",
        "List Bullet",
        "Caption",
        "Table Grid",
    )
    found = read(word_document(WORDS, template))
    heading = next(one for one in found.paragraphs if one.text.endswith("Background"))
    assert heading.style.name == "Heading 1"
    assert heading.style.base_style.name == "Normal"
    assert heading.style.element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == "0"
    assert "•\tOne" in [one.text for one in found.paragraphs]


def test_one_of_words_own_templates_becomes_a_document() -> None:
    data = a_template()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").replace(MAIN.encode(), TEMPLATE.encode())
    made = as_template(changed(data, {"[Content_Types].xml": types}), "letter.dotx")
    assert template_seen(made, "letter.dotx").marked
    assert read(made).paragraphs[0].text == "Before"


def _field(document: Any) -> None:
    """In two pieces, as Word writes a long instruction."""
    run = document.add_paragraph().add_run()
    for words in ("INCLUDE", 'PICTURE "http://elsewhere.example/a.png"'):
        instruction = OxmlElement("w:instrText")
        instruction.text = words
        run._r.append(instruction)


def _tracked(document: Any) -> None:
    added = OxmlElement("w:ins")
    document.paragraphs[0]._p.append(added)


def _protected(document: Any) -> None:
    protection = OxmlElement("w:documentProtection")
    protection.set(qn("w:enforcement"), "1")
    document.settings.element.append(protection)


def _in_a_table(document: Any) -> None:
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "[[content]]"


REFUSED: dict[str, tuple[Callable[[Any], None], str]] = {
    "fields": (_field, "fetch words or pictures from elsewhere"),
    "tracked changes": (_tracked, "holds tracked changes"),
    "comments": (
        lambda document: document.add_comment(document.add_paragraph("x").runs, text="Why?"),
        "holds comments",
    ),
    "protection": (_protected, "protected against changes"),
    "two markers": (
        lambda document: document.add_paragraph("[[content]]"), "holds the marker .* 2 times",
    ),
    "a marker in a table": (_in_a_table, "Put it into a paragraph of its own"),
    "a marker in a sentence": (
        lambda document: document.add_paragraph("Here [[content]] comes"), "a paragraph of its own",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_should_not_go_out_with_every_paper_is_refused(kind: str) -> None:
    build, words = REFUSED[kind]
    data = a_template(build)
    with pytest.raises(WordRefused, match=words):
        template_seen(as_template(data, "letter.docx"), "letter.docx")


@pytest.fixture
def board(nottingham: Council) -> Board:
    return a_board(nottingham)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_templates_are_refused_as_any_upload(
    kind: str, board: Board, governance_officer: User
) -> None:
    parts, words = HOSTILE[kind]
    with pytest.raises(BoardError, match=words):
        set_word_template(
            board=board, data=changed(a_template(), parts), name="a.docx", by=governance_officer
        )
    board.refresh_from_db()
    assert board.word_template is None


@pytest.mark.django_db
def test_reports_and_minutes_go_out_in_it(
    board: Board, governance_officer: User, officer: User, nottingham: Council
) -> None:
    set_word_template(board=board, data=a_template(), name="letter.docx", by=governance_officer)
    report = begin_report(board=board, title="Homes", author="Head", by=officer)
    meeting = a_meeting(nottingham)
    an_item(meeting, "Apologies")
    minutes = Minutes.objects.create(meeting=meeting)
    for data in (
        report_docx(report_body(report), report),
        minutes_docx(minutes_document(minutes, "public")),
    ):
        assert read(data).sections[0].header.paragraphs[0].text == "Somewhere City Council"
    remove_word_template(board=board, by=governance_officer)
    header = read(report_docx(report_body(report), report)).sections[0].header
    assert "Somewhere" not in "".join(one.text for one in header.paragraphs)
    actions = AuditEvent.objects.filter(action__startswith="board.word").order_by("pk")
    assert [one.action for one in actions] == [
        "board.word_template_set",
        "board.word_template_removed",
    ]


def to(name: str) -> str:
    return reverse(f"boards:{name}", args=["nottingham"])


class TestPages:
    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def page(self, client_of: Callable[[User], Client], governance_officer: User) -> Client:
        return client_of(governance_officer)

    def sent(self, page: Client, data: bytes, name: str = "letter.docx") -> str:
        answer = page.post(
            to("word_template"), {"file": SimpleUploadedFile(name, data)}, follow=True
        )
        return " ".join(answer.content.decode().split())

    def test_it_is_sent_looked_at_fetched_and_taken_away(self, page: Client, board: Board) -> None:
        assert "No template has been sent yet" in page.get(to("word_template")).content.decode()
        text = self.sent(page, a_template(without_styles("Caption")))
        assert "Reports and minutes now go out in “letter.docx”" in text
        assert "<li>Caption" in text
        kept = page.get(to("word_template_file"))
        assert kept.content == template_of(Board.objects.get())
        assert 'filename="letter.docx"' in kept["Content-Disposition"]
        sample = read(page.get(to("word_preview")).content)
        assert "Sample report" in [one.text for one in sample.paragraphs]
        assert sample.sections[0].header.paragraphs[0].text == "Somewhere City Council"
        assert "Take “letter.docx” away?" in page.get(to("word_template_remove")).content.decode()
        assert template_of(Board.objects.get()) is not None
        page.post(to("word_template_remove"))
        assert template_of(Board.objects.get()) is None
        assert page.get(to("word_template_file"))["Location"] == to("word_template")

    def test_a_refusal_keeps_the_one_before(self, page: Client, board: Board) -> None:
        self.sent(page, a_template())
        text = self.sent(page, b"no document", "other.docx")
        assert "“other.docx” is no Word document (.docx), or is damaged." in text
        found = Board.objects.get().word_template
        assert found is not None
        assert found.name == "letter.docx"

    def test_one_that_was_damaged_since_is_told(self, page: Client, board: Board) -> None:
        self.sent(page, a_template())
        found = Board.objects.get().word_template
        assert found is not None
        path = edition_path(found.sha256)
        path.chmod(0o644)
        path.write_bytes(b"")
        answer = page.get(to("word_template"))
        assert "“letter.docx” is damaged" in answer.content.decode()
        assert page.get(to("word_preview")).status_code == 200

    def test_officers_do_not_choose_it(
        self, client_of: Callable[[User], Client], officer: User, board: Board
    ) -> None:
        assert client_of(officer).get(to("word_template")).status_code == 403
