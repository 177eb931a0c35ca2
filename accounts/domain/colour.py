"""Whether a council's colour can be read: contrast as WCAG 2 defines it."""

from __future__ import annotations

import re

ENOUGH_FOR_TEXT = 4.5


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of a colour ("#53284f") with white, from 1 (white) to 21 (black).

    WCAG 2.2, "contrast ratio" and "relative luminance". Raises ValueError for anything but # and
    six hexadecimal digits.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"A colour is # and six digits or letters a to f, not {colour!r}")
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def draws_text(colour: str) -> bool:
    """Whether text, lines and buttons may stand in this colour on white."""
    return contrast_on_white(colour) >= ENOUGH_FOR_TEXT


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
