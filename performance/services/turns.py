"""New figures of a council are made by one person at a time."""

from __future__ import annotations

from accounts.models import Council


def take_turn(council: Council) -> None:
    """Waits until nobody else makes figures of the council, then keeps others waiting until this
    transaction ends. Call it before reading which versions there are: who comes second reads what
    the first has made, and cannot number a version that exists.

    The lock lets through whoever only refers to the council (PostgreSQL); SQLite has one writer.
    """
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
