"""Fills an installation with the public data of `fixtures/`."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from reference.domain.statistics import LARGEST, Row, parse_cell
from reference.fixtures import fixture_rows
from reference.models import (
    Area,
    PopulationEstimate,
    PublishedSeries,
    PublishedStatistic,
    StatisticalNeighbour,
)
from reference.signals import public_data_changed

from .storing import store

BATCH = 2000


@dataclass(frozen=True)
class Loaded:
    """How many rows of each kind the fixtures hold, and how many statistics were new."""

    areas: int
    neighbours: int
    populations: int
    series: int
    statistics: int
    statistics_added: int


@transaction.atomic
def load_reference() -> Loaded:
    """Loads areas, neighbours, population, series and condensed statistics. Safe to run again.

    Areas, population and series take the fixtures' words. Statistics only fill gaps: a row that was
    imported from a downloaded file stays as that file had it. Areas that the fixtures do not know
    (a demonstration's) are left alone. Where nothing is new, nothing is written and nobody is told:
    kept pages stay true.
    """
    areas = _load_areas()
    neighbours = _load_neighbours()
    populations = _load_population()
    series = _load_series()
    statistics, added = _load_statistics()
    if added or any(one.changed for one in (areas, neighbours, populations, series)):
        public_data_changed.send(sender=Loaded)
    return Loaded(areas.rows, neighbours.rows, populations.rows, series.rows, statistics, added)


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class _Done:
    """How many rows a fixture has, and how many of them were missing or read otherwise."""

    rows: int
    changed: int


def _upsert(model: type[Model], rows: list[Model], unique: list[str]) -> _Done:
    """Writes the rows that are not held as they are."""
    every = model._meta.concrete_fields
    told = [field for field in every if field.name in unique or not field.primary_key]
    held = set(model._default_manager.values_list(*(field.attname for field in told)))
    new = [
        row
        for row in rows
        if tuple(field.to_python(getattr(row, field.attname)) for field in told) not in held
    ]
    model._default_manager.bulk_create(
        new,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[field.name for field in told if field.name not in unique],
    )
    return _Done(len(rows), len(new))


def _load_areas() -> _Done:
    rows = list(fixture_rows("areas.csv"))
    areas: list[Model] = [
        Area(
            code=row["code"],
            dfe_code=row["dfe_code"],
            name=row["name"],
            kind=row["kind"],
            region_id=row["region"] or None,
            opened_on=_date(row["opened_on"]),
            closed_on=_date(row["closed_on"]),
        )
        for row in rows
    ]
    done = _upsert(Area, areas, ["code"])
    links = Area.successors.through
    held = set(links._default_manager.values_list("from_area_id", "to_area_id"))
    wanted = {(row["code"], after) for row in rows for after in row["successors"].split()}
    links._default_manager.bulk_create(
        links(from_area_id=one, to_area_id=after) for one, after in sorted(wanted - held)
    )
    return _Done(done.rows, done.changed + len(wanted - held))


def _load_neighbours() -> _Done:
    """Replaces the lists where they differ: a rank may pass from one neighbour to another."""
    wanted = {
        (int(row["model"]), row["area"], rank, row[f"neighbour_{rank}"], row[f"closeness_{rank}"])
        for row in fixture_rows("statistical_neighbours.csv")
        for rank in range(1, 11)
    }
    held = StatisticalNeighbour.objects.values_list(
        "model", "area_id", "rank", "neighbour_id", "closeness"
    )
    differs = set(held) != wanted
    if differs:
        StatisticalNeighbour.objects.all().delete()
        StatisticalNeighbour.objects.bulk_create(
            (
                StatisticalNeighbour(
                    model=model, area_id=area, rank=rank, neighbour_id=neighbour, closeness=close
                )
                for model, area, rank, neighbour, close in sorted(wanted)
            ),
            batch_size=BATCH,
        )
    return _Done(len(wanted), len(wanted) if differs else 0)


def _load_population() -> _Done:
    rows: list[Model] = [
        PopulationEstimate(
            area_id=row["area"], vintage=row["vintage"], year=int(year), population=int(number)
        )
        for row in fixture_rows("population.csv")
        for year, number in row.items()
        if year.isdigit() and number
    ]
    return _upsert(PopulationEstimate, rows, ["area", "year", "vintage"])


def _load_series() -> _Done:
    rows: list[Model] = [
        PublishedSeries(
            **{
                **row,
                "decimals": int(row["decimals"]),
                "complement": row["complement"] == "yes",
            }
        )
        for row in fixture_rows("published_series.csv")
    ]
    return _upsert(PublishedSeries, rows, ["code"])


def _load_statistics() -> tuple[int, int]:
    """(rows in the fixtures, rows that were missing and are now there)."""
    total = added = 0
    for path in sorted(Path(settings.FIXTURES_DIR).glob("published_statistics_2*.csv")):
        release = int(path.stem.rpartition("_")[2])
        for table, rows in _condensed(path.name).items():
            held = set(
                PublishedStatistic.objects.filter(release=release, table=table).values_list(
                    "area_id", "year", "heading", "breakdown"
                )
            )
            missing = [row for row in rows if row.key not in held]
            if missing:
                store(release=release, table=table, rows=missing)
            total, added = total + len(rows), added + len(missing)
    return total, added


def _condensed(name: str) -> dict[str, list[Row]]:
    """By table, the rows of a file that has one line a table row and area, and one column a year.

    A cell is "count value" or "count value population", each a number or a symbol.
    """
    table_rows = {row["row"]: row for row in fixture_rows("published_statistics_rows.csv")}
    tables: dict[str, list[Row]] = defaultdict(list)
    for line in fixture_rows(name):
        at = table_rows[line["row"]]
        for year, text in line.items():
            if year.isdigit() and text:
                tables[at["table"]].append(
                    _row(line["area"], int(year), at["heading"], at["breakdown"], text)
                )
    return tables


def _row(area: str, year: int, heading: str, breakdown: str, cell: str) -> Row:
    count, value, *population = cell.split()
    return Row(
        area=area,
        year=year,
        heading=heading,
        breakdown=breakdown,
        count=parse_cell(count, LARGEST["count"]),
        value=parse_cell(value, LARGEST["value"]),
        population=int(population[0]) if population else None,
    )
