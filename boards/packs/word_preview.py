"""A sample of everything that a paper may hold, to look at in the council's template."""

from __future__ import annotations

from collections.abc import Iterator

from boards.models import Board
from reporting.word import (
    WordBlock,
    WordFile,
    WordHeading,
    WordList,
    WordParagraph,
    WordTable,
    plain,
    word_document,
)

MARKING = "Sample of a marking: Not for publication"


def preview_docx(board: Board, template: bytes | None) -> bytes:
    """The sample; raises whatever python-docx does for a template that it cannot write into."""
    council = board.council
    file = WordFile(
        title="Sample report",
        author=council.name,
        blocks=list(_blocks()),
        above=[f"{council.name}: {board.name}"],
        facts=[("Report of", "The name or role of the author"), ("Wards affected", "All")],
        foot=MARKING,
        colour=council.colour if council.colour_draws_text else "#1b1a1f",
    )
    return word_document(file, template)


def _blocks() -> Iterator[WordBlock]:
    yield WordHeading("Recommendations", "1")
    yield WordParagraph(plain("The board is asked:"), "1.1")
    yield WordParagraph(plain("To note how its papers look"), mark="(1)")
    yield WordHeading("Background", "2")
    yield WordParagraph(plain("A numbered paragraph, as every report has them."), "2.1")
    yield WordHeading("A heading within a section", level=2)
    yield WordList([plain("One of a list"), plain("Another")])
    heads = [plain("Row"), plain("Number")]
    rows = [[plain("First"), plain("12")], [plain("Second"), plain("7")]]
    yield WordTable("Table 1. Sample of a table", heads, rows, (False, True))
    yield WordHeading("A heading below those of minutes", level=3)
    yield WordParagraph(plain("A paragraph without a number."))
