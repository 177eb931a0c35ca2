"""The words of papers, for checks before publication; read once a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from performance.domain.wording import names_few
from reporting.services import DamagedFileError, read_kept_file

A_MONTH = 30 * 24 * 3600
PREFIX = "paper-words-1-"


@dataclass(frozen=True)
class Words:
    """The text of a PDF that everybody may read ("" for one that cannot be read), and how many of
    its lines hold a number from one to five."""

    text: str
    few: int


def words_of(files: Iterable[str]) -> dict[str, Words]:
    """The words of files by their SHA-256; one look into the cache for all of them."""
    keys = {f"{PREFIX}{sha256}": sha256 for sha256 in files}
    found = cache.get_many(keys)
    new = {key: _read(keys[key]) for key in keys if key not in found}
    if new:
        cache.set_many(new, A_MONTH)
    held = {**found, **new}
    return {sha256: Words(*held[key]) for key, sha256 in keys.items()}


def _read(sha256: str) -> tuple[str, int]:
    text = _text(sha256)
    return text, sum(names_few(line) for line in text.splitlines())


def _text(sha256: str) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(read_kept_file(sha256))
    except (DamagedFileError, pypdfium2.PdfiumError):
        return ""
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
