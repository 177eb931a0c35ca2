"""Publishing a quarter's performance pack: what is published is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from performance.domain.printing import places_of
from performance.domain.vocabulary import Unit
from performance.domain.wording import names_few
from performance.models import Pack
from performance.packs import KIND, QuarterlyPack, next_number, quarterly_pack
from performance.packs.cells import Shown
from performance.packs.rendering import PackPapers, pack_html, pack_papers
from performance.packs.sections import SectionCell
from performance.packs.word import council_template, pack_docx
from reference.domain.periods import Period
from reference.domain.rounding import round_half_up
from reporting.domain.paper import Progress
from reporting.frozen import with_own_styles
from reporting.models import Audience, Edition, EditionFile, PublishedCell
from reporting.services import (
    CellRow,
    EditionFigureRow,
    NewFile,
    PublishError,
    publish_edition,
    under_a_free_number,
)
from reporting.word import MEDIA_TYPE

EVERYBODY_READS = (
    "Everybody can read why it is published again: say it without numbers from one to five."
)

NOT_PROVEN = (
    "There was not enough time to prove that nobody can work a small number out of this edition, "
    "so it was not published. Try again when the server is less busy, or switch measures off."
)

PROVING = "Proving that no small number can be worked out"


class PackError(PublishError):
    """A pack that cannot be published; the message says why and what to do."""


@transaction.atomic
def set_pack_details(
    *,
    council: Council,
    quarter: Period,
    meeting_on: dt.date | None,
    item: str,
    presented_by: str,
    by: User | None,
) -> Pack:
    """What the cover says beside the figures: the meeting, the item, who presents it."""
    details, _ = Pack.objects.update_or_create(
        council=council,
        quarter=quarter.key,
        defaults={"meeting_on": meeting_on, "item": item, "presented_by": presented_by},
    )
    record_event(
        council=council,
        by=by,
        action="pack.details_set",
        subject=f"Performance pack, {quarter.name}",
        detail={"meeting_on": str(meeting_on or ""), "item": item, "presented_by": presented_by},
    )
    return details


def publish_pack(
    *,
    council: Council,
    quarter: Period,
    audience: str,
    by: User,
    reason: str = "",
    sentences_read: Sequence[str] | None = None,
    at: dt.datetime | None = None,
    progress: Progress | None = None,
) -> Edition:
    """Builds and freezes the next edition of a quarter's pack for an audience.

    `sentences_read` are the sentences that a person said can be public; None where nobody was
    asked, as a command is not.

    Not one transaction: rendering takes seconds and must not hold up those who write. The row is
    written at the end in one, under the number that the file prints.
    Raises PackError without a right or without figures, for words that are not for everybody, or
    sentences that nobody read; NothingChangedError without a reason.
    """
    if not by.has_perm("performance.publish_pack", council):
        raise PackError("A governance officer or an approver publishes a pack.")
    if audience == Audience.PUBLIC and names_few(reason):
        raise PackError(EVERYBODY_READS)
    Pack.objects.get_or_create(council=council, quarter=quarter.key)

    def made() -> Edition:
        number = next_number(council, quarter, audience)
        if progress is not None and audience == Audience.PUBLIC:
            progress(PROVING, 0, 0)
        pack = quarterly_pack(council, quarter, audience, edition_number=number)
        _check(pack, sentences_read)
        return _freeze(pack, by, reason, sentences_read or (), at, progress)

    return under_a_free_number(made)


def _check(pack: QuarterlyPack, read: Sequence[str] | None) -> None:
    if pack.is_empty:
        raise PackError(
            f"No figure of {pack.quarter.name} has been signed off, so there is nothing to publish."
        )
    if pack.is_public and not pack.is_proven:
        raise PackError(NOT_PROVEN)
    if read is not None and not set(pack.to_read) <= set(read):
        raise PackError(
            "A comment has changed since its sentences were read. Go back and read them again."
        )


def _freeze(
    pack: QuarterlyPack,
    by: User,
    reason: str,
    sentences_read: Sequence[str],
    at: dt.datetime | None,
    progress: Progress | None,
) -> Edition:
    papers = pack_papers(pack, progress=progress)
    return publish_edition(
        council=pack.council,
        kind=KIND,
        subject=pack.quarter.key,
        audience=pack.audience,
        title=pack.title,
        files=list(_files(pack, papers)),
        pages=papers.pack.pages,
        figures=[
            EditionFigureRow(key=f.key, version=f.version, label=f.label, printed=f.printed)
            for f in pack.figures
        ],
        cells=cells_of_edition(pack) if pack.is_public else [],
        changes=pack.changes.for_edition,
        beside=pack.beside,
        reason=reason,
        number=pack.edition_number,
        detail={"sentences_read": list(sentences_read)} if sentences_read else {},
        by=by,
        at=at,
    )


def _files(pack: QuarterlyPack, papers: PackPapers) -> Iterator[NewFile]:
    """The pack as PDF and in Word, for the public as a page too; the slides; the briefing."""
    form = EditionFile.Form
    pdfs = (
        (form.DOCUMENT, "pack", papers.pack),
        (form.SLIDES, "slides", papers.slides),
        (form.BRIEFING, "briefing", papers.briefing),
    )
    for of, called, pdf in pdfs:
        name = file_name(pack.council, pack.quarter, pack.audience, form=called)
        yield NewFile("application/pdf", f"{name}.pdf", pdf.data, of)
    name = file_name(pack.council, pack.quarter, pack.audience)
    template = council_template(pack.council)
    yield NewFile(MEDIA_TYPE, f"{name}.docx", pack_docx(pack, template))
    if pack.is_public:
        page = with_own_styles(pack_html(pack, "edition")).encode()
        yield NewFile("text/html", f"{name}.html", page)


def file_name(council: Council, quarter: Period, audience: str, *, form: str = "pack") -> str:
    """nottingham-2020-21-q4-performance-pack, with -board for the board's; -slides, -briefing."""
    suffix = "-board" if audience == Audience.BOARD else ""
    what = "performance-pack" if form == "pack" else form
    return f"{council.slug}-{quarter.key.lower()}-{what}{suffix}"


