"""Numbers and days as officers type them: read exactly, or refused with what to do instead."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from reference.domain.periods import (
    DEFAULT_TERMS,
    Kind,
    Period,
    PeriodError,
    TermDates,
    long_date,
    parse,
)

LARGEST = Decimal(10_000_000)
# What a figure can hold.
MOST_DECIMALS = 6
SHOWN = 30
_NUMBER = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+")
_NEGATIVE = re.compile(r"[-−–]\s*[0-9.,]+")
_SIGN = re.compile(r"([-−–+])\s*")


@dataclass(frozen=True)
class Read:
    """A number, how many decimals it was typed with, or why it cannot be read. Empty: neither."""

    value: Decimal | None = None
    decimals: int = 0
    problem: str = ""


def read_number(
    text: str, *, percent: bool = False, decimals: int = MOST_DECIMALS, signed: bool = False
) -> Read:
    """Reads "1,234", " 87.3 " and, for a percentage, "87.3%". Never raises.

    `decimals` is how many are allowed; 0 for counts of people. `signed` takes "-3" and "+3" too,
    with any of the dashes that people type for a minus sign.
    """
    text = text.strip()
    sign = _SIGN.match(text) if signed else None
    if sign:
        read = read_number(text[sign.end() :], percent=percent, decimals=decimals)
        # A lone sign is no number, and 0 has none.
        if read == Read():
            return Read(problem=_problem(text))
        return replace(read, value=-read.value) if read.value and sign[1] != "+" else read
    if percent:
        text = text.removesuffix("%").rstrip()
    if not text:
        return Read()
    problem = _problem(text)
    if problem:
        return Read(problem=problem)
    value = Decimal(text.replace(",", ""))
    typed = len(text.partition(".")[2])
    held = typed if typed <= decimals else len(f"{value.normalize():f}".partition(".")[2])
    if held > decimals:
        return Read(problem=_too_many_decimals(text, decimals))
    if value > LARGEST:
        return Read(problem=f"{_quoted(text)} is too large to be right: the most is {LARGEST:,}.")
    return Read(value, held)


def _problem(text: str) -> str:
    """Why a text is no number; empty when it is one."""
    if _NUMBER.fullmatch(text):
        return ""
    shown = _quoted(text)
    if _NEGATIVE.fullmatch(text):
        return f"{shown} is below 0. Enter 0 or more."
    if any(letter.isnumeric() and not ("0" <= letter <= "9") for letter in text):
        return f"{shown} has digits of another kind. Use the digits 0 to 9."
    if text.count(".") > 1:
        return f"{shown} has more than one decimal point."
    if "%" in text:
        return f"{shown} must be a number without a percent sign."
    if re.fullmatch(r"[0-9,.]*[0-9][0-9,.]*", text):
        return f"{shown} has a comma in an unusual place. Write 1,234 or 12.5."
    return (
        f"{shown} is not a number. Write it in digits, for example 1,234 or 12.5, "
        "or choose “Not available”."
    )


def _too_many_decimals(text: str, decimals: int) -> str:
    if not decimals:
        return f"{_quoted(text)} must be a whole number."
    return f"{_quoted(text)} has too many decimals: the most is {decimals}."


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[: SHOWN - 1]}…”"


def read_period(text: str, terms: TermDates = DEFAULT_TERMS) -> tuple[Period | None, str]:
    """(period, problem); both empty when nothing was typed. `terms` are the council's."""
    if not text.strip():
        return None, ""
    try:
        return parse(text, terms), ""
    except (PeriodError, ValueError, OverflowError):
        return None, (
            f"{_quoted(text)} is not a date. Write 28 April 2021, April 2021 or "
            "June 2020 to March 2021."
        )


def read_day(text: str) -> tuple[dt.date | None, str]:
    """(day, problem). Reads 9/5/2021, 9 May 2021 and 2021-05-09; the day comes before the month."""
    period, problem = read_period(text)
    if period is not None and period.kind is Kind.DAY:
        return period.starts_on, ""
    if period is not None or problem:
        return None, f"{_quoted(text)} is not a day. Write it as {long_date(dt.date(2021, 5, 9))}."
    return None, ""
