"""Meetings: list, plan, the page of one, change, cancel, the notice at the offices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.meetings import meeting_list as list_of
from boards.dashboards.meetings import meeting_page
from boards.domain.dates import in_words
from boards.forms.meetings import CancelForm, ChangeForm, NoticeForm, PlanForm
from boards.models import Meeting
from boards.report_access import kept_from
from boards.services import meetings
from boards.services.meetings import MeetingError

from .board import POST, board_of, reads_restricted
from .found import meeting_or_404

SEE, RUN = "boards.see_meetings", "boards.run_meetings"
ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page(SEE)
def meeting_list(request: CouncilRequest) -> HttpResponse:
    board = board_of(request)
    page = list_of(board, timezone.localdate())
    return render(request, "boards/meetings/list.html", {"page": page, "board": board})


@ASKS
@council_page(RUN)
def meeting_plan(request: CouncilRequest) -> HttpResponse:
    """One meeting, or a series of pasted dates: all of them or none."""
    board = board_of(request)
    form = PlanForm(request.POST if request.method == POST else None, board=board)
    if form.is_valid():
        try:
            made = meetings.plan_meetings(board=board, by=request.user, **form.cleaned_data)
        except MeetingError as refusal:
            form.add_error("days", str(refusal))
        else:
            words = "1 meeting has" if len(made) == 1 else f"{len(made)} meetings have"
            messages.success(request, f"{words} been planned.")
            if len(made) == 1:
                return redirect("boards:meeting_detail", request.council.slug, made[0].slug)
            return redirect("boards:meeting_list", request.council.slug)
    return render(request, "boards/meetings/plan.html", {"form": form})


@require_safe
@council_page(SEE)
def meeting_detail(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    restricted, kept = reads_restricted(request), kept_from(request.user, request.council)
    page = meeting_page(found, timezone.localdate(), restricted=restricted, kept=kept)
    return render(request, "boards/meetings/detail.html", {"page": page, "meeting": found})


@ASKS
@council_page(RUN)
def meeting_change(request: CouncilRequest, meeting: str) -> HttpResponse:
    """Date, time, place; after publication with a reason and a box to tick."""
    found = meeting_or_404(request.council, meeting)
    form = ChangeForm(request.POST if request.method == POST else None, meeting=found)
    if form.is_valid():
        try:
            changed = meetings.change_meeting(meeting=found, by=request.user, **form.changes())
        except MeetingError as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, str(refusal))
        else:
            messages.success(request, f"The meeting of {in_words(changed.day)} has been saved.")
            return redirect("boards:meeting_detail", request.council.slug, changed.slug)
    return render(request, "boards/meetings/change.html", {"form": form, "meeting": found})


@ASKS
@council_page(RUN)
def meeting_cancel(request: CouncilRequest, meeting: str) -> HttpResponse:
    """Asks why before a meeting is cancelled; one that is cancelled can be brought back."""
    found = meeting_or_404(request.council, meeting)
    again = found.status == Meeting.Status.CANCELLED
    # A reason is only ever sent to cancel: sent twice, it must not bring the meeting back.
    cancels = request.method == POST and (not again or "reason" in request.POST)
    form = CancelForm(request.POST if cancels else None)
    try:
        if request.method == POST and not cancels:
            meetings.reinstate_meeting(meeting=found, by=request.user)
            messages.success(request, "The meeting takes place again.")
            return redirect("boards:meeting_detail", request.council.slug, found.slug)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            meetings.cancel_meeting(meeting=found, reason=reason, by=request.user)
            messages.success(request, "The meeting has been cancelled.")
            return redirect("boards:meeting_detail", request.council.slug, found.slug)
    except MeetingError as refusal:
        messages.error(request, str(refusal))
    context = {"form": form, "meeting": found, "words": in_words(found.day), "again": again}
    return render(request, "boards/meetings/cancel.html", context)


@ASKS
@council_page(RUN)
def meeting_notice(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    form = NoticeForm(request.POST if request.method == POST else None, meeting=found)
    if form.is_valid():
        posted_by = form.cleaned_data["posted_by"]
        try:
            meetings.post_notice(meeting=found, at=form.at(), posted_by=posted_by, by=request.user)
        except MeetingError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "The notice has been recorded.")
            return redirect("boards:meeting_detail", request.council.slug, found.slug)
    return render(request, "boards/meetings/notice.html", {"form": form, "meeting": found})
