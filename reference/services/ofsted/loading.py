"""The release of the register that comes with the product."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from reference.models import OfstedRelease

from .importing import RegisterReport, import_ofsted
from .reading import RegisterFile

FILES = "ofsted_2*.csv.gz"


def load_register() -> list[RegisterReport]:
    """Imports the registers of `fixtures/` whose release is not held: what was imported from a
    downloaded file stays as that file had it. Safe to run again.
    """
    reports = []
    for path in sorted(Path(settings.FIXTURES_DIR).glob(FILES)):
        day = RegisterFile(path).as_at
        if not OfstedRelease.objects.filter(as_at=day).exists():
            reports.append(import_ofsted(path=path))
    return reports
