"""Times of day as people write and print them."""

from __future__ import annotations

import datetime as dt
import re

WRITTEN = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$", re.ASCII)


def read_time(text: str) -> dt.time:
    """2pm, 2:05pm, 2.05 pm or 14:05. Raises ValueError for what is no time of day, and for a bare
    "3", which may be morning or afternoon.

    >>> read_time("2.05 pm"), read_time("14:05")
    (datetime.time(14, 5), datetime.time(14, 5))
    """
    found = WRITTEN.match(text.strip().lower())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    half = (found[3] or "")[:1] if found else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half or found is None or found[2] is None:
        hour = 24
    if hour > 23 or minute > 59:
        raise ValueError(f"“{text}” is not a time of day")
    return dt.time(hour, minute)


def clock(moment: dt.time) -> str:
    """As a board prints it.

    >>> clock(dt.time(14, 5)), clock(dt.time(0, 30))
    ('2:05pm', '12:30am')
    """
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment.hour % 12 or 12}:{moment.minute:02d}{half}"
