"""A council’s board is set up once, with sections and standing items of its own."""

from __future__ import annotations

import pytest

from accounts.models import AuditEvent, Council
from boards.services.board import open_board

pytestmark = pytest.mark.django_db


def test_it_opens_with_a_template_and_standing_items(nottingham: Council) -> None:
    board = open_board(council=nottingham, by=None)
    assert [section.reviewer for section in board.sections.exclude(reviewer="")] == [
        "Finance",
        "Legal",
        "Equality",
    ]
    assert board.standing_items.first() is not None
    assert board.name == nottingham.board_name


def test_it_opens_once(nottingham: Council) -> None:
    first = open_board(council=nottingham, by=None)
    first.sections.filter(key="property").delete()
    again = open_board(council=nottingham, by=None)
    assert again == first
    assert not again.sections.filter(key="property").exists()
    assert AuditEvent.objects.filter(action="board.opened").count() == 1
