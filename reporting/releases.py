"""Which release of the product runs: what one made may be kept, and not shown by the next."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

DRAWS = (".py", ".html", ".svg", ".csv", ".json", ".css")


@cache
def release_mark() -> str:
    """Another where any file differs that has a say in what a page looks like: names, sizes and
    times of change of the product's own files.
    """
    found = hashlib.sha256()
    for folder in settings.OWN_FOLDERS:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in DRAWS:
                told = path.stat()
                found.update(f"{path} {told.st_size} {told.st_mtime_ns}\n".encode())
    return found.hexdigest()[:16]
