"""From typed text to a figure: the value alone, or worked out from counts; or what is wrong."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reference.domain.rounding import as_decimal, plain, share

from .reading import MOST_DECIMALS, Read, read_number
from .typed import COUNTS, UNAVAILABLE, Checked, Labels, Problem, Typed
from .vocabulary import Basis, Unit


def figure_of(
    typed: Typed, unit: Unit, basis: Basis, labels: Labels, *, signed: bool = False
) -> Checked:
    """The figure alone: its counts and value, or what is wrong with them. `signed`: it may be
    below 0.
    """
    if typed.kind == UNAVAILABLE:
        if typed.unavailable_reason.strip():
            return Checked(complete=True)
        return _wrong(
            "unavailable_reason", f"{_name(labels)}: say why the figure is not available."
        )
    if typed.kind == COUNTS:
        return _from_counts(typed, unit, labels, signed=signed)
    return _from_value(typed, unit, basis, labels, signed=signed)


def _from_value(typed: Typed, unit: Unit, basis: Basis, labels: Labels, *, signed: bool) -> Checked:
    whole = unit is Unit.COUNT and basis is not Basis.AVERAGE
    percent = unit is Unit.PERCENT
    places = 0 if whole else MOST_DECIMALS
    read = read_number(typed.value, percent=percent, decimals=places, signed=signed)
    if read.problem:
        return _wrong("value", f"{_name(labels)}: {read.problem}")
    if read.value is None:
        return Checked()
    beside = _count_beside(typed, unit)
    if beside.problem:
        return _wrong("numerator", f"{_name(labels, labels.numerator)}: {beside.problem}")
    if percent and read.value > 100:
        return _wrong("value", f"{_name(labels)}: {plain(read.value)} must be 100 or less.")
    return Checked(
        numerator=beside.value,
        value=read.value,
        exact=Fraction(read.value),
        decimals_held=read.decimals,
        to_confirm=f"{read.value:f}"
        if beside.value is None
        else f"{read.value:f}/{beside.value:f}",
        complete=True,
    )


def _count_beside(typed: Typed, unit: Unit) -> Read:
    """The count behind a rate whose population is not known: "99, 684 children". Its box stays in
    sight beside the rate. What is left in the hidden box of a percentage is not read: the officer
    has turned from counts to the percentage.
    """
    return read_number(typed.numerator, decimals=0) if unit is Unit.RATE else Read()


def _from_counts(typed: Typed, unit: Unit, labels: Labels, *, signed: bool) -> Checked:
    whole = unit in (Unit.PERCENT, Unit.COUNT, Unit.RATE)
    places = 0 if whole else 2
    top = read_number(typed.numerator, decimals=places, signed=signed)
    bottom = read_number(typed.denominator, decimals=0)
    errors = [
        Problem(field, f"{_name(labels, words)}: {read.problem}")
        for field, words, read in (
            ("numerator", labels.numerator, top),
            ("denominator", labels.denominator, bottom),
        )
        if read.problem
    ]
    errors = errors or _missing_count(top, bottom, unit, labels)
    errors = errors or _impossible(top, bottom, unit, labels)
    if errors:
        return Checked(errors=tuple(errors))
    return Checked() if top.value is None else _worked_out(top.value, bottom.value, unit)


def _worked_out(top: Decimal, bottom: Decimal | None, unit: Unit) -> Checked:
    if unit is Unit.COUNT or bottom is None:
        exact = Fraction(top)
    elif unit is Unit.PERCENT:
        exact = share(top, bottom)
    else:
        exact = Fraction(top) * (10_000 if unit is Unit.RATE else 1) / Fraction(bottom)
    return Checked(
        numerator=top,
        denominator=bottom,
        value=as_decimal(exact),
        exact=exact,
        to_confirm=f"{top:f}" if bottom is None else f"{top:f}/{bottom:f}",
        complete=True,
    )


def _missing_count(top: Read, bottom: Read, unit: Unit, labels: Labels) -> list[Problem]:
    """Half an entry; a count stands without the number that it is out of."""
    if top.value is None and bottom.value is not None:
        words = _lower(labels.numerator) or "the number"
        return [Problem("numerator", f"{_name(labels)}: enter {words} as well.")]
    if bottom.value is None and top.value is not None and unit is not Unit.COUNT:
        words = _lower(labels.denominator) or "the number that it is out of"
        return [Problem("denominator", f"{_name(labels)}: enter {words} as well.")]
    return []


def _impossible(top: Read, bottom: Read, unit: Unit, labels: Labels) -> list[Problem]:
    if top.value is None or bottom.value is None:
        return []
    parts = unit in (Unit.PERCENT, Unit.COUNT, Unit.RATE)
    if parts and top.value > bottom.value:
        above = _upper(labels.numerator) or "The number"
        below = _lower(labels.denominator) or "the number that it is out of"
        message = (
            f"{above} ({plain(top.value)}) must be the same as or less than "
            f"{below} ({plain(bottom.value)})"
        )
        return [Problem("numerator", message)]
    if bottom.value == 0 and unit is not Unit.COUNT:
        message = "nothing can be worked out of 0. Choose “Not available” and say why."
        return [Problem("denominator", f"{_name(labels)}: {message}")]
    return []


def _wrong(field: str, message: str) -> Checked:
    return Checked(errors=(Problem(field, message),))


def _name(labels: Labels, words: str = "") -> str:
    return _upper(words or labels.name) or "This figure"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    """Into a sentence; abbreviations stay ("SDQ scores")."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
