"""Names of files that go out, for any system that may take them."""

from __future__ import annotations

import re


def in_file_names(prefix: str) -> str:
    """A board's prefix of references as names of files bear it: a stroke would be a folder.

    >>> in_file_names("CPB/21"), in_file_names("../")
    ('CPB-21', '')
    """
    return re.sub(r"[^0-9A-Za-z]+", "-", prefix).strip("-")
