"""The minutes of a meeting: read, agreed at a later meeting, signed, as PDF and Word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import CouncilRequest, council_page
from accounts.services import record_event
from boards.forms.record import AgreeForm, SignForm
from boards.models import Minutes
from boards.packs.minutes import KIND, MinutesDocument, file_name, minutes_document
from boards.packs.minutes_rendering import minutes_docx, minutes_pdf
from boards.report_access import is_kept_from
from boards.services.record.attendance import RecordError
from boards.services.record.minutes import agree_minutes, sign_minutes
from boards.services.record.publishing import publish_minutes
from boards.services.record.signed import keep_signed_copy
from reporting.models import Audience, Edition
from reporting.services import NothingChangedError, read_kept_file
from reporting.views.attachments import attachment

from .found import meeting_or_404


@require_safe
@council_page("boards.see_meetings")
def minutes(request: CouncilRequest, meeting: str) -> HttpResponse:
    return _page(request, _minutes(request, meeting), meeting)


@require_safe
@council_page("boards.see_meetings")
def minutes_file(request: CouncilRequest, meeting: str, audience: str, form: str) -> HttpResponse:
    """The minutes as PDF or Word, for the board or as the public reads them."""
    held = _minutes(request, meeting)
    if held is None or audience not in Audience.values or form not in ("pdf", "docx"):
        raise Http404("There are no such minutes")
    document = _document(request, held, audience)
    data = minutes_pdf(document).data if form == "pdf" else minutes_docx(document)
    return attachment(data, file_name(document, form))


@require_POST
@council_page("boards.run_meetings")
def agree(request: CouncilRequest, meeting: str) -> HttpResponse:
    held = _minutes(request, meeting)
    if held is None:
        raise Http404("There are no minutes yet")
    form = agree_form(held, request.POST)
    if form.is_valid():
        try:
            agree_minutes(
                minutes=held,
                at_meeting=form.cleaned_data["meeting"],
                corrections=form.lines(),
                by=request.user,
            )
        except RecordError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The minutes have been agreed as a correct record.")
            return redirect("boards:minutes", request.council.slug, meeting)
    return _page(request, held, meeting, agree=form)


@require_POST
@council_page("boards.run_meetings")
def sign(request: CouncilRequest, meeting: str) -> HttpResponse:
    held = _minutes(request, meeting)
    if held is None:
        raise Http404("There are no minutes yet")
    form = SignForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _sign(request, held, form)
        except RecordError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The minutes have been signed.")
            return redirect("boards:minutes", request.council.slug, meeting)
    return _page(request, held, meeting, sign=form)


@require_POST
@council_page("boards.publish_agenda")
def publish(request: CouncilRequest, meeting: str) -> HttpResponse:
    """Both editions, each if it says something new."""
    held = _minutes(request, meeting)
    if held is None:
        raise Http404("There are no minutes yet")
    for audience in Audience:
        try:
            made = publish_minutes(minutes=held, audience=audience, by=request.user)
        except NothingChangedError:
            messages.info(request, f"{audience.label}: nothing has changed since the last one.")
        else:
            messages.success(request, f"{made} has been published.")
    return redirect("boards:minutes", request.council.slug, meeting)


@require_safe
@council_page("boards.read_restricted")
def signed_copy(request: CouncilRequest, meeting: str) -> HttpResponse:
    """The scan: nobody can tell what of a restricted item stands in it."""
    held = _minutes(request, meeting)
    if held is None or held.signed_file is None or is_kept_from(request.user, held.meeting):
        raise Http404("There is no signed copy")
    _look(request, held)
    answer = HttpResponse(read_kept_file(held.signed_file.sha256), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{meeting}-minutes-signed.pdf"'
    return answer


def _sign(request: CouncilRequest, held: Minutes, form: SignForm) -> None:
    data = form.cleaned_data
    upload = data["file"]
    kept = (
        keep_signed_copy(
            council=request.council,
            name=upload.name,
            data=upload.read(),
            by=request.user,
            at=timezone.now(),
        )
        if upload
        else None
    )
    sign_minutes(
        minutes=held,
        signed_by=data["signed_by"],
        signed_on=data["signed_on"],
        file=kept,
        by=request.user,
    )


def agree_form(held: Minutes, data: Any = None) -> AgreeForm:
    meeting = held.meeting
    later = meeting.board.meetings.standing().filter(day__gt=meeting.day).order_by("day")
    return AgreeForm(later, data, auto_id="agree-%s")


def _minutes(request: CouncilRequest, meeting: str) -> Minutes | None:
    found = meeting_or_404(request.council, meeting)
    held = Minutes.objects.filter(meeting=found)
    return held.select_related(
        "meeting__board__council", "agreed_at_meeting", "signed_file"
    ).first()


def _editions(held: Minutes, may_read: bool) -> list[Edition]:
    found = Edition.objects.for_council(held.meeting.board.council).of(KIND, held.meeting.slug)
    standing = found.standing().prefetch_related("files")
    return list(standing if may_read else standing.public())


def _document(request: CouncilRequest, held: Minutes, audience: str) -> MinutesDocument:
    """The board's own only for who may read it, and every look at it is recorded."""
    if audience == Audience.BOARD:
        if not _may_read(request, held):
            raise Http404("There are no such minutes")
        _look(request, held)
    return minutes_document(held, audience)


def _may_read(request: CouncilRequest, held: Minutes) -> bool:
    """The board's own minutes: by role, unless something in them is kept from this person."""
    by_role = request.user.has_perm("boards.read_restricted", request.council)
    return by_role and not is_kept_from(request.user, held.meeting)


def _look(request: CouncilRequest, held: Minutes) -> None:
    record_event(
        council=request.council,
        by=request.user,
        action="read_minutes",
        subject=f"Minutes, {held.meeting}",
    )


def _page(request: CouncilRequest, held: Minutes | None, meeting: str, **sent: Any) -> HttpResponse:
    if held is None:
        found = meeting_or_404(request.council, meeting)
        return render(request, "boards/record/minutes_empty.html", {"meeting": found})
    may_read = _may_read(request, held)
    audience = Audience.BOARD if may_read else Audience.PUBLIC
    forms = {"agree": agree_form(held), "sign": SignForm(auto_id="sign-%s")} | sent
    context = {
        "document": _document(request, held, audience),
        "minutes": held,
        "meeting": held.meeting,
        "forms": forms,
        "form": next((f for f in forms.values() if f.is_bound), forms["agree"]),
        "may_run": request.user.has_perm("boards.run_meetings", request.council),
        "may_read": may_read,
        "may_publish": request.user.has_perm("boards.publish_agenda", request.council),
        "editions": _editions(held, may_read),
        "medium": "screen",
    }
    return render(request, "boards/record/minutes.html", context)
