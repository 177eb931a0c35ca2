"""DfE's published tables into the database, each file wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import transaction

from reference.domain.layouts import Layout
from reference.domain.statistics import FIRST_RELEASE, LAST_RELEASE, Row
from reference.models import Area, PublishedStatistic
from reference.signals import public_data_changed

from .clashes import clashing
from .problems import Problem, StatisticsFileError
from .reading import StatisticsFile
from .storing import CONTENT, content, store

CHUNK = 5000


@dataclass
class ImportedFile:
    """What one file changed."""

    path: Path
    table: str
    name: str
    rows: int = 0
    added: int = 0
    changed: int = 0
    warnings: list[str] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return not (self.added or self.changed)


@dataclass(frozen=True)
class FileFailure:
    path: Path
    error: StatisticsFileError


@dataclass
class ImportReport:
    imported: list[ImportedFile] = field(default_factory=list)
    failed: list[FileFailure] = field(default_factory=list)


Progress = Callable[[str], None]


def import_statistics(
    *,
    paths: Iterable[str | Path],
    release: int,
    replace: bool = False,
    progress: Progress = lambda line: None,
) -> ImportReport:
    """Imports files, and the CSV files of folders, of one release; each is all or nothing.

    A file that fails leaves no trace and does not keep the others out; the report names it. A
    second run finds every row as it is and changes nothing. A file that would change figures held
    and ends before the release is refused as another release's, unless `replace` says that it
    corrects them. Raises ValueError for a release that is no year, StatisticsFileError for a path
    that is not there or a folder without CSV files.
    """
    if not FIRST_RELEASE <= release <= LAST_RELEASE:
        raise ValueError(f"A release is a year such as 2025, not {release}")
    files = list(dict.fromkeys(_files(paths)))
    areas = frozenset(Area.objects.values_list("code", flat=True))
    report, clashes = ImportReport(), clashing(files, release)
    for number, path in enumerate(files, start=1):
        progress(f"{number} of {len(files)}: {path.name}")
        try:
            if path in clashes:
                raise clashes[path]
            done = _import_file(path, release, areas, progress, replace=replace)
        except StatisticsFileError as error:
            report.failed.append(FileFailure(path, error))
        else:
            report.imported.append(done)
    return report


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    for path in map(Path, paths):
        if not path.exists():
            raise StatisticsFileError(path, [Problem(f"There is no file or folder {path}")])
        if not path.is_dir():
            yield path
            continue
        inside = sorted(child for child in path.rglob("*") if child.suffix.lower() == ".csv")
        if not inside:
            raise StatisticsFileError(path, [Problem(f"The folder {path} holds no CSV file")])
        yield from inside


def _too_old(years: set[int], release: int) -> list[str]:
    if not years or max(years) >= release:
        return []
    return [f"The newest figures are of {max(years)}: is this the release of {release}?"]


def _refuse_another_release(path: Path, done: ImportedFile, years: set[int], release: int) -> None:
    """Last year's file under this year's number would overwrite good figures."""
    if max(years) >= release:
        return
    raise StatisticsFileError(
        path,
        [
            Problem(
                f"It would change {done.changed:,} of the figures held of the release of "
                f"{release}, and its newest are of {max(years)}. If it is of another release, give "
                "that with --release; if it corrects this one, add --replace"
            )
        ],
    )


@transaction.atomic
def _import_file(
    path: Path, release: int, areas: frozenset[str], progress: Progress, *, replace: bool
) -> ImportedFile:
    file = StatisticsFile(path, release, areas)
    layout = file.layout()
    done = ImportedFile(path, layout.table, layout.name)
    rows, years = file.rows(), set[int]()
    while chunk := list(islice(rows, CHUNK)):
        years.update(row.year for row in chunk)
        if not file.problems:
            _write(done, layout, release, chunk)
            progress(f"  {done.name}: {done.rows:,} rows")
    file.refuse_if_wrong()
    if done.changed and not replace:
        _refuse_another_release(path, done, years, release)
    done.warnings = [*file.warnings, *(_too_old(years, release) if done.added else [])]
    if not done.changed_nothing:
        public_data_changed.send(sender=ImportedFile)
    return done


def _write(done: ImportedFile, layout: Layout, release: int, chunk: list[Row]) -> None:
    held = _held(layout.table, release, chunk)
    new = [row for row in chunk if row.key not in held]
    changed = [row for row in chunk if row.key in held and held[row.key] != content(row)]
    store(release=release, table=layout.table, rows=[*new, *changed])
    done.rows += len(chunk)
    done.added += len(new)
    done.changed += len(changed)


def _held(
    table: str, release: int, chunk: list[Row]
) -> dict[tuple[str, int, str, str], tuple[object, ...]]:
    found = PublishedStatistic.objects.filter(
        release=release,
        table=table,
        year__in={row.year for row in chunk},
        area__in={row.area for row in chunk},
    ).values_list("area_id", "year", "heading", "breakdown", *CONTENT)
    return {(row[0], row[1], row[2], row[3]): tuple(row[4:]) for row in found.iterator()}
