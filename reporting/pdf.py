"""HTML to a tagged PDF/UA-1 file. Nothing is fetched but data: and our own static files."""

from __future__ import annotations

import gc
import io
import logging
import mimetypes
import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit, uses_netloc, uses_relative

import pikepdf
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.utils._os import safe_join
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reporting.domain.paper import (
    MissingStaticFileError,
    MissingTitleError,
    PageLabel,
    PdfFile,
    Progress,
    RemoteAddressError,
    RenderError,
)
from reporting.grafting.labels import label_tree

from .paper_tags import settle_tags

# Addresses in a document that is made here have no host; this one never leaves the process.
BASE = "paper:///"
# Python joins relative addresses only in schemes that it knows: the fonts of print.css need it.
uses_relative.append("paper")
uses_netloc.append("paper")
STYLE_SHEET = "print.css"
# Controls that come with text copied from elsewhere: no font has a glyph for them.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
# A typeface that is unpacked takes the hour along, unless it is told one: every process would make
# other bytes of the same paper.
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
PDF_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
# One layout at a time: the font configuration is shared, and the progress is read from a log.
_rendering = threading.Lock()


class _RefusedError(FatalURLFetchingError):  # type: ignore[misc]
    """Stops WeasyPrint, which would print the document without what it could not fetch."""

    def __init__(self, why: RenderError) -> None:
        super().__init__(str(why))
        self.why = why


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Serves data: addresses and files of the static folder; refuses everything else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        try:
            path = static_path(url)
        except RenderError as error:
            raise _RefusedError(error) from error
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def static_path(url: str) -> Path:
    """The file behind paper:///static/name. Raises RenderError in words."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    prefix = "/" + settings.STATIC_URL.strip("/") + "/"
    if parts.scheme != "paper" or parts.netloc or not path.startswith(prefix):
        raise RemoteAddressError(
            f"The document asks for {url[:120]}. Papers are made from the product's own "
            "static files and data: addresses alone"
        )
    name = path.removeprefix(prefix)
    try:
        found = finders.find(name) or _collected(name)
    except SuspiciousFileOperation as error:  # a path that climbs out of the static folders
        raise RemoteAddressError(f"{path} lies outside the static folders") from error
    if not found:
        raise MissingStaticFileError(
            f"{name} is not among the static files. Run script/build_assets"
        )
    return Path(str(found))


def _collected(name: str) -> str | None:
    """Names with a hash exist only among the collected files."""
    if not settings.STATIC_ROOT:
        return None
    path = Path(safe_join(settings.STATIC_ROOT, name))
    return str(path) if path.is_file() else None


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=4)
def _style_sheet(path: str, changed: float) -> CSS:
    """The print style sheet, parsed once a process (again when the file has changed)."""
    address = BASE + settings.STATIC_URL.strip("/") + "/" + STYLE_SHEET
    text = Path(path).read_text(encoding="utf-8")
    return CSS(string=text, base_url=address, url_fetcher=OwnFilesOnly(), font_config=_fonts())


def print_style_sheets(name: str = STYLE_SHEET) -> list[CSS]:
    """The built print style sheet; none where it has not been built."""
    found = finders.find(name)
    return [_style_sheet(str(found), Path(str(found)).stat().st_mtime)] if found else []


def render_pdf(
    html: str,
    *,
    title: str,
    lang: str = "en-GB",
    page_labels: Sequence[PageLabel] = (),
    style_sheet: str = STYLE_SHEET,
    progress: Progress | None = None,
) -> PdfFile:
    """A PDF/UA-1 file: tagged, titled, with bookmarks; the same bytes for the same input.

    `html` is a whole document that links no style sheet of its own for paper: print.css is added,
    or the built `style_sheet` that is named.
    `progress` is told (stage, page, pages in all or 0 while nobody knows). Raises RenderError in
    words.
    """
    if not title.strip():
        raise MissingTitleError("Give the document a title")
    html = _with_language(UNPRINTABLE.sub("", html), lang)
    try:
        with _rendering, _uncollected(), _told_of_pages(progress), _heard() as failures:
            raw, pages = _laid_out(html, title, lang, style_sheet, progress)
    except _RefusedError as refused:
        raise refused.why from refused
    if failures:
        raise RenderError(f"Something would be missing on paper: {failures[0][:300]}")
    return PdfFile(_finished(raw, title, lang, page_labels or [PageLabel(0)]), pages)


def _laid_out(
    html: str, title: str, lang: str, style_sheet: str, progress: Progress | None
) -> tuple[bytes, int]:
    source = HTML(string=html, base_url=BASE, url_fetcher=OwnFilesOnly())
    document = source.render(
        stylesheets=print_style_sheets(style_sheet), font_config=_fonts(), **PDF_OPTIONS
    )
    document.metadata.title, document.metadata.lang = title, lang
    # The hour of printing would make every file another one.
    document.metadata.created = document.metadata.modified = None
    pages = len(document.pages)
    if progress:
        progress("Writing the file", pages, pages)
    return document.write_pdf(finisher=settle_tags, **PDF_OPTIONS), pages


def _with_language(html: str, lang: str) -> str:
    """The document in its language, for hyphenation and for those who listen to it."""
    if re.search(r"<html[^>]*\slang=", html[:2000], re.I):
        return html
    if re.search(r"<html\b", html[:2000], re.I):
        return re.sub(r"<html\b", f'<html lang="{lang}"', html, count=1, flags=re.I)
    return f'<html lang="{lang}">{html}</html>'


def _finished(raw: bytes, title: str, lang: str, labels: Sequence[PageLabel]) -> bytes:
    """Page labels, language and title in the window; the tag tree is left as it is."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        pdf.Root.PageLabels = label_tree(labels)
        pdf.Root.Lang = pikepdf.String(lang)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = pikepdf.String(title)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


class _PageCounter(logging.Handler):
    """WeasyPrint tells of its pages only in its progress log."""

    PAGE = re.compile(r"Page (\d+)")

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress, self.most, self.again = progress, 0, False

    def emit(self, record: logging.LogRecord) -> None:
        found = self.PAGE.search(record.getMessage())
        if found:
            page = int(found[1])
            # Page numbers in the text make it lay out again. Before that nobody knows how many
            # pages there will be.
            self.again = self.again or page <= self.most
            self.most = max(self.most, page)
            stage, total = ("Numbering pages", self.most) if self.again else ("Laying out", 0)
            self.progress(stage, page, total)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Laying out makes millions of objects that all live until the file is written: looking for
    rubbish among them takes a tenth of the time and finds none.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _told_of_pages(progress: Progress | None) -> Iterator[None]:
    if progress is None:
        yield
        return
    log = logging.getLogger("weasyprint.progress")
    handler, level, spreads = _PageCounter(progress), log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = spreads


class _Failures(logging.Handler):
    """WeasyPrint prints on without a picture or a style sheet that fails, and only logs it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage().startswith("Failed to"):
            self.found.append(record.getMessage())


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What failed while WeasyPrint was at work; a paper without its chart is no paper."""
    log, handler = logging.getLogger("weasyprint"), _Failures()
    log.addHandler(handler)
    try:
        yield handler.found
    finally:
        log.removeHandler(handler)
