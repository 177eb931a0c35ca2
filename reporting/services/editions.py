"""Publishing: the files first, then one row that names them, then nothing changes any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from reporting.domain.editions import CellRow, EditionFigureRow, NewFile
from reporting.models import Audience, Edition, EditionFigure, EditionFile, PublishedCell

from .files import keep_file


class PublishError(Exception):
    """Something that cannot be published; the message says why and what to do."""


class NothingChangedError(PublishError):
    """The edition before holds the same figures, and nobody said why there should be another."""


class NumberTakenError(PublishError):
    """Another edition was published while this one was made: its number is printed in neither."""


ATTEMPTS = 3


def under_a_free_number(made: Callable[[], Edition]) -> Edition:
    """`made` finds the next number, prints it and publishes; where somebody else was faster it is
    called anew, a few times. Raises NumberTakenError.
    """
    for _ in range(ATTEMPTS - 1):
        with suppress(NumberTakenError):
            return made()
    return made()


def publish_edition(
    *,
    council: Council,
    kind: str,
    subject: str,
    audience: str,
    title: str,
    files: Sequence[NewFile],
    pages: int,
    figures: Sequence[EditionFigureRow],
    cells: Sequence[CellRow],
    by: User,
    changes: Sequence[Mapping[str, Any]] = (),
    reason: str = "",
    number: int | None = None,
    beside: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> Edition:
    """Freezes a document as the next edition of its council, kind, subject and audience.

    The files are on the disk before the row is committed. Raises NothingChangedError when the
    edition before holds the same figures and cells and no `reason` is given; PublishError when
    the files or the cells do not fit the audience. `number` is what the document says of itself:
    NumberTakenError when another edition was published while this one was made. `detail` is kept
    in the audit event, `beside` with the edition, for the next one to compare with.
    """
    _check_files(files)
    _check_cells(audience, figures, cells)
    kept = [(file, keep_file(file.data)) for file in files]
    with transaction.atomic():
        Council.objects.select_for_update().get(pk=council.pk)  # one publication at a time
        before = _last(council, kind, subject, audience)
        stands = before is not None and not before.is_withdrawn
        if before and stands and not reason.strip() and _same(before, figures, cells, beside or {}):
            raise NothingChangedError(
                f"{before} holds the same figures. Say why it should be published again"
            )
        follows = before.number + 1 if before else 1
        if number is not None and number != follows:
            raise NumberTakenError(f"Edition {number} was published meanwhile; build it again")
        edition = Edition.objects.create(
            council=council,
            kind=kind,
            subject=subject,
            audience=audience,
            number=follows,
            title=title,
            published_at=at or timezone.now(),
            published_by=by,
            pages=pages,
            changes=[dict(change) for change in changes],
            reason=reason.strip(),
            beside=dict(beside or {}),
        )
        _add_rows(edition, kept, figures, cells)
        _record(edition, kept, by, detail or {})
    for file in files:
        keep_file(file.data)  # should a sweep have taken an old orphan with the same bytes
    return edition


def _check_files(files: Sequence[NewFile]) -> None:
    if not files:
        raise PublishError("An edition needs at least one file")
    for file in files:
        if not file.data:
            raise PublishError(f"{file.name} is empty")
        if not file.name or "/" in file.name or "\\" in file.name:
            raise PublishError(f"{file.name!r} is no name for a download")
        if file.form not in EditionFile.Form.values:
            raise PublishError(f"{file.form!r} is no form of a document")
    kinds, names = {(file.form, file.media_type) for file in files}, {file.name for file in files}
    if min(len(kinds), len(names)) < len(files):
        raise PublishError("An edition holds one file of each type, each with its own name")


def _check_cells(
    audience: str, figures: Sequence[EditionFigureRow], cells: Sequence[CellRow]
) -> None:
    """Public editions account for every figure; board editions show all and account for none."""
    if audience not in Audience.values:
        raise PublishError(f"{audience!r} is no audience: it is public or board")
    if audience == Audience.BOARD:
        if cells:
            raise PublishError("A board edition is not public: it has no public cells")
        return
    if figures and not cells:
        raise PublishError("A public edition says of every figure whether it is shown or hidden")
    missing = {figure.key for figure in figures} - {cell.key for cell in cells}
    if missing:
        raise PublishError(f"Nothing is said of {', '.join(sorted(missing)[:5])}: shown or hidden?")
    _check_hidden(figures, cells)


def _check_hidden(figures: Sequence[EditionFigureRow], cells: Sequence[CellRow]) -> None:
    """A last look before print: what is hidden has no number beside it."""
    shown = PublishedCell.State.SHOWN
    for cell in cells:
        if (cell.shown is not None) is not (cell.state == shown):
            raise PublishError(f"{cell.key} {cell.part} is {cell.state}, but its number says other")
    value = PublishedCell.Part.VALUE
    hidden = {cell.key for cell in cells if cell.part == value and cell.state != shown}
    for figure in figures:
        if figure.key in hidden and any(letter.isdigit() for letter in figure.printed):
            raise PublishError(f"{figure.label} is hidden, yet {figure.printed!r} would be printed")


def _last(council: Council, kind: str, subject: str, audience: str) -> Edition | None:
    found = Edition.objects.for_council(council).of(kind, subject).filter(audience=audience)
    return found.order_by("-number").first()


Key = tuple[Any, ...]


def _same(
    before: Edition,
    figures: Sequence[EditionFigureRow],
    cells: Sequence[CellRow],
    beside: Mapping[str, Any],
) -> bool:
    if dict(before.beside) != dict(beside):
        return False
    held: set[Key] = set(before.figures.values_list("key", "version", "printed"))
    shown: set[Key] = set(before.cells.values_list("key", "part", "state", "version", "shown"))
    return held == {(row.key, row.version, row.printed) for row in figures} and shown == {
        (row.key, row.part, row.state, row.version, row.shown) for row in cells
    }


def _add_rows(
    edition: Edition,
    kept: Sequence[tuple[NewFile, str]],
    figures: Sequence[EditionFigureRow],
    cells: Sequence[CellRow],
) -> None:
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            form=file.form,
            media_type=file.media_type,
            name=file.name,
            sha256=sha256,
            size=len(file.data),
        )
        for file, sha256 in kept
    )
    EditionFigure.objects.bulk_create(
        [EditionFigure(edition=edition, **asdict(row)) for row in figures], batch_size=500
    )
    PublishedCell.objects.bulk_create(
        [PublishedCell(edition=edition, **asdict(row)) for row in cells], batch_size=500
    )


def _record(
    edition: Edition, kept: Sequence[tuple[NewFile, str]], by: User, detail: Mapping[str, Any]
) -> None:
    record_event(
        council=edition.council,
        by=by,
        action="publish_edition",
        subject=str(edition),
        detail={
            "edition": edition.pk,
            "kind": edition.kind,
            "subject": edition.subject,
            "audience": edition.audience,
            "number": edition.number,
            "files": {file.name: sha256 for file, sha256 in kept},
            "reason": edition.reason,
            **detail,
        },
        at=edition.published_at,
    )


@transaction.atomic
def record_look(
    *, file: EditionFile, by: User, token: str = "", at: dt.datetime | None = None
) -> None:
    """Somebody opened a board edition: every look is kept. `token` names the access token with
    which another program did, in the name of whoever made it.
    """
    detail = {"edition": file.edition.pk, "file": file.name, "sha256": file.sha256}
    record_event(
        council=file.edition.council,
        by=by,
        action="read_board_edition",
        subject=str(file.edition),
        detail=detail | ({"token": token} if token else {}),
        at=at,
    )
