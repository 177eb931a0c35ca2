"""The same document is laid out once in a test run, however many tests print it.

A paper is a function of what it is made from: same input, same bytes. The tests of
reporting/presses hold that, and so run without this. Hundreds of tests publish the same few papers
to look at something else; laying them out again takes half of their time.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from reporting import pdf

LOUD = "weasyprint"


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


@contextmanager
def _complaints() -> Iterator[_Complaints]:
    handler, logger = _Complaints(), logging.getLogger(LOUD)
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)


def laid_out_once(folder: Path) -> Callable[..., tuple[bytes, int]]:
    """In place of `reporting.pdf._laid_out`: from the folder what was laid out before and gave no
    complaint. Processes may share the folder.
    """
    really = pdf._laid_out

    def laid_out(
        html: str, title: str, lang: str, style_sheet: str, progress: Any
    ) -> tuple[bytes, int]:
        said = "\0".join((html, title, lang, style_sheet, _age_of(style_sheet)))
        kept = folder / hashlib.sha256(said.encode()).hexdigest()
        if kept.exists():
            raw, pages = pickle.loads(kept.read_bytes())
            if progress:
                progress("Writing the file", pages, pages)
            return raw, pages
        with _complaints() as complaints:
            made = really(html, title, lang, style_sheet, progress)
        if not complaints.heard:
            writing = kept.with_suffix(f".{id(made)}")
            writing.write_bytes(pickle.dumps(made))
            writing.replace(kept)
        return made

    return laid_out


def _age_of(style_sheet: str) -> str:
    found = finders.find(style_sheet)
    return str(Path(str(found)).stat().st_mtime) if found else ""
