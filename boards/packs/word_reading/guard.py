"""Looks into a Word document's ZIP file before anything of it is read.

What is refused: what is no .docx, passwords, macros, embedded programs and documents, templates and
pictures fetched from elsewhere, entities in its XML, and what would be far too large unpacked.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from reporting.spreadsheets.archive import refuse_sizes
from reporting.spreadsheets.refusals import UnreadableFile, quoted

MOST_BYTES = 10 * 1024 * 1024
MOST_XML = 20 * 1024 * 1024
# Of all parts. A hundred pages have some 200,000; mammoth takes a second for each 15,000 of them.
MOST_TAGS = 300_000
OLD_WORD = b"\xd0\xcf\x11\xe0"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
FOREIGN = re.compile(r"vbaproject|vbadata|activex|/embeddings/|\.bin$|\.exe$|\.dll$", re.I)
XML = re.compile(r"\.(xml|rels)$", re.I)


class WordRefused(Exception):
    """A document that is not read; the message says what is wrong and what to do."""


def refuse_dangerous(data: bytes, name: str, *, template: bool = False) -> None:
    """Raises WordRefused unless `data` is a Word document of sane size, without macros or ties;
    `template`: one of Word’s own templates (.dotx) will do as well.
    """
    shown = quoted(name)
    if len(data) > MOST_BYTES:
        raise WordRefused(
            f"{shown} is larger than {MOST_BYTES // 1024**2} MB. Take large pictures out of it: "
            "they are not read in anyway."
        )
    if data.startswith(OLD_WORD):
        raise WordRefused(
            f"{shown} is protected with a password or is of Word’s old kind. Save it as .docx "
            "without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_sizes(archive, shown)
            _refuse_contents(archive, shown, (MAIN, TEMPLATE) if template else (MAIN,))
            _refuse_tags(archive, shown)
            _refuse_ties(archive, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise WordRefused(f"{shown} is no Word document (.docx), or is damaged.") from error
    except DefusedXmlException as error:
        raise WordRefused(
            f"{shown} holds instructions that no Word document needs, so it was not opened. Copy "
            "its text into a new document and save that."
        ) from error
    except (ParseError, UnicodeError, LookupError, ValueError, KeyError) as error:
        raise WordRefused(f"{shown} is damaged. Save it again in Word.") from error


def _refuse_sizes(archive: zipfile.ZipFile, shown: str) -> None:
    too_large = _too_large(shown)
    try:
        refuse_sizes(archive, shown, str(too_large))
    except UnreadableFile as refusal:
        raise WordRefused(str(refusal)) from refusal
    parts = archive.infolist()
    if any(XML.search(part.filename) and part.file_size > MOST_XML for part in parts):
        raise too_large


def _too_large(shown: str) -> WordRefused:
    return WordRefused(
        f"{shown} would be far too large when unpacked, so it was not opened. Copy its text "
        "into a new document and save that."
    )


def _refuse_contents(archive: zipfile.ZipFile, shown: str, kinds: tuple[str, ...]) -> None:
    names = [part.filename for part in archive.infolist()]
    if len(set(names)) != len(names):
        raise WordRefused(f"{shown} holds one part twice. Save it again in Word.")
    types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
    if "macroenabled" in types.casefold() or any("vba" in name.casefold() for name in names):
        raise WordRefused(f"{shown} holds macros. Save it as .docx without them.")
    if any(FOREIGN.search(name) for name in names):
        raise WordRefused(
            f"{shown} holds other documents or programs inside it. Take them out and save again."
        )
    if not any(kind in types for kind in kinds):
        raise WordRefused(f"{shown} is no Word document (.docx).")


def _refuse_tags(archive: zipfile.ZipFile, shown: str) -> None:
    """Counted before anything is made of them."""
    parts = (archive.read(part) for part in archive.infolist() if XML.search(part.filename))
    if sum(data.count(b"<") for data in parts) > MOST_TAGS:
        raise _too_large(shown)


def _refuse_ties(archive: zipfile.ZipFile, shown: str) -> None:
    """Every part of XML is read once by a parser that knows no entities; ties to the outside are
    addresses that a reader may follow, and nothing else.
    """
    for name, root in parts_of(archive):
        if not name.casefold().endswith(".rels"):
            continue
        for tie in root:
            outside = tie.get("TargetMode", "").casefold() == "external"
            if outside and not tie.get("Type", "").endswith("/hyperlink"):
                raise WordRefused(
                    f"{shown} takes parts of itself from elsewhere (a linked picture or "
                    "template). Break the links and save it again."
                )


def parts_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, Element]]:
    """Each part of XML by its name, read without entities."""
    for part in archive.infolist():
        if XML.search(part.filename):
            yield (
                part.filename,
                fromstring(
                    archive.read(part), forbid_dtd=True, forbid_entities=True, forbid_external=True
                ),
            )
