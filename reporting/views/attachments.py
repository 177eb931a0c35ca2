"""Files that a page gives away for keeping."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from reporting.word import MEDIA_TYPE

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "docx": MEDIA_TYPE,
    "pdf": "application/pdf",
}


def attachment(body: str | bytes, name: str) -> HttpResponse:
    """A file under its name, whose ending says what it is: see KINDS."""
    answer = HttpResponse(body, content_type=KINDS[name.rpartition(".")[2]])
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
