"""Keys of the numbers that a pack's sections print: published cells that are no figures."""

from __future__ import annotations

SECTION = "section"
LONGEST_KEY = 240


def section_key(council: str, area: str, *parts: str) -> str:
    """The key of a section's number. Raises ValueError for one that is too long to be kept.

    >>> section_key("nottingham", "E06000018", "cohort", "2021-03-31", "total")
    'nottingham/E06000018/section/cohort/2021-03-31/total'
    """
    key = "/".join((council, area, SECTION, *parts))
    if len(key) > LONGEST_KEY:
        raise ValueError(f"{key} is longer than {LONGEST_KEY} characters")
    return key


def is_of_section(key: str) -> bool:
    """Whether a published cell is a section's number, and no figure.

    >>> is_of_section("nottingham/E06000018/visits-on-time/all/2020-21-Q4/over_period")
    False
    """
    return key.split("/")[2:3] == [SECTION]
