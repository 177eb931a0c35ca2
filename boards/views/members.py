"""The members of the board over time."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CouncilRequest, council_page
from boards.dashboards.members import members_page, seats_of
from boards.domain.dates import short
from boards.forms.members import ChangeSeatForm, EndSeatForm, NewSeatForm, OnDayForm
from boards.models import Member
from boards.services import members
from boards.services.members import MemberError

from .board import MANAGE, POST, board_of

SEE = "boards.see_meetings"
ASKS = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@council_page(SEE)
def member_list(request: CouncilRequest) -> HttpResponse:
    """The members today, or on the day of `?on=`."""
    today = timezone.localdate()
    form = OnDayForm(request.GET if request.GET.get("on") else None, initial={"on": today})
    day = (form.cleaned_data["on"] if form.is_bound and form.is_valid() else None) or today
    page = members_page(board_of(request), day)
    context = {"page": page, "form": form, "today": today, "board": board_of(request)}
    return render(request, "boards/members/list.html", context)


@ASKS
@council_page(MANAGE)
def member_add(request: CouncilRequest) -> HttpResponse:
    form = NewSeatForm(request.POST if request.method == POST else None, council=request.council)
    if form.is_valid():
        try:
            made = members.add_member(board=board_of(request), by=request.user, **form.seat())
        except MemberError as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{made} is on the board from {short(made.from_on)}.")
            return redirect("boards:member_list", request.council.slug)
    return render(request, "boards/members/add.html", {"form": form})


@ASKS
@council_page(MANAGE)
def member_change(request: CouncilRequest, member: int) -> HttpResponse:
    """A change from a day on, or a correction; the person’s earlier seats below."""
    found = _member_or_404(request, member)
    sent = request.POST if request.method == POST else None
    form = ChangeSeatForm(sent, council=request.council, member=found)
    if form.is_valid() and _changed(request, form, found):
        messages.success(request, f"{form.cleaned_data['name']} has been saved.")
        return redirect("boards:member_list", request.council.slug)
    found.refresh_from_db()
    context = {"form": form, "member": found, "seats": seats_of(found)}
    return render(request, "boards/members/change.html", context)


@ASKS
@council_page(MANAGE)
def member_end(request: CouncilRequest, member: int) -> HttpResponse:
    """Asks for the last day; a seat that has one can be taken up again."""
    found = _member_or_404(request, member)
    form = EndSeatForm(
        request.POST if request.method == POST and "again" not in request.POST else None,
        initial={"until_on": found.until_on or timezone.localdate()},
    )
    try:
        if request.method == POST and "again" in request.POST:
            members.continue_member(member=found, by=request.user)
            messages.success(request, f"{found} is on the board again, with no end.")
            return redirect("boards:member_list", request.council.slug)
        if form.is_valid():
            members.end_member(member=found, by=request.user, **form.cleaned_data)
            messages.success(request, f"The last day of {found} has been saved.")
            return redirect("boards:member_list", request.council.slug)
    except MemberError as refusal:
        if form.is_bound:
            refused(form, refusal)
        else:
            messages.error(request, str(refusal))
    found.refresh_from_db()
    return render(request, "boards/members/end.html", {"form": form, "member": found})


def refused(form: Form, refusal: MemberError) -> None:
    """The words beside the field that they are about, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _changed(request: CouncilRequest, form: ChangeSeatForm, member: Member) -> bool:
    try:
        if form.is_correction:
            members.correct_member(member=member, by=request.user, **form.seat())
        else:
            on = form.cleaned_data["on"]
            members.change_member(member=member, on=on, by=request.user, **form.seat())
    except MemberError as refusal:
        refused(form, refusal)
        return False
    return True


def _member_or_404(request: CouncilRequest, member: int) -> Member:
    mine = Member.objects.select_related("board__council", "user")
    return get_object_or_404(mine, pk=member, board__council=request.council)
