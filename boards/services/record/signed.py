"""The scan of signed minutes, kept beside them."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from django.db import transaction

from accounts.models import Council, User
from boards.models import PaperFile
from reporting.domain.file_names import quoted
from reporting.grafting.uploads import UploadRefused, inspect_upload
from reporting.services import keep_file

from .attendance import RecordError

LARGEST = 20 * 1024 * 1024


@transaction.atomic
def keep_signed_copy(
    *, council: Council, name: str, data: bytes, by: User, at: dt.datetime
) -> PaperFile:
    """Raises RecordError, which names the file, for what is no harmless PDF."""
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
    """How many pages the scan has. It is opened where it can do no harm, and kept as it was sent:
    to clean it would break a signature that is in the file itself.
    """
    if len(data) > LARGEST:
        raise RecordError(
            f"{quoted(name)} is larger than 20 MB. Scan it in grey or at 200 dots an inch."
        )
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder, "sent.pdf")
        sent.write_bytes(data)
        try:
            found = inspect_upload(sent, name)
        except UploadRefused as refusal:
            raise RecordError(str(refusal)) from refusal
    if found.has_scripts or found.has_attachments:
        raise RecordError(
            f"{quoted(name)} holds programs or other files, which no signed paper needs. Print it "
            "to a new PDF file, or scan the paper again, and send that."
        )
    return found.pages
