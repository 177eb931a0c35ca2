"""Times of day, read and printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.domain.clock import clock, read_time


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2pm", dt.time(14)),
        ("2:05pm", dt.time(14, 5)),
        ("2.05 p.m.", dt.time(14, 5)),
        ("14:05", dt.time(14, 5)),
        ("12am", dt.time(0)),
        ("12:30pm", dt.time(12, 30)),
    ],
)
def test_as_people_write_them(text: str, moment: dt.time) -> None:
    assert read_time(text) == moment


@pytest.mark.parametrize("text", ["", "3", "25:00", "13pm", "2:60", "half past two", "٣pm", "0am"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="not a time of day"):
        read_time(text)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_what_is_printed_can_be_read(moment: dt.time) -> None:
    assert read_time(clock(moment)) == moment
