"""A council’s board: set up with a template of reports and standing items that it then makes its
own."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import Council, User
from accounts.services import record_event
from boards.models import Board, StandingItem, TemplateSection
from reference.fixtures import fixture_rows


class BoardError(Exception):
    """What cannot be done with a board, in words."""


@transaction.atomic
def open_board(*, council: Council, by: User | None) -> Board:
    """The council’s board; made with the usual sections and standing items where it has none."""
    found = Board.objects.filter(council=council).first()
    if found is not None:
        return found
    board = Board.objects.create(council=council)
    TemplateSection.objects.bulk_create(
        TemplateSection(board=board, **_section(row)) for row in fixture_rows("report_sections.csv")
    )
    StandingItem.objects.bulk_create(
        StandingItem(board=board, **_standing(row)) for row in fixture_rows("standing_items.csv")
    )
    record_event(council=council, by=by, action="board.opened", subject=council.board_name)
    return board


@transaction.atomic
def change_board(*, board: Board, by: User | None, **fields: Any) -> dict[str, Any]:
    """Changes the board's rules; what each was and is. `fields` are fields of the model.

    Raises BoardError where a share for the quorum could never be reached.
    """
    board = Board.objects.select_for_update(of=("self",)).select_related("council").get(pk=board.pk)
    changes = {
        name: {"was": was, "now": now}
        for name, now in fields.items()
        if (was := getattr(board, name)) != now
    }
    for name, change in changes.items():
        setattr(board, name, change["now"])
    _check(board)
    if changes:
        board.save(update_fields=list(changes))
        record_event(
            council=board.council,
            by=by,
            action="board.changed",
            subject=board.name,
            detail=changes,
        )
    return changes


def _check(board: Board) -> None:
    if not 1 <= board.civic_year_month <= 12:
        raise BoardError("The civic year begins in a month from 1 to 12.")
    if board.sign_off_working_days > board.report_working_days:
        raise BoardError(
            "Reports are due before they are signed off: give them at least as many working days "
            "before publication."
        )


def _section(row: dict[str, str]) -> dict[str, object]:
    return row | {"order": int(row["order"]), "required": row["required"] == "yes"}


def _standing(row: dict[str, str]) -> dict[str, object]:
    return row | {"order": int(row["order"]), "at_end": row["at_end"] == "yes"}
