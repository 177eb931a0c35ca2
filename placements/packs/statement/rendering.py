"""A statement as a page, as a frozen page of its own, and as a PDF: one template, one dataclass."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from reporting.domain.paper import PageLabel, PdfFile, Progress

from .parts import StatementPack

TEMPLATE = "placements/statement/pack.html"
FRAMES = {
    "screen": "base.html",
    "paper": "reporting/paper.html",
    "edition": "reporting/edition_page.html",
}


def statement_context(pack: StatementPack, medium: str) -> dict[str, Any]:
    """What the template receives; `medium` is screen, paper or edition (a page that is frozen)."""
    return {
        "pack": pack,
        "page": pack.page,
        "medium": medium,
        "on_paper": medium == "paper",
        "frame": FRAMES[medium],
    }


def statement_html(pack: StatementPack, medium: str) -> str:
    context = {**statement_context(pack, medium), "council": pack.council}
    return render_to_string(TEMPLATE, context)


def statement_pdf(pack: StatementPack, *, progress: Progress | None = None) -> PdfFile:
    """PDF/UA-1. The cover carries no number; page 1 is the cover in the label too."""
    # Here, so that commands which print nothing do not wait for WeasyPrint to start.
    from reporting.pdf import render_pdf

    return render_pdf(
        statement_html(pack, "paper"),
        title=f"{pack.council.name}: {pack.title}, {pack.edition_name.lower()}",
        page_labels=(PageLabel(0),),
        progress=progress,
    )


def file_name(pack: StatementPack) -> str:
    """nottingham-2021-03-31-sufficiency-statement, with -board for the board's."""
    suffix = "" if pack.is_public else "-board"
    return f"{pack.council.slug}-{pack.as_at.isoformat()}-{pack.kind}{suffix}"
