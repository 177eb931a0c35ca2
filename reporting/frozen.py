"""Makes a page independent of the site: its style sheet of the day is put within it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from reporting.domain.paper import MissingStaticFileError

STYLE_SHEET = "app.css"
LINK = f'<link rel="stylesheet" href="/static/{STYLE_SHEET}">'
# Addresses within the style sheet are relative to it; within a page they would be to the page.
RELATIVE = re.compile(r'url\((["\']?)(?![\w+.-]*:|/)([^"\')]+)\1\)')


def with_own_styles(html: str) -> str:
    """The page with the site's style sheet in place of the link to it. Typefaces are still fetched
    from the site: a page that finds none is set in the reader's own.

    Raises MissingStaticFileError where no style sheet has been built, ValueError for a page that
    links none: neither can be published.
    """
    if html.count(LINK) != 1:
        raise ValueError("A page that is frozen links the style sheet once")
    found = finders.find(STYLE_SHEET)
    if not found:
        raise MissingStaticFileError(
            f"{STYLE_SHEET} is not among the static files. Run script/build_assets"
        )
    path = Path(str(found))
    return html.replace(LINK, f"<style>{_styles(path, path.stat().st_mtime)}</style>")


@lru_cache(maxsize=2)
def _styles(path: Path, changed: float) -> str:
    """Read once a process, and again when the file has changed."""
    # The mark at the beginning of a file would be part of the first rule within a page.
    text = path.read_text(encoding="utf-8-sig").replace("</", "<\\/")
    return RELATIVE.sub(rf'url("{settings.STATIC_URL}\2")', text)
