"""How commands write a PDF file: whole or not at all, and what they tell meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management.base import CommandError, OutputWrapper


def refuse_unwritable(out: Path) -> None:
    """Before the work begins: a folder, or a place where nothing can be written."""
    if out.is_dir():
        raise CommandError(f"{out} is a folder: name the PDF file to write in it")
    if not out.parent.is_dir():
        raise CommandError(f"The folder {out.parent} does not exist")
    if not os.access(out.parent, os.W_OK | os.X_OK):
        raise CommandError(f"Nothing can be written in the folder {out.parent}")


def write_whole(out: Path, data: bytes) -> None:
    """Beside it first, then in its place: who reads it meanwhile has the old file or the new."""
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            beside = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                beside.chmod(0o644)
                beside.replace(out)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise CommandError(f"{out} could not be written: {error.strerror or error}") from error


def tell_progress(err: OutputWrapper, stage: str, done: int, total: int) -> None:
    """One line on a terminal, written over; nothing in a log. Without a stage it is wiped."""
    if err.isatty():
        of = f" of {total}" if total else ""
        words = f"{stage}, page {done}{of}" if stage else ""
        err.write(f"\r{words:<40}" + ("" if stage else "\r"), ending="")
        err.flush()
