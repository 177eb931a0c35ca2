"""What was made last for a council, kept in the process while it would be made of the same."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")


class Last(Generic[Of, Made]):
    """For each of a few councils at most one: what it was made of, and what was made. What it is
    made of is read and compared each time, so nothing is kept longer than it is true.
    """

    def __init__(self, councils: int) -> None:
        self._councils = councils
        self._held: dict[int, tuple[Of, Made]] = {}
        self._lock = Lock()

    def made(self, council: int, of: Of, make: Callable[[Of], Made]) -> Made:
        """As it was made last where that was of the same; else made anew."""
        held = self._held.get(council)
        if held is None or held[0] != of:
            held = of, make(of)
        with self._lock:
            self._held.pop(council, None)
            self._held[council] = held
            if len(self._held) > self._councils:
                del self._held[next(iter(self._held))]
        return held[1]

    def made_of(self, council: int) -> Of:
        """What the one that is kept was made of. Raises KeyError."""
        return self._held[council][0]

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
