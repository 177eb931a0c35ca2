"""Opens a stranger's file in a process with little memory and time, so that no bomb hurts ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from reporting.domain.file_names import quoted

from .refusals import MOST_BYTES, MOST_SECONDS, Cleaned, UploadedPdf, UploadRefused

ROOT = Path(__file__).resolve().parents[3]
HEADER_WITHIN = 1024


def inspect_upload(path: Path, name: str = "") -> UploadedPdf:
    """What a file is and holds; `name` is what its sender calls it. Raises UploadRefused."""
    found = _guarded("inspect", path, name or path.name)
    found["sizes"] = tuple((width, height) for width, height in found["sizes"])
    found["fonts_missing"] = tuple(found["fonts_missing"])
    return UploadedPdf(**found)


def clean(path: Path, out: Path, name: str = "") -> Cleaned:
    """Writes the file to `out` without scripts, attachments, forms and names of persons.

    Raises UploadRefused, as `inspect_upload` does; then nothing is written.
    """
    try:
        found = _guarded("clean", path, name or path.name, out)
    except UploadRefused:
        out.unlink(missing_ok=True)
        raise
    return Cleaned(found["pages"], tuple(found["notes"]), found["tagged"])


def _guarded(verb: str, path: Path, name: str, out: Path | None = None) -> dict[str, Any]:
    _refuse_at_sight(path, name)
    command = [sys.executable, "-m", "reporting.grafting.uploads.child", verb, str(path), name]
    if out is not None:
        command.append(str(out))
    too_much = (
        f"{quoted(name)} is too intricate to be opened safely. Print it to a new PDF file and "
        "send that."
    )
    try:
        answer = subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=MOST_SECONDS * 2, check=False
        )
        told: dict[str, Any] = json.loads(answer.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise UploadRefused(too_much) from error
    if "refused" in told:
        raise UploadRefused(told["refused"])
    found: dict[str, Any] = told["found"]
    return found


def _refuse_at_sight(path: Path, name: str) -> None:
    shown, size = quoted(name), path.stat().st_size
    if not size:
        raise UploadRefused(f"{shown} is empty. Choose the PDF file again.")
    if size > MOST_BYTES:
        raise UploadRefused(
            f"{shown} is {size / 1024 / 1024:,.0f} MB; the most is {MOST_BYTES // 1024 // 1024} "
            "MB. Save it with smaller pictures (“reduce file size”), or send it in parts."
        )
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(HEADER_WITHIN):
            raise UploadRefused(
                f"{shown} is not a PDF file, whatever its name says. Open it in the program that "
                "made it and save it as PDF."
            )
