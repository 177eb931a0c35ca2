"""Lines over time: own dark and thick, all others grey and thin, names at the ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from reporting.domain.axis import Axis, axis_of
from reporting.domain.chart_table import HIDDEN, number
from reporting.domain.charts import ChartSpec, Role, Series, Target, UsualRange

from .canvas import BAND, INK, RULE, SECOND_INK, WHITE, Canvas, Dashes, Point, spread, width_of
from .fans import draw_fan, fan_ends

NEIGHBOURS, ENGLAND = "#63666c", "#85898f"
# Colour, width and dashes of each role; the own colour is the council's.
STROKES: dict[Role, tuple[str, float, Dashes]] = {
    Role.NEIGHBOURS: (NEIGHBOURS, 2, ()),
    Role.ENGLAND: (ENGLAND, 2, (2, 3)),
    Role.OTHER: (NEIGHBOURS, 1.6, ()),
    Role.FORECAST: (NEIGHBOURS, 2, (6, 4)),
    Role.EARLIER: (ENGLAND, 1.6, (1.5, 3)),
}
TARGET_DASHES: Dashes = (6, 4)
APART = 18.0
# Between figures that lie a year apart the line is thinner than the figures are.
BRIDGE = 1.2


@dataclass(frozen=True)
class EndLabel:
    y: float
    words: str
    colour: str = SECOND_INK
    bold: bool = False

    @property
    def width(self) -> float:
        return width_of(self.words, bold=self.bold)


@dataclass(frozen=True)
class Frame:
    """Where the plot lies on the canvas, and how places and values become points."""

    left: float
    right: float
    top: float
    bottom: float
    axis: Axis
    places: int

    def x(self, at: float) -> float:
        inset = min(14.0, (self.right - self.left) / (2 * max(self.places, 1)))
        first, last = self.left + inset, self.right - inset
        return (
            (first + last) / 2
            if self.places < 2
            else first + (last - first) * at / (self.places - 1)
        )

    def y(self, value: Decimal) -> float:
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.bottom - float(share) * (self.bottom - self.top)

    def point(self, at: int, value: Decimal) -> Point:
        return self.x(at), self.y(value)


def draw_line(canvas: Canvas, spec: ChartSpec) -> None:
    frame = _frame(canvas, spec)
    _usual_ranges(canvas, spec, frame)
    draw_fan(canvas, spec.fan, frame.point)
    _grid(canvas, frame)
    _places(canvas, spec, frame)
    _breaks(canvas, spec, frame)
    for target in spec.targets:
        _target(canvas, target, spec, frame)
    for line in sorted(spec.series, key=lambda line: line.role is Role.OWN):
        _series(canvas, line, spec, frame)
    _marks(canvas, spec, frame)
    _end_labels(canvas, end_labels(spec, frame), frame)


def _frame(canvas: Canvas, spec: ChartSpec) -> Frame:
    axis = axis_of(spec)
    left = max((width_of(number(tick)) for tick in axis.ticks), default=20) + 12
    nowhere = Frame(0, 1, 0, 1, axis, len(spec.x))
    ends = [label.width for label in end_labels(spec, nowhere)]
    right = canvas.width - max(ends, default=0) - (12 if ends else 4)
    top = 28.0 if any(mark.label for mark in spec.marks) else 10.0
    bottom = canvas.height - (48 if any(spec.x_groups) else 28)
    return Frame(left, max(right, left + 60), top, bottom, axis, len(spec.x))


def _grid(canvas: Canvas, frame: Frame) -> None:
    for tick in frame.axis.ticks:
        y = frame.y(tick)
        if tick != frame.axis.low:
            canvas.line([(frame.left, y), (frame.right, y)], RULE, 0.8)
        canvas.text(frame.left - 7, y + 5, number(tick), SECOND_INK, align="right")
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], INK, 1.2)


def _places(canvas: Canvas, spec: ChartSpec, frame: Frame) -> None:
    """Names below the baseline. Where quarters stand too close to be named, their years stand
    alone, with a stroke where each begins; without years every second or third place is named.
    """
    if not spec.x:
        return
    slot = frame.x(1) - frame.x(0) if len(spec.x) > 1 else frame.right - frame.left
    every = int(max(width_of(name) for name in spec.x) + 8) // max(int(slot), 1) + 1
    years_alone = every > 1 and bool(spec.x_groups)
    for at, name in enumerate(spec.x):
        if not years_alone and (len(spec.x) - 1 - at) % every == 0:
            canvas.text(frame.x(at), frame.bottom + 19, name, SECOND_INK, align="center")
    below = frame.bottom + (21 if years_alone else 39)
    groups = list(_groups(spec))
    fewer = _every_year(groups, slot) if years_alone else 1
    for n, (at, count, group) in enumerate(groups):
        if years_alone and at:
            x = frame.x(at - 0.5)
            canvas.line([(x, frame.bottom), (x, frame.bottom + 6)], INK, 1.2)
        if (len(groups) - 1 - n) % fewer:
            continue
        room = slot * count * fewer - 2
        words = next((w for w in (group, group[2:]) if width_of(w) < room), "")
        middle = (frame.x(at) + frame.x(at + count - 1)) / 2
        canvas.text(middle, below, words, SECOND_INK, align="center")


def _every_year(groups: list[tuple[int, int, str]], slot: float) -> int:
    """Every which year is named: each, or where even "20-21" is wider than a year, fewer."""
    widest = max((width_of(group[2:]) for _, _, group in groups), default=0.0) + 4
    most = max((count for _, count, _ in groups), default=1)
    return int(widest // max(slot * most, 1.0)) + 1


def _groups(spec: ChartSpec) -> Iterator[tuple[int, int, str]]:
    """(first place, number of places, name) of each year below the baseline."""
    at = 0
    for group, members in groupby(spec.x_groups):
        count = len(list(members))
        yield at, count, group
        at += count


def _usual_ranges(canvas: Canvas, spec: ChartSpec, frame: Frame) -> None:
    for usual in spec.usual:
        left, right = _stretch(usual.first, usual.last, frame)
        top, bottom = frame.y(usual.upper), frame.y(usual.lower)
        canvas.box(left, top, right - left, bottom - top, BAND)
        middle = frame.y(usual.average)
        canvas.line([(left, middle), (right, middle)], SECOND_INK, 1.2)


def _stretch(first: int, last: int | None, frame: Frame) -> tuple[float, float]:
    """From half a slot before a place to half a slot after another, within the plot."""
    last = frame.places - 1 if last is None else last
    left = frame.left if first <= 0 else frame.x(first - 0.5)
    right = frame.right if last >= frame.places - 1 else frame.x(last + 0.5)
    return left, right


def _breaks(canvas: Canvas, spec: ChartSpec, frame: Frame) -> None:
    for gap in spec.breaks:
        x = frame.x(gap.before - 0.5)
        canvas.line([(x, frame.top), (x, frame.bottom)], ENGLAND, 1.2, (2, 3))
        canvas.text(x - 6, frame.bottom - 8, gap.was, SECOND_INK, align="right")
        if x + 6 + width_of(gap.now) <= frame.right:  # else the table alone says it
            canvas.text(x + 6, frame.bottom - 8, gap.now, SECOND_INK)


def _target(canvas: Canvas, target: Target, spec: ChartSpec, frame: Frame) -> None:
    left, right = _stretch(target.first, target.last, frame)
    ends = [end for end in (target.low, target.high) if end is not None]
    for end in ends:
        canvas.line([(left, frame.y(end)), (right, frame.y(end))], INK, 1.5, TARGET_DASHES)
    if ends and not _reaches_end(target, frame):
        y = frame.y(min(ends)) + 15 if label_below(target, spec) else frame.y(max(ends)) - 6
        canvas.text(left + 4, y, target.label, INK)


def label_below(target: Target, spec: ChartSpec) -> bool:
    """Whether an old target is named under its line, because our own begins above it there."""
    own = next((line for line in spec.series if line.role is Role.OWN), None)
    ends = [end for end in (target.low, target.high) if end is not None]
    beside = [y for y in own.y[target.first : target.first + 4] if y is not None] if own else []
    if not beside or not ends:
        return False
    return sum(beside) / len(beside) >= max(ends)


def _reaches_end(target: Target, frame: Frame) -> bool:
    return target.last is None or target.last >= frame.places - 1


def stretches(line: Series, spec: ChartSpec) -> Iterator[list[tuple[int, Decimal]]]:
    """The joined pieces of a line: it stops at missing and hidden points and at breaks. A
    provisional point stands alone: it is compared with nothing.
    """
    if line.bridged:
        yield [(at, value) for at, value in enumerate(line.y) if value is not None]
        return
    starts = {gap.before for gap in spec.breaks}
    starts |= {at + step for at in line.provisional for step in (0, 1)}
    piece: list[tuple[int, Decimal]] = []
    for at, value in enumerate(line.y):
        if piece and (value is None or at in starts):
            yield piece
            piece = []
        if value is not None:
            piece.append((at, value))
    if piece:
        yield piece


def _series(canvas: Canvas, line: Series, spec: ChartSpec, frame: Frame) -> None:
    own = line.role is Role.OWN
    colour, width, dashes = (spec.colour, 3.0, ()) if own else STROKES[line.role]
    for piece in stretches(line, spec):
        points = [frame.point(at, value) for at, value in piece]
        canvas.line(points, colour, BRIDGE if line.bridged else width, dashes)
        if piece[0][0] in line.provisional:
            canvas.circle(points[0], 4.5, WHITE, colour, 1.8)
        elif own or line.bridged or len(points) == 1:
            for point in points:
                canvas.circle(point, 4.5 if own else 3.0, colour)
    for at in line.hidden:
        canvas.text(frame.x(at), frame.bottom - 7, HIDDEN, SECOND_INK, align="center")
    for open_point in line.open_points:
        x, y = frame.point(open_point.at, open_point.y)
        canvas.circle((x, y), 4.5, WHITE, colour, 1.8)
        if open_point.at == frame.places - 1:  # the words of the line stand right of it
            canvas.text(x - 10, y + 5, open_point.drawn, SECOND_INK, align="right")
        else:
            canvas.text(x, y + 20, open_point.drawn, SECOND_INK, align="center")
    if own:
        _first_value(canvas, line, spec, frame)


def _first_value(canvas: Canvas, line: Series, spec: ChartSpec, frame: Frame) -> None:
    """A short series says where it began."""
    known = [(at, value) for at, value in enumerate(line.y) if value is not None]
    if 2 <= len(known) <= 4:
        x, y = frame.point(*known[0])
        words = number(known[0][1])
        if x - 10 - width_of(words, bold=True) > frame.left:
            canvas.text(x - 10, y + 5, words, spec.colour, align="right", bold=True)
        else:
            canvas.text(x + 2, y - 11, words, spec.colour, align="center", bold=True)


def _marks(canvas: Canvas, spec: ChartSpec, frame: Frame) -> None:
    own = next((line for line in spec.series if line.role is Role.OWN), None)
    for mark in spec.marks:
        value = own.y[mark.at] if own else None
        if value is None:
            continue
        x, y = frame.point(mark.at, value)
        canvas.circle((x, y), 8.5 if mark.label else 6.5, "none", INK, 1.2)
        half = width_of(mark.label, bold=True) / 2
        middle = min(max(x, frame.left + half), frame.right - half)
        canvas.text(middle, max(y - 14, 14), mark.label, INK, align="center", bold=True)


def end_labels(spec: ChartSpec, frame: Frame) -> list[EndLabel]:
    """What stands at the right of the plot, at the heights where the lines end."""
    found = [label for line in spec.series for label in _series_label(line, spec, frame)]
    found += [EndLabel(frame.y(value), number(value)) for value in fan_ends(spec)]
    for target in spec.targets:
        ends = [end for end in (target.low, target.high) if end is not None]
        if ends and _reaches_end(target, frame):
            middle = sum(frame.y(end) for end in ends) / len(ends)
            found.append(EndLabel(middle, target.label, INK))
    if spec.usual and _is_of_the_end(spec.usual[-1], spec):
        average = spec.usual[-1].average
        found.append(EndLabel(frame.y(average), f"Average {number(average)}"))
    return found


def _is_of_the_end(usual: UsualRange, spec: ChartSpec) -> bool:
    """Whether the range is that of the newest side: no break follows it."""
    return usual.last is None or all(gap.before <= usual.last for gap in spec.breaks)


def _series_label(line: Series, spec: ChartSpec, frame: Frame) -> list[EndLabel]:
    known = [(at, value) for at, value in enumerate(line.y) if value is not None]
    if not known or line.role is Role.EARLIER:
        return []
    at, value = known[-1]
    own = line.role is Role.OWN
    words = f"{line.name} {number(value)}"
    found = [EndLabel(frame.y(value), words, spec.colour if own else SECOND_INK, own)]
    if at in line.provisional:
        found.append(EndLabel(frame.y(value) + 1, "provisional"))
    return found


def _end_labels(canvas: Canvas, labels: list[EndLabel], frame: Frame) -> None:
    wished = [label.y for label in labels]
    places = spread(wished, APART, frame.top, frame.bottom)
    for label, y in zip(labels, places, strict=True):
        canvas.text(frame.right + 8, y + 5, label.words, label.colour, bold=label.bold)
