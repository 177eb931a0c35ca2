"""Files as they were sent: a name, the folder or archive they came in, and how to open them."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from placements.services.intake.refusals import IntakeRefused
from reporting.spreadsheets.archive import BROKEN
from reporting.spreadsheets.refusals import quoted

from .limits import MOST_BYTES, MOST_FILES, MOST_RATIO, RATIO_FROM, megabytes

ZIP = b"PK\x03\x04"
READ = (".csv", ".txt", ".tsv", ".xlsx", ".xml")
PIECE = 1 << 20
HIDDEN = ("__MACOSX/", ".")


@dataclass(frozen=True)
class SentFile:
    """`group` holds files that belong together: a folder, an archive; the workbook itself."""

    name: str
    group: str
    size: int
    open: Callable[[], IO[bytes]]

    @property
    def ending(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    @property
    def shown(self) -> str:
        return quoted(self.name)

    def checksum(self) -> str:
        """SHA-256 of its content, in hexadecimal digits. Raises IntakeRefused."""
        try:
            checksum = hashlib.sha256()
            with self.open() as stream:
                while piece := stream.read(PIECE):
                    checksum.update(piece)
            return checksum.hexdigest()
        except (OSError, *BROKEN) as error:
            raise IntakeRefused(f"{self.shown} is damaged or cut short. Make it again.") from error


@contextmanager
def sent_files(sources: Iterable[Path | tuple[str, bytes]]) -> Iterator[list[SentFile]]:
    """The files of paths (files, folders, archives) or of uploads (name, bytes), while it lasts.

    Raises IntakeRefused.
    """
    with ExitStack() as opened:
        found = [file for source in sources for file in _of_source(source, opened)]
        if not found:
            raise IntakeRefused(
                "There is nothing to read. Name CSV files, a folder, a ZIP file, a workbook "
                "(.xlsx) or an XML file."
            )
        if len(found) > MOST_FILES:
            raise IntakeRefused(f"There are {len(found):,} files; the most is {MOST_FILES}.")
        yield found


def _of_source(source: Path | tuple[str, bytes], opened: ExitStack) -> Iterator[SentFile]:
    if isinstance(source, Path) and source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.is_file() and not path.name.startswith(".") and path.suffix.lower() in READ:
                yield from _of_file(_on_disk(path, str(path.parent)), opened)
    elif isinstance(source, Path):
        yield from _of_file(_on_disk(source, str(source.parent)), opened)
    else:
        name, data = source
        yield from _of_file(SentFile(name, "", len(data), lambda: io.BytesIO(data)), opened)


def _on_disk(path: Path, group: str) -> SentFile:
    try:
        told = path.stat()
    except OSError as error:
        raise IntakeRefused(f"{quoted(path.name)} cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(told.st_mode):
        raise IntakeRefused(f"{quoted(path.name)} is no file.")
    return SentFile(path.name, group, told.st_size, lambda: path.open("rb"))


def _of_file(file: SentFile, opened: ExitStack) -> Iterator[SentFile]:
    """The file itself, or what is in the archive."""
    if file.size > MOST_BYTES:
        raise IntakeRefused(
            f"{file.shown} is {megabytes(file.size)}; the most is {megabytes(MOST_BYTES)}. Send "
            "the return of one council, without other files."
        )
    if not file.size:
        raise IntakeRefused(f"{file.shown} is empty.")
    if file.ending in READ:
        yield file
    elif _start(file, 4) == ZIP and file.ending == ".zip":
        yield from _in_archive(file, opened)
    else:
        raise IntakeRefused(
            f"{file.shown} is not a CSV file, a ZIP file, a workbook (.xlsx) or an XML file. Save "
            "it as one of these."
        )


def _start(file: SentFile, count: int) -> bytes:
    try:
        with file.open() as stream:
            return stream.read(count)
    except OSError as error:
        raise IntakeRefused(f"{file.shown} cannot be read: {error.strerror}.") from error


def _in_archive(file: SentFile, opened: ExitStack) -> Iterator[SentFile]:
    broken = f"{file.shown} is damaged or cut short. Make the ZIP file again."
    try:
        archive = opened.enter_context(zipfile.ZipFile(opened.enter_context(file.open())))
    except BROKEN as error:
        raise IntakeRefused(broken) from error
    parts = [part for part in archive.infolist() if not part.is_dir()]
    _refuse_bombs(file, parts)
    parts = [part for part in parts if not _is_hidden(part.filename)]
    strange = [
        part.filename for part in parts if PurePosixPath(part.filename).suffix.lower() == ".zip"
    ]
    if strange:
        raise IntakeRefused(f"{file.shown} holds another ZIP file. Unpack that one first.")
    for part in parts:
        path = PurePosixPath(part.filename)
        if path.suffix.lower() in READ:
            group = f"{file.name}/{path.parent}" if str(path.parent) != "." else file.name
            yield SentFile(path.name, group, part.file_size, _opener(archive, part, broken))


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _opener(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, broken: str
) -> Callable[[], IO[bytes]]:
    def stream() -> IO[bytes]:
        try:
            return archive.open(part)
        except BROKEN as error:
            raise IntakeRefused(broken) from error

    return stream


def _refuse_bombs(file: SentFile, parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise IntakeRefused(f"{file.shown} is protected with a password. Remove it first.")
    unpacked = sum(part.file_size for part in parts)
    bomb = any(
        part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * part.compress_size
        for part in parts
    )
    if len(parts) > MOST_FILES or unpacked > MOST_BYTES or bomb:
        raise IntakeRefused(
            f"{file.shown} would be far too large when unpacked, so it was not opened. Put only "
            "the return’s own files into it."
        )
