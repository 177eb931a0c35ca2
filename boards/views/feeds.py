"""When the board meets, for everybody: a page, calendars, a feed. No sign-in, no paper's title."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import roles_in
from accounts.models import Council, User
from boards.dashboards.feeds import Entry, calendar_of, entries_of
from boards.dashboards.meetings import meeting_list
from boards.models import Board, Meeting

FIVE_MINUTES = cache_control(public=True, max_age=300, must_revalidate=True)


@login_not_required
@require_safe
def meeting_dates(request: HttpRequest, council: str) -> HttpResponse:
    """The dates of meetings; empty where the board does not meet in public."""
    found = get_object_or_404(Council, slug=council)
    roles = roles_in(request.user, found) if isinstance(request.user, User) else frozenset()
    board = Board.objects.select_related("council").filter(council=found).first()
    public = board if board and board.meets_in_public else None
    page = meeting_list(public, timezone.localdate()) if public else None
    context = {"council": found, "roles": roles, "board": public, "page": page}
    return render(request, "boards/meetings/dates.html", context)


@login_not_required
@require_safe
@FIVE_MINUTES
def meetings_ics(request: HttpRequest, council: str) -> HttpResponse:
    board = _public_board_or_404(council)
    return _calendar(board, board.meetings.order_by("day", "time"), f"{council}-meetings.ics")


@login_not_required
@require_safe
@FIVE_MINUTES
def meeting_ics(request: HttpRequest, council: str, meeting: str) -> HttpResponse:
    board = _public_board_or_404(council)
    found = get_object_or_404(board.meetings, slug=meeting)
    return _calendar(board, [found], f"{council}-{found.slug}.ics")


@login_not_required
@require_safe
@FIVE_MINUTES
def meetings_atom(request: HttpRequest, council: str) -> HttpResponse:
    return MeetingsFeed()(request, council=council)


class MeetingsFeed(Feed):  # type: ignore[type-arg]
    """Meetings and published papers, what changed last first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, council: str) -> Board:
        return _public_board_or_404(council)

    def title(self, board: Board) -> str:
        return f"{board.name}, {board.council.name}"

    def subtitle(self, board: Board) -> str:
        return "Meetings and published papers"

    def link(self, board: Board) -> str:
        below = reverse("boards:meeting_dates", args=[board.council.slug])
        return f"{settings.SITE_URL}{below}"

    def items(self, board: Board) -> list[Entry]:
        return entries_of(board)

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.text)

    def item_link(self, item: Any) -> str:
        return str(item.link)

    def item_guid(self, item: Any) -> str:
        return f"{settings.SITE_URL}/{item.key}"

    def item_updateddate(self, item: Any) -> Any:
        return item.at


def _public_board_or_404(slug: str) -> Board:
    """A board that does not meet in public looks like one that is not there."""
    board = get_object_or_404(Board.objects.select_related("council"), council__slug=slug)
    if not board.meets_in_public:
        raise Http404("This board does not meet in public")
    return board


def _calendar(board: Board, meetings: Any, name: str) -> HttpResponse:
    chosen: list[Meeting] = list(meetings)
    answer = HttpResponse(calendar_of(board, chosen), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
