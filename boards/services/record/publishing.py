"""Publishing minutes: as a draft, and again when they were agreed. What is published is frozen."""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from boards.models import Minutes
from boards.packs.minutes import KIND, MinutesDocument, file_name, minutes_document
from boards.packs.minutes_rendering import minutes_docx, minutes_page, minutes_pdf
from reporting.models import Edition
from reporting.services import NewFile, publish_edition
from reporting.word import MEDIA_TYPE


def publish_minutes(
    *, minutes: Minutes, audience: str, by: User, at: dt.datetime | None = None
) -> Edition:
    """The next edition of a meeting’s minutes for an audience, as page, PDF and Word. Raises
    NothingChangedError when the edition before says the same.
    """
    document = minutes_document(minutes, audience)
    council = document.council
    paper = minutes_pdf(document)
    word = minutes_docx(document)
    before = _before(document)
    return publish_edition(
        council=council,
        kind=KIND,
        subject=document.meeting.slug,
        audience=audience,
        title=document.title,
        files=[
            NewFile("text/html", file_name(document, "html"), minutes_page(document)),
            NewFile("application/pdf", file_name(document, "pdf"), paper.data),
            NewFile(MEDIA_TYPE, file_name(document, "docx"), word),
        ],
        pages=paper.pages,
        figures=[],
        cells=[],
        beside={"status": minutes.status, "words": document.fingerprint},
        changes=_changes(before, document),
        by=by,
        at=at,
    )


def _before(document: MinutesDocument) -> Edition | None:
    found = Edition.objects.for_council(document.council).of(KIND, document.meeting.slug)
    return found.filter(audience=document.audience).order_by("-number").first()


def _changes(before: Edition | None, document: MinutesDocument) -> list[dict[str, str]]:
    if before is None:
        return []
    was = Minutes.Status(before.beside.get("status", Minutes.Status.DRAFT)).label
    now = document.minutes.get_status_display()
    what = "Status of the minutes" if was != now else "Text of the minutes"
    return [{"what": what, "was": was, "now": now, "why": ""}]
