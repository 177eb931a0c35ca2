"""A pack as a Word document, for councils whose committee system takes no PDF.

It is made of the template that page and PDF are made of, and of the same dataclass, so it says
nothing else and nothing that its audience may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import Council
from reporting.word import (
    EPOCH,
    Run,
    WordBlock,
    WordFile,
    WordHeading,
    WordList,
    WordParagraph,
    plain,
    word_document,
)
from reporting.word.pages import page_blocks

from .parts import QuarterlyPack
from .rendering import pack_html


def pack_docx(
    pack: QuarterlyPack, template: bytes | None = None, *, unframed: bool = False
) -> bytes:
    """The .docx file; `template` is the council's own, whose styles and letterhead it then bears.
    `unframed` leaves out the edition, which a paper of a meeting is none of. Takes seconds where
    there are many charts.
    """
    return word_document(word_file(pack, unframed=unframed), template)


def council_template(council: Council) -> bytes | None:
    """The template that the setting PACK_WORD_TEMPLATE finds for a council."""
    find: Callable[[Council], bytes | None] = import_string(settings.PACK_WORD_TEMPLATE)
    return find(council)


def word_file(pack: QuarterlyPack, *, unframed: bool = False) -> WordFile:
    """Cover, sections and annexes of a pack; its contents are for Word to list."""
    council = pack.council
    return WordFile(
        title=pack.title,
        author=council.name,
        blocks=[*_cover(pack), *_pages(pack)],
        above=[f"{council.name}: {council.board_name}", *([pack.exempt] if pack.exempt else [])],
        facts=list(_facts(pack, unframed=unframed)),
        foot=pack.exempt,
        colour=council.colour if council.colour_draws_text else "#1b1a1f",
        made_at=max((one.at for one in pack.signed_off), default=EPOCH),
    )


def _facts(pack: QuarterlyPack, *, unframed: bool) -> Iterator[tuple[str, str]]:
    yield "Quarter", f"{pack.quarter.name}, {pack.quarter.span}"
    if unframed:
        return
    yield "Edition", pack.edition_name
    details = pack.details
    if details and details.meeting_on:
        day = f"{details.meeting_on.day} {details.meeting_on:%B %Y}"
        yield "Meeting", f"{day}, item {details.item}" if details.item else day
    if details and details.presented_by:
        yield "Presented by", details.presented_by


def _cover(pack: QuarterlyPack) -> Iterator[WordBlock]:
    yield WordHeading("How our children are doing")
    if pack.council.area.kind == "fictional":
        yield WordParagraph(plain("A fictional council: none of these figures is real."))
    if pack.headline.parts:
        yield WordParagraph([Run(text, strong) for text, strong in pack.headline.parts])
    if not pack.has_figures and pack.sections:
        held = "; ".join(one.title for one in pack.sections)
        yield WordParagraph(
            plain(
                f"No figure of {pack.quarter.name} has been signed off, so this pack holds no "
                f"measures yet. It holds: {held}."
            )
        )
    if pack.headline.caveat:
        yield WordParagraph(plain(pack.headline.caveat))
    counts = [f"{one.count} {one.status.label.lower()}" for one in pack.groups if one.count]
    if counts:
        yield WordList([plain(words) for words in counts])


def _pages(pack: QuarterlyPack) -> list[WordBlock]:
    return page_blocks(pack_html(pack, "word", unframed=True), without=("cover",))
