"""The ZIP file with its manifest: written whole or not at all, and checked before it is read.

The manifest gives size and SHA-256 of every file, so that damage and a changed file are seen. Who
can change the manifest as well can change everything: for that the command prints the SHA-256 of
the whole file, which travels by another way and is given to `import_council --sha256`.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .refusals import LeavingError

FORMAT, VERSION = "corporate-parenting-council", 1
MANIFEST = "manifest.json"
# A manifest names each file in a line; nothing that a council has comes near these.
LARGEST_MANIFEST = 64 * 2**20
LARGEST_FILE = 2 * 2**30
# What Python's reader of ZIP files raises on damage, and on methods that nobody here writes.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True)
class Archive:
    """An archive whose manifest has been read; `read` gives the bytes of a file, checked."""

    path: Path
    manifest: Mapping[str, Any]

    def has(self, name: str) -> bool:
        return name in self.manifest["files"]

    def read(self, name: str) -> bytes:
        told = self.manifest["files"][name]
        with zipfile.ZipFile(self.path) as archive:
            data = _bounded(archive, name, told["size"])
        if len(data) != told["size"] or hashlib.sha256(data).hexdigest() != told["sha256"]:
            raise LeavingError(
                f"{self.path.name} is damaged: {name} is not the file that was exported. Fetch the "
                "export again, or make a new one."
            )
        return data

    def check(self) -> None:
        """Every file is there and unchanged, and nothing else is there."""
        for name in sorted(self.manifest["files"]):
            self.read(name)


def write_archive(path: Path, manifest: dict[str, Any], files: Mapping[str, bytes]) -> str:
    """Writes the archive beside its place and moves it there; returns its SHA-256."""
    told = {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    }
    manifest = {"format": FORMAT, "version": VERSION, **manifest, "files": told}
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
                _add(archive, MANIFEST, text)
                for name in sorted(files):
                    _add(archive, name, files[name])
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return sha256


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # The ZipInfo's own date of 1980: the same data is the same file.
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, data)


def open_archive(path: Path, *, sha256: str = "") -> Archive:
    """Reads the manifest. Raises LeavingError when the file is no export that is known here."""
    if sha256 and sha256_of(path) != sha256.strip().lower():
        raise LeavingError(
            f"{path.name} is not the file that was exported: its SHA-256 is another. Fetch the "
            "export again and compare."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            manifest = json.loads(_bounded(archive, MANIFEST, LARGEST_MANIFEST))
    except (OSError, zipfile.BadZipFile, ValueError, KeyError) as error:
        raise LeavingError(
            f"{path} is not an export of a council, or it is damaged. It must be the ZIP file that "
            "`manage.py export_council` wrote."
        ) from error
    _check_manifest(path, manifest)
    _check_names(path, names, manifest)
    return Archive(path, manifest)


def sha256_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise LeavingError(f"{path} cannot be read: {error.strerror}.") from error


def _bounded(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """At most one byte more than was told: a file that unpacks to gigabytes is not unpacked."""
    try:
        with archive.open(name) as file:
            return file.read(min(size, LARGEST_FILE) + 1)
    except UNREADABLE as error:
        raise LeavingError(
            f"{Path(archive.filename or '').name} is damaged: {name} cannot be unpacked. Fetch the "
            "export again, or make a new one."
        ) from error


def _check_manifest(path: Path, manifest: Any) -> None:
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise LeavingError(f"{path.name} is not an export of a council: its manifest says other.")
    if manifest.get("version") != VERSION:
        raise LeavingError(
            f"{path.name} has version {manifest.get('version')!r} of the format; this "
            f"installation reads version {VERSION}. Bring it up to date, or export again from an "
            "installation of the same age."
        )
    if not all(isinstance(manifest.get(part), dict) for part in ("council", "files", "rows")):
        raise LeavingError(f"{path.name} is damaged: its manifest is not complete.")
    for told in manifest["files"].values():
        if not isinstance(told, dict) or not isinstance(told.get("size"), int):
            raise LeavingError(f"{path.name} is damaged: its manifest is not complete.")


def _check_names(path: Path, names: list[str], manifest: Mapping[str, Any]) -> None:
    told = {MANIFEST, *manifest["files"]}
    if len(names) != len(set(names)) or set(names) != told:
        wrong = sorted(set(names) ^ told) or sorted(n for n in names if names.count(n) > 1)
        raise LeavingError(
            f"{path.name} is damaged: what it holds is not what its manifest says. It begins to "
            f"differ at {wrong[0]}. Fetch the export again, or make a new one."
        )
