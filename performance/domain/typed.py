"""An entry as an officer typed it, and what is made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reference.domain.periods import Kind, Period

from .change import Point
from .cumulative import Outlook
from .reading import read_period
from .status import NOT_JUDGED, Judgement

COUNTS, VALUE, UNAVAILABLE = "counts", "value", "unavailable"
# How much of a text is kept, by box.
LONGEST = {
    "numerator": 200,
    "denominator": 200,
    "value": 200,
    "expected": 200,
    "unavailable_reason": 240,
    "final_due_on": 40,
    "source_note": 240,
    "override_reason": 240,
    "period": 80,
    "comment": 20_000,
}


@dataclass(frozen=True)
class Typed:
    """An entry as typed. `confirmed` is what the officer said is right (`Checked.to_confirm`);
    `comment_on` says that another measure's comment covers this one.
    """

    mode: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    expected: str = ""
    unavailable_reason: str = ""
    provisional: bool = False
    final_due_on: str = ""
    period: str = ""
    confirmed: str = ""
    comment: str = ""
    comment_on: bool = False
    override_reason: str = ""

    @property
    def kind(self) -> str:
        """The mode; where none was chosen, what the boxes say."""
        if self.mode in (COUNTS, VALUE, UNAVAILABLE):
            return self.mode
        if self.numerator.strip() or self.denominator.strip():
            return COUNTS
        return VALUE if self.value.strip() else ""


@dataclass(frozen=True)
class Labels:
    """The measure's name, and its counts in words."""

    name: str = ""
    numerator: str = ""
    denominator: str = ""


@dataclass(frozen=True)
class Problem:
    """`field` is a name of `Typed`."""

    field: str
    message: str


@dataclass(frozen=True)
class Checked:
    """With errors there is no value. `surprises` wait for an answer; `settled` ones were confirmed.

    `exact` is the figure unrounded, `value` what is held of it (six decimals). `to_confirm` is the
    text that `Typed.confirmed` must hold to settle a surprise. `complete` says that nothing is
    missing from the figure itself; the comment is apart. `expected` is the officer's forecast of
    the rest of the year, `outlook` what it makes of a count through the year.
    """

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    exact: Fraction | None = None
    decimals_held: int = 1
    period: Period | None = None
    final_due_on: dt.date | None = None
    errors: tuple[Problem, ...] = ()
    surprises: tuple[Problem, ...] = ()
    settled: tuple[Problem, ...] = ()
    to_confirm: str = ""
    comment_required: bool = False
    why_comment: str = ""
    judgement: Judgement = NOT_JUDGED
    complete: bool = False
    expected: Decimal | None = None
    outlook: Outlook | None = None


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same but for their spaces and lines; nothing says nothing."""
    words = one.split()
    return bool(words) and words == other.split()


def when_before(previous: Point, typed: Typed) -> str:
    """ "last quarter", or the period by its name."""
    now, _ = read_period(typed.period)
    before = now.previous() if now is not None else None
    if before is not None and before.key == previous.period.key:
        words = {Kind.QUARTER: "last quarter", Kind.MONTH: "last month", Kind.TERM: "last term"}
        return words.get(before.kind, "the year before")
    return previous.period.short_name
