"""What a backup holds, with size and SHA-256 of every file; checked before anything is restored."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from .refusals import BackupError

FORMAT, VERSION = "corporate-parenting-backup", 1
MANIFEST = "manifest.json"


def write_manifest(folder: Path, told: dict[str, Any]) -> None:
    """Lists every file of the folder and makes all of it durable."""
    files = {
        str(path.relative_to(folder)): {"size": path.stat().st_size, "sha256": sha256_of(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    whole = {"format": FORMAT, "version": VERSION, **told, "files": files}
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(whole, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a backup all of whose files are there and unchanged. Raises BackupError."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupError(
            f"{folder} is not a backup, or it is damaged: its {MANIFEST} cannot be read. Name the "
            "folder that `manage.py backup` made."
        ) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupError(f"{folder} is not a backup: its {MANIFEST} says other.")
    if manifest.get("version") != VERSION:
        raise BackupError(
            f"{folder} has version {manifest.get('version')!r} of the format; this installation "
            f"reads version {VERSION}. Restore with the product of the backup's age."
        )
    _check_files(folder, manifest.get("files"))
    return manifest


def _check_files(folder: Path, files: Any) -> None:
    if not isinstance(files, dict) or not files:
        raise BackupError(f"{folder} is damaged: its {MANIFEST} is not complete.")
    wrong = [name for name, told in files.items() if not _is_as_told(folder / name, told)]
    if wrong:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise BackupError(
            f"{folder} is damaged: {wrong[0]}{more} is missing or is not the file that was backed "
            "up. Use another backup. Nothing was changed."
        )


def _is_as_told(path: Path, told: Any) -> bool:
    return (
        isinstance(told, dict)
        and path.is_file()
        and path.stat().st_size == told.get("size")
        and sha256_of(path) == told.get("sha256")
    )


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
