"""A meeting's published papers: for everybody, and for board members with what only they read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.access import CouncilRequest, council_page, roles_in
from accounts.models import User
from accounts.services import record_event
from boards.dashboards.kept import is_kept_from_pack, items_kept_from
from boards.dashboards.neutral import neutral
from boards.dashboards.published import (
    PublishedPaper,
    paper_in,
    published_minutes,
    published_parts,
)
from boards.models import Meeting
from boards.packs.agenda.bundle import bundle
from boards.report_access import is_kept_from
from reporting.domain.paper import MissingStaticFileError
from reporting.models import Audience
from reporting.services import DamagedFileError, read_kept_file

from .found import meeting_or_404

KEPT = "You are kept from a paper of this meeting, so what holds all of them is not open to you."
RESTRICTED = "boards.read_restricted"


@login_not_required
@require_safe
def papers(request: HttpRequest, council: str, meeting: str) -> HttpResponse:
    """What everybody reads of a meeting; a meeting of which nothing was published is not there."""
    found = _public_meeting(council, meeting)
    parts = published_parts(found, Audience.PUBLIC)
    if not parts:
        raise Http404("Nothing has been published for this meeting")
    own = found.board.council
    roles = roles_in(request.user, own) if isinstance(request.user, User) else frozenset()
    context = {
        "meeting": found,
        "parts": parts,
        "minutes": published_minutes(found, Audience.PUBLIC),
        "council": own,
        "roles": roles,
        "for_board": False,
    }
    return render(request, "boards/published/papers.html", context)


@login_not_required
@require_safe
def paper(request: HttpRequest, council: str, meeting: str, paper: str) -> HttpResponse:
    """One open paper, as a public edition printed it."""
    found = _public_meeting(council, meeting)
    answer = _file(found, Audience.PUBLIC, paper)
    answer["Cache-Control"] = "public, max-age=300, must-revalidate"
    return answer


@login_not_required
@require_safe
def paper_page(request: HttpRequest, council: str, meeting: str, paper: str) -> HttpResponse:
    """The same paper as a web page, as it was when it was printed."""
    found = _public_meeting(council, meeting)
    printed = _paper_or_404(found, Audience.PUBLIC, paper)
    own = found.board.council
    roles = roles_in(request.user, own) if isinstance(request.user, User) else frozenset()
    context = {**_page(found, printed), "council": own, "roles": roles, "for_board": False}
    return render(request, "boards/published/paper.html", context)


@require_safe
@council_page(RESTRICTED)
def board_papers(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    kept, kept_pack = is_kept_from(request.user, found), is_kept_from_pack(request.user, found)
    hidden, told = items_kept_from(request.user, found), neutral(request.user, found)
    parts = published_parts(found, Audience.BOARD, hidden, told)
    if parts:
        record_event(
            council=request.council, by=request.user, action="read_board_papers", subject=str(found)
        )
    minutes = [] if kept else published_minutes(found, Audience.BOARD)
    context = {
        "meeting": found, "parts": parts, "minutes": minutes, "for_board": True,
        "kept": kept, "kept_pack": kept_pack,
    }  # fmt: skip
    return render(request, "boards/published/papers.html", context)


@require_safe
@council_page(RESTRICTED)
def board_paper(request: CouncilRequest, meeting: str, paper: str) -> HttpResponse:
    """One paper of the board's edition; every look is recorded, without its title."""
    found = meeting_or_404(request.council, meeting)
    answer = _file(found, Audience.BOARD, paper, items_kept_from(request.user, found))
    record_event(
        council=request.council,
        by=request.user,
        action="read_board_paper",
        subject=str(found),
        detail={"paper": paper},
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@council_page(RESTRICTED)
def board_paper_page(request: CouncilRequest, meeting: str, paper: str) -> HttpResponse:
    """A paper of the board's edition as a web page; every look is recorded, without its title."""
    found = meeting_or_404(request.council, meeting)
    kept = items_kept_from(request.user, found)
    printed = _paper_or_404(found, Audience.BOARD, paper, kept)
    context = {**_page(found, printed), "for_board": True}
    record_event(
        council=request.council,
        by=request.user,
        action="read_board_paper",
        subject=str(found),
        detail={"paper": paper},
    )
    answer = render(request, "boards/published/paper.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@council_page("boards.publish_agenda")
def agenda_bundle(request: CouncilRequest, meeting: str, audience: str) -> HttpResponse:
    """Everything of an edition, for another committee system."""
    found = meeting_or_404(request.council, meeting)
    if audience not in Audience.values:
        raise Http404
    if audience == Audience.BOARD and is_kept_from_pack(request.user, found):
        messages.error(request, KEPT)
        return redirect("boards:agenda", request.council.slug, meeting)
    try:
        made = bundle(found, audience)
    except (DamagedFileError, MissingStaticFileError) as error:
        messages.error(request, f"{error}. Nothing was taken away.")
        return redirect("boards:agenda", request.council.slug, meeting)
    if made is None:
        messages.error(request, "There is nothing to take away: publish the agenda first.")
        return redirect("boards:agenda", request.council.slug, meeting)
    detail = {"audience": audience}
    action, subject = "read_agenda_bundle", str(found)
    record_event(
        council=request.council, by=request.user, action=action, subject=subject, detail=detail
    )
    answer = HttpResponse(made, content_type="application/zip")
    name = f"{request.council.slug}-{found.slug}-{audience}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _public_meeting(council: str, slug: str) -> Meeting:
    meetings = Meeting.objects.select_related("board__council")
    return get_object_or_404(meetings, board__council__slug=council, slug=slug)


def _paper_or_404(
    meeting: Meeting, audience: str, key: str, kept: Collection[int] = ()
) -> PublishedPaper:
    found = paper_in(meeting, audience, key, kept)
    if found is None:
        raise Http404("There is no such paper")
    return found


def _page(meeting: Meeting, paper: PublishedPaper) -> dict[str, Any]:
    """The frozen piece of a page. It was made here by our own templates, so it is safe as it is."""
    if not paper.page:
        raise Http404("This paper came as a PDF")
    text = _read(paper.page).decode()
    return {"meeting": meeting, "paper": paper, "text": SafeString(text)}


def _read(sha256: str) -> bytes:
    try:
        return read_kept_file(sha256, "The file of this paper")
    except DamagedFileError as damaged:
        raise Http404("The file of this paper is damaged") from damaged


def _file(meeting: Meeting, audience: str, key: str, kept: Collection[int] = ()) -> HttpResponse:
    data = _read(_paper_or_404(meeting, audience, key, kept).sha256)
    answer = HttpResponse(data, content_type="application/pdf")
    name = f"{meeting.board.council.slug}-{meeting.slug}-{key}.pdf"
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
