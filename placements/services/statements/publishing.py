"""Publishing a statement or a market position: what is published is frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from accounts.models import User
from performance.domain.wording import names_few
from placements.models import Statement
from placements.packs.statement import MARKET, StatementPack, next_number, statement_pack
from placements.packs.statement.building import subject_of
from placements.packs.statement.rendering import file_name, statement_html, statement_pdf
from reference.domain.periods import long_date
from reporting.domain.paper import Progress
from reporting.frozen import with_own_styles
from reporting.models import Audience, Edition
from reporting.services import (
    CellRow,
    NewFile,
    PublishError,
    publish_edition,
    under_a_free_number,
)

NOT_PROVEN = (
    "It could not be proven that nobody can work a small number of children out of this edition, "
    "so it was not published. The board’s edition can be. What earlier editions told may be the "
    "cause: withdraw one that told too much, or choose another day."
)


class StatementError(PublishError):
    """A statement that cannot be published; the message says why and what to do."""


def publish_statement(
    *,
    statement: Statement,
    kind: str,
    audience: str,
    by: User,
    reason: str = "",
    sentences_read: Sequence[str] | None = None,
    at: dt.datetime | None = None,
    progress: Progress | None = None,
) -> Edition:
    """Builds and freezes the next edition for an audience; the market position is public.

    `sentences_read` are the sentences that a person said can be public; None where nobody was
    asked, as a command is not. Not one transaction: rendering takes seconds and must not hold up
    those who write. Raises StatementError without a right or figures, for words that name a home or
    that nobody read; NothingChangedError without a reason.
    """
    audience = Audience.PUBLIC.value if kind == MARKET else audience
    if not by.has_perm("placements.publish_statement", statement.council):
        raise StatementError("An approver publishes a statement.")
    if audience == Audience.PUBLIC and names_few(reason):
        raise StatementError(
            "Everybody can read why it is published again: say it without numbers from one to five."
        )

    def made() -> Edition:
        number = next_number(statement, kind, audience)
        pack = statement_pack(statement, kind, audience, edition_number=number)
        _check(pack, sentences_read)
        return _freeze(pack, statement, by, reason, sentences_read or (), at, progress)

    return under_a_free_number(made)


def _check(pack: StatementPack, read: Sequence[str] | None) -> None:
    if pack.is_empty:
        raise StatementError(
            f"No return of children and no register of homes holds {long_date(pack.as_at)}, so "
            "there is nothing to publish."
        )
    if pack.naming:
        raise StatementError(
            f"What the council wrote names {len(pack.naming)} of the register’s homes. Take the "
            "names out of the answers, the introduction and the intentions first."
        )
    if pack.is_public and not pack.is_proven:
        raise StatementError(NOT_PROVEN)
    if read is not None and not set(pack.to_read) <= set(read):
        raise StatementError(
            "An answer has changed since its sentences were read. Go back and read them again."
        )


def _freeze(
    pack: StatementPack,
    statement: Statement,
    by: User,
    reason: str,
    sentences_read: Sequence[str],
    at: dt.datetime | None,
    progress: Progress | None,
) -> Edition:
    paper = statement_pdf(pack, progress=progress)
    return publish_edition(
        council=pack.council,
        kind=pack.kind,
        subject=subject_of(statement),
        audience=pack.audience,
        title=pack.title,
        files=list(_files(pack, paper.data)),
        pages=paper.pages,
        figures=[],
        cells=cells_of_edition(pack),
        changes=pack.changes.for_edition,
        beside=pack.beside,
        reason=reason,
        number=pack.edition_number,
        detail={"sentences_read": list(sentences_read)} if sentences_read else {},
        by=by,
        at=at,
    )


def _files(pack: StatementPack, pdf: bytes) -> Iterator[NewFile]:
    """The PDF, for the public as a page too."""
    name = file_name(pack)
    yield NewFile("application/pdf", f"{name}.pdf", pdf)
    if pack.is_public:
        page = with_own_styles(statement_html(pack, "edition")).encode()
        yield NewFile("text/html", f"{name}.html", page)


def cells_of_edition(pack: StatementPack) -> list[CellRow]:
    """Every number of children that was judged for the public, shown or hidden. Of the market
    position they are those of the statement, more than it prints: what disclosure control takes for
    known is then more than a reader knows, never less.
    """
    return [CellRow.of_people(one.key, one.state, one.shown) for one in pack.page.cells]
