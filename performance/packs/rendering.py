"""A pack as a page, as a frozen page of its own, and as a PDF: one template, one dataclass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from performance.packs.handouts import Briefing, Slides, briefing_of, slides_of
from performance.packs.parts import QuarterlyPack
from performance.tables import MeasureTable
from reporting.domain.paper import PageLabel, PdfFile, Progress, one_of_several
from reporting.presses import Paper, render_pdfs

TEMPLATE = "performance/pack.html"
FRAMES = {
    "screen": "base.html",
    "paper": "reporting/paper.html",
    "word": "reporting/paper.html",
    "edition": "reporting/edition_page.html",
}


def pack_context(pack: QuarterlyPack, medium: str) -> dict[str, Any]:
    """What the template receives; `medium` is screen, paper, word (see `word_file`) or edition (a
    page that is frozen).
    """
    on_paper = medium != "screen"
    tables = [
        (
            page,
            MeasureTable(
                page.section.rows,
                council=pack.council,
                caption=page.section.theme.name,
                quarter=pack.quarter,
                on_paper=on_paper,
                # A line without words is no cell of a Word table; the charts show it.
                exclude=("spark",) if medium == "word" else (),
            ),
        )
        for page in pack.themes
    ]
    return {
        "pack": pack,
        "tables": tables,
        "medium": medium,
        "on_paper": medium in ("paper", "word"),
        "frame": FRAMES[medium],
    }


def pack_html(pack: QuarterlyPack, medium: str, *, unframed: bool = False) -> str:
    context = {**pack_context(pack, medium), "council": pack.council, "unframed": unframed}
    return render_to_string(TEMPLATE, context)


def pack_pdf(
    pack: QuarterlyPack, *, progress: Progress | None = None, unframed: bool = False
) -> PdfFile:
    """The pack as PDF/UA-1. The cover carries no number; page 1 is the cover in the label too, so
    that what a reader types into a viewer is what is printed.

    `unframed` leaves out what another paper says around its pages: running header and footer, page
    numbers, contents, the edition.
    """
    # Here, so that commands which print nothing do not wait for WeasyPrint to start.
    from reporting.pdf import render_pdf

    return render_pdf(**vars(_paper(pack, unframed=unframed)), progress=progress)


def unframed_pdfs(packs: Sequence[QuarterlyPack]) -> list[PdfFile]:
    """Packs as another paper carries them, in their order; two at a time."""
    return render_pdfs([_paper(pack, unframed=True) for pack in packs])


def _paper(pack: QuarterlyPack, *, unframed: bool) -> Paper:
    return Paper(
        pack_html(pack, "paper", unframed=unframed),
        title=f"{pack.council.name}: {pack.title}, {pack.edition_name.lower()}",
        page_labels=(PageLabel(0),),
        style_sheet="body.css" if unframed else "print.css",
    )


def slides_pdf(slides: Slides, *, progress: Progress | None = None) -> PdfFile:
    """The quarter on slides of 16 by 9, as PDF/UA-1."""
    from reporting.pdf import render_pdf

    pack = slides.pack
    context = {"slides": slides, "pack": pack, "council": pack.council, "medium": "slide"}
    return render_pdf(
        render_to_string("performance/handouts/slides.html", context),
        title=f"{pack.council.name}: slides, {pack.quarter.name}, {pack.edition_name.lower()}",
        style_sheet="slides.css",
        progress=progress,
    )


def briefing_pdf(briefing: Briefing, *, progress: Progress | None = None) -> PdfFile:
    """One page of A4 for the chair, as PDF/UA-1."""
    from reporting.pdf import render_pdf

    pack = briefing.pack
    context = {"briefing": briefing, "pack": pack, "council": pack.council, "medium": "paper"}
    return render_pdf(
        render_to_string("performance/handouts/briefing.html", context),
        title=f"{pack.council.name}: briefing, {pack.quarter.name}, {pack.edition_name.lower()}",
        progress=progress,
    )


@dataclass(frozen=True)
class PackPapers:
    """A pack with all that goes with it, of the same figures for the same audience."""

    pack: PdfFile
    slides: PdfFile
    briefing: PdfFile


def pack_papers(pack: QuarterlyPack, *, progress: Progress | None = None) -> PackPapers:
    """Pack, slides and briefing; `progress` counts the pages of all three."""
    slides, briefing = slides_of(pack), briefing_of(pack)
    of_pack = one_of_several(progress, after=slides.pages + 1)
    made = pack_pdf(pack, progress=of_pack)
    of_slides = one_of_several(
        progress, called="Slides", before=made.pages, pages=slides.pages, after=1
    )
    drawn = slides_pdf(slides, progress=of_slides)
    of_briefing = one_of_several(
        progress, called="Briefing", before=made.pages + drawn.pages, pages=1
    )
    return PackPapers(made, drawn, briefing_pdf(briefing, progress=of_briefing))


def pack_as(form: str, pack: QuarterlyPack, *, progress: Progress | None = None) -> PdfFile:
    """The pack itself ("pack"), or its "slides" or "briefing"."""
    if form == "slides":
        return slides_pdf(slides_of(pack), progress=progress)
    if form == "briefing":
        return briefing_pdf(briefing_of(pack), progress=progress)
    return pack_pdf(pack, progress=progress)
