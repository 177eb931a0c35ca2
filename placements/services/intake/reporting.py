"""What was found in a return, without identifiers: kept with it, shown, and printed as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from accounts.models import Council
from placements.domain.cohort import ReturnYear
from placements.domain.linking import Repair, link
from placements.domain.linking.together import COLUMNS
from placements.domain.reading import Definitions, Parsed, label_of
from placements.frames import held_rows
from placements.models import Return903

from .comparing import Compared, pseudonyms_of
from .reading import Reading, rows_by_table
from .securing import Secured


def report_of(
    council: Council, reading: Reading, sent: Secured, compared: Compared, told: Definitions
) -> dict[str, Any]:
    """Plain values: rows, children, problems, repairs and the difference to what is held."""
    return {
        "files": reading.files,
        "left_out": [{"file": one.file, "why": one.why} for one in reading.left_out],
        "returns": [
            {"year": year, "return": label_of(year), "as_at": day.isoformat()}
            for year, day in sorted(sent.as_at.items())
        ],
        "tables": [_table(parsed) for parsed in rows_by_table(reading).values()],
        "children": len(sent.sealed),
        "children_new": compared.children_new,
        "unknown_postcodes": dict(sent.unknown_places),
        "problems": [_problem(one, told) for one in _sorted(reading)],
        "repairs": [_repair(one, told) for one in repairs_after(council, sent)],
        "difference": [
            {
                "return": label_of(one.year),
                "table": told.table(one.table).name,
                "added": one.added,
                "changed": one.changed,
                "removed": one.removed,
                "same": one.same,
            }
            for one in compared.differences
        ],
    }


def _table(parsed: Parsed) -> dict[str, Any]:
    return {
        "return": label_of(parsed.source.year),
        "table": parsed.table.name,
        "file": parsed.source.file,
        "rows": parsed.count,
        "used": len(parsed.rows),
        "set_aside": parsed.count - len(parsed.rows),
        "children": int(parsed.rows["child"].nunique()),
    }


def _sorted(reading: Reading) -> list[Any]:
    return sorted(reading.problems, key=lambda one: (one.kind.year, one.kind.table, -one.count))


def _problem(one: Any, told: Definitions) -> dict[str, Any]:
    rule = told.rules[one.kind.rule]
    return {
        "return": label_of(one.kind.year),
        "file": one.kind.file,
        "table": one.kind.table,
        "column": one.kind.column,
        "rule": rule.code,
        "code": one.kind.code,
        "words": rule.words,
        "advice": rule.advice,
        "set_aside": rule.sets_aside,
        "count": one.count,
        "rows": list(one.rows),
    }


def _repair(one: Repair, told: Definitions) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "table": told.table(one.table).name,
        "words": told.rules[one.rule].words,
        "count": one.count,
        "examples": [{"return": place.return_label, "row": place.row} for place in one.examples],
    }


def repairs_after(council: Council, sent: Secured) -> tuple[Repair, ...]:
    """The repairs that linking takes once what was sent is held."""
    returns = {one.year: one.value for one in Return903.objects.for_council(council)}
    returns |= {year: ReturnYear(year, day) for year, day in sent.as_at.items()}
    names = pseudonyms_of(council)
    tables = {table: _together(council, table, sent, names) for table in COLUMNS}
    numbers = _numbers(tables, sent)
    linkable = {
        table: rows.assign(child=rows["child"].map(numbers)) for table, rows in tables.items()
    }
    return link(tuple(returns.values()), linkable).repairs


def _together(
    council: Council, table: str, sent: Secured, names: Mapping[int, str]
) -> pd.DataFrame:
    new = [rows for (_, name), rows in sent.tables.items() if name == table]
    said = {year for year, name in sent.tables if name == table}
    others = Return903.objects.for_council(council).exclude(year__in=said)
    held = held_rows(council, table, years=others.values_list("year", flat=True))
    held = held.assign(child=held["child"].map(names).astype("str"))
    parts = [one for one in (held, *new) if len(one)]
    return pd.concat(parts, ignore_index=True) if parts else held


def _numbers(tables: Mapping[str, pd.DataFrame], sent: Secured) -> dict[str, int]:
    known = {name for rows in tables.values() for name in rows["child"].unique()}
    return {name: number for number, name in enumerate(sorted(known | set(sent.sealed)))}


def set_aside(report: Mapping[str, Any]) -> int:
    return sum(table["set_aside"] for table in report["tables"])
