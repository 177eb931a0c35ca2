"""How python-docx writes a `WordFile`: page, styles, properties, and each kind of block."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from . import (
    MARKER,
    Runs,
    WordFile,
    WordHeading,
    WordList,
    WordParagraph,
    WordPicture,
    WordTable,
    plain,
)
from .styles import add_missing, our_styles

MARGIN = Mm(13.5)
BULLETS = "List Bullet"


def written(file: WordFile, template: bytes | None) -> bytes:
    """The bytes of the .docx file; the styles are ours unless a `template` brings its own."""
    document = Document(io.BytesIO(template) if template else None)
    if template is None:
        _page(document)
        our_styles(document, file.colour)
    else:
        add_missing(document)
    _properties(document, file)
    held = len(document.element.body)
    _content(document, file)
    _place(document, held)
    if file.foot:
        _foot(document, file.foot, own=template is not None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _content(document: Any, file: WordFile) -> None:
    for words in file.above:
        document.add_paragraph(_clean(words))
    document.add_heading(_clean(file.title), level=0)
    if file.facts:
        rows = [[plain(head), plain(words)] for head, words in file.facts]
        _table(document, WordTable("", [], rows))
    for block in file.blocks:
        WRITERS[type(block)](document, block)


def marker_of(document: Any) -> Any:
    """The paragraph in whose place our words come, or None."""
    held = (one for one in document.paragraphs if one.text.strip() == MARKER)
    return next(held, None)


def _place(document: Any, held: int) -> None:
    """Moves what was written behind the first `held` parts of the body to the marker."""
    marker, body = marker_of(document), document.element.body
    if marker is None:
        return
    # The last part of a body says how its pages are; new ones were put before it.
    for part in list(body)[held - 1 : -1]:
        marker._p.addprevious(part)
    if marker._p.find(f".//{qn('w:sectPr')}") is None:
        body.remove(marker._p)
    else:  # it ends a section of the template
        for run in marker.runs:
            run.text = ""


def _foot(document: Any, words: str, *, own: bool) -> None:
    """The marking of a paper at the foot of every page, above what a template has there."""
    for number, section in enumerate(document.sections):
        for footer in _footers(document, section):
            if own and number and footer.is_linked_to_previous:
                continue
            first = footer.paragraphs[0] if footer.paragraphs else footer.add_paragraph()
            if own and (first.text.strip() or len(first._p)):
                first = first.insert_paragraph_before()
            first.text = _clean(words)


def _footers(document: Any, section: Any) -> list[Any]:
    """Those that a section shows: Word has others for the first page and for even ones."""
    found = [section.footer]
    if section.different_first_page_header_footer:
        found.append(section.first_page_footer)
    if document.settings.odd_and_even_pages_header_footer:
        found.append(section.even_page_footer)
    return found


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)


def _properties(document: Any, file: WordFile) -> None:
    about = document.core_properties
    about.title, about.author = _clean(file.title), _clean(file.author)
    about.language = file.language
    about.subject = about.keywords = about.comments = ""
    about.last_modified_by = _clean(file.author)
    about.created = about.modified = file.made_at.replace(tzinfo=None)
    about.category = about.content_status = about.identifier = about.version = ""
    about.revision = 1
    normal = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if normal is not None:
        style = normal.element.get_or_add_rPr()
        lang = style.find(qn("w:lang"))
        if lang is None:
            lang = OxmlElement("w:lang")
            style.append(lang)
        lang.set(qn("w:val"), file.language)
    for default in document.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), file.language)


def _runs(paragraph: Any, runs: Runs, *, bold: bool = False) -> None:
    for run in runs:
        paragraph.add_run(_clean(run.text)).bold = True if run.bold or bold else None


def _clean(text: str) -> str:
    """Without characters that XML has no place for."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _heading(document: Any, block: WordHeading) -> None:
    paragraph = document.add_heading(level=block.level)
    if block.number:
        _hang(paragraph)
        paragraph.add_run(f"{block.number}\t")
    paragraph.add_run(_clean(block.text))


def _hang(paragraph: Any) -> None:
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = MARGIN, -MARGIN
    layout.tab_stops.add_tab_stop(MARGIN)


def _paragraph(document: Any, block: WordParagraph) -> None:
    paragraph = document.add_paragraph()
    if block.number or block.mark:
        _hang(paragraph)
        if block.mark:
            paragraph.paragraph_format.left_indent = MARGIN * 2
            paragraph.paragraph_format.tab_stops.add_tab_stop(MARGIN * 2)
        paragraph.add_run(f"{block.number or block.mark}\t")
    _runs(paragraph, block.runs, bold=block.bold)


def _list(document: Any, block: WordList) -> None:
    bulleted = not block.ordered and BULLETS in document.styles
    for number, item in enumerate(block.items, start=1):
        # Word’s own numbered style would run on from one list to the next.
        paragraph = document.add_paragraph(style=BULLETS if bulleted else None)
        if not bulleted:
            _hang(paragraph)
            paragraph.add_run(f"{number}.\t" if block.ordered else "•\t")
        _runs(paragraph, item)


def _table(document: Any, block: WordTable) -> None:
    if block.caption:
        _caption(document, block.caption)
    lines = [block.heads, *block.rows] if block.heads else list(block.rows)
    width = max((len(line) for line in lines), default=0)
    if not width:
        return
    table = document.add_table(rows=0, cols=width, style="Table Grid")
    _describe(table, block.caption)
    for number, line in enumerate(lines):
        row = table.add_row()
        _unsplit(row, head=bool(block.heads) and number == 0)
        for column, runs in enumerate(line):
            paragraph = row.cells[column].paragraphs[0]
            _runs(paragraph, runs, bold=bool(block.heads) and number == 0)
            if column < len(block.numeric) and block.numeric[column]:
                paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    document.add_paragraph()


def _caption(document: Any, words: str) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.add_run(_clean(words))
    caption.paragraph_format.keep_with_next = True


def _unsplit(row: Any, *, head: bool) -> None:
    settings = row._tr.get_or_add_trPr()
    settings.append(OxmlElement("w:cantSplit"))
    if head:
        settings.append(OxmlElement("w:tblHeader"))


def _describe(table: Any, words: str) -> None:
    """Alternative text of a table, and that its first row and column are heads."""
    if words:
        said = OxmlElement("w:tblDescription")
        said.set(qn("w:val"), _clean(words))
        table._tbl.tblPr.append(said)


def _picture(document: Any, block: WordPicture) -> None:
    """As wide as asked, or as the page has room, and not apart from its title."""
    if block.title:
        _caption(document, block.title)
    width = min(Mm(block.width_mm), document._block_width)
    shape = document.add_picture(io.BytesIO(block.png), width=width)
    shape._inline.docPr.set("descr", _clean(block.alt))
    shape._inline.docPr.set("title", "")


WRITERS: dict[type[Any], Any] = {
    WordHeading: _heading,
    WordParagraph: _paragraph,
    WordList: _list,
    WordTable: _table,
    WordPicture: _picture,
}
