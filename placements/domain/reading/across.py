"""What only shows when the tables of one return are read beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from .problems import Kind, Problems
from .rows import Parsed

BORN = "born_on"


def check_across(tables: Mapping[str, Parsed], problems: Problems) -> dict[str, Parsed]:
    """The tables of one return, by what the cohort calls their rows, with dates of birth compared.

    Episodes that begin before their child was born are set aside; the rest is only listed.
    """
    header = tables.get("children")
    births = (
        pd.Series(dtype="datetime64[s]")
        if header is None
        else header.rows.drop_duplicates("child", keep="last").set_index("child")[BORN]
    )
    done = {}
    for name, parsed in tables.items():
        if name != "children":
            _list_strangers(parsed, births, problems)
            parsed = _against_births(parsed, births, problems)
        done[name] = parsed
    return done


def _kind(parsed: Parsed, field: str, rule: str) -> Kind:
    source = parsed.source
    column = parsed.table.column_of(field)
    return Kind(source.file, source.year, parsed.table.name, column, rule)


def _list_strangers(parsed: Parsed, births: pd.Series, problems: Problems) -> None:
    """Once a child."""
    rows = parsed.rows.drop_duplicates("child")
    unknown = rows[~rows["child"].isin(births.index)]
    problems.add(_kind(parsed, "child", "no_header"), unknown["row"])


def _against_births(parsed: Parsed, births: pd.Series, problems: Problems) -> Parsed:
    rows = parsed.rows
    born = pd.to_datetime(rows["child"].map(births))
    if BORN in rows:
        other = rows[BORN].notna() & born.notna() & (rows[BORN] != born)
        problems.add(_kind(parsed, BORN, "other_birth"), rows["row"][other])
        return parsed
    if parsed.table.rows != "episodes":
        return parsed
    early = (rows["starts_on"] < born).fillna(False)
    problems.add(_kind(parsed, "starts_on", "before_birth"), rows["row"][early])
    return replace(parsed, rows=rows[~early])
