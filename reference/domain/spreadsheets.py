"""How values stand in a CSV file, so that no spreadsheet program runs them as formulas.

Such programs run a cell that begins with one of a few characters (OWASP, "CSV Injection"). An
apostrophe in front makes them show the cell as text.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

Value = str | int | Decimal | dt.date | None

# What a spreadsheet program takes for the beginning of a formula, wide letters too.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEGATIVE = re.compile(r"-[0-9][0-9,]*(\.[0-9]+)?%?")


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """The rows as CSV, with the mark by which Excel knows UTF-8. Days as 2021-05-09.

    Text that would run as a formula gets an apostrophe; numbers stay numbers, with the decimals
    that they have and not those of their column: 667, not 667.00.
    """
    out = io.StringIO(newline="")
    out.write("\ufeff")
    csv.writer(out).writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else str(value)


def plain_number(value: Decimal) -> str:
    """Without trailing zeros and without an exponent: 667, 84.5, -0.25."""
    shown = f"{value.normalize():f}"
    return "0" if shown == "-0" else shown


def guarded(text: str) -> str:
    """With an apostrophe where a spreadsheet program would take the text for a formula.

    >>> guarded("=1+1"), guarded("-5.2"), guarded("- none")
    ("'=1+1", '-5.2', "'- none")
    """
    if text.startswith(STARTS) and not _NEGATIVE.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(text: str) -> str:
    """What `guarded` was given: its apostrophe taken away, and no other."""
    return text[1:] if text[:1] == "'" and guarded(text[1:]) != text[1:] else text


def kept_text(text: str) -> str:
    """Guarded, and with one more apostrophe where it begins with one: `read_text` gives back every
    text that there is, where `unguarded` gives back what people type.

    >>> kept_text("=A1"), kept_text("'tis"), read_text(kept_text("'=A1"))
    ("'=A1", "''tis", "'=A1")
    """
    return f"'{text}" if text.startswith("'") else guarded(text)


def read_text(cell: str) -> str:
    """The text that `kept_text` wrote."""
    return cell.removeprefix("'")
