"""Exports that were made by the button: where each lies until it is fetched and purged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Council
from accounts.services import Surplus, surplus_rows
from reporting.models import Build

KIND, SUBJECT = "council-export", "all data"


@dataclass(frozen=True)
class KeptExport:
    """A finished export whose file is still there; `size` in bytes."""

    build: Build
    size: int


def export_path(build: Build) -> Path:
    return Path(settings.EXPORTS_DIR) / f"{build.council.slug}-{build.pk}.zip"


def exports_of(council: Council) -> QuerySet[Build]:
    """Asked for by the button, the newest first."""
    found = Build.objects.for_council(council).filter(kind=KIND)
    return found.select_related("council", "asked_by")


def kept_exports(council: Council) -> list[KeptExport]:
    """Those that can be fetched."""
    done = exports_of(council).filter(status=Build.Status.DONE)
    paths = [(build, export_path(build)) for build in done]
    return [KeptExport(build, path.stat().st_size) for build, path in paths if path.is_file()]


def surplus_exports(council: Council, before: dt.datetime) -> Surplus:
    """Exports that were made long ago, with their files."""
    old = exports_of(council).filter(status=Build.Status.DONE, finished_at__lt=before)
    paths = [export_path(build) for build in old]
    rows = surplus_rows(old, "finished_at")

    def remove() -> None:
        rows.purge()
        transaction.on_commit(lambda: _unlink(paths))

    return Surplus(rows.count, rows.oldest, remove)


def _unlink(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
