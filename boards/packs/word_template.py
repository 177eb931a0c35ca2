"""A council's own Word template: what is refused of it, which styles it lacks, and its bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from accounts.models import Council
from boards.models import Board
from reporting.domain.file_names import quoted
from reporting.services.files import DamagedFileError, read_kept_file
from reporting.word import MARKER

from .word_reading import MAIN, TEMPLATE, WordRefused, parts_of, refuse_dangerous

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Fields that bring words or pictures from another file or program when somebody opens the paper.
FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE
)
TRACKED = frozenset({f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"})
TAKEN_IN = ("/aFChunk", "/subDocument")


@dataclass(frozen=True)
class TemplateSeen:
    """What a template brings. `missing` are the styles for which something stands in."""

    missing: tuple[str, ...]
    marked: bool


def template_of(board: Board) -> bytes | None:
    """The council's template; None where it has none, or what was kept is damaged, which the
    board's settings tell.
    """
    if board.word_template is None:
        return None
    try:
        return read_kept_file(board.word_template.sha256, "The Word template")
    except DamagedFileError:
        return None


def council_template(council: Council) -> bytes | None:
    """The template for papers of no one board: that of the board that its packs name, else of the
    first board that has one.
    """
    boards = Board.objects.filter(council=council, word_template__isnull=False)
    found = boards.select_related("word_template")
    held = sorted(found, key=lambda one: (one.name != council.board_name, one.pk))
    return template_of(held[0]) if held else None


def as_template(data: bytes, name: str) -> bytes:
    """A document that reports can be written into. One of Word's template files (.dotx) becomes a
    document. Raises WordRefused, which says what is wrong and what to do.
    """
    shown = quoted(name)
    refuse_dangerous(data, name, template=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part, root in parts_of(archive):
            _refuse_ties(part, root, shown)
            _refuse_fields(root, shown)
            _refuse_traces(part, root, shown)
    return _as_document(data)


def template_seen(data: bytes, name: str) -> TemplateSeen:
    """Which styles a template lacks and whether it says where the words come. Raises WordRefused
    where that cannot be told.
    """
    from docx import Document

    from reporting.word.styles import missing_styles

    shown = quoted(name)
    try:
        document: Any = Document(io.BytesIO(data))
        has_page = len(document.sections) > 0
    except Exception as error:  # python-docx raises whatever a crooked document provokes
        raise WordRefused(f"{shown} cannot be written into. Save it again in Word.") from error
    if not has_page:
        raise WordRefused(f"{shown} says nothing of its pages. Save it again in Word.")
    return TemplateSeen(missing_styles(document), _is_marked(document, shown))


def _is_marked(document: Any, shown: str) -> bool:
    """Whether the marker stands once, in a paragraph of its own. Raises WordRefused otherwise."""
    own = [one for one in document.paragraphs if one.text.strip() == MARKER]
    holders = [document.element, *(part for one in document.sections for part in _edges(one))]
    said = sum("".join(_texts(one)).count(MARKER) for one in holders)
    if said > len(own):
        raise WordRefused(
            f"In {shown} the marker {MARKER} stands in a table, a text box, a header or among "
            "other words. Put it into a paragraph of its own, once."
        )
    if len(own) > 1:
        raise WordRefused(f"{shown} holds the marker {MARKER} {len(own)} times. Keep one of them.")
    return bool(own)


def _edges(section: Any) -> Iterator[Any]:
    """Headers and footers that a section defines itself."""
    for edge in (
        section.header, section.footer, section.first_page_header, section.first_page_footer,
        section.even_page_header, section.even_page_footer,
    ):  # fmt: skip
        if not edge.is_linked_to_previous:
            yield edge._element


def _texts(element: Any) -> Iterator[str]:
    """Words; a paragraph ends the one before. What is there for older programs is no second one."""
    for one in element.iter():
        if one.tag == f"{W}p":
            yield "\n"
        elif one.tag == f"{W}t" and not any(
            above.tag.endswith("}Fallback") for above in one.iterancestors()
        ):
            yield one.text or ""


def _refuse_ties(part: str, root: Element, shown: str) -> None:
    if part.casefold().endswith(".rels") and any(
        tie.get("Type", "").endswith(TAKEN_IN) for tie in root
    ):
        raise WordRefused(f"{shown} holds other documents inside it. Take them out and save again.")


def _refuse_fields(root: Element, shown: str) -> None:
    """An instruction may be cut into pieces, so those of a paragraph are read as one."""
    said = [field.get(f"{W}instr", "") for field in root.iter(f"{W}fldSimple")]
    said += [
        "".join(one.text or "" for one in paragraph.iter(f"{W}instrText"))
        for paragraph in root.iter(f"{W}p")
    ]
    if any(FETCHING.search(words) for words in said):
        raise WordRefused(
            f"{shown} holds fields that fetch words or pictures from elsewhere. Turn them into "
            "text (Ctrl+A, then Ctrl+Shift+F9 in Word) and save again."
        )


def _refuse_traces(part: str, root: Element, shown: str) -> None:
    """What somebody forgot would go out with every paper, and the public would read it."""
    if next(root.iter(f"{W}comment"), None) is not None:
        raise WordRefused(f"{shown} holds comments. Delete them and save again.")
    if part.startswith("word/") and any(one.tag in TRACKED for one in root.iter()):
        raise WordRefused(
            f"{shown} holds tracked changes. Accept or reject all of them and save again."
        )
    for protection in root.iter(f"{W}documentProtection"):
        if protection.get(f"{W}enforcement", "0") not in ("0", "false", "off"):
            raise WordRefused(
                f"{shown} is protected against changes. Stop the protection (Review, Restrict "
                "Editing) and save again."
            )


def _as_document(data: bytes) -> bytes:
    """The same file as a document, where it is one of Word's templates."""
    types = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        told = held.read(types)
        if TEMPLATE.encode() not in told:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for entry in held.infolist():
                content = told.replace(TEMPLATE.encode(), MAIN.encode())
                made.writestr(entry, content if entry.filename == types else held.read(entry))
    return out.getvalue()
