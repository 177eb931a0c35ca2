"""Files on their way in, enciphered under the council's key, in INTAKES_DIR.

What was uploaded lies there until it is read, what was read until it is accepted or discarded. A
file of neither is swept.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import secrets
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from django.conf import settings

from placements.domain.cohort import DAY
from placements.domain.linking.together import loose
from placements.domain.reading.values import as_kind
from placements.models import Intake
from placements.services.keys import ChildKey

from .refusals import IntakeRefused
from .securing import Secured

SENT, READ = ".sent", ".read"
ABOUT = "about.json"
GRACE = dt.timedelta(hours=24)


def new_store() -> str:
    return secrets.token_hex(16)


def _path(store: str, ending: str) -> Path:
    return Path(settings.INTAKES_DIR) / f"{store}{ending}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IntakeRefused(
            "The files are no longer kept here. Send the return again; nothing was changed."
        ) from error


def forget(store: str) -> None:
    """Nothing of it is left."""
    for ending in (SENT, READ):
        _path(store, ending).unlink(missing_ok=True)


# --- As it was uploaded -----------------------------------------------------------------
def keep_sent(store: str, files: Iterable[tuple[str, bytes]], key: ChildKey) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(files):
            archive.writestr(f"{number}/{name}", data)
    _write(_path(store, SENT), key.sealed_file(packed.getvalue()))


def sent_again(store: str, key: ChildKey) -> list[tuple[str, bytes]]:
    packed = key.opened_file(_read(_path(store, SENT)))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return [(name.partition("/")[2], archive.read(name)) for name in archive.namelist()]


def forget_sent(store: str) -> None:
    _path(store, SENT).unlink(missing_ok=True)


# --- As it was read -----------------------------------------------------------------------
def keep_read(store: str, sent: Secured, key: ChildKey) -> None:
    packed = io.BytesIO()
    about = {
        "as_at": {str(year): day.isoformat() for year, day in sent.as_at.items()},
        "sealed": dict(sent.sealed),
        "unknown_places": dict(sent.unknown_places),
        "came_in": {f"{year}/{table}": file for (year, table), file in sent.came_in.items()},
        "point": sent.point,
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ABOUT, json.dumps(about))
        for (year, table), rows in sent.tables.items():
            archive.writestr(f"{year}/{table}", rows.to_csv(index=False))
    _write(_path(store, READ), key.sealed_file(packed.getvalue()))


def read_again(store: str, key: ChildKey) -> Secured:
    packed = key.opened_file(_read(_path(store, READ)))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        about = json.loads(archive.read(ABOUT))
        tables = {}
        for name in archive.namelist():
            if name != ABOUT:
                year, table = _place(name)
                tables[year, table] = _table(archive.read(name), table)
    as_at = {int(year): dt.date.fromisoformat(day) for year, day in about["as_at"].items()}
    came_in = {
        _place(one): (name, sha256) for one, (name, sha256) in about.get("came_in", {}).items()
    }
    at = about.get("point")
    point = (at[0], at[1]) if at else None
    return Secured(tables, as_at, about["sealed"], about["unknown_places"], came_in, point)


def _place(written: str) -> tuple[int, str]:
    year, table = written.split("/")
    return int(year), table


def _table(data: bytes, table: str) -> pd.DataFrame:
    columns = {**loose(table), "child": "str"}
    texts = pd.read_csv(io.BytesIO(data), dtype="str", keep_default_na=False)
    # What was read before a column was kept has nothing in it.
    texts = texts.reindex(columns=list(columns), fill_value="")
    return pd.DataFrame({name: _typed(texts[name], kind) for name, kind in columns.items()})


def _typed(texts: pd.Series, kind: str) -> pd.Series:
    if kind == "str":
        return texts
    values = texts.mask(texts.eq(""))
    if kind == DAY:
        return as_kind(pd.to_datetime(values, format="ISO8601"), kind)
    if kind == "boolean":
        return as_kind(values.map({"True": True, "False": False}), kind)
    return as_kind(pd.to_numeric(values, dtype_backend="numpy_nullable"), kind)


def sweep(*, now: dt.datetime) -> list[str]:
    """Removes files that no intake under way names and that are older than a day."""
    folder = Path(settings.INTAKES_DIR)
    named = set(Intake.objects.under_way().values_list("store", flat=True))
    old = (now - GRACE).timestamp()
    swept = []
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.stem not in named and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
            swept.append(path.name)
    return swept
