"""Published editions: public ones for everybody, board ones for members, every look recorded."""

from __future__ import annotations

import base64
import hashlib
import re

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page, roles_in
from accounts.models import Council, User
from reporting.dashboards import published_documents
from reporting.models import Audience, EditionFile
from reporting.rules import editions_kept_from, kinds_not_read_by
from reporting.services import DamagedFileError, open_edition_file, record_look

# Longer, and a withdrawn edition would still be read from the store of a browser or a proxy. After
# these seconds the reader asks again, and is sent nothing where nothing has changed.
FIVE_MINUTES = 300
STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.S | re.I)


@login_not_required
@require_safe
def published_list(request: HttpRequest, council: str) -> HttpResponse:
    found = get_object_or_404(Council, slug=council)
    # Whoever is signed in keeps the sections of their role in reach.
    roles = roles_in(request.user, found) if isinstance(request.user, User) else frozenset()
    context = {"council": found, "documents": published_documents(found), "roles": roles}
    return render(request, "reporting/published_list.html", context)


@login_not_required
@require_safe
def edition_file(request: HttpRequest, council: str, edition: int, name: str) -> HttpResponse:
    file = _file_or_404(council, edition, name, Audience.PUBLIC)
    response = _answer(request, file)
    if response.status_code < 400:
        response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}, must-revalidate"
    return response


@require_safe
@council_page("reporting.read_board_edition")
def board_edition_file(request: CouncilRequest, edition: int, name: str) -> HttpResponse:
    file = _file_or_404(request.council.slug, edition, name, Audience.BOARD)
    if file.edition.kind in kinds_not_read_by(request.user, request.council):
        raise PermissionDenied
    about = (file.edition.kind, file.edition.subject)
    if about in editions_kept_from(request.user, request.council):
        raise PermissionDenied
    record_look(file=file, by=request.user)
    response = _answer(request, file)
    response["Cache-Control"] = "private, no-store"
    return response


def _file_or_404(council: str, edition: int, name: str, audience: str) -> EditionFile:
    """The file of one council's edition for one audience; anything else is not there."""
    files = EditionFile.objects.select_related("edition__council")
    try:
        return files.get(
            edition_id=edition,
            edition__council__slug=council,
            edition__audience=audience,
            name=name,
        )
    except (EditionFile.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def _answer(request: HttpRequest, file: EditionFile) -> HttpResponse:
    """The file as it was published, 304 when the reader has it, 410 when it was withdrawn."""
    if file.edition.is_withdrawn:
        context = {"edition": file.edition, "council": file.edition.council}
        return render(request, "reporting/withdrawn.html", context, status=410)
    etag = f'"{file.sha256}"'
    try:
        data = open_edition_file(file)
    except DamagedFileError:
        return render(request, "reporting/damaged_file.html", {"file": file}, status=500)
    response = HttpResponse(data, content_type=_content_type(file.media_type))
    response["Content-Disposition"] = content_disposition_header(False, file.name) or "inline"
    response["Content-Length"] = str(len(data))
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    if file.media_type == "text/html":
        # A frozen page keeps its own style elements: allowed by their hashes, nothing else is.
        response._csp_update = {"style-src": _style_hashes(data)}  # type: ignore[attr-defined]
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _style_hashes(html: bytes) -> list[str]:
    digests = (hashlib.sha256(style).digest() for style in STYLE.findall(html))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
