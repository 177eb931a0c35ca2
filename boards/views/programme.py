"""The work programme: by meeting, as files, each entry planned, changed, deferred, taken off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from boards.calendar import working_days_of
from boards.dashboards.programme import (
    ProgrammePage,
    programme_lines,
    programme_page,
    programme_sheets,
    rows_of,
    warning_of,
)
from boards.domain.civic_year import civic_year_of
from boards.forms.programme import AskForm, DeferForm, WorkForm
from boards.models import WorkItem
from boards.report_access import is_kept, kept_from
from boards.services import programme as services
from boards.services.programme import ProgrammeError
from reporting.spreadsheets import csv_text, workbook
from reporting.views.attachments import attachment

from .board import POST, board_of, reads_restricted

SEE, RUN = "boards.see_meetings", "boards.run_meetings"
ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page(SEE)
def programme(request: CouncilRequest) -> HttpResponse:
    """The programme of this civic year, or of that of `?year=`."""
    return render(request, "boards/programme/list.html", {"page": _page(request)})


@require_safe
@council_page(SEE)
def programme_xlsx(request: CouncilRequest) -> HttpResponse:
    page, name = _page(request), request.council.board_name
    data = workbook(programme_sheets(page, name), title=f"{name}: work programme {page.name}")
    return attachment(data, f"work-programme-{page.name}.xlsx")


@require_safe
@council_page(SEE)
def programme_csv(request: CouncilRequest) -> HttpResponse:
    page = _page(request)
    text = csv_text(programme_lines(page))
    return attachment(text, f"work-programme-{page.name}.csv")


@ASKS
@council_page(RUN)
def work_add(request: CouncilRequest) -> HttpResponse:
    """A new entry; `?meeting=` names the meeting that the form begins with."""
    board = board_of(request)
    asked = board.meetings.filter(slug=request.GET.get("meeting", "")).first()
    form = WorkForm(
        request.POST if request.method == POST else None, board=board, initial={"meeting": asked}
    )
    if form.is_valid():
        try:
            item = services.plan_work(board=board, by=request.user, **form.cleaned_data)
        except ProgrammeError as refusal:
            _refused(form, refusal)
        else:
            return _done(request, item, f"{item} has been planned.")
    return render(request, "boards/programme/add.html", {"form": form})


@ASKS
@council_page(RUN)
def work_change(request: CouncilRequest, work: int) -> HttpResponse:
    item = _item_or_404(request, work)
    sent = request.POST if request.method == POST else None
    form = WorkForm(sent, board=item.board, item=item)
    if form.is_valid():
        try:
            services.change_work(item=item, by=request.user, **form.cleaned_data)
        except ProgrammeError as refusal:
            _refused(form, refusal)
        else:
            return _done(request, item, f"{item} has been saved.")
    item.refresh_from_db()
    rows = rows_of(
        item.board,
        WorkItem.objects.filter(pk=item.pk),
        working_days_of(item.board),
        restricted=reads_restricted(request),
        kept=kept_from(request.user, request.council),
    )
    context = {"form": form, "item": item, "row": rows[0] if rows else None}
    return render(request, "boards/programme/change.html", context)


@ASKS
@council_page(RUN)
def work_defer(request: CouncilRequest, work: int) -> HttpResponse:
    item = _item_or_404(request, work)
    form = DeferForm(request.POST if request.method == POST else None, item=item)
    if form.is_valid():
        try:
            moved = services.defer_work(item=item, by=request.user, **form.cleaned_data)
        except ProgrammeError as refusal:
            _refused(form, refusal)
        else:
            return _done(request, moved, f"{moved} has been moved.")
    return render(request, "boards/programme/defer.html", {"form": form, "item": item})


@ASKS
@council_page(RUN)
def work_drop(request: CouncilRequest, work: int) -> HttpResponse:
    """Asks before an entry is taken off; one that is off is put back."""
    item = _item_or_404(request, work)
    off = item.status == WorkItem.Status.DROPPED
    if request.method == POST:
        # Sent twice, or by two officers: what was asked for holds, and is not turned round.
        back = request.POST.get("to") == "back"
        if back == off:
            change = services.restore_work if back else services.drop_work
            change(item=item, by=request.user)
        words = "put back" if back else "taken off. You can put it back at the end of this page"
        return _done(request, item, f"{item} has been {words}.")
    return render(request, "boards/programme/drop.html", {"item": item, "off": off})


@ASKS
@council_page(RUN)
def work_ask(request: CouncilRequest) -> HttpResponse:
    """The board asks officers to report back, once or again and again."""
    board = board_of(request)
    form = AskForm(request.POST if request.method == POST else None, board=board)
    if form.is_valid():
        try:
            item = services.ask_to_report_back(board=board, by=request.user, **form.cleaned_data)
        except ProgrammeError as refusal:
            _refused(form, refusal)
        else:
            return _done(request, item, f"{item} is on the work programme.")
    return render(request, "boards/programme/ask.html", {"form": form})


def _page(request: CouncilRequest) -> ProgrammePage:
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else None
    restricted, kept = reads_restricted(request), kept_from(request.user, request.council)
    today = timezone.localdate()
    return programme_page(board_of(request), today, year, restricted=restricted, kept=kept)


def _item_or_404(request: CouncilRequest, work: int) -> WorkItem:
    mine = WorkItem.objects.select_related("board__council", "meeting", "repeats_from", "report")
    item = get_object_or_404(mine, pk=work, board__council=request.council)
    if is_kept(item.report, kept_from(request.user, request.council)):
        raise Http404("This person is kept from the report of this entry")
    return item


def _done(request: CouncilRequest, item: WorkItem, words: str) -> HttpResponse:
    """Back to the year of the entry; what is planned too early is said at once."""
    board = item.board
    messages.success(request, words)
    days = list(board.meetings.standing().values_list("day", flat=True))
    if warning := warning_of(board, item, item.title, working_days_of(board), days):
        messages.warning(request, warning)
    answer = redirect("boards:programme", request.council.slug)
    if item.meeting:
        year = civic_year_of(item.meeting.day, board.civic_year_month)
        answer["Location"] += f"?year={year}"
    return answer


def _refused(form: Any, refusal: ProgrammeError) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
