"""The board's settings: its rules, and its own lists."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.models import AuditEvent
from boards.dashboards.lists import LISTS, REMOVED, BoardList, lines_of, list_page
from boards.forms.board import FORMS, BoardForm
from boards.models import Board
from boards.services import lists
from boards.services.board import BoardError, change_board, open_board

MANAGE = "boards.manage_board"
ASKS = require_http_methods(["GET", "HEAD", "POST"])
POST = "POST"


def board_of(request: CouncilRequest) -> Board:
    """The council's board; one that was there before there were boards gets it now."""
    return open_board(council=request.council, by=request.user)


def reads_restricted(request: CouncilRequest) -> bool:
    """Whether the person sees the real titles of restricted papers."""
    return request.user.has_perm("boards.read_restricted", request.council)


@require_safe
@council_page(MANAGE)
def home(request: CouncilRequest) -> HttpResponse:
    """What can be settled of the board, each with how it stands."""
    board = board_of(request)
    shown = [(kind, len(lines_of(board, kind))) for kind in LISTS.values()]
    return render(request, "boards/board/home.html", {"board": board, "lists": shown})


@ASKS
@council_page(MANAGE)
def rules(request: CouncilRequest) -> HttpResponse:
    board = board_of(request)
    form = BoardForm(request.POST if request.method == POST else None, board=board)
    if form.is_valid():
        try:
            change_board(board=board, by=request.user, **form.cleaned_data)
        except BoardError as refusal:
            form.add_error("report_working_days", str(refusal))
        else:
            messages.success(request, "The board’s rules have been saved.")
            return redirect("boards:board", request.council.slug)
    return render(request, "boards/board/rules.html", {"form": form})


@ASKS
@council_page(MANAGE)
def board_list(request: CouncilRequest, board_list: str) -> HttpResponse:
    """One list with its lines; a post moves a line or puts one back."""
    kind, board = _list_or_404(board_list), board_of(request)
    if request.method == POST:
        return _moved_or_restored(request, board, kind)
    return render(request, "boards/board/list.html", {"page": list_page(board, kind)})


@ASKS
@council_page(MANAGE)
def line_add(request: CouncilRequest, board_list: str) -> HttpResponse:
    kind, board = _list_or_404(board_list), board_of(request)
    form = FORMS[kind.key](request.POST if request.method == POST else None)
    if form.is_valid():
        try:
            line = lists.add_line(board=board, of=kind, by=request.user, **form.cleaned_data)
        except BoardError as refusal:
            form.add_error(kind.label, str(refusal))
        else:
            messages.success(request, f"{line} has been added.")
            return _back(request, kind)
    return render(request, "boards/board/line.html", {"form": form, "kind": kind})


@ASKS
@council_page(MANAGE)
def line_change(request: CouncilRequest, board_list: str, line: int) -> HttpResponse:
    kind, board = _list_or_404(board_list), board_of(request)
    found = _line_or_404(board, kind, line)
    form = FORMS[kind.key](request.POST if request.method == POST else None, line=found)
    if form.is_valid():
        try:
            lists.change_line(
                board=board, of=kind, line=found, by=request.user, **form.cleaned_data
            )
        except BoardError as refusal:
            form.add_error(kind.label, str(refusal))
        else:
            messages.success(request, f"{found} has been saved.")
            return _back(request, kind)
    return render(request, "boards/board/line.html", {"form": form, "kind": kind, "line": found})


@ASKS
@council_page(MANAGE)
def line_remove(request: CouncilRequest, board_list: str, line: int) -> HttpResponse:
    """Asks before a line is taken off, and takes it off on the answer."""
    kind, board = _list_or_404(board_list), board_of(request)
    found = _line_or_404(board, kind, line)
    if request.method == POST:
        words = str(found)
        lists.remove_line(board=board, of=kind, line=found, by=request.user)
        messages.success(request, f"{words} has been taken off. You can put it back below.")
        return _back(request, kind)
    return render(request, "boards/board/line_remove.html", {"kind": kind, "line": found})


def _moved_or_restored(request: CouncilRequest, board: Board, kind: BoardList) -> HttpResponse:
    restore, move = request.POST.get("restore", ""), request.POST.get("move", "")
    if restore:
        return _restored(request, board, kind, _number(restore))
    where, _, line = move.partition("-")
    found = _line_or_404(board, kind, _number(line))
    up = where == "up"
    if lists.move_line(board=board, of=kind, line=found, up=up, by=request.user):
        messages.success(request, f"{found} has been moved {'up' if up else 'down'}.")
    return _back(request, kind)


def _restored(request: CouncilRequest, board: Board, kind: BoardList, pk: int) -> HttpResponse:
    removed = AuditEvent.objects.filter(
        council=request.council, action=REMOVED, detail__list=kind.key
    )
    event = get_object_or_404(removed, pk=pk)
    try:
        line = lists.restore_line(board=board, of=kind, event=event, by=request.user)
    except BoardError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{line} has been put back.")
    return _back(request, kind)


def _list_or_404(key: str) -> BoardList:
    if key not in LISTS:
        raise Http404("A board has no such list")
    return LISTS[key]


def _line_or_404(board: Board, kind: BoardList, line: int) -> Any:
    return get_object_or_404(kind.model, pk=line, board=board)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 12:
        raise Http404("That is no number of a line")
    return int(text)


def _back(request: CouncilRequest, kind: BoardList) -> HttpResponse:
    return redirect("boards:board_list", request.council.slug, kind.key)
