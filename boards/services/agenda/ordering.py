"""Moving items, and undoing what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from accounts.models import User
from boards.domain.agenda import AgendaOrderError, Row, moved, numbers, ordered, put_before
from boards.domain.agenda import put_back as back_on
from boards.domain.agenda import put_out as out_of
from boards.domain.agenda import put_under as below
from boards.models import AgendaItem, Meeting

from .changing import AgendaError, Change, changing, held_rows

Arrange = Callable[[Change], list[Row]]


@dataclass(frozen=True)
class Done:
    """What became of a change, in words that can be read out. `others_first` says that somebody
    else changed the agenda since the page was opened: this change was made on the newest order.
    """

    words: str
    others_first: bool = False


def move_item(*, item: AgendaItem, by_places: int, by: User, revision: int | None = None) -> Done:
    """Moves an item among its neighbours, up where negative. `revision` is the one of the page on
    which it was asked. Raises AgendaError."""

    def new(change: Change) -> list[Row]:
        _refuse_frozen(change.meeting)
        return moved(change.rows, item.pk, by_places)

    return _arranged(item, by, revision, new)


def put_item_before(
    *, item: AgendaItem, before: int | None, by: User, revision: int | None = None
) -> Done:
    """Puts an item before another, or at the end: what dragging asks. Raises AgendaError."""

    def new(change: Change) -> list[Row]:
        _refuse_frozen(change.meeting)
        return put_before(change.rows, item.pk, before)

    return _arranged(item, by, revision, new)


def put_item_under(*, item: AgendaItem, by: User, revision: int | None = None) -> Done:
    """Makes an item a sub-item of the one before it. Raises AgendaError."""

    def new(change: Change) -> list[Row]:
        _refuse_frozen(change.meeting)
        return below(change.rows, item.pk)

    return _arranged(item, by, revision, new)


def put_item_out(*, item: AgendaItem, by: User, revision: int | None = None) -> Done:
    """Makes a sub-item an item of its own. Raises AgendaError."""

    def new(change: Change) -> list[Row]:
        _refuse_frozen(change.meeting)
        return out_of(change.rows, item.pk)

    return _arranged(item, by, revision, new)


def _arranged(item: AgendaItem, by: User, revision: int | None, new: Arrange) -> Done:
    with changing(item.meeting, by=by, action="agenda.reordered") as change:
        others = revision is not None and revision != change.meeting.agenda_revision
        try:
            rows = new(change)
        except AgendaOrderError as error:
            raise AgendaError(f"{item.title}: {error}.") from error
        change.place(rows)
        change.words = _place_words(item.title, item.pk, rows)
    return Done(change.words, others)


def _place_words(title: str, item: int, rows: list[Row]) -> str:
    given = numbers([replace(row, number="") for row in rows])
    tops = sum(1 for row in ordered(rows) if "." not in given[row.item])
    return f"{title} moved to item {given[item]} of {tops}."


def _refuse_frozen(meeting: Meeting) -> None:
    if meeting.is_frozen:
        raise AgendaError(
            "The agenda is frozen: items keep their numbers. Add late business as urgent or in a "
            "supplement."
        )


def remove_item(*, item: AgendaItem, by: User, revision: int | None = None) -> Done:
    """Takes an item off, with what stands under it. It can be put back. Raises AgendaError."""
    with changing(item.meeting, by=by, action="agenda.item_removed") as change:
        _refuse_frozen(change.meeting)
        others = revision is not None and revision != change.meeting.agenda_revision
        gone = {item.pk} | {row.item for row in change.rows if row.parent == item.pk}
        change.place([replace(row, removed=row.removed or row.item in gone) for row in change.rows])
        change.words = f"{item.title} taken off the agenda."
    return Done(change.words, others)


def put_back_item(*, item: AgendaItem, by: User) -> Done:
    """Puts an item that was taken off back where it stood; a sub-item whose item is still off, at
    the end. Raises AgendaError.
    """
    with changing(item.meeting, by=by, action="agenda.item_put_back") as change:
        _refuse_frozen(change.meeting)
        change.place(back_on(change.rows, item.pk))
        change.words = f"{item.title} put back on the agenda."
    return Done(change.words)


def undo_step(*, meeting: Meeting, by: User) -> Done:
    """Takes back the last step that was not taken back yet: order and removals return to what they
    were; an item that the step added is taken off. Raises AgendaError.
    """
    with changing(meeting, by=by, action="agenda.undone") as change:
        _refuse_frozen(change.meeting)
        steps = change.meeting.agenda_steps.filter(undone=False)
        step = steps.order_by("-pk").first()
        if step is None:
            raise AgendaError("There is nothing to undo.")
        was = {row.item: row for row in held_rows(step.before)}
        added = [row for row in change.rows if row.item not in was]
        change.place([*was.values(), *(replace(row, removed=True) for row in added)])
        step.undone = True
        step.save(update_fields=["undone"])
        change.words = f"Undone: {step.words}"
        change.undoes = True
    return Done(change.words)
