"""A Word document as headings and text: mammoth reads it, nh3 cleans, and what is left is written
in the form of our sections.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import nh3

from reporting.spreadsheets.refusals import quoted

from .guard import WordRefused, refuse_dangerous
from .writing import Written, written_from

TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "img"),
}
ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
# A title is the report's own and no section.
STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Caption'] => p.caption:fresh
"""
KNOWN_MESSAGES = ("Unrecognised paragraph style", "Unrecognised run style")


@dataclass(frozen=True)
class WordSection:
    """What stands below one heading; the first may have none."""

    heading: str
    text: str


@dataclass(frozen=True)
class WordText:
    """`lost` says in words what was left behind."""

    sections: tuple[WordSection, ...]
    lost: tuple[str, ...]


def read_word(data: bytes, name: str) -> WordText:
    """The text of a .docx file by its headings. Raises WordRefused."""
    # Here, so that pages which read no document do not wait for mammoth to start.
    import mammoth

    refuse_dangerous(data, name)
    try:
        found = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
            include_embedded_style_map=False,
        )
    except Exception as error:  # mammoth raises whatever a crooked document provokes
        raise WordRefused(
            f"{quoted(name)} cannot be read. Save it again in Word, or copy its text."
        ) from error
    clean = nh3.clean(
        found.value, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, strip_comments=True
    )
    written = written_from(clean)
    sections = tuple(WordSection(heading, text) for heading, text in written.sections if text)
    if not sections:
        raise WordRefused(f"{quoted(name)} holds no text.")
    return WordText(sections, tuple(_lost(written, found.messages, found.value)))


def _lost(written: Written, messages: list[object], html: str) -> list[str]:
    lost = []
    if written.pictures:
        many = "A picture was" if written.pictures == 1 else f"{written.pictures} pictures were"
        lost.append(
            f"{many} left out: insert charts from the figures held, or send pictures as an "
            "appendix in PDF"
        )
    if written.merged:
        lost.append(f"Merged cells in {written.merged} table(s) were filled with blanks")
    if written.nested:
        lost.append(f"{written.nested} table(s) within tables were written as text")
    if 'href="' in html:
        lost.append("Links were written as their words")
    if "footnote" in html or "endnote" in html:
        lost.append("Footnotes were written at the end of the text")
    told = [str(getattr(one, "message", one)) for one in messages]
    others = [one for one in told if not one.startswith(KNOWN_MESSAGES)]
    return [*lost, *dict.fromkeys(others)]
