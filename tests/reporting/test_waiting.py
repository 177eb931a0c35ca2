"""Proofs of a page end before the server gives the request up."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from reporting.waiting import PAGE_SECONDS, ReaderWaits, reader_waits, seconds_left


def test_where_nobody_waits_a_proof_has_all_its_time() -> None:
    assert seconds_left(600.0) == 600.0


def test_proofs_of_one_request_share_what_a_page_may_take() -> None:
    now = [100.0]
    with reader_waits(40, clock=lambda: now[0]):
        assert seconds_left(600.0, clock=lambda: now[0]) == 40.0
        assert seconds_left(20.0, clock=lambda: now[0]) == 20.0
        now[0] = 130.0
        assert seconds_left(20.0, clock=lambda: now[0]) == 10.0
        now[0] = 150.0
        assert seconds_left(20.0, clock=lambda: now[0]) == 0.0
    assert seconds_left(600.0) == 600.0


def test_an_error_in_a_page_leaves_nobody_waiting() -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        assert seconds_left(600.0) <= PAGE_SECONDS
        raise LookupError

    with pytest.raises(LookupError):
        ReaderWaits(broken)(HttpRequest())
    assert seconds_left(600.0) == 600.0


def test_every_request_goes_through_it_and_ends_before_the_server_gives_it_up() -> None:
    assert "reporting.waiting.ReaderWaits" in settings.MIDDLEWARE
    script = (settings.BASE_DIR / "script" / "demo").read_text()
    found = re.search(r"gunicorn[^&]*--timeout (\d+)", script)
    assert found is not None
    assert int(found[1]) > PAGE_SECONDS
