"""What a chart is, before anybody draws it: a frozen specification, the same for both media.

A specification holds only what may be seen: disclosure control has been applied before it is
made, so a hidden figure is None here and its place is named in `hidden`.

`line` charts use `x`, `series`, `targets`, `usual`, `breaks`, `fan` and `marks`; `flows` charts use
`flows` and name their two columns in `x`; others use `rows`.
A `ranked` chart draws its rows from left to right in the order given, England's as a line across.
"""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, is_dataclass
from decimal import Decimal

PLUM = "#53284f"
# Changes whenever the drawing changes, so that no kept picture of an older drawing is shown.
DRAWING = "6"


class ChartKind(enum.StrEnum):
    LINE = "line"
    BARS = "bars"
    SHARE_BARS = "share_bars"
    DISTANCE = "distance"
    DOTS = "dots"
    # Too many authorities to name each: a dot for each in the order given, ours named.
    RANKED = "ranked"
    # Where the children of one day were on another: bands between two columns.
    FLOWS = "flows"


class Role(enum.StrEnum):
    """Whose figures: ours is dark and thick, all others grey and thin. What we only expect is no
    figure yet: dashed.
    """

    OWN = "own"
    NEIGHBOURS = "neighbours"
    ENGLAND = "england"
    OTHER = "other"
    FORECAST = "forecast"
    EARLIER = "earlier"


class Size(enum.StrEnum):
    """Share of the page's width; the heights are 400, 330 and 210."""

    FULL = "full"
    HALF = "half"
    THIRD = "third"


class Status(enum.StrEnum):
    """The shape of a row in a distance chart."""

    ON = "on"
    CLOSE = "close"
    OFF = "off"
    NONE = "none"


@dataclass(frozen=True)
class OpenPoint:
    """A figure of another basis: an open circle that is not joined. `at` counts in `x` from 0.

    `label` says what it is, in the table beside its value; `text` is what the drawing prints in
    its place, None for the label.
    """

    at: int
    y: Decimal
    label: str
    text: str | None = None

    @property
    def drawn(self) -> str:
        return self.label if self.text is None else self.text


@dataclass(frozen=True)
class Series:
    """One line. `y` has one value for each of `x`: None where there is none or it is hidden.

    `bridged`: fewer figures than places (one a year beside quarters). Each is marked, and the line
    joins them over the places between and over our breaks, which are not theirs.
    """

    name: str
    y: tuple[Decimal | None, ...]
    role: Role = Role.OTHER
    hidden: tuple[int, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    provisional: tuple[int, ...] = ()
    bridged: bool = False


@dataclass(frozen=True)
class Target:
    """A target from `first` to `last` of `x` (None: to the end). A range has `low` and `high`."""

    label: str
    low: Decimal | None = None
    high: Decimal | None = None
    first: int = 0
    last: int | None = None


@dataclass(frozen=True)
class UsualRange:
    """XmR limits over the points `first` to `last` of `x`."""

    lower: Decimal
    average: Decimal
    upper: Decimal
    first: int = 0
    last: int | None = None


@dataclass(frozen=True)
class Fan:
    """The range around what is expected, over `x`: None where there is none."""

    label: str
    low: tuple[Decimal | None, ...]
    high: tuple[Decimal | None, ...]

    @property
    def ends(self) -> list[tuple[int, Decimal, Decimal]]:
        """(place, low, high) where both are known."""
        pairs = enumerate(zip(self.low, self.high, strict=True))
        return [(at, a, b) for at, (a, b) in pairs if a is not None and b is not None]


@dataclass(frozen=True)
class Break:
    """A change of source or definition just before point `before`, with a word for each side."""

    before: int
    was: str = ""
    now: str = ""


@dataclass(frozen=True)
class Mark:
    """A point of our own series that is ringed and named; without a label it is only ringed."""

    at: int
    label: str = ""


@dataclass(frozen=True)
class Row:
    """One bar, dot or lollipop.

    `value`: length of the bar, place of the dot, or distance from target (negative: on the bad
    side). None where it is hidden or missing; `text` is what is printed beside it.
    """

    label: str
    value: Decimal | None
    text: str = ""
    role: Role = Role.OTHER
    status: Status = Status.NONE
    target: Decimal | None = None
    target_text: str = ""
    open: bool = False


@dataclass(frozen=True)
class Flow:
    """So many went from one group to another. `value` is None where it is hidden."""

    before: str
    after: str
    value: Decimal | None


@dataclass(frozen=True)
class ChartSpec:
    """One picture. `beside` are the rows of sister charts: all have the same scale and columns.
    `pitch` is the height of a row where the usual one would not fit. `parts`: the lines are kinds
    of one thing and all ours, so that each keeps its name where words are short.
    """

    kind: ChartKind
    title: str
    subtitle: str
    alt: str
    unit: str = "%"
    x: tuple[str, ...] = ()
    x_groups: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    targets: tuple[Target, ...] = ()
    usual: tuple[UsualRange, ...] = ()
    breaks: tuple[Break, ...] = ()
    fan: Fan | None = None
    parts: bool = False
    marks: tuple[Mark, ...] = ()
    rows: tuple[Row, ...] = ()
    beside: tuple[Row, ...] = ()
    flows: tuple[Flow, ...] = ()
    pitch: float = 0
    target: Target | None = None
    label_head: str = "Measure"
    value_head: str = "Value"
    size: Size = Size.HALF
    colour: str = PLUM

    def __post_init__(self) -> None:
        if not self.title or not self.alt:
            raise ValueError("A chart needs a title and words for those who cannot see it")
        if self.kind is ChartKind.LINE:
            _check_line(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would be drawn but the frame."""
        values = [y for line in self.series for y in line.y]
        values += [point.y for line in self.series for point in line.open_points]
        values += [row.value for row in self.rows] + [flow.value for flow in self.flows]
        return all(value is None for value in values)


def _check_line(spec: ChartSpec) -> None:
    for line in spec.series:
        if len(line.y) != len(spec.x):
            raise ValueError(f"{line.name} has {len(line.y)} values for {len(spec.x)} places")
        if any(line.y[at] is not None for at in line.hidden):
            raise ValueError(f"{line.name} holds a value that it says is hidden")
    if spec.x_groups and len(spec.x_groups) != len(spec.x):
        raise ValueError("Each place of a line chart needs its group")


def spec_hash(spec: ChartSpec) -> str:
    """The same for the same picture: SHA-256 over the specification and the drawing's version."""
    text = json.dumps([DRAWING, spec], default=_plain, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(part: object) -> object:
    """A part of a specification as its fields, a number as text; no copy, as `asdict` makes."""
    return vars(part) if is_dataclass(part) else str(part)


def place_names(spec: ChartSpec) -> list[str]:
    """The places of a line chart in full: "Q4 2020-21"."""
    groups: Sequence[str] = spec.x_groups or [""] * len(spec.x)
    return [f"{name} {group}".strip() for name, group in zip(spec.x, groups, strict=True)]


def ordered_rows(spec: ChartSpec) -> tuple[Row, ...]:
    """The rows as they are drawn: distances and dots from best or highest down, worst last.

    Rows without a value come after all others; equal ones keep their order.
    """
    if spec.kind not in (ChartKind.DISTANCE, ChartKind.DOTS):
        return spec.rows
    known = sorted((row for row in spec.rows if row.value is not None), key=_falling)
    return (*known, *(row for row in spec.rows if row.value is None))


def _falling(row: Row) -> Decimal:
    return -(row.value or Decimal(0))