def cells_of_edition(pack: QuarterlyPack) -> list[CellRow]:
    """Every figure that the public edition shows or hides, part by part."""
    printed = {figure.key for figure in pack.figures}
    rows = [
        row
        for key, one in pack.shown.items()
        if key in printed or key in pack.hidden_keys
        for row in cell_rows(key, one)
    ]
    return rows + [_section_row(cell) for section in pack.sections for cell in section.cells]


def _section_row(cell: SectionCell) -> CellRow:
    return CellRow.of_people(cell.key, cell.state, cell.shown, cell.partition)


def cell_rows(key: str, one: Shown) -> list[CellRow]:
    """The public edition prints values, no counts: numerator and denominator of a percentage are
    hidden cells too, so that disclosure control knows that nobody has read them there.
    """
    held, state = one.held, one.shielded.state.value
    if held.value is None:
        return []
    places = places_of(
        one.measure.unit, one.measure.indicator.decimals, held.decimals_held, public=True
    )
    hidden = state != PublishedCell.State.SHOWN
    rows = [
        CellRow(
            key=key,
            part=PublishedCell.Part.VALUE,
            state=state,
            version=held.version,
            shown=None if hidden else round_half_up(held.value, places),
            rounding=Decimal(0) if one.measure.unit is Unit.COUNT else Decimal(1).scaleb(-places),
            partition=one.measure.indicator.partition,
        )
    ]
    withheld = state if hidden else PublishedCell.State.SECONDARY
    rows += [
        CellRow(key=key, part=part, state=withheld, version=held.version)
        for part, known in (
            (PublishedCell.Part.NUMERATOR, held.numerator),
            (PublishedCell.Part.DENOMINATOR, held.denominator),
        )
        if known is not None
    ]
    return rows
