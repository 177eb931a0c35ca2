"""A file to a document, by its name's ending and its first bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reporting.domain.documents import Block, Document, document_of
from reporting.domain.file_names import quoted

from . import pdf, text, web, word
from .refusals import MOST_BLOCKS, MOST_BYTES, MOST_LETTERS, UnreadableFile

READABLE: Mapping[str, Callable[[bytes, str], list[Block]]] = {
    ".txt": text.blocks_of,
    ".docx": word.blocks_of,
    ".pdf": pdf.blocks_of,
    ".html": web.blocks_of,
    ".htm": web.blocks_of,
}
STARTS = {".docx": b"PK", ".pdf": b"%PDF"}


def read_file(path: Path) -> Document:
    """A file of the disk. Raises UnreadableFile, which names it."""
    try:
        if path.is_dir():
            raise UnreadableFile(f"{quoted(path.name)} is a folder: name the files in it.")
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile(_too_large(path.name))
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise UnreadableFile(f"{quoted(path.name)} could not be opened: {reason}.") from error
    return read_document(path.name, data)


def read_document(name: str, data: bytes) -> Document:
    """A file that was sent, under its name. Raises UnreadableFile, which names it."""
    ending = Path(name).suffix.lower()
    reader = READABLE.get(ending)
    if reader is None:
        raise UnreadableFile(
            f"{quoted(name)} is no kind of file that can be read here. Save it as Word (.docx), "
            "PDF, web page (.html) or plain text (.txt)."
        )
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_too_large(name))
    if not data.strip():
        raise UnreadableFile(f"{quoted(name)} is empty.")
    start = STARTS.get(ending)
    if start is not None and start not in data[:1024]:
        raise UnreadableFile(
            f"{quoted(name)} is not what its name says. Open it in the program that made it and "
            f"save it again as {ending}."
        )
    blocks = reader(data, quoted(name))
    if len(blocks) > MOST_BLOCKS or sum(len(block.text) for block in blocks) > MOST_LETTERS:
        raise UnreadableFile(_too_large(name))
    return document_of(name, blocks)


def _too_large(name: str) -> str:
    return f"{quoted(name)} is too large to be a paper of a meeting. Send it in parts."
