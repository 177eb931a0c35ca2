"""How long the proofs of a page may take while a reader waits for it.

A web server gives a request up after a minute (`script/demo`, most proxies). All proofs of one
request together get less than that; work in the background and commands have the whole time that
the council's rules give them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

# Of the minute, the rest is for queries and for drawing the page.
PAGE_SECONDS = 40
Clock = Callable[[], float]

_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def reader_waits(seconds: float = PAGE_SECONDS, clock: Clock = time.monotonic) -> Iterator[None]:
    """Within it, proofs end after so many seconds altogether."""
    token = _until.set(clock() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left(wanted: float, clock: Clock = time.monotonic) -> float:
    """What is left of the wanted seconds while a reader waits; all of them where nobody does."""
    until = _until.get()
    return wanted if until is None else max(0.0, min(wanted, until - clock()))


class ReaderWaits:
    """Middleware: during a request somebody waits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reader_waits():
            return self.get_response(request)
