"""One cell of a scorecard as the text that an officer would have typed, or why it says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from performance.domain.reading import MOST_DECIMALS, read_number
from performance.domain.status import Goal
from performance.domain.vocabulary import Polarity, Unit
from reference.domain.periods import long_date
from reference.domain.rounding import round_half_up
from reporting.spreadsheets import Cell, CellKind

from .known import plain_words
from .mapping import Part, Reads

HIDDEN = frozenset({"*", "c", "[c]", "x", "[x]", "supp", "suppressed", "<5", "<6"})
NOTHING = frozenset(
    {"", "-", "–", "—", "..", "…", "n/a", "na", "n.a", "n/k", "[z]", "z", "tbc", "nd", "no data"}
    | {"not available", "not applicable", "not reported", "not collected", "none recorded"}
)
LARGEST_TARGET = 99_999
_RANGE = re.compile(r"(?P<low>[0-9.,]+)\s*%?\s*(?:-|–|to)\s*(?P<high>[0-9.,]+)\s*%?")
_AROUND_TARGET = re.compile(r"^[<>≤≥=\s]+|\+\s*$")


class Unusable(Exception):
    """A cell that cannot be taken; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Seen:
    """What a cell gives: `text` as typed; or `missing`, why it gives nothing; or nothing at all.

    `kept` says that the number is the one that the spreadsheet program kept beside a formula.
    """

    text: str = ""
    missing: str = ""
    kept: bool = False
    bare: Decimal | None = None


def seen(cell: Cell, part: Part, unit: Unit, reads: Reads) -> Seen:
    """Reads one cell of a measure. Raises Unusable. `bare` is a number without a percent sign."""
    kept = cell.kind is CellKind.FORMULA
    if kept:
        if cell.kept is None:
            raise Unusable(
                "the cell holds a formula and the file keeps no result of it. Open the file in "
                "your spreadsheet program, save it, and upload it again."
            )
        cell = cell.kept
    if cell.is_blank:
        return Seen()
    if cell.kind is CellKind.ERROR:
        raise Unusable(f"the cell shows {cell.text}, an error of the spreadsheet.")
    if cell.day is not None:
        raise Unusable(f"the cell holds a date, {long_date(cell.day)}, where a number belongs.")
    if cell.number is not None:
        bare = None if cell.percent else cell.number
        return Seen(_number(cell, cell.number, part, unit, reads), kept=kept, bare=bare)
    missing = _missing(cell.text)
    return Seen(missing=missing) if missing else Seen(_text(cell.text, part, unit), kept=kept)


def _missing(text: str) -> str:
    word = " ".join(text.casefold().split())
    if word in HIDDEN:
        return "hidden in the file"
    return "no figure in the file" if word in NOTHING or plain_words(word) in NOTHING else ""


def _number(cell: Cell, number: Decimal, part: Part, unit: Unit, reads: Reads) -> str:
    shares = part in (Part.VALUE, Part.TARGET) and unit is Unit.PERCENT
    if cell.percent and not shares:
        raise Unusable(f"{cell.text} is a percentage, where a number is expected.")
    hundredfold = cell.percent or (shares and reads is Reads.SHARES)
    held = round_half_up(number * 100 if hundredfold else number, MOST_DECIMALS)
    return f"{held.normalize():f}"


def _text(text: str, part: Part, unit: Unit) -> str:
    text = text.strip()
    if part is Part.TARGET:
        return text
    read = read_number(text, percent=unit is Unit.PERCENT and part is Part.VALUE)
    if not read.problem:
        return text
    shown = text if len(text) <= 30 else f"{text[:29]}…"
    if "is not a number" in read.problem:
        raise Unusable(f"“{shown}” is not a number. Correct the cell, or leave it out.")
    raise Unusable(read.problem)


def goal_of(text: str, polarity: Polarity, unit: Unit) -> Goal:
    """A target as scorecards write it: 90, "90%", "≥ 90", "40-60". Raises Unusable."""
    if polarity is Polarity.NONE:
        raise Unusable("the measure is better neither higher nor lower, so it has no target.")
    pair = _RANGE.fullmatch(text)
    texts = [pair["low"], pair["high"]] if pair else [_AROUND_TARGET.sub("", text)]
    numbers = [_target_number(one, unit) for one in texts]
    if pair or polarity is Polarity.RANGE:
        goal = Goal(numbers[0], numbers[-1])
    elif polarity is Polarity.LOW:
        goal = Goal(None, numbers[0])
    else:
        goal = Goal(numbers[0], None)
    if pair and numbers[0] > numbers[-1]:
        raise Unusable(f"“{text}” goes from the higher to the lower number.")
    return goal


def _target_number(text: str, unit: Unit) -> Decimal:
    read = read_number(text, percent=unit is Unit.PERCENT, decimals=4)
    if read.value is None:
        raise Unusable(f"“{text[:30]}” is not a target: write a number, or two as 40-60.")
    most = 100 if unit is Unit.PERCENT else LARGEST_TARGET
    if read.value > most:
        raise Unusable(f"{text} must be {most:,} or less.")
    return read.value
