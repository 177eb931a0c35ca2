"""Papers that are made of what is on record: laid out once for the same words, then kept.

Nobody signs them off, so nothing names their files before an agenda is published with them. Until
then they are a cache: a sweep may take them, and they are laid out again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string

from reporting.services import keep_file
from reporting.services.files import edition_path

# Raised when the style sheet prints the same page otherwise than before.
FORM = 1
A_MONTH = 30 * 24 * 3600
PREFIX = "paper-laid-out-"
STYLE_SHEET = "body.css"


@dataclass(frozen=True)
class LaidOut:
    """A paper as PDF, with its pages, and as a piece of a web page; both by their SHA-256."""

    sha256: str
    pages: int
    page: str


def laid_out(paper: str, page: str, context: Mapping[str, Any], *, title: str) -> LaidOut:
    """The PDF that the template `paper` makes, and the web page that `page` makes, of the same
    values. The same bytes for the same values; cached under the hash of both.
    """
    html = render_to_string(paper, {**context, "medium": "paper"})
    web = render_to_string(page, {**context, "medium": "edition"})
    said = "\0".join((str(FORM), title, html, web))
    key = f"{PREFIX}{hashlib.sha256(said.encode()).hexdigest()}"
    held = cache.get(key)
    if held is not None and all(edition_path(name).is_file() for name in (held[0], held[2])):
        return LaidOut(*held)
    made = _print(html, web, title)
    cache.set(key, (made.sha256, made.pages, made.page), A_MONTH)
    return made


def _print(html: str, web: str, title: str) -> LaidOut:
    # Here, so that pages which print nothing do not wait for WeasyPrint to start.
    from reporting.pdf import render_pdf

    pdf = render_pdf(html, title=title, style_sheet=STYLE_SHEET)
    return LaidOut(keep_file(pdf.data), pdf.pages, keep_file(web.encode()))
