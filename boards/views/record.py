"""At the meeting: opening and closing, who is there, what is said and resolved on each item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.record import record_page, seats
from boards.forms.record import GuestForm, MomentForm, RollForm, SubstituteForm, TimesForm
from boards.models import Attendance, Meeting, Member
from boards.report_access import kept_from
from boards.services.record import attendance as book
from boards.services.record.attendance import RecordError
from boards.services.record.minutes import draft_minutes

from .found import meeting_or_404

KNOWN = {"member": "present", "apologies": "apologies"}


@require_safe
@council_page("boards.run_meetings")
def record(request: CouncilRequest, meeting: str) -> HttpResponse:
    return _page(request, meeting_or_404(request.council, meeting))


@require_POST
@council_page("boards.run_meetings")
def moment(request: CouncilRequest, meeting: str, which: str) -> HttpResponse:
    """The meeting opens or closes, at the time that was typed."""
    found, form = meeting_or_404(request.council, meeting), MomentForm(request.POST)
    if not form.is_valid():
        return _page(request, found, **{which: form})
    clock: dt.time = form.cleaned_data["at"]
    at = timezone.make_aware(dt.datetime.combine(found.day, clock))
    deed = book.open_meeting if which == "opening" else book.close_meeting
    done = "opened" if which == "opening" else "closed"
    return _done(request, found, lambda: deed(meeting=found, at=at, by=request.user), done)


@require_POST
@council_page("boards.run_meetings")
def roll(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    form = RollForm(seats(found), request.POST)
    if not form.is_valid():
        return _page(request, found, roll=form)
    return _done(
        request,
        found,
        lambda: book.call_roll(meeting=found, present=form.roll(), by=request.user),
        "The roll has been saved.",
    )


@require_POST
@council_page("boards.run_meetings")
def guest(request: CouncilRequest, meeting: str) -> HttpResponse:
    found, form = meeting_or_404(request.council, meeting), GuestForm(request.POST)
    if not form.is_valid():
        return _page(request, found, guest=form)
    who = book.Guest(**form.cleaned_data)
    return _done(
        request,
        found,
        lambda: book.bring_guest(meeting=found, guest=who, by=request.user),
        f"{who.name} is in attendance.",
    )


@require_POST
@council_page("boards.run_meetings")
def substitute(request: CouncilRequest, meeting: str) -> HttpResponse:
    found = meeting_or_404(request.council, meeting)
    form = substitute_form(found, request.POST)
    if not form.is_valid():
        return _page(request, found, substitute=form)
    chosen = form.cleaned_data
    return _done(
        request,
        found,
        lambda: book.bring_substitute(meeting=found, by=request.user, **chosen),
        f"{chosen['member']} stands in for {chosen['for_member']}.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@council_page("boards.run_meetings")
def times(request: CouncilRequest, meeting: str, attendance: int) -> HttpResponse:
    """When one person came, left and came back; or that they were never there."""
    found = meeting_or_404(request.council, meeting)
    row = get_object_or_404(Attendance, meeting=found, pk=attendance)
    form = TimesForm(request.POST if request.method == "POST" else None, initial=vars(row))
    if form.is_valid():
        try:
            _keep_times(request, row, dict(form.cleaned_data))
        except RecordError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The times of {row.name} have been saved.")
            return redirect("boards:record", request.council.slug, meeting)
    return render(request, "boards/record/times.html", {"form": form, "row": row, "meeting": found})


def _keep_times(request: CouncilRequest, row: Attendance, data: dict[str, Any]) -> None:
    back = data.pop("back_at")
    if "strike" in request.POST:
        book.strike_attendance(attendance=row, by=request.user)
        return
    book.change_times(attendance=row, by=request.user, **data)
    if back is not None:
        book.come_back(attendance=row, at=back, by=request.user)


@require_POST
@council_page("boards.run_meetings")
def draft(request: CouncilRequest, meeting: str) -> HttpResponse:
    """Minutes with a numbered minute for every item, in one click."""
    found = meeting_or_404(request.council, meeting)
    try:
        draft_minutes(meeting=found, by=request.user)
    except RecordError as refusal:
        messages.error(request, str(refusal))
        return redirect("boards:record", request.council.slug, meeting)
    messages.success(request, "The minutes have been drafted.")
    return redirect("boards:minutes", request.council.slug, meeting)


def substitute_form(meeting: Meeting, data: Any = None) -> SubstituteForm:
    there = meeting.board.members.on(meeting.day)
    stand_ins = there.filter(kind=Member.Kind.SUBSTITUTE)
    return SubstituteForm(stand_ins, there.exclude(kind=Member.Kind.SUBSTITUTE), data)


def _done(
    request: CouncilRequest, meeting: Meeting, deed: Callable[[], object], words: str
) -> HttpResponse:
    try:
        deed()
    except RecordError as refusal:
        messages.error(request, str(refusal))
    else:
        said = words if words.endswith(".") else f"The meeting has been {words}."
        messages.success(request, said)
    return redirect("boards:record", request.council.slug, meeting.slug)


def _page(request: CouncilRequest, meeting: Meeting, **sent: Any) -> HttpResponse:
    """The page; a form that was refused stands as it was sent."""
    page = record_page(meeting, kept_from(request.user, request.council))
    held = {
        row.member_id: KNOWN.get(row.capacity, "") for row in (*page.stretches, *page.apologies)
    }
    known = {f"m{member.pk}": held.get(member.pk, "") for member in page.roll}
    forms = {
        "roll": RollForm(page.roll, initial=known),
        "guest": GuestForm(),
        "substitute": substitute_form(meeting),
        "opening": MomentForm(initial={"at": meeting.time}, auto_id="open-%s"),
        "closing": MomentForm(auto_id="close-%s"),
    }
    wrong = next((form for form in sent.values() if form.errors), None)
    context = {
        "page": page,
        "meeting": meeting,
        "forms": forms | sent,
        "form": wrong or GuestForm(),
    }
    return render(request, "boards/record/record.html", context)
