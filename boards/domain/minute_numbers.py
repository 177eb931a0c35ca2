"""Numbers of minutes and of resolutions, in the styles that boards use."""

from __future__ import annotations


def minute_number(count: int, year: int | None) -> str:
    """The `count`-th minute: "4", or "12/21" where they run on through the municipal year 2021-22.

    >>> minute_number(12, 2021), minute_number(4, None)
    ('12/21', '4')
    """
    return str(count) if year is None else f"{count}/{year % 100:02d}"


def resolution_mark(order: int, lettered: bool) -> str:
    """ "(3)" or "(c)" for the third resolution under a minute; "(aa)" for the 27th.

    >>> resolution_mark(3, lettered=True), resolution_mark(27, lettered=True)
    ('(c)', '(aa)')
    """
    if not lettered:
        return f"({order})"
    text, left = "", order
    while left > 0:
        left, digit = divmod(left - 1, 26)
        text = chr(ord("a") + digit) + text
    return f"({text})"
