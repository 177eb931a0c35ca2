"""Reads what was sent as far as it can be shown: everything but the writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounts.models import Council
from placements.definitions import return_definitions
from placements.services.keys import key_for_loading

from .comparing import Difference, compare
from .reading import read_returns
from .refusals import IntakeRefused
from .reporting import report_of, set_aside
from .securing import Secured, secured

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Prepared:
    """What would be kept, the report of it, and the versions with which it was compared."""

    sent: Secured
    report: dict[str, Any]
    versions: Mapping[str, int]
    is_nothing_new: bool
    key_is_new: bool
    differences: tuple[Difference, ...]


def quiet(stage: str, done: int, total: int) -> None:
    """Tells nobody."""


def prepare(
    council: Council,
    sources: Iterable[Path | tuple[str, bytes]],
    *,
    year: int | None = None,
    as_at: dt.date | None = None,
    strict: bool = False,
    tell: Tell = quiet,
) -> Prepared:
    """Raises IntakeRefused; with `strict` also when any row has a problem. Writes nothing but, the
    first time, the council's key.
    """
    told = return_definitions()
    reading = read_returns(sources, told=told, year=year, as_at=as_at, tell=tell)
    key, key_is_new = key_for_loading(council)
    sent = secured(reading, council, key, tell)
    tell("Comparing with what is held", 0, 0)
    compared = compare(council, sent, told)
    report = report_of(council, reading, sent, compared, told)
    if strict:
        _refuse_problems(report)
    return Prepared(
        sent,
        report,
        compared.versions,
        compared.is_nothing,
        key_is_new,
        compared.differences,
    )


def _refuse_problems(report: Mapping[str, Any]) -> None:
    problems = report["problems"]
    if problems or report["left_out"]:
        count = sum(one["count"] for one in problems)
        raise StrictlyRefused(
            f"{count:,} problems were found, {set_aside(report):,} rows would be set aside and "
            f"{len(report['left_out'])} files were not recognised. Strictly, nothing is loaded.",
            dict(report),
        )


class StrictlyRefused(IntakeRefused):
    """Refused because something is wrong with it; `report` says what."""

    def __init__(self, words: str, report: dict[str, Any]) -> None:
        super().__init__(words)
        self.report = report
