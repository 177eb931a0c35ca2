"""The words of papers, for checks before publication; read once a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from accounts.models import Council
from performance.council_rules import few_people
from performance.domain.figure_check import SmallCount
from performance.figure_check import small_counts
from reporting.documents import UnreadableFile, read_document
from reporting.services import DamagedFileError, read_kept_file

# Raised when the list of small counts tells the same paper otherwise than before.
FORM = 3
A_MONTH = 30 * 24 * 3600


@dataclass(frozen=True)
class Words:
    """The text of a PDF that everybody may read ("" for one that cannot be read), and where it
    counts a few people: (place, number, sentence).
    """

    text: str
    few: tuple[tuple[str, str, str], ...]


def words_of(files: Iterable[str], council: Council) -> dict[str, Words]:
    """The words of files by their SHA-256; one look into the cache for all of them."""
    prefix = f"paper-words-{FORM}-{few_people(council)}-"
    keys = {f"{prefix}{sha256}": sha256 for sha256 in files}
    found = cache.get_many(keys)
    new = {key: _read(keys[key], council) for key in keys if key not in found}
    if new:
        cache.set_many(new, A_MONTH)
    held = {**found, **new}
    return {sha256: Words(*held[key]) for key, sha256 in keys.items()}


def texts_of(files: Iterable[str]) -> tuple[dict[str, str], int]:
    """All that stands on the pages of open papers, by their SHA-256, for the search, and how many
    are left to be read: a search reads a few that nobody has read before, and keeps them.
    """
    keys = {f"{TEXT}{sha256}": sha256 for sha256 in files}
    found = cache.get_many(keys)
    unread = [key for key in keys if key not in found]
    new = {key: _text(keys[key])[:LONGEST_TEXT] for key in unread[:MOST_NEW]}
    if new:
        cache.set_many(new, A_MONTH)
    held = {keys[key]: text for key, text in {**found, **new}.items()}
    return held, len(unread) - len(new)


TEXT = "paper-text-1-"
MOST_NEW = 20
LONGEST_TEXT = 500_000


def _read(sha256: str, council: Council) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    try:
        document = read_document("paper.pdf", read_kept_file(sha256))
    except (DamagedFileError, UnreadableFile):
        return _text(sha256), ()
    return _text(sha256), tuple(_told(one) for one in small_counts(council, document))


def _text(sha256: str) -> str:
    """All that stands on its pages, headers too: the other reading leaves out what repeats."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(read_kept_file(sha256))
    except (DamagedFileError, pypdfium2.PdfiumError):
        return ""
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _told(one: SmallCount) -> tuple[str, str, str]:
    return one.place, one.number, " ".join(one.text.split())[:LONGEST]


LONGEST = 160
