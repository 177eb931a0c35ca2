"""How python-docx writes a `WordFile`: page, styles, properties, and each kind of block."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .word import (
    Runs,
    WordFile,
    WordHeading,
    WordList,
    WordParagraph,
    WordPicture,
    WordTable,
    plain,
)

MARGIN = Mm(13.5)


def written(file: WordFile, template: bytes | None) -> bytes:
    """The bytes of the .docx file; the styles are ours unless a `template` brings its own."""
    document = Document(io.BytesIO(template) if template else None)
    if template is None:
        _page(document)
        _styles(document, file.colour)
    _properties(document, file)
    for words in file.above:
        document.add_paragraph(_clean(words))
    document.add_heading(_clean(file.title), level=0)
    if file.facts:
        rows = [[plain(head), plain(words)] for head, words in file.facts]
        _table(document, WordTable("", [], rows))
    for block in file.blocks:
        WRITERS[type(block)](document, block)
    if file.foot:
        document.sections[0].footer.paragraphs[0].text = _clean(file.foot)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)


def _styles(document: Any, colour: str) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Georgia", Pt(size), True
        style.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.keep_with_next = True


def _properties(document: Any, file: WordFile) -> None:
    about = document.core_properties
    about.title, about.author = _clean(file.title), _clean(file.author)
    about.language = file.language
    about.subject = about.keywords = about.comments = ""
    about.last_modified_by = _clean(file.author)
    about.created = about.modified = file.made_at.replace(tzinfo=None)
    style = document.styles["Normal"].element.get_or_add_rPr()
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
    for number, item in enumerate(block.items, start=1):
        # Word’s own numbered style would run on from one list to the next.
        paragraph = document.add_paragraph(style=None if block.ordered else "List Bullet")
        if block.ordered:
            _hang(paragraph)
            paragraph.add_run(f"{number}.\t")
        _runs(paragraph, item)


def _table(document: Any, block: WordTable) -> None:
    if block.caption:
        caption = document.add_paragraph(style="Caption")
        caption.add_run(_clean(block.caption))
        caption.paragraph_format.keep_with_next = True
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
    shape = document.add_picture(io.BytesIO(block.png), width=Mm(block.width_mm))
    shape._inline.docPr.set("descr", block.alt)
    shape._inline.docPr.set("title", "")


WRITERS: dict[type[Any], Any] = {
    WordHeading: _heading,
    WordParagraph: _paragraph,
    WordList: _list,
    WordTable: _table,
    WordPicture: _picture,
}
