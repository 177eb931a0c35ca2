"""Charts of rows: bars from zero, own shares, distances from target, authorities as dots."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from reporting.domain.axis import Axis, axis_of
from reporting.domain.chart_table import HIDDEN, distance_words, number
from reporting.domain.charts import ChartKind, ChartSpec, Role, Row, Status, ordered_rows

from .canvas import BAND, INK, RULE, SECOND_INK, WHITE, Canvas, folded, width_of

GREY = "#63666c"
STATUS_COLOURS = {
    Status.ON: "#00677f",
    Status.CLOSE: "#8f5600",
    Status.OFF: "#a8123e",
    Status.NONE: "#6a6870",
}
STEPS = {ChartKind.BARS: 30.0, ChartKind.DISTANCE: 34.0, ChartKind.DOTS: 25.0}
SHARE_STEP, SHARE_TARGET = 56.0, 22.0
WIDEST_LABEL = 0.45  # of the picture; longer names take two lines


def _step(spec: ChartSpec) -> float:
    return spec.pitch or STEPS[spec.kind]


def height_of(spec: ChartSpec) -> float | None:
    """The height that the rows ask for; None for a chart that has no rows."""
    count = max(len(spec.rows), 1)
    if spec.kind is ChartKind.SHARE_BARS:
        marked = sum(row.target is not None for row in spec.rows)
        return count * SHARE_STEP + marked * SHARE_TARGET + 2
    around = {ChartKind.BARS: 6.0, ChartKind.DISTANCE: 68.0, ChartKind.DOTS: 44.0}
    if spec.kind in around:
        return count * _step(spec) + around[spec.kind]
    return None


def shown(row: Row, unit: str) -> str:
    """What is printed beside a row: its text, else its value, else "–"."""
    return row.text or number(row.value, unit)


def draw_bars(canvas: Canvas, spec: ChartSpec) -> None:
    wide = max((width_of(row.label, bold=True) for row in spec.rows), default=0)
    left = min(wide, canvas.width * WIDEST_LABEL) + 12
    room = max((width_of(shown(row, spec.unit), bold=True) for row in spec.rows), default=0) + 12
    longest = max((row.value for row in spec.rows if row.value is not None), default=Decimal(0))
    for n, row in enumerate(spec.rows):
        y = 4 + n * _step(spec)
        own = row.role is Role.OWN
        lines = folded(row.label, left - 12, bold=own)
        for k, line in enumerate(lines):
            down = y + 22 - 7 * len(lines) + 15 * k
            canvas.text(left - 10, down, line, align="right", bold=own)
        share = float(row.value / longest) if row.value and longest > 0 else 0.0
        length = max(share, 0.0) * (canvas.width - left - room)
        colour = spec.colour if row.role is Role.OWN else GREY
        if length:
            canvas.box(left, y, max(length, 2.0), 19, colour)
        canvas.text(left + length + 8, y + 15, shown(row, spec.unit), bold=True)
    bottom = canvas.height - 2
    canvas.line([(left, 0), (left, bottom)], INK, 1.2)


def draw_shares(canvas: Canvas, spec: ChartSpec) -> None:
    """Own share of 100 on a pale bar; a target over the bar gets a white edge."""
    y = 0.0
    for row in spec.rows:
        canvas.text(0, y + 16, row.label)
        canvas.box(0, y + 24, canvas.width, 18, BAND)
        length = float(row.value or 0) / 100 * canvas.width
        if length:
            canvas.box(0, y + 24, min(length, canvas.width), 18, spec.colour)
        _share_words(canvas, row, spec, y + 38, length)
        y += SHARE_STEP
        if row.target is not None:
            _share_target(canvas, row, spec, y)
            y += SHARE_TARGET


def _share_words(canvas: Canvas, row: Row, spec: ChartSpec, y: float, length: float) -> None:
    words = shown(row, spec.unit)
    near = [length] + ([_target_x(canvas, row)] if row.target is not None else [])
    beside = length + 8
    end = beside + width_of(words, bold=True)
    if any(length < x < end + 4 for x in near):  # the mark would cross the words
        beside = max(near) + 8
    if beside + width_of(words, bold=True) <= canvas.width:
        canvas.text(beside, y, words, bold=True)
    else:
        canvas.text(length - 8, y, words, WHITE, align="right", bold=True)


def _target_x(canvas: Canvas, row: Row) -> float:
    return float(row.target or 0) / 100 * canvas.width


def _share_target(canvas: Canvas, row: Row, spec: ChartSpec, below: float) -> None:
    x = _target_x(canvas, row)
    canvas.box(x - 3, below - 36, 6, 26, WHITE)
    canvas.box(x - 1.25, below - 36, 2.5, 26, INK)
    words = row.target_text or f"target {number(row.target, spec.unit)}"
    half = width_of(words) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(middle, below + 8, words, SECOND_INK, align="center")


def draw_distance(canvas: Canvas, spec: ChartSpec) -> None:
    """Every target on one scale of distance, worst last."""
    rows, every = ordered_rows(spec), (*spec.rows, *spec.beside)
    left = max((width_of(row.label) for row in every), default=0) + 34
    now = max([width_of("Now"), *(width_of(row.text, bold=True) for row in every)])
    goal = max([width_of("Target"), *(width_of(row.target_text) for row in every)])
    right = canvas.width - now - goal - 56
    axis, bottom = axis_of(spec), canvas.height - 30

    def x(value: Decimal) -> float:
        return left + float((value - axis.low) / (axis.high - axis.low)) * (right - left)

    _distance_scale(canvas, axis, x(Decimal(0)), [(tick, x(tick)) for tick in axis.ticks], bottom)
    canvas.text(canvas.width - goal - 26, 16, "Now", SECOND_INK, align="right")
    canvas.text(canvas.width, 16, "Target", SECOND_INK, align="right")
    for n, row in enumerate(rows):
        y = 34 + 18 + n * _step(spec)
        canvas.text(0, y + 5, row.label)
        canvas.text(canvas.width - goal - 26, y + 5, row.text or HIDDEN, align="right", bold=True)
        canvas.text(canvas.width, y + 5, row.target_text, SECOND_INK, align="right")
        if row.value is not None:
            colour = STATUS_COLOURS[row.status]
            canvas.line([(x(Decimal(0)), y), (x(row.value), y)], colour, 2.4)
            status_shape(canvas, row.status, x(row.value), y)


def _distance_scale(
    canvas: Canvas, axis: Axis, zero: float, ticks: list[tuple[Decimal, float]], bottom: float
) -> None:
    free = 0.0
    for tick, x in ticks:
        if tick == 0:
            continue
        canvas.line([(x, 28), (x, bottom - 4)], RULE, 0.8)
        words = distance_words(tick)
        if x - width_of(words) / 2 > free:
            canvas.text(x, bottom + 16, words, SECOND_INK, align="center")
            free = x + width_of(words) / 2 + 6
    canvas.line([(zero, 24), (zero, bottom)], INK, 1.8)
    canvas.text(zero, 16, "Target", align="center", bold=True)


def status_shape(canvas: Canvas, status: Status, x: float, y: float) -> None:
    """Filled circle with tick, hollow triangle, filled square with cross, dash."""
    colour = STATUS_COLOURS[status]
    if status is Status.ON:
        canvas.circle((x, y), 9.5, colour)
        canvas.line([(x - 4, y + 0.3), (x - 1.2, y + 3.2), (x + 4.2, y - 3)], WHITE, 2)
    elif status is Status.CLOSE:
        canvas.shape([(x, y - 8.5), (x + 9, y + 7), (x - 9, y + 7)], WHITE, colour, 2)
    elif status is Status.OFF:
        canvas.box(x - 9, y - 9, 18, 18, colour)
        canvas.line([(x - 3.6, y - 3.6), (x + 3.6, y + 3.6)], WHITE, 2)
        canvas.line([(x - 3.6, y + 3.6), (x + 3.6, y - 3.6)], WHITE, 2)
    else:
        canvas.box(x - 7, y - 1.5, 14, 3, colour)


def draw_dots(canvas: Canvas, spec: ChartSpec) -> None:
    rows, axis = ordered_rows(spec), axis_of(spec, 4)
    left = max((width_of(r.label, bold=r.role is Role.OWN) for r in rows), default=0) + 14
    room = max((width_of(shown(r, spec.unit), bold=True) for r in rows), default=0) + 16
    right, bottom = canvas.width - room, canvas.height - 30

    def x(value: Decimal) -> float:
        return left + float((value - axis.low) / (axis.high - axis.low)) * (right - left)

    for tick in axis.ticks:
        canvas.line([(x(tick), 2), (x(tick), bottom)], RULE, 0.8)
        canvas.text(x(tick), bottom + 20, number(tick), SECOND_INK, align="center")
    ends = (
        [end for end in (spec.target.low, spec.target.high) if end is not None]
        if spec.target
        else []
    )
    for end in ends:
        canvas.line([(x(end), 0), (x(end), bottom)], INK, 1.5, (6, 4))
    for n, row in enumerate(rows):
        _dot(canvas, row, spec, 16 + n * _step(spec), left, x)
    canvas.line([(left, bottom), (right, bottom)], INK, 1.2)


def _dot(
    canvas: Canvas, row: Row, spec: ChartSpec, y: float, left: float, x: Callable[[Decimal], float]
) -> None:
    own = row.role is Role.OWN
    colour = spec.colour if own else GREY
    canvas.text(left - 10, y + 5, row.label, INK if own else SECOND_INK, align="right", bold=own)
    if row.value is None:
        canvas.text(left + 6, y + 5, shown(row, spec.unit), SECOND_INK)
        return
    at = x(row.value)
    canvas.circle((at, y), 6.5 if own else 4.5, WHITE if row.open else colour, colour, 1.8)
    canvas.text(at + 12, y + 5, shown(row, spec.unit), INK if own else SECOND_INK, bold=own)
