"""Why a paper is not read, and the limits that it has to keep."""

from __future__ import annotations

from reporting.spreadsheets.refusals import UnreadableFile

MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 1_000
MOST_LETTERS = 5_000_000
MOST_BLOCKS = 100_000

__all__ = ["MOST_BLOCKS", "MOST_BYTES", "MOST_LETTERS", "MOST_PAGES", "UnreadableFile"]
