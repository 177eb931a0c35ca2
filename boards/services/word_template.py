"""The council's own Word template: taken, replaced, taken away."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from boards.models import Board, PaperFile
from boards.packs.word_preview import preview_docx
from boards.packs.word_reading import WordRefused
from boards.packs.word_template import as_template, template_seen
from reporting.domain.file_names import quoted
from reporting.word import MEDIA_TYPE

from .board import BoardError
from .reports.files import keep_paper


def set_word_template(*, board: Board, data: bytes, name: str, by: User) -> PaperFile:
    """Takes a .docx, or one of Word's own templates, in which papers go out from now on. Raises
    BoardError: the message names the file, says what is wrong and what to do.
    """
    try:
        document = as_template(data, name)
        seen = template_seen(document, name)
    except WordRefused as refusal:
        raise BoardError(str(refusal)) from refusal
    _try(board, document, name)
    with transaction.atomic():
        file = keep_paper(
            council=board.council, data=document, name=name, pages=0, by=by, media_type=MEDIA_TYPE
        )
        _set(board, file)
        detail = {"file": file.name, "styles missing": list(seen.missing)}
        _record(board, by, "board.word_template_set", detail)
    return file


@transaction.atomic
def remove_word_template(*, board: Board, by: User) -> None:
    """Papers go out in our own style again; the file stays among those kept."""
    if board.word_template is None:
        return
    detail = {"file": board.word_template.name}
    _set(board, None)
    _record(board, by, "board.word_template_removed", detail)


def _try(board: Board, document: bytes, name: str) -> None:
    """What is taken today must not fail on the evening of a publication."""
    try:
        preview_docx(board, document)
    except Exception as error:  # python-docx raises whatever a crooked document provokes
        raise BoardError(
            f"{quoted(name)} cannot be written into. Open it in Word, save it as a new .docx file "
            "and send that."
        ) from error


def _set(board: Board, file: PaperFile | None) -> None:
    board.word_template = file
    board.save(update_fields=["word_template"])


def _record(board: Board, by: User, action: str, detail: Mapping[str, object]) -> None:
    record_event(council=board.council, by=by, action=action, subject=board.name, detail=detail)
