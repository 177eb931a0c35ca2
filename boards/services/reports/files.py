"""Files of papers: kept under their SHA-256 with a row that says what they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from accounts.services import record_event
from boards.models import Appendix, PaperFile, Report
from boards.report_access import safe_title, subject_of
from reporting.services.files import keep_file, read_kept_file

PDF = "application/pdf"


def keep_paper(
    *,
    council: Council,
    data: bytes,
    name: str,
    pages: int,
    by: User,
    media_type: str = PDF,
    at: dt.datetime | None = None,
    **more: Any,
) -> PaperFile:
    """Writes the bytes, then their row. `more` are tagged, description, made_here and removed."""
    return PaperFile.objects.create(
        council=council,
        sha256=keep_file(data),
        name=name[:200],
        media_type=media_type,
        size=len(data),
        pages=pages,
        added_by=by,
        added_at=at or timezone.now(),
        **more,
    )


@transaction.atomic
def open_paper(*, paper: Report | Appendix, file: PaperFile, by: User) -> bytes:
    """The bytes of a paper for somebody who may read it; reading a restricted one is noted."""
    data = read_kept_file(file.sha256, "The paper")
    note_reading(paper=paper, by=by)
    return data


@transaction.atomic
def note_reading(*, paper: Report | Appendix, by: User) -> None:
    """Of restricted papers alone."""
    if paper.is_open:
        return
    report = paper if isinstance(paper, Report) else paper.report
    what = "report" if isinstance(paper, Report) else "appendix"
    subject = subject_of(report)
    if isinstance(paper, Appendix):
        subject += f", appendix {paper.letter}: {safe_title(paper, paper.title)}"
    record_event(
        council=report.board.council, by=by, action=f"read_restricted_{what}", subject=subject
    )
