"""A pack as PDF: one small shell with front sheet and placeholders, and the papers grafted in."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from boards.models import Meeting
from reporting.domain.paper import PdfFile, Progress, RenderError
from reporting.models import Audience
from reporting.services import DamagedFileError, read_kept_file

from .building import USUAL_FRONT, agenda_pack
from .made_here import MadeHere
from .parts import AgendaPack, OpenPaper, Placed

if TYPE_CHECKING:
    from reporting.grafting import Graft, Note

SHELL = "boards/agenda/shell.html"
OTHER = {Audience.PUBLIC.value: Audience.BOARD.value, Audience.BOARD.value: Audience.PUBLIC.value}


@dataclass(frozen=True)
class Printed:
    """An edition on paper, and what somebody should know of the papers in it."""

    pack: AgendaPack
    pdf: PdfFile
    notes: tuple[Note, ...]


def print_pack(
    build: Callable[[int], AgendaPack],
    other: Callable[[int], AgendaPack],
    *,
    progress: Progress | None = None,
) -> Printed:
    """The edition that `build` makes when it is told how many pages its front matter takes.

    Both editions give it the same number, the longer one's: `other` makes the other edition, of
    which only its front sheet is laid out, and only a number is kept.
    """
    pack = build(USUAL_FRONT)
    shell = _shell(pack, progress)
    own = front = _front_pages(shell, pack)
    if pack.papers:
        front = max(own, _other_front(pack, other(USUAL_FRONT)))
    while (own, front) != (pack.own_front, pack.front):
        pack = replace(build(front), own_front=own)
        shell = _shell(pack, progress)
        own = _front_pages(shell, pack)
        front = max(front, own) if pack.papers else own
        if front > MOST_FRONT:
            raise RenderError("The agenda is too long: its front sheet fills twenty pages")
    return _grafted(pack, shell, progress)


MOST_FRONT = 20


def meeting_pdf(
    meeting: Meeting,
    audience: str,
    *,
    edition_number: int | None = None,
    supplement: bool = False,
    before: int = 0,
    progress: Progress | None = None,
) -> Printed:
    """A meeting's pack for an audience; a draft without an `edition_number`."""

    here = MadeHere(meeting)

    def made(whose: str, front: int) -> AgendaPack:
        return agenda_pack(
            meeting,
            whose,
            edition_number=edition_number,
            front=front,
            supplement=supplement,
            before=before,
            made=here,
        )

    return print_pack(
        lambda front: made(audience, front),
        lambda front: made(OTHER[audience], front),
        progress=progress,
    )


def _sheets(pack: AgendaPack) -> int:
    """Pages of the file."""
    if not pack.papers:
        return pack.front
    last = pack.papers[-1].place
    return last.page + len(last.sides) - 1


def _front_pages(shell: PdfFile, pack: AgendaPack) -> int:
    """What front sheet and contents took, where the shell assumed `pack.own_front`; of a paper it
    has one page that stands for all."""
    behind = _sheets(pack) - pack.own_front
    return shell.pages - behind + sum(pages - 1 for pages in _spreads(pack).values())


def _spreads(pack: AgendaPack) -> dict[int, int]:
    """How many pages of the file a page of the shell stands for, by the first of them."""
    places = [placed.place for placed in pack.papers]
    return {place.page: place.body_pages for place in places if place.body_pages > 1}


def _other_front(pack: AgendaPack, other: AgendaPack) -> int:
    """The other edition's front matter; the same as this one's where both say the same."""
    if _front_words(pack) == _front_words(other):
        return 0
    alone = replace(other, edition_number=pack.edition_number)
    return _render(alone, front_only=True, progress=None).pages


def _front_words(pack: AgendaPack) -> list[tuple[str, ...]]:
    """What of front sheet and contents differs between editions."""
    items = [(item.title, item.presenter, item.note) for item in pack.items]
    papers = [(one.paper.title, "restricted" * bool(one.paper.ground)) for one in pack.papers]
    return [*items, *papers]


def _shell(pack: AgendaPack, progress: Progress | None) -> PdfFile:
    return _render(pack, front_only=False, progress=progress)


def _render(pack: AgendaPack, *, front_only: bool, progress: Progress | None) -> PdfFile:
    # Here, so that commands which print nothing do not wait for WeasyPrint to start.
    from reporting.grafting import labels
    from reporting.pdf import render_pdf

    context = {"pack": pack, "council": pack.council, "front_only": front_only, "medium": "paper"}
    return render_pdf(
        render_to_string(SHELL, context),
        title=f"{pack.council.name}: {pack.title}, {pack.edition_name.lower()}",
        page_labels=labels(list(_labels(pack))),
        progress=progress,
    )


def _labels(pack: AgendaPack) -> Iterator[str]:
    first = pack.papers[0].place.page if pack.papers else pack.front + 1
    yield from (str(pack.before + number) for number in range(1, first))
    for placed in pack.papers:
        for side in placed.place.sides:
            yield side.label


def _grafted(pack: AgendaPack, shell: PdfFile, progress: Progress | None) -> Printed:
    from reporting.grafting import GraftError, graft

    out = io.BytesIO()
    parts = []
    for placed in pack.papers:
        if isinstance(placed.paper, OpenPaper):
            parts.append(_graft(placed, placed.paper))
        if progress:
            progress("Putting the papers in", placed.place.page, _sheets(pack))
    try:
        found = graft(shell.data, parts, out, spreads=_spreads(pack))
    except GraftError as error:
        raise RenderError(_tellable(str(error), pack)) from error
    return Printed(pack, PdfFile(out.getvalue(), found.pages), found.notes)


def _tellable(words: str, pack: AgendaPack) -> str:
    """Why nothing was printed, for everybody who may follow a build: a restricted paper is called
    by its label, never by its title."""
    for paper in (one.paper for one in pack.papers):
        if isinstance(paper, OpenPaper) and paper.ground:
            words = words.replace(_bookmark(paper), paper.label)
    return words


def _bookmark(paper: OpenPaper) -> str:
    return f"{paper.label}: {paper.title}"


def _graft(placed: Placed, paper: OpenPaper) -> Graft:
    from reporting.grafting import Graft

    called = paper.label if paper.ground else f"{paper.label}, “{paper.title}”,"
    try:
        data = read_kept_file(paper.sha256, f"The file of {called}")
    except DamagedFileError as error:
        raise RenderError(str(error)) from error
    return Graft(
        data,
        placed.place.page,
        placed.place.body_pages,
        _bookmark(paper),
        f"p{paper.key}",
        described=paper.described or None,
        lang="en-GB",
        uploaded=paper.uploaded,
    )
