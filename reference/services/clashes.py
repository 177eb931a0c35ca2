"""Files of one import that contradict each other: two releases in one folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from .problems import Problem, StatisticsFileError
from .reading import StatisticsFile

Key = tuple[str, int, str, str]


def clashing(paths: Iterable[Path], release: int) -> dict[Path, StatisticsFileError]:
    """The files to refuse because another file gives other figures for the same cells.

    Both are refused: which of them belongs to the release is for a person to say. Files that
    cannot be read are left to the import, which says why.
    """
    tables: dict[str, list[StatisticsFile]] = defaultdict(list)
    for path in paths:
        file = StatisticsFile(path, release, None)
        try:
            tables[file.layout().table].append(file)
        except StatisticsFileError:
            continue
    refused: dict[Path, StatisticsFileError] = {}
    for files in tables.values():
        if len(files) > 1:
            refused |= _contradictions(files)
    return refused


def _contradictions(files: list[StatisticsFile]) -> dict[Path, StatisticsFileError]:
    first: dict[Key, tuple[StatisticsFile, int]] = {}
    refused: dict[Path, StatisticsFileError] = {}
    for file in files:
        try:
            for row in file.rows():
                content = hash((row.count, row.value, row.population))
                other, said = first.setdefault(row.key, (file, content))
                if other is not file and said != content:
                    refused[file.path] = _error(file, other)
                    refused[other.path] = _error(other, file)
        except StatisticsFileError:
            continue
    return refused


def _error(file: StatisticsFile, other: StatisticsFile) -> StatisticsFileError:
    message = (
        f"{other.path} holds other figures of the same table and years. "
        "Import each release by itself, with its own --release"
    )
    return StatisticsFileError(file.path, [Problem(message)])
