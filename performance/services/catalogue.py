"""Loads the catalogue of indicators from its CSV files, and switches it on for a council."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from accounts.models import Council, User
from accounts.services import record_event
from performance.domain.catalogue import COLUMNS, CatalogueError, CatalogueRow, read_catalogue
from performance.models import CouncilIndicator, Group, Indicator, Theme
from reference.models import PublishedSeries
from reference.signals import public_data_changed

__all__ = ["CatalogueError", "CatalogueOutcome", "load_catalogue", "switch_on_catalogue"]


@dataclass(frozen=True)
class CatalogueOutcome:
    """What a load did; `without_series` names indicators whose published series is not loaded."""

    new: int
    changed: int
    unchanged: int
    without_series: tuple[str, ...]


@transaction.atomic
def load_catalogue(folder: Path | None = None) -> CatalogueOutcome:
    """Brings themes, groups and indicators up to their CSV files; again, it changes nothing.

    An indicator that left the file stays, since figures may hang on it; councils' own are never
    touched. Raises CatalogueError with file, line and column of everything that is wrong.
    """
    folder = folder or settings.FIXTURES_DIR
    renamed = _save_list(Theme, _lines(folder / "themes.csv", ("code", "name", "order")))
    renamed += _save_list(Group, _lines(folder / "groups.csv", ("code", "name")))
    rows = _rows(folder / "indicators.csv")
    series = set(PublishedSeries.objects.values_list("code", flat=True))
    without = tuple(row.code for row in rows if row.published and row.published not in series)
    if series and without:
        # The series are there, so a name that is not among them is a slip of the pen.
        told = ", ".join(row.published for row in rows if row.code in without)
        raise CatalogueError([f"indicators.csv, column published: no such series: {told}"])
    outcome = _save(rows, without)
    if renamed or outcome.new or outcome.changed:
        public_data_changed.send(sender=CatalogueOutcome)
    return outcome


@transaction.atomic
def switch_on_catalogue(
    *, council: Council, by: User | None, codes: Iterable[str] | None = None
) -> int:
    """Switches measures of the catalogue on for a council; returns how many were off before.

    Without `codes` every measure that the council has not switched off itself. Raises
    CatalogueError for an unknown code.
    """
    catalogue = Indicator.objects.filter(council=None)
    wanted = None if codes is None else set(codes)
    if wanted is not None:
        catalogue = catalogue.filter(code__in=wanted)
        if unknown := wanted - set(catalogue.values_list("code", flat=True)):
            raise CatalogueError([f"The catalogue has no measure {', '.join(sorted(unknown))}"])
        uses = council.indicators.filter(indicator__in=catalogue, on=False)
        again = list(uses.values_list("indicator__code", flat=True))
        uses.update(on=True)
    else:
        again = []
    new = list(catalogue.exclude(uses__council=council))
    CouncilIndicator.objects.bulk_create(
        CouncilIndicator(council=council, indicator=indicator) for indicator in new
    )
    changed = sorted([*again, *(indicator.code for indicator in new)])
    if changed:
        record_event(
            council=council,
            by=by,
            action="switch_on_catalogue",
            subject=f"{len(changed)} measures of the catalogue",
            detail={"measures": changed},
        )
    return len(changed)


def _lines(path: Path, columns: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """(Line, cells) of a CSV file. Raises CatalogueError when it is missing or of another shape."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            wanted, found = set(columns), set(reader.fieldnames or ())
            if wanted != found:
                missing = ", ".join(sorted(wanted - found)) or "none"
                strange = ", ".join(sorted(found - wanted)) or "none"
                raise CatalogueError(
                    [f"{path.name}, line 1: columns missing: {missing}; not known: {strange}"]
                )
            lines = [(reader.line_num, dict(cells)) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError([f"{path.name} cannot be read: {error}"]) from error
    ragged = [line for line, cells in lines if None in cells or None in cells.values()]
    if ragged:
        told = ", ".join(map(str, ragged))
        raise CatalogueError([f"{path.name}, line {told}: more or fewer cells than columns"])
    return lines


def _rows(path: Path) -> list[CatalogueRow]:
    themes = list(Theme.objects.values_list("code", flat=True))
    try:
        return read_catalogue(_lines(path, COLUMNS), themes)
    except CatalogueError as error:
        raise CatalogueError(
            [p if p.startswith(path.name) else f"{path.name}: {p}" for p in error.problems]
        ) from error


def _save_list(model: type[Theme | Group], lines: list[tuple[int, dict[str, str]]]) -> int:
    """Brings themes or groups up to their lines; how many were new or read otherwise."""
    columns = list(lines[0][1]) if lines else ["code"]
    there = {row[0]: row for row in model._default_manager.values_list(*columns)}
    count = 0
    for _, cells in lines:
        if tuple(map(str, there.get(cells["code"], ()))) != tuple(cells.values()):
            code = cells.pop("code")
            model._default_manager.update_or_create(code=code, defaults=cells)
            count += 1
    return count


def _save(rows: list[CatalogueRow], without: tuple[str, ...]) -> CatalogueOutcome:
    there = {one.code: one for one in Indicator.objects.filter(council=None)}
    new, changed = [], []
    for row in rows:
        fields = _fields(row, without)
        indicator = there.get(row.code)
        if indicator is None:
            new.append(Indicator(**fields))
        elif any(getattr(indicator, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(indicator, name, value)
            changed.append(indicator)
    Indicator.objects.bulk_create(new)
    if changed:
        Indicator.objects.bulk_update(changed, _editable_names())
    return CatalogueOutcome(
        new=len(new),
        changed=len(changed),
        unchanged=len(rows) - len(new) - len(changed),
        without_series=without,
    )


def _fields(row: CatalogueRow, without: tuple[str, ...]) -> dict[str, Any]:
    """A row as column values of the model; JSON columns are lists."""
    fields = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(row).items()}
    fields["theme_id"] = fields.pop("theme")
    published = fields.pop("published")
    fields["published_id"] = published if published and row.code not in without else None
    return fields


def _editable_names() -> list[str]:
    kept = ("id", "code", "council")
    concrete = Indicator._meta.concrete_fields
    return [f.name for f in concrete if f.name not in kept and isinstance(f, models.Field)]
