"""A form that is not taken gives its prose back: its sender is signed out, or may not change the
report any more.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

# The last parts of the names of boxes in which somebody writes at length.
PROSE = frozenset({"text", "impact", "comment", "description", "public_interest", "reason"})


def typed_prose(posted: QueryDict) -> str:
    """What stood in the boxes, in the order of the page; "" where nothing was typed."""
    boxes = (text for name, texts in posted.lists() if _is_prose(name) for text in texts)
    return "\n\n".join(text for text in boxes if text.strip())


def _is_prose(name: str) -> bool:
    return name.rpartition("-")[2] in PROSE


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """What was typed, with the way to sign in; None where nothing was: the guard redirects."""
    text = typed_prose(request.POST)
    if not text:
        return None
    given = {"text": text, "address": request.get_full_path()}
    return render(request, "boards/reports/signed_out.html", given, status=403)
