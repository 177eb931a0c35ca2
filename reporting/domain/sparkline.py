"""The small chart of eight quarters in a table row, as coordinates in a box of 132 by 36."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 132
HEIGHT = 36
SLOTS = 8
# The least range of values that the height stands for: a rise of one point is no cliff.
LEAST_SPAN = Decimal(10)

_LEFT, _STEP = Decimal(7), Decimal(17)
_TOP, _BOTTOM = Decimal(5), Decimal(27)


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    radius: str
    open: bool = False


@dataclass(frozen=True)
class Band:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Sketch:
    """What to draw: `ticks`, `line` and `target` are SVG path strings ("" where there is none)."""

    ticks: str
    line: str
    dots: tuple[Dot, ...]
    target: str
    bands: tuple[Band, ...]


# Lowest and highest value that meet a target: one alone is a line, two different ones a range.
Ends = tuple[Decimal | None, Decimal | None]
NO_TARGET: Ends = (None, None)


def sketch(
    slots: Sequence[Decimal | None],
    targets: Sequence[Ends] = (),
    provisional: Collection[int] = (),
) -> Sketch | None:
    """The drawing of eight quarters, oldest first; None for a quarter without a figure.

    `targets` has the target of each quarter, so that old figures stand beside their old one.
    `provisional` are the slots whose figure is not final: open dots, joined with nothing.
    None without any figure, and for a single figure without a target: nothing to compare.
    Raises ValueError unless there are eight slots. Quarters that do not touch are not joined.
    """
    if len(slots) != SLOTS or len(targets) not in (0, SLOTS):
        raise ValueError(f"A sparkline has {SLOTS} slots, not {len(slots)} and {len(targets)}")
    held = [(place, value) for place, value in enumerate(slots) if value is not None]
    ends = [end for pair in targets for end in pair if end is not None]
    if not held or (len(held) == 1 and not ends):
        return None
    low, high = _scale([value for _, value in held] + ends)
    points = [(_LEFT + place * _STEP, _height(value, low, high)) for place, value in held]
    return Sketch(
        ticks=_ticks(),
        line=_line([p for (at, _), p in zip(held, points, strict=True) if at not in provisional]),
        dots=_dots(points, [at in provisional for at, _ in held]),
        target="".join(_target(one, low, high) for one in _stretches(targets)),
        bands=tuple(band for one in _stretches(targets) if (band := _band(one, low, high))),
    )


def _scale(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min(values), max(values)
    if high - low < LEAST_SPAN:
        middle = (low + high) / 2
        low, high = middle - LEAST_SPAN / 2, middle + LEAST_SPAN / 2
    return low, high


def _height(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    return _BOTTOM - (value - low) / (high - low) * (_BOTTOM - _TOP)


def _number(value: Decimal) -> str:
    return f"{round(value, 1).normalize():f}"


def _ticks() -> str:
    places = (_LEFT + place * _STEP for place in range(SLOTS))
    return "".join(f"M{_number(x)} 32v3" for x in places)


def _line(points: list[tuple[Decimal, Decimal]]) -> str:
    parts = []
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if x2 - x1 == _STEP:
            parts.append(f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}")
    return "".join(parts)


def _dots(points: list[tuple[Decimal, Decimal]], hollow: list[bool]) -> tuple[Dot, ...]:
    last = len(points) - 1
    return tuple(
        Dot(_number(x), _number(y), "4.5" if place == last else "3", hollow[place])
        for place, (x, y) in enumerate(points)
    )


@dataclass(frozen=True)
class _Stretch:
    """Neighbouring quarters with the same target, from edge to edge."""

    left: Decimal
    right: Decimal
    ends: tuple[Decimal, ...]


def _stretches(targets: Sequence[Ends]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for pair, together in itertools.groupby(enumerate(targets), key=lambda one: one[1]):
        places = [place for place, _ in together]
        left = Decimal(0) if places[0] == 0 else _LEFT + places[0] * _STEP - _STEP / 2
        last = places[-1] == SLOTS - 1
        right = Decimal(WIDTH) if last else _LEFT + places[-1] * _STEP + _STEP / 2
        ends = tuple(sorted({end for end in pair if end is not None}))
        found += [_Stretch(left, right, ends)] if ends else []
    return found


def _target(stretch: _Stretch, low: Decimal, high: Decimal) -> str:
    if len(stretch.ends) != 1:
        return ""
    y = _height(stretch.ends[0], low, high)
    return f"M{_number(stretch.left)} {_number(y)}H{_number(stretch.right)}"


def _band(stretch: _Stretch, low: Decimal, high: Decimal) -> Band | None:
    if len(stretch.ends) != 2:
        return None
    bottom, top = (_height(end, low, high) for end in stretch.ends)
    width = stretch.right - stretch.left
    return Band(_number(stretch.left), _number(top), _number(width), _number(bottom - top))
