"""The order of business: numbers, moves and what comes by itself. Rows are plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


class AgendaOrderError(ValueError):
    """A move that cannot be made; the message says why."""


@dataclass(frozen=True)
class Row:
    """One item as far as its place goes. `parent` is the item that it stands under."""

    item: int
    parent: int | None
    position: int
    number: str = ""
    removed: bool = False


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Items in the order of business, sub-items behind their item; removed ones left out."""
    held = [row for row in rows if not row.removed]
    there = {row.item for row in held}
    tops = [row for row in held if row.parent not in there]
    found: list[Row] = []
    for top in sorted(tops, key=_place):
        subs = [row for row in held if row.parent == top.item]
        found += [top, *sorted(subs, key=_place)]
    return found


def _place(row: Row) -> tuple[int, int]:
    return row.position, row.item


def numbers(rows: Iterable[Row]) -> dict[int, str]:
    """The number of each item: "4", and "4.1" for what stands under it.

    A number that was given stays, even where items before it are gone; new ones follow the highest.

    >>> numbers([Row(7, None, 1), Row(8, 7, 1), Row(9, None, 2)])
    {7: '1', 8: '1.1', 9: '2'}
    >>> numbers([Row(7, None, 1, "1"), Row(9, None, 2), Row(8, None, 3, "2")])
    {7: '1', 9: '3', 8: '2'}
    """
    # Numbers of items that were taken off stay taken.
    held = list(rows)
    given = {row.number for row in held if row.number}
    following = ordered(held)
    there = {row.item for row in following}
    tops = max((int(n) for n in given if n.isdecimal()), default=0)
    found: dict[int, str] = {}
    for row in following:
        if row.number:
            found[row.item] = row.number
        elif row.parent in there and row.parent is not None:
            found[row.item] = _next_below(found[row.parent], {*given, *found.values()})
        else:
            tops += 1
            found[row.item] = str(tops)
    return found


def _next_below(parent: str, taken: set[str]) -> str:
    last = 1
    while f"{parent}.{last}" in taken:
        last += 1
    return f"{parent}.{last}"


def moved(rows: Sequence[Row], item: int, by: int) -> list[Row]:
    """The rows with an item moved among its neighbours, `by` places down (up where negative).

    Whoever moves what is first up, or last down, changes nothing.
    """
    row = _row(rows, item)
    peers = [one for one in ordered(rows) if _parent(one, rows) == _parent(row, rows)]
    old = next(place for place, one in enumerate(peers) if one.item == item)
    new = max(0, min(len(peers) - 1, old + by))
    peers.insert(new, peers.pop(old))
    return _placed(rows, peers)


def put_before(rows: Sequence[Row], item: int, before: int | None) -> list[Row]:
    """The rows with an item put before another of the same kind; None: at the end."""
    row = _row(rows, item)
    peers = [one for one in ordered(rows) if _parent(one, rows) == _parent(row, rows)]
    peers = [one for one in peers if one.item != item]
    place = next((n for n, one in enumerate(peers) if one.item == before), len(peers))
    peers.insert(place, row)
    return _placed(rows, peers)


def put_under(rows: Sequence[Row], item: int) -> list[Row]:
    """The rows with an item put under the one before it. Raises AgendaOrderError."""
    tops = [one for one in ordered(rows) if _parent(one, rows) is None]
    place = next((n for n, one in enumerate(tops) if one.item == item), 0)
    if place == 0:
        raise AgendaOrderError("There is no item before it to stand under")
    if any(one.parent == item and not one.removed for one in rows):
        raise AgendaOrderError("It has items under it; move those first")
    return _changed(rows, {item: replace(_row(rows, item), parent=tops[place - 1].item)}, last=item)


def put_out(rows: Sequence[Row], item: int) -> list[Row]:
    """The rows with a sub-item made an item of its own, behind the one that it stood under."""
    row = _row(rows, item)
    if row.parent is None:
        raise AgendaOrderError("It stands under no other item")
    tops = [one for one in ordered(rows) if _parent(one, rows) is None]
    place = next((n for n, one in enumerate(tops) if one.item == row.parent), len(tops) - 1)
    tops.insert(place + 1, replace(row, parent=None))
    return _placed(_changed(rows, {item: replace(row, parent=None)}), tops)


def put_back(rows: Sequence[Row], item: int) -> list[Row]:
    """The rows with an item back where it stood. One whose item above is still off becomes an item
    of its own, at the end: under nothing it would stand on the agenda and in no minutes.
    """
    row = next(replace(one, removed=False) for one in rows if one.item == item)
    there = {one.item for one in rows if not one.removed}
    if row.parent is None or row.parent in there:
        return _changed(rows, {item: row})
    return _changed(rows, {item: replace(row, parent=None)}, last=item)


def _row(rows: Iterable[Row], item: int) -> Row:
    for row in rows:
        if row.item == item and not row.removed:
            return row
    raise AgendaOrderError("That item is no longer on the agenda")


def _parent(row: Row, rows: Iterable[Row]) -> int | None:
    """The item that a row stands under, if that is still on the agenda."""
    there = {one.item for one in rows if not one.removed}
    return row.parent if row.parent in there else None


def _placed(rows: Iterable[Row], peers: Sequence[Row]) -> list[Row]:
    places = {row.item: number for number, row in enumerate(peers, 1)}
    return [replace(row, position=places.get(row.item, row.position)) for row in rows]


def _changed(rows: Iterable[Row], new: Mapping[int, Row], last: int | None = None) -> list[Row]:
    found = [new.get(row.item, row) for row in rows]
    if last is None:
        return found
    row = next(one for one in found if one.item == last)
    below = [one.position for one in found if one.parent == row.parent and one.item != last]
    return _changed(found, {last: replace(row, position=max(below, default=0) + 1)})
