"""The scan of signed minutes, kept beside them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.models import Council, User
from boards.models import PaperFile
from reporting.services import keep_file

from .attendance import RecordError

LARGEST = 20 * 1024 * 1024


@transaction.atomic
def keep_signed_copy(
    *, council: Council, name: str, data: bytes, by: User, at: dt.datetime
) -> PaperFile:
    """Raises RecordError, which names the file, for what is no readable PDF."""
    pages = _pages(name, data)
    return PaperFile.objects.create(
        council=council,
        sha256=keep_file(data),
        name=name[:200],
        media_type="application/pdf",
        size=len(data),
        pages=pages,
        tagged=False,
        description="The signed copy of the minutes; their words stand in the minutes themselves",
        added_by=by,
        added_at=at,
    )


def _pages(name: str, data: bytes) -> int:
    import pypdfium2

    if len(data) > LARGEST:
        raise RecordError(f"{name} is larger than 20 MB. Scan it in grey or at 200 dots an inch.")
    try:
        document = pypdfium2.PdfDocument(data)
        found = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        raise RecordError(
            f"{name} cannot be read as a PDF: it is damaged, locked by a password or another kind "
            "of file. Save the scan as a PDF without a password."
        ) from error
    return int(found)
