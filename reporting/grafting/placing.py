"""Where a page of a part comes to stand on its placeholder: boxes, rotation, size, patterns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Matrix

from .parts import Area

# Two pages are of one size when they differ by less than this many points.
TOLERANCE = 1.5
A4 = (0.0, 0.0, 595.276, 841.89)
IDENTITY = Matrix()
SMALLEST_SIDE = 1.0


def inherited(page: Any, key: str) -> Any:
    """A value of a page, or of the nodes of the page tree above it."""
    for _ in range(50):
        if key in page:
            return page[key]
        page = page.get("/Parent")
        if page is None:
            return None
    return None


def box(held: Any) -> tuple[float, float, float, float] | None:
    """A box as left, bottom, right, top, whichever corners it names; None if it is no box."""
    try:
        a, b, c, d = (float(number) for number in held)
    except (TypeError, ValueError):
        return None
    if not all(map(math.isfinite, (a, b, c, d))):
        return None
    return min(a, c), min(b, d), max(a, c), max(b, d)


def seen(page: Any) -> tuple[float, float, float, float]:
    """What of a page is seen: the crop box within the media box; A4 where it names none."""
    media = box(inherited(page, "/MediaBox")) or A4
    crop = box(inherited(page, "/CropBox")) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < SMALLEST_SIDE or top - bottom < SMALLEST_SIDE:
        return media if media[2] - media[0] >= SMALLEST_SIDE <= media[3] - media[1] else A4
    return left, bottom, right, top


def turned(page: Any) -> int:
    """The rotation of a page, clockwise, as 0, 90, 180 or 270; anything odd counts as 0."""
    try:
        rotation = int(inherited(page, "/Rotate") or 0) % 360
    except (TypeError, ValueError):
        return 0
    return rotation if rotation % 90 == 0 else 0


def size(page: Any) -> tuple[float, float]:
    """Width and height of a page as it is seen, in points."""
    left, bottom, right, top = seen(page)
    unit = float(inherited(page, "/UserUnit") or 1)
    sides = ((right - left) * unit, (top - bottom) * unit)
    return sides if turned(page) in (0, 180) else (sides[1], sides[0])


def upright(page: Any) -> Matrix:
    """Puts the seen part of a page upright with its lower left corner at 0, 0."""
    left, bottom, right, top = seen(page)
    moved = Matrix(1, 0, 0, 1, -left, -bottom)
    width, height = right - left, top - bottom
    turns = {
        0: Matrix(),
        90: Matrix(0, -1, 1, 0, 0, width),
        180: Matrix(-1, 0, 0, -1, width, height),
        270: Matrix(0, 1, -1, 0, height, 0),
    }
    return moved @ turns[turned(page)]


def fitted(page: Any, area: Area) -> Matrix:
    """Fits a page upright into an area: as large as it goes, never enlarged, centred at the top."""
    left, bottom, right, top = seen(page)
    width, height = right - left, top - bottom
    if turned(page) in (90, 270):
        width, height = height, width
    unit = float(inherited(page, "/UserUnit") or 1)
    scale = min(area.width / width, area.height / height, unit)
    across = area.left + (area.width - width * scale) / 2
    up = area.top - height * scale
    return upright(page) @ Matrix(scale, 0, 0, scale, across, up)


def same_size(page: Any, other: Any) -> bool:
    return all(abs(a - b) < TOLERANCE for a, b in zip(size(page), size(other), strict=True))


def moved_box(held: Any, matrix: Matrix) -> list[float] | None:
    """The box around a moved box."""
    found = box(held)
    if found is None:
        return None
    left, bottom, right, top = found
    corners = [
        matrix.transform(p) for p in ((left, bottom), (left, top), (right, top), (right, bottom))
    ]
    across, up = [c[0] for c in corners], [c[1] for c in corners]
    return [round(n, 4) for n in (min(across), min(up), max(across), max(up))]


def moved_points(numbers: Sequence[Any], matrix: Matrix) -> list[float]:
    """A flat list of x and y, each point moved."""
    flat = [float(number) for number in numbers]
    points = zip(flat[::2], flat[1::2], strict=False)
    return [round(n, 4) for point in points for n in matrix.transform(point)]


def move_patterns(pdf: pikepdf.Pdf, resources: Any, matrix: Matrix) -> None:
    """Patterns stand still when a page's content moves, unless they are moved with it."""
    patterns = resources.get("/Pattern")
    if not isinstance(patterns, pikepdf.Dictionary):
        return
    moved = pikepdf.Dictionary()
    for name, pattern in patterns.items():
        if not isinstance(pattern, pikepdf.Dictionary | pikepdf.Stream):
            continue
        copied = _copied(pdf, pattern)
        copied.Matrix = (_matrix(pattern) @ matrix).as_array()
        moved[name] = copied
    resources.Pattern = moved


def _matrix(pattern: Any) -> Matrix:
    held = pattern.get("/Matrix")
    return Matrix(held) if isinstance(held, pikepdf.Array) and len(held) == 6 else Matrix()


def _copied(pdf: pikepdf.Pdf, held: Any) -> Any:
    if not isinstance(held, pikepdf.Stream):
        return pikepdf.Dictionary(dict(held.items()))
    made = pdf.make_stream(held.read_raw_bytes())
    for key, value in held.items():
        if key != "/Length":
            made[key] = value
    return made
