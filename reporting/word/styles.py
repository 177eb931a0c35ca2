"""The styles that our Word documents need: ours, or what stands in where a template has none."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

# What each is for, in the words of the page that tells which are missing.
NEEDED = {
    "Title": "the title",
    "Heading 1": "headings of sections",
    "Heading 2": "headings within a section",
    "Heading 3": "headings below those",
    "Heading 4": "headings of a closed part of a minute",
    "List Bullet": "lists",
    "Caption": "captions of tables",
    "Table Grid": "tables",
}
SIZES = {
    "Title": 22,
    "Heading 1": 15,
    "Heading 2": 12,
    "Heading 3": 11,
    "Heading 4": 11,
    "Caption": 10,
}
LEVELS = {"Heading 1": 0, "Heading 2": 1, "Heading 3": 2, "Heading 4": 3}
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def missing_styles(document: Any) -> tuple[str, ...]:
    """Those of NEEDED that a document does not define."""
    held = {style.name for style in document.styles}
    return tuple(name for name in NEEDED if name not in held)


def our_styles(document: Any, colour: str) -> None:
    """Makes the styles of an empty document ours."""
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


def add_missing(document: Any) -> None:
    """Adds what a template lacks, in its own typeface. A heading is a heading to a screen reader;
    lists go without a style, for theirs would need Word’s numbering.
    """
    for name in missing_styles(document):
        if name == "Table Grid":
            _grid(document.styles.add_style(name, WD_STYLE_TYPE.TABLE, builtin=True))
        elif name in SIZES:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
            _words(style, name)


def _words(style: Any, name: str) -> None:
    style.font.size, style.font.bold = Pt(SIZES[name]), True
    style.paragraph_format.keep_with_next = True
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)
    if name in LEVELS:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(LEVELS[name]))
        style.element.get_or_add_pPr().append(level)


def _grid(style: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in SIDES:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = OxmlElement("w:tblPr")
    properties.append(borders)
    style.element.append(properties)
