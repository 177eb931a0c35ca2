"""Minutes as a page, a PDF and a Word document, all from the same dataclass."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.loader import render_to_string

from reporting.domain.paper import PdfFile
from reporting.frozen import with_own_styles
from reporting.word import (
    WordBlock,
    WordFile,
    WordHeading,
    WordList,
    WordParagraph,
    plain,
    word_document,
)

from .minutes import ClosedSection, MinutesDocument, MinuteSection, Person
from .word_template import template_of

CLOSED_PART = "Part that the public did not hear"
TEMPLATE = "boards/record/minutes_paper.html"
PAGE = "boards/record/minutes_edition.html"


def minutes_pdf(document: MinutesDocument) -> PdfFile:
    """PDF/UA-1, pages numbered."""
    # Here, so that pages which print nothing do not wait for WeasyPrint to start.
    from reporting.pdf import render_pdf

    context = {"document": document, "council": document.council, "medium": "paper"}
    title = f"{document.council.name}: {document.board.name}, {document.title}"
    return render_pdf(render_to_string(TEMPLATE, context), title=title)


def minutes_page(document: MinutesDocument) -> bytes:
    """A web page that needs nothing but itself, as it is frozen with an edition. Raises
    MissingStaticFileError where no style sheet has been built.
    """
    context = {"document": document, "council": document.council, "medium": "edition"}
    return with_own_styles(render_to_string(PAGE, context)).encode()


def minutes_docx(document: MinutesDocument) -> bytes:
    """A Word document with real headings, lists and properties, for other committee systems."""
    return word_document(
        WordFile(
            title=document.title,
            author=document.council.name,
            blocks=list(_blocks(document)),
            above=[f"{document.council.name}, {document.board.name}"],
            foot=document.marking,
            made_at=document.meeting.changed_at,
        ),
        template_of(document.board),
    )


def _blocks(document: MinutesDocument) -> Iterator[WordBlock]:
    yield WordParagraph(plain(document.state))
    yield WordHeading("Attendance")
    for heading, people in document.groups:
        yield WordHeading(heading, level=2)
        yield WordList([plain(_called(person)) for person in people])
    for words in document.quorum_words:
        yield WordParagraph(plain(words))
    yield WordHeading("Business")
    for section in document.sections:
        heading = f"{section.number} {section.title}".strip()
        yield WordHeading(heading, level=3 if section.below else 2)
        yield from _section(section)
    if document.corrections:
        yield WordHeading("Corrections made when the minutes were agreed", level=2)
        yield WordList([plain(each) for each in document.corrections], ordered=True)


def _called(person: Person) -> str:
    return f"{person.name} ({person.second})" if person.second else person.name


def _section(section: MinuteSection) -> Iterator[WordBlock]:
    for text in _said(section):
        yield WordParagraph(plain(text))
    if section.recommended:
        asked = [f"Recommended to the board: {text}" for text in section.recommended]
        yield WordList([plain(text) for text in asked])
    yield from _outcome(section)
    if section.part is not None:
        yield from _closed_part(section.part, level=4 if section.below else 3)


def _outcome(section: MinuteSection | ClosedSection) -> Iterator[WordBlock]:
    for resolution in section.resolutions:
        words = plain(f"{resolution.outcome}: {resolution.text}")
        yield WordParagraph(words, mark=resolution.mark)
        if resolution.votes:
            yield WordList([plain(vote) for vote in resolution.votes])
    if section.actions:
        due = [f"Action: {each.text} ({each.owner}, {each.due})" for each in section.actions]
        yield WordList([plain(text) for text in due])


def _closed_part(part: ClosedSection, level: int) -> Iterator[WordBlock]:
    """As on paper: the public is told the ground and the summary."""
    yield WordHeading(CLOSED_PART, level=level)
    if not part.withheld:
        yield WordParagraph(plain(f"Not for publication. {part.ground}."), bold=True)
        for text in part.paragraphs:
            yield WordParagraph(plain(text))
        yield from _outcome(part)
        if part.summary:
            yield WordParagraph(plain("Summary for the public:"), bold=True)
    else:
        yield WordParagraph(plain(f"The public was excluded from this part. {part.ground}."))
    for text in part.summary:
        yield WordParagraph(plain(text))
    if part.withheld and not part.summary:
        yield WordParagraph(plain("No summary has been written for the public yet."))


def _said(section: MinuteSection) -> Iterator[str]:
    if section.urgent_reason:
        yield f"Urgent: {section.urgent_reason}"
    if section.closed:
        yield f"{section.closed}."
    yield from (f"Interest declared by {said}" for said in section.declarations)
    yield from section.paragraphs
