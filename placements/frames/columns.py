"""Plain values as typed columns of a DataFrame.

pandas would guess the type of each value: of some thousand rows that takes longer than reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from placements.domain.cohort import CODE, DAY

PENCE = 100
Row = tuple[Any, ...]
Columns = Mapping[str, str]


def frame(rows: Iterable[Row], columns: Columns) -> pd.DataFrame:
    """Plain values in the order of the columns, as typed columns."""
    found = list(zip(*rows, strict=True)) or [()] * len(columns)
    return table(found, columns)


def table(values: Iterable[Sequence[Any]], columns: Columns) -> pd.DataFrame:
    """Columns of plain values as typed columns; decimals are pounds and become pence."""
    typed = zip(columns.items(), values, strict=True)
    return pd.DataFrame({name: _typed(found, kind) for (name, kind), found in typed}, copy=False)


def _typed(values: Sequence[Any], kind: str) -> Any:
    if kind == DAY:
        return _days(values)
    if kind == CODE:
        return _codes(values)
    if values and isinstance(next((v for v in values if v is not None), None), Decimal):
        values = [None if value is None else int(value * PENCE) for value in values]
    return pd.Series(values, dtype=kind)


EPOCH, DAY_LENGTH = dt.date(1970, 1, 1).toordinal(), 24 * 60 * 60
NOT_A_DAY = int(np.datetime64("NaT").astype("int64"))


def _days(values: Sequence[dt.date | None]) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    seconds = [
        NOT_A_DAY if value is None else (value.toordinal() - EPOCH) * DAY_LENGTH for value in values
    ]
    return np.array(seconds, dtype="int64").view(DAY)


def _codes(values: Sequence[str | None]) -> pd.Categorical:
    """Categories in order, as pandas makes them of a column of words."""
    names = sorted({value for value in values if value is not None})
    at: dict[str | None, int] = {name: number for number, name in enumerate(names)} | {None: -1}
    numbers = np.fromiter((at[value] for value in values), dtype="int64", count=len(values))
    return pd.Categorical.from_codes(numbers, categories=pd.Index(names, dtype="str"))
